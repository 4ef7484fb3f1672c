/** Merges two versions of one element, attribute by attribute. */

import { attributeNames, isEqual, patched, type Row } from '../rows.ts'
import type { Collection, Parts } from './collections.ts'
import { mergeOrder, pickChanged, type Side, type Versions } from './three-way.ts'

/** An attribute, or one part of it, that both sides changed to different values. */
export interface Dispute {
  readonly attribute: string
  readonly part?: string
  readonly values: Versions<unknown>
}

/** What the rest of the merge has decided so far. */
export interface Decisions {
  /** Whose value stands where both sides changed one. */
  lead(collection: Collection, row: Row): Side
  /** True when this side's removal of what the name refers to is not carried out. */
  isRefused(side: Side, name: string): boolean
  /** True for an attribute that must take ours, whoever changed it. */
  isForced(collection: Collection, row: Row, attribute: string): boolean
}

export function mergeRow(
  collection: Collection,
  { base, ours, theirs }: { readonly base: Row | undefined; readonly ours: Row; readonly theirs: Row },
  decisions: Decisions,
): { readonly row: Row; readonly disputes: readonly Dispute[] } {
  if (isEqual(ours, theirs) && isEqual(ours, base)) return { row: ours, disputes: [] }
  const lead = decisions.lead(collection, ours)
  const disputes: Dispute[] = []
  const values: Record<string, unknown> = {}
  for (const attribute of attributeNames(ours, theirs)) {
    const versions = { base: base?.[attribute], ours: ours[attribute], theirs: theirs[attribute] }
    const parts = collection.parts?.[attribute]
    const toRefs = collection.refs?.[attribute]
    const isKept = (part: string, side: Side) =>
      toRefs?.([part]).some((name) => decisions.isRefused(side, name)) ?? false
    const picked = pickChanged(versions)
    if (decisions.isForced(collection, ours, attribute)) {
      values[attribute] = versions.ours
      disputes.push({ attribute, values: versions })
    } else if (parts) {
      const merged = mergeParts(parts, versions, isKept)
      // A list that only one side touched is that side's, with its order and its repetitions.
      values[attribute] = picked && !merged.kept ? picked.value : parts.join(merged.parts)
      disputes.push(...merged.disputes.map((dispute) => ({ attribute, ...dispute })))
    } else if (picked) values[attribute] = picked.value
    else {
      values[attribute] = versions[lead]
      disputes.push({ attribute, values: versions })
    }
  }
  const row = patched(ours, values)
  return { row: isEqual(row, ours) ? ours : row, disputes }
}

function mergeParts(
  { split }: Parts,
  versions: Versions<unknown>,
  isKept: (part: string, side: Side) => boolean,
): {
  readonly parts: ReadonlyMap<string, unknown>
  readonly disputes: readonly { part: string; values: Versions<unknown> }[]
  /** True when a part stays although a side removed it. */
  readonly kept: boolean
} {
  const maps = { base: split(versions.base), ours: split(versions.ours), theirs: split(versions.theirs) }
  const keys = mergeOrder({
    base: [...maps.base.keys()],
    ours: [...maps.ours.keys()],
    theirs: [...maps.theirs.keys()],
  })
  const parts = new Map<string, unknown>()
  const disputes: { part: string; values: Versions<unknown> }[] = []
  let kept = false
  for (const part of keys) {
    const values = { base: maps.base.get(part), ours: maps.ours.get(part), theirs: maps.theirs.get(part) }
    const picked = pickChanged(values)
    if (!picked) disputes.push({ part, values })
    const remover = values.ours === undefined ? 'ours' : values.theirs === undefined ? 'theirs' : undefined
    const stays = remover !== undefined && values.base !== undefined && isKept(part, remover)
    const value = stays ? (values.ours ?? values.theirs) : picked ? picked.value : values.ours
    kept ||= stays
    if (value !== undefined) parts.set(part, value)
  }
  return { parts, disputes, kept }
}
