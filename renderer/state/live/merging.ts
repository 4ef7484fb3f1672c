/** Merging the open document with another version of it: which rows have to be asked, and the result once they are. */
import { type Conflict, type Merge, resolveConflict } from '../../../shared/diff/merge.ts'
import { isEqual } from '../../../shared/diff/rows.ts'
import { type Document, withRemarks } from '../../../shared/model/document.ts'

export type Side = 'ours' | 'theirs'

interface Choice {
  readonly side: Side
  /** Their value in words when the choice was made. */
  readonly theirs: string
}

/** By `rowKey`. */
export type Choices = ReadonlyMap<string, Choice>

export const NO_CHOICES: Choices = new Map()

/** Says "the same question" when the merge is made anew. */
export function rowKey({ collection, key, attribute }: Conflict): string {
  return `${collection} ${key} ${attribute}`
}

/** The conflicts that a person has to decide. */
export function listHard({ conflicts }: Merge): readonly Conflict[] {
  return conflicts.filter(({ soft }) => !soft)
}

/** What was chosen for a row, if that still stands: a choice against another value of theirs does not. */
export function choiceOf(choices: Choices, conflict: Conflict): Side | undefined {
  const choice = choices.get(rowKey(conflict))
  return choice?.theirs === conflict.theirs ? choice.side : undefined
}

export function withChoice(choices: Choices, conflicts: readonly Conflict[], side: Side): Choices {
  const chosen = conflicts.map((conflict) => [rowKey(conflict), { side, theirs: conflict.theirs }] as const)
  return new Map([...choices, ...chosen])
}

/** The merged document with all choices carried out; null while a row is undecided. */
export function decide(merge: Merge, choices: Choices): Document | null {
  let document = merge.merged
  for (const conflict of listHard(merge)) {
    const side = choiceOf(choices, conflict)
    if (side === undefined) return null
    document = resolveConflict(document, conflict, side)
  }
  return document
}

/** The document with the parts of `other` that say the same, so that nothing equal counts as an edit. */
export function shareParts(document: Document, other: Document): Document {
  const model = isEqual(document.model, other.model) ? other.model : document.model
  const layout = isEqual(document.layout, other.layout) ? other.layout : document.layout
  const drafts = isEqual(document.drafts, other.drafts) ? other.drafts : document.drafts
  const remarks = isEqual(document.remarks, other.remarks) ? other.remarks : document.remarks
  const isSame =
    model === document.model &&
    layout === document.layout &&
    drafts === document.drafts &&
    remarks === document.remarks
  return isSame ? document : withRemarks({ ...document, model, layout, drafts }, remarks)
}
