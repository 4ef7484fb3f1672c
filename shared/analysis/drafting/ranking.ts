/** All drafts of a model, best first: ranked once, and from then on changed where an edit concerns them. */
import { compareText } from '../../core/text.ts'
import { CATEGORIES, type Draft } from '../../model/schema.ts'
import type { Ask } from '../facts/facts.ts'
import type { Place, Ranked } from './draft.ts'

export interface Ranking {
  readonly drafts: readonly Draft[]
  /** That of each draft, at its place: a whole number of some hundreds at most. */
  readonly scores: Uint16Array
  /** What keeps a draft speculative; handed on from one ranking to the next. */
  readonly asks: Map<Draft, readonly Ask[]>
}

/** Of subjects that stand by target; `draftsOf` gives the drafts of one in the order of categories. */
export function rankAll<S>(
  subjects: readonly S[],
  draftsOf: (subject: S, at: number) => readonly Ranked[],
): Ranking {
  // Few scores and many drafts: where the targets are sorted and their drafts dealt out, those need not be.
  const byScore = new Map<number, Draft[]>()
  const asks = new Map<Draft, readonly Ask[]>()
  subjects.forEach((subject, at) => {
    for (const { draft, score, asks: open } of draftsOf(subject, at)) {
      const equals = byScore.get(score)
      if (equals) equals.push(draft)
      else byScore.set(score, [draft])
      if (open.length > 0) asks.set(draft, open)
    }
  })
  const ranks = [...byScore].sort(([a], [b]) => b - a)
  const drafts = ranks.flatMap(([, equals]) => equals)
  const scores = new Uint16Array(drafts.length)
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
  taken: readonly Place[],
  put: readonly Ranked[],
): Ranking | undefined {
  const steps = stepsIn(ranking, taken, put)
  if (!steps) return undefined
  const { drafts, scores, asks } = ranking
  const runs: (readonly Draft[])[] = []
  const next = new Uint16Array(drafts.length + put.length - taken.length)
  let from = 0
  let length = 0
  const keepUntil = (at: number) => {
    if (at > from) runs.push(drafts.slice(from, at))
    next.set(scores.subarray(from, at), length)
    length += at - from
    from = at
  }
  for (const { at, item } of steps) {
    keepUntil(at)
    if (item) {
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

/** The draft at `at` leaves, or an item comes in before it. */
interface Step {
  readonly at: number
  readonly item?: Ranked
}

/** In the order of the ranking. */
function stepsIn(
  ranking: Ranking,
  taken: readonly Place[],
  put: readonly Ranked[],
): readonly Step[] | undefined {
  const leaving: Step[] = []
  for (const place of taken) {
    const at = positionOf(ranking, place, place.score)
    if (compareAt(ranking, at, place, place.score) !== 0) return undefined
    leaving.push({ at })
  }
  const coming = put.map((item): Step => ({ item, at: positionOf(ranking, item.draft, item.score) }))
  return [...leaving, ...coming].sort((a, b) => a.at - b.at || compareItems(a.item, b.item))
}

type Cell = Pick<Place, 'target' | 'category'>

/** Where a draft stands, or would stand. */
function positionOf(ranking: Ranking, cell: Cell, score: number): number {
  let low = 0
  let high = ranking.drafts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareAt(ranking, middle, cell, score) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function compareAt({ drafts, scores }: Ranking, at: number, cell: Cell, score: number): number {
  const other = drafts[at]
  return other ? score - (scores[at] ?? 0) || compareEquals(other, cell) : 1
}

/** Of two steps at one place what comes in goes first, in the order of the ranking. */
function compareItems(a: Ranked | undefined, b: Ranked | undefined): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0
  return b.score - a.score || compareEquals(a.draft, b.draft)
}

/** Equally strong drafts stand by target, and those of one target by category. */
function compareEquals(a: Cell, b: Cell): number {
  return compareText(a.target, b.target) || CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category)
}
