/** Three versions of one thing: what it was, and what each side made of it. */
import { isEqual } from '../rows.ts'

export type Side = 'ours' | 'theirs'

export interface Versions<T> {
  readonly base: T
  readonly ours: T
  readonly theirs: T
}

export function otherSide(side: Side): Side {
  return side === 'ours' ? 'theirs' : 'ours'
}

/** The value of the side that changed it; undefined where both did, to different values. */
export function pickChanged<T>({ base, ours, theirs }: Versions<T>): { readonly value: T } | undefined {
  if (isEqual(ours, theirs) || isEqual(theirs, base)) return { value: ours }
  return isEqual(ours, base) ? { value: theirs } : undefined
}

/**
 * All keys of both sides in one order: theirs, with what only ours has behind its predecessor in ours;
 * the other way round where ours reordered what was there. So one side's order alone comes out exactly,
 * and of two different new orders ours wins.
 */
export function mergeOrder({ base, ours, theirs }: Versions<readonly string[]>): readonly string[] {
  const known = new Set(base)
  const present = new Set(ours)
  const isReordered = !isEqual(
    ours.filter((key) => known.has(key)),
    base.filter((key) => present.has(key)),
  )
  const [lead, follow] = isReordered ? [ours, theirs] : [theirs, ours]
  const leading = new Set(lead)
  const first: string[] = []
  const after = new Map<string, string[]>()
  let run = first
  for (const key of follow) {
    if (leading.has(key)) {
      run = []
      after.set(key, run)
    } else run.push(key)
  }
  return [...first, ...lead.flatMap((key) => [key, ...(after.get(key) ?? [])])]
}
