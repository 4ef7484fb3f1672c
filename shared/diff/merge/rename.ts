/** Two sides that gave one id to different things: theirs gets another id, everywhere it is named. */
import type { Document } from '../../model/document.ts'
import { uniqueId } from '../../model/ids.ts'
import { groupBy } from '../rows.ts'
import type { MergedRow } from './attempt.ts'

export interface Clash {
  readonly id: string
  readonly ours: MergedRow
  readonly theirs: MergedRow
}

/** Ids that the merged document would have twice, because each side made another thing of it. */
export function listClashes(rows: readonly MergedRow[]): readonly Clash[] {
  const elements = rows.filter(({ collection }) => ['components', 'boundaries'].includes(collection.name))
  return [...groupBy(elements, ({ row }) => String(row.id))].flatMap(([id, same]) => {
    const ours = same.find(({ sides }) => sides.ours && !sides.theirs)
    const theirs = same.find(({ sides }) => sides.theirs && !sides.ours)
    // An id that one side has twice is broken already, and no new name for the other side's mends it.
    return ours && theirs && same.length === 2 ? [{ id, ours, theirs }] : []
  })
}

/** An id that no component or boundary of the documents has. */
export function freeId(id: string, documents: readonly Document[]): string {
  const taken = new Set(
    documents.flatMap(({ model }) => [...model.components, ...model.boundaries].map((element) => element.id)),
  )
  return uniqueId(id, (wanted) => taken.has(wanted))
}
