/**
 * Three-way merge by id. Where both sides changed one attribute differently, ours stands and a conflict
 * offers theirs. An element that one side removed and the other changed or uses stays, with what its
 * removal took along, and a conflict offers the removal: nothing is lost before somebody has chosen.
 */
import { type Document, withRemarks } from '../model/document.ts'
import { renameElement } from '../model/edits/rename.ts'
import { type MergedRow, mergeRows, placeId } from './merge/attempt.ts'
import { listNames, listRefs, readRows, writeRows } from './merge/collection-rows.ts'
import { COLLECTIONS } from './merge/collections.ts'
import {
  type Conflict,
  clashConflict,
  disputeConflict,
  orphanConflict,
  removalConflict,
} from './merge/conflict.ts'
import { freeId, listClashes } from './merge/rename.ts'
import { groupBy, isEqual } from './rows.ts'

export type { Conflict } from './merge/conflict.ts'
export { resolveConflict } from './merge/resolve.ts'

export interface Merge {
  /** Every reference in it is valid if it was on the side it came from. */
  readonly merged: Document
  /** Model first, then layout and drafts; `soft` ones need not be asked. */
  readonly conflicts: readonly Conflict[]
}

/**
 * Order: one side's order alone is taken exactly; of two different new orders ours stands, without a
 * conflict. A box that both moved stands where ours put it, with a soft conflict.
 */
export function mergeDocuments(base: Document, ours: Document, theirs: Document): Merge {
  const { rows, refusals } = mergeRows({ base, ours, theirs })
  const clashes = listClashes(rows)
  if (clashes.length > 0) {
    let renamed = theirs
    const told = clashes.map((clash) => {
      const id = freeId(clash.id, [base, ours, renamed])
      renamed = renameElement(renamed, clash.id, id)
      return clashConflict(clash, id)
    })
    const { merged, conflicts } = mergeDocuments(base, ours, renamed)
    return { merged, conflicts: [...told, ...conflicts] }
  }
  const { kept, orphans } = splitOrphans(rows, [ours, theirs])
  const lost = new Set(orphans.map(placeId))
  const conflicts = [
    ...refusals
      .filter((refusal) => refusal.why !== 'owned' && !lost.has(placeId(refusal)))
      .map(removalConflict),
    ...kept.flatMap((row) => row.disputes.map((dispute) => disputeConflict(row, dispute))),
    ...orphans.filter(isEdited).map(orphanConflict),
  ]
  return {
    merged: assemble(base, ours, theirs, kept),
    conflicts: conflicts.sort((a, b) => ORDER.indexOf(a.collection) - ORDER.indexOf(b.collection)),
  }
}

const ORDER = COLLECTIONS.map(({ name }) => name)

// Boxes, routes and drafts of what the merge removed, as far as their own side still had it.
function splitOrphans(
  rows: readonly MergedRow[],
  documents: readonly Document[],
): { readonly kept: readonly MergedRow[]; readonly orphans: readonly MergedRow[] } {
  const before = documents.map(listNames)
  const after = new Set(rows.flatMap(({ collection, row }) => collection.provides?.(row) ?? []))
  const isOrphan = ({ collection, row }: MergedRow) =>
    collection.follows === true &&
    listRefs(collection, row, 'owners').some(
      (name) => !after.has(name) && before.some((names) => names.has(name)),
    )
  return { kept: rows.filter((row) => !isOrphan(row)), orphans: rows.filter(isOrphan) }
}

function isEdited({ sides }: MergedRow): boolean {
  return [sides.ours, sides.theirs].some((row) => row !== undefined && !isEqual(row, sides.base))
}

// Collections that came out as ours keep their identity, so that what is derived from them stays cached.
// Remarks are no rows to merge: whoever changed them has them; where both did, what is in hand stays.
function assemble(base: Document, ours: Document, theirs: Document, rows: readonly MergedRow[]): Document {
  const isOurs = isEqual(ours.remarks, theirs.remarks) || !isEqual(ours.remarks, base.remarks)
  const start = isOurs ? ours : withRemarks(ours, theirs.remarks)
  const byCollection = groupBy(rows, ({ collection }) => collection)
  return COLLECTIONS.reduce((document, collection) => {
    const merged = (byCollection.get(collection) ?? []).map(({ row }) => row)
    return isEqual(merged, readRows(collection, ours)) ? document : writeRows(collection, document, merged)
  }, start)
}
