/** All drafts of a model, best first: ranked once, and from then on changed where an edit concerns them. */
import { compareText } from '../../core/text.ts'
import { CATEGORIES, type Draft } from '../../model/schema.ts'
import type { Ask } from '../facts/facts.ts'
import type { Ranked } from './draft.ts'

export interface Ranking {
  readonly drafts: readonly Draft[]
  /** That of each draft, at its place. */
  readonly scores: Float64Array
  /** What keeps a draft speculative; handed on from one ranking to the next. */
  readonly asks: Map<Draft, readonly Ask[]>
}

/** Of lists that each hold the drafts of one target in the order of categories. */
export function rankAll(lists: readonly (readonly Ranked[])[]): Ranking {
  // Few scores and many drafts: whoever sorts the targets and then deals their drafts out need not sort those.
  const byTarget = lists.toSorted(([a], [b]) => compareText(a?.draft.target ?? '', b?.draft.target ?? ''))
  const byScore = new Map<number, Draft[]>()
  const asks = new Map<Draft, readonly Ask[]>()
  for (const list of byTarget) {
    for (const { draft, score, asks: open } of list) {
      const equals = byScore.get(score)
      if (equals) equals.push(draft)
      else byScore.set(score, [draft])
      if (open.length > 0) asks.set(draft, open)
    }
  }
  const ranks = [...byScore].sort(([a], [b]) => b - a)
  const drafts = ranks.flatMap(([, equals]) => equals)
  const scores = new Float64Array(drafts.length)
  let next = 0
  for (const [score, { length }] of ranks) {
    scores.fill(score, next, next + length)
    next += length
  }
  return { drafts, scores, asks }
}

/** Undefined where a draft that leaves is not in the ranking; that is good for nothing more then. */
export function rankAgain(
  ranking: Ranking,
  taken: readonly Ranked[],
  put: readonly Ranked[],
): Ranking | undefined {
  const steps = stepsIn(ranking, taken, put)
  if (!steps) return undefined
  const { drafts, scores, asks } = ranking
  const runs: (readonly Draft[])[] = []
  const next = new Float64Array(drafts.length + put.length - taken.length)
  let from = 0
  let length = 0
  const keepUntil = (at: number) => {
    if (at > from) runs.push(drafts.slice(from, at))
    next.set(scores.subarray(from, at), length)
    length += at - from
    from = at
  }
  for (const { at, item, isPut } of steps) {
    keepUntil(at)
    if (isPut) {
      runs.push([item.draft])
      next[length] = item.score
      length += 1
      if (item.asks.length > 0) asks.set(item.draft, item.asks)
    } else {
      const draft = drafts[at]
      if (draft) asks.delete(draft)
      from += 1
    }
  }
  keepUntil(drafts.length)
  // Runs are copied as blocks: many times as fast as one draft after the other.
  return { drafts: drafts.slice(0, 0).concat(...runs), scores: next, asks }
}

/** One draft that leaves, or comes in before the one at `at`. */
interface Step {
  readonly at: number
  readonly item: Ranked
  readonly isPut: boolean
}

/** In the order of the ranking. */
function stepsIn(
  ranking: Ranking,
  taken: readonly Ranked[],
  put: readonly Ranked[],
): readonly Step[] | undefined {
  const leaving = taken.map((item): Step => ({ item, at: placeOf(ranking, item), isPut: false }))
  const isThere = ({ at, item: { draft, score } }: Step) => compareAt(ranking, at, draft, score) === 0
  if (!leaving.every(isThere)) return undefined
  const coming = put.map((item): Step => ({ item, at: placeOf(ranking, item), isPut: true }))
  return [...leaving, ...coming].sort(
    (a, b) => a.at - b.at || Number(b.isPut) - Number(a.isPut) || compareRanked(a.item, b.item),
  )
}

/** Where an item stands, or would stand. */
function placeOf(ranking: Ranking, { draft, score }: Ranked): number {
  let low = 0
  let high = ranking.drafts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareAt(ranking, middle, draft, score) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareAt({ drafts, scores }: Ranking, at: number, draft: Draft, score: number): number {
  const other = drafts[at]
  return other ? score - (scores[at] ?? 0) || compareEquals(other, draft) : 1
}

function compareRanked(a: Ranked, b: Ranked): number {
  return b.score - a.score || compareEquals(a.draft, b.draft)
}

/** Equally strong drafts stand by target, and those of one target by category. */
function compareEquals(a: Draft, b: Draft): number {
  return compareText(a.target, b.target) || CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category)
}
