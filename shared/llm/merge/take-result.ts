/**
 * An answered target among what already waits. Decisions are not made here and none is lost: a threat that
 * somebody decided on keeps the key under which it was decided, whatever words it comes back with, so that
 * `openDrafts` goes on hiding it, and taking the decision back shows it again.
 */
import { isDecided } from '../../analysis/redrafting/open-drafts.ts'
import { canonicalJson } from '../../core/text.ts'
import { uniqueId } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Draft, Model, Remark } from '../../model/schema.ts'
import { namesOf } from './names.ts'
import { type ReadThreat, readThreat, SAME, similarityOfRead, type ThreatWords } from './similar.ts'
import { takeRemarks } from './take-remarks.ts'

export interface Waiting {
  readonly drafts: readonly Draft[]
  readonly remarks: readonly Remark[]
}

/** What is known of a cell; a fresh threat that is the same becomes it. */
interface Known {
  readonly kind: 'decided' | 'rejected' | 'risk' | 'rule' | 'open'
  readonly key: string | undefined
  readonly words: ReadThreat
  /** The draft as it waits; absent where only the decision is left. */
  readonly draft?: Draft
  /** It is a fresh draft, or its words are those of one. */
  readonly isFresh?: true
}

/**
 * What waits after a result: `target` null is that of the questions. Undecided drafts of the target that were
 * not said again go; decided ones and those of rules stay. The same reference where nothing changed.
 */
export function takeResult(
  waiting: Waiting & { readonly model: Model },
  result: Waiting & { readonly target: string | null },
): Waiting {
  const drafts = takeDrafts(waiting, result)
  const remarks = takeRemarks(waiting.model, waiting.remarks, result)
  return drafts === waiting.drafts && remarks === waiting.remarks ? waiting : { drafts, remarks }
}

function takeDrafts(
  { model, drafts: before }: Waiting & { readonly model: Model },
  { target, drafts: fresh }: Waiting & { readonly target: string | null },
): readonly Draft[] {
  const replaced = (draft: Draft): boolean =>
    draft.target === target && draft.source.by === 'llm' && !isDecided(model, draft)
  const about = new Map<string, readonly string[]>()
  const read = (of: string, words: ThreatWords): ReadThreat => {
    const names = about.get(of) ?? namesOf(model, of)
    about.set(of, names)
    return readThreat(words, names)
  }
  const cells = new Map<string, Known[]>()
  /** What is to stand in place of a draft that waited, or at the end. */
  const said = new Map<string, Draft>()
  // Those of a known key first, so that no other takes their place.
  const keys = new Set(before.map(({ key }) => key))
  const inTurn = [...fresh.filter(({ key }) => keys.has(key)), ...fresh.filter(({ key }) => !keys.has(key))]
  for (const draft of inTurn) {
    const cell = `${draft.category} ${draft.target}`
    const known = cells.get(cell) ?? knownOf(model, before, draft, read)
    cells.set(cell, known)
    const words = read(draft.target, draft)
    const match = bestOf(known, draft, words)
    if (match === undefined || match.draft === undefined) {
      // A risk without a key is no draft's; the fresh one is that risk again.
      if (match?.kind === 'risk' && match.key === undefined) continue
      const taken = match?.key === undefined ? draft : { ...draft, key: match.key }
      if (known.some((each) => each.draft?.key === taken.key)) continue
      known.push({ kind: 'open', key: taken.key, words, draft: taken, isFresh: true })
      said.set(taken.key, taken)
    } else if (match.kind === 'rule' || match.isFresh) {
      const { key } = match.draft
      said.set(key, withEvidence(said.get(key) ?? match.draft, draft))
    } else if (match.kind === 'open') {
      const taken = { ...draft, id: match.draft.id, key: match.draft.key }
      known[known.indexOf(match)] = { ...match, words, draft: taken, isFresh: true }
      said.set(taken.key, taken)
    }
  }
  const kept = before.flatMap((draft) => {
    const now = said.get(draft.key)
    said.delete(draft.key)
    if (now) return [canonicalJson(now) === canonicalJson(draft) ? draft : now]
    return replaced(draft) ? [] : [draft]
  })
  const after = [...kept, ...withIds([...said.values()], kept)]
  return after.length === before.length && after.every((draft, at) => draft === before[at]) ? before : after
}

function knownOf(
  model: Model,
  waiting: readonly Draft[],
  { target, category }: Draft,
  read: (target: string, words: ThreatWords) => ReadThreat,
): Known[] {
  const known = waiting
    .filter((draft) => draft.target === target && draft.category === category)
    .map((draft): Known => {
      const kind = draft.source.by !== 'llm' ? 'rule' : isDecided(model, draft) ? 'decided' : 'open'
      return { kind, key: draft.key, words: read(target, draft), draft }
    })
  const { analyses, risksByTarget } = indexOf(model)
  for (const { title, key, category: of } of analyses.get(target)?.rejected ?? [])
    if (of === category) known.push({ kind: 'rejected', key, words: read(target, { title }) })
  for (const { title, description, source, category: of } of risksByTarget.get(target) ?? [])
    if (of === category)
      known.push({ kind: 'risk', key: source?.draft, words: read(target, { title, description }) })
  return known
}

/** The known threat that a fresh one is: of the same key, else the most similar; of equals the first. */
function bestOf(known: readonly Known[], { key }: Draft, words: ReadThreat): Known | undefined {
  let best: Known | undefined
  let most = 0
  for (const each of known) {
    const score = each.key === key ? 2 : similarityOfRead(words, each.words)
    if (score < SAME || score <= most) continue
    best = each
    most = score
  }
  return best
}

function withEvidence(draft: Draft, other: Draft): Draft {
  const evidence = [...new Set([...(draft.evidence ?? []), ...(other.evidence ?? [])])]
  return evidence.length === (draft.evidence?.length ?? 0) ? draft : { ...draft, evidence }
}

function withIds(added: readonly Draft[], kept: readonly Draft[]): readonly Draft[] {
  const taken = new Set(kept.map(({ id }) => id))
  return added.map((draft) => {
    const id = uniqueId(draft.id, (wanted) => taken.has(wanted))
    taken.add(id)
    return id === draft.id ? draft : { ...draft, id }
  })
}
