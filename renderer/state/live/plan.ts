/**
 * What to do about the state of the files: a decision without an effect. `follow.ts` carries it out.
 * The base of every merge is what the open model was last read from or saved as.
 */

import { type Diagnostic, hasErrors } from '../../../shared/core/diagnostics.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { mergeDocuments } from '../../../shared/diff/merge.ts'
import { type Document, withRemarks } from '../../../shared/model/document.ts'
import type { OpenedModel, Recovery } from '../../../shared/protocol/contract.ts'
import { mergeModelText } from '../../../shared/text-editing/merging/merge-model-text.ts'
import type { DocumentState } from '../document.ts'
import { type Choices, decide, listHard, shareParts } from './merging.ts'
import { changedOnDisk } from './summary.ts'

export type Open = Pick<
  DocumentState,
  'history' | 'saved' | 'source' | 'modelHash' | 'layoutHash' | 'filesHash' | 'broken'
>

/** A document that takes the place of the present one, as one undo step. */
export interface Taken {
  readonly present: Document
  /** What the files hold. */
  readonly saved: Document
  readonly label: string
  /** For the person. */
  readonly news: string
  /** Comments of the file that found no place in the text a person typed. */
  readonly lostComments: readonly string[]
}

export type Plan =
  | { readonly kind: 'same' }
  /** Nothing sound was open, so that nothing can be lost. */
  | { readonly kind: 'show' }
  | { readonly kind: 'unreadable'; readonly reasons: readonly Diagnostic[] }
  | { readonly kind: 'take'; readonly taken: Taken }
  /** Both sides changed the same thing; `theirs` is the file's document. */
  | { readonly kind: 'ask'; readonly theirs: Document }

/** What the files as they are now mean for the open model. */
export function planChange(open: Open, opened: OpenedModel): Plan {
  if (open.broken) return { kind: 'show' }
  if (opened.model === null) {
    return { kind: 'unreadable', reasons: opened.diagnostics.filter(({ severity }) => severity === 'error') }
  }
  if (opened.filesHash === open.filesHash) return { kind: 'same' }
  const layoutErrors = opened.diagnostics.filter(({ file }) => file !== undefined && file !== opened.path)
  if (opened.layoutHash !== open.layoutHash && hasErrors(layoutErrors.filter(isOfLayout))) {
    return { kind: 'unreadable', reasons: layoutErrors.filter(isOfLayout) }
  }
  const theirs = theirsOf(open.saved, opened)
  const merge = mergeDocuments(open.saved, open.history.present, theirs)
  if (listHard(merge).length > 0) return { kind: 'ask', theirs }
  return { kind: 'take', taken: takenFrom(open, opened, theirs, merge.merged) }
}

/** The result of the conflict bar; null while a row is undecided. */
export function planDecided(
  open: Open,
  opened: OpenedModel,
  theirs: Document,
  choices: Choices,
): Taken | null {
  const merged = decide(mergeDocuments(open.saved, open.history.present, theirs), choices)
  return merged && takenFrom(open, opened, theirs, merged)
}

/** Recovered edits over the present document; null while a row is undecided. */
export function planRecovery(open: Open, offer: Recovery, choices: Choices): Document | null {
  const { present } = open.history
  const merged = decide(mergeDocuments(offer.base, present, offer.document), choices)
  if (!merged) return null
  const { source: _, ...rest } = shareParts(merged, present)
  const typed = offer.document.source
  const here = present.source ?? open.source
  if (typed === undefined || offer.source === null || here === null) return withSource(rest, present.source)
  const text = mergedText(offer.source, typed, here, rest)
  return withSource(rest, text?.text ?? present.source)
}

/** True for a document that differs from what the files hold, drafts aside. */
function isEdited({ history: { present }, saved }: Open): boolean {
  return present.model !== saved.model || present.layout !== saved.layout || present.source !== saved.source
}

// Parts that say what was saved keep its identity: only what differs counts as a change of theirs.
function theirsOf(saved: Document, { model, layout, layoutHash, drafts, remarks }: OpenedModel): Document {
  // A first layout may be in no file yet, and a moved model may have left its own behind: where things
  // are drawn stays, and the next save writes it.
  const places = layoutHash === null ? saved.layout : layout
  return shareParts(withRemarks({ model: model ?? saved.model, layout: places, drafts }, remarks), saved)
}

function takenFrom(open: Open, opened: OpenedModel, theirs: Document, merged: Document): Taken {
  const { saved, source, history } = open
  const edited = isEdited(open)
  const content = edited ? merged : { ...merged, model: theirs.model, layout: theirs.layout }
  const { source: _, ...rest } = shareParts(content, history.present)
  const typed = history.present.source
  const disk = opened.source
  const isTyped = typed !== undefined && typed !== saved.source
  const text = isTyped && source !== null && disk !== null ? mergedText(source, typed, disk, rest) : null
  const next = withSource(rest, text?.text === disk ? undefined : text?.text)
  const present = isSame(next, history.present) ? history.present : next
  return {
    present,
    saved: shareParts(theirs, present),
    label: edited ? 'Merge changes from disk' : 'Reload from disk',
    news: `${changedOnDisk(saved, theirs)}${edited ? ' Your edits are kept.' : ''}`,
    lostComments: text?.lostComments ?? [],
  }
}

function mergedText(base: string, ours: string, theirs: string, { model }: Pick<Document, 'model'>) {
  try {
    return mergeModelText(base, ours, theirs, model)
  } catch (error) {
    // The text in hand is not a model by itself: the file's own text serves, with all edits in it.
    if (error instanceof AppError) return null
    throw error
  }
}

function withSource(document: Document, source: string | undefined): Document {
  return source === undefined ? document : { ...document, source }
}

function isSame(a: Document, b: Document): boolean {
  return (
    a.model === b.model &&
    a.layout === b.layout &&
    a.drafts === b.drafts &&
    a.remarks === b.remarks &&
    a.source === b.source
  )
}

function isOfLayout({ file, severity }: Diagnostic): boolean {
  return severity === 'error' && (file?.endsWith('.layout.yaml') ?? false)
}
