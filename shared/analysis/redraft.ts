/** Drafting again what an edit concerns, and leaving everything else as it is. */
import type { Draft } from '../model/schema.ts'

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

export function sameDrafts(a: readonly Draft[], b: readonly Draft[]): boolean {
  return a.length === b.length && a.every((draft, at) => isSame(b[at], draft))
}

function isSame(a: Draft | undefined, b: Draft): boolean {
  // Drafts of what did not change are the very same objects.
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
