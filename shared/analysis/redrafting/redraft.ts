/** Drafting again what an edit concerns, and leaving everything else as it is. */
import type { Draft, Model } from '../../model/schema.ts'
import type { TeamRule } from '../../model/team-rule.ts'
import { draftsAt } from '../evaluate.ts'

/** The fresh drafts of these targets with the known ones of all others, in the fresh ranking. */
export function mergeDrafts(
  known: readonly Draft[],
  fresh: readonly Draft[],
  targets: readonly string[],
): readonly Draft[] {
  const wanted = new Set(targets)
  const rank = new Map(fresh.map((draft, at) => [draft.id, at]))
  const kept = known.filter((draft) => draft.source.by !== 'rules' || !wanted.has(draft.target))
  const merged = [...fresh.filter((draft) => wanted.has(draft.target)), ...kept]
  const place = (draft: Draft) => rank.get(draft.id) ?? fresh.length
  return merged.sort((a, b) => place(a) - place(b))
}

/** The targets that the rules draft otherwise than before, whether by an edit or by other rules. */
export function changedTargets(before: readonly Draft[], after: readonly Draft[]): readonly string[] {
  const then = new Map(before.map((draft) => [draft.id, draft]))
  const changed = new Set<string>()
  for (const draft of after) {
    if (!isSame(then.get(draft.id), draft)) changed.add(draft.target)
    then.delete(draft.id)
  }
  for (const { target } of then.values()) changed.add(target)
  return [...changed]
}

/** Whether the rules would say something else of one target now; `known` are its drafts, of whatever source. */
export function isOutdated(
  model: Model,
  target: string,
  known: readonly Draft[],
  team?: readonly TeamRule[],
): boolean {
  const ours = known.filter(({ source }) => source.by === 'rules')
  const fresh = draftsAt(model, target, team)
  return ours.length !== fresh.length || ours.some((draft) => isSuperseded(fresh, draft))
}

/** Whether the rules would not draft exactly this now; never so for a draft of another source. */
export function isOutdatedDraft(model: Model, draft: Draft, team?: readonly TeamRule[]): boolean {
  return draft.source.by === 'rules' && isSuperseded(draftsAt(model, draft.target, team), draft)
}

function isSuperseded(fresh: readonly Draft[], draft: Draft): boolean {
  const now = fresh.find(({ category }) => category === draft.category)
  return !now || !isSame({ ...now, id: draft.id }, draft)
}

export function sameDrafts(a: readonly Draft[], b: readonly Draft[]): boolean {
  return a.length === b.length && a.every((draft, at) => isSame(b[at], draft))
}

function isSame(a: Draft | undefined, b: Draft): boolean {
  // Drafts of what did not change are the very same objects.
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
