/**
 * Keeps a text and the open document in step. Either may change: typed text is read into the document,
 * a changed document is shown as text. While the text cannot be read both stay as they are, and what was
 * changed in each meanwhile is merged by id once it can.
 */
import { mergeDocuments } from '../../../shared/diff/merge.ts'
import type { Document } from '../../../shared/model/document.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import {
  type Shown,
  showText,
  type TextTab,
  type Typed,
  typeText,
} from '../../../shared/text-editing/editing.ts'
import { mergeModelText } from '../../../shared/text-editing/merging/merge-model-text.ts'
import { revive } from '../../../shared/text-editing/revive.ts'

export interface Pane {
  readonly tab: TextTab
  /** What the editor holds, as far as it was read, and the last document that it said. */
  readonly shown: Shown
  /** The file's text when `shown` was made. */
  readonly onDisk: string | null
  /** The document changed and the text, which cannot be read, does not say so. */
  readonly isBehind: boolean
}

export function isReadable({ shown }: Pane): boolean {
  return shown.text === shown.readable
}

/** `from`: what this tab showed before, which is kept as far as it still says the document. */
export function openPane(
  tab: TextTab,
  present: Document,
  onDisk: string | null,
  from?: Pane,
  recall?: Recall,
): Pane {
  return from
    ? followDocument(from, present, onDisk, recall)
    : inStep(tab, showText(tab, present, onDisk), onDisk)
}

/** The text a document was shown as before. */
type Recall = (document: Document, onDisk: string | null) => Shown | undefined

export interface ReadText {
  readonly pane: Pane
  /** What the document becomes; null when it stays as it is. */
  readonly document: Document | null
}

/**
 * Reads the text that the editor now holds. `present` may have changed since the pane last looked; `lost`
 * are documents from which typing took something, the latest first: a line that is pasted was cut before.
 */
export function readTyped(
  pane: Pane,
  text: string,
  present: Document,
  onDisk: string | null,
  lost: readonly Document[] = [],
): ReadText {
  if (text === pane.shown.text) return { pane, document: null }
  const base = pane.shown.document
  const { document, shown } = withRevived(pane.tab, base, typeText(pane.tab, pane.shown, text, onDisk), lost)
  const typed = inStep(pane.tab, shown, onDisk)
  if (document === null) return { pane: { ...typed, isBehind: saysOther(base, present) }, document: null }
  if (document === base) return { pane: followDocument(typed, present, onDisk), document: null }
  if (present === base) return { pane: typed, document }
  const { merged } = mergeDocuments(base, document, present)
  const before = base.source ?? pane.onDisk
  const own = pane.tab === 'yaml' ? text : before
  const next = withMergedSource(merged, before, own, present, onDisk)
  return { pane: followDocument(typed, next, onDisk), document: next }
}

/** With what a text that draws brought back as it was; a YAML text says all of it. Its id does not follow the title any more. */
function withRevived(tab: TextTab, base: Document, typed: Typed, lost: readonly Document[]): Typed {
  const { document, shown } = typed
  if (document === null || document === base || tab === 'yaml') return typed
  const revived = revive(base, document, lost)
  if (revived === document) return typed
  const [now, then] = [indexOf(document.model), indexOf(revived.model)]
  const isNew = (id: string) =>
    now.components.get(id) === then.components.get(id) && now.boundaries.get(id) === then.boundaries.get(id)
  const fresh = new Set([...shown.fresh].filter(isNew))
  return { ...typed, document: revived, shown: { ...shown, document: revived, fresh } }
}

/** The merged document with the comments and the order of both files: `own` was typed over `before`. */
function withMergedSource(
  merged: Document,
  before: string | null,
  own: string | null,
  present: Document,
  onDisk: string | null,
): Document {
  const theirs = present.source ?? onDisk
  if (before === null || own === null || theirs === null || theirs === before) return merged
  const { source: _, ...rest } = merged
  if (own === before) return present.source === undefined ? rest : { ...rest, source: present.source }
  return { ...rest, source: mergeModelText(before, own, theirs, merged.model).text }
}

/** The pane after the document or its file changed. Lines that cannot be read stay. */
export function followDocument(pane: Pane, present: Document, onDisk: string | null, recall?: Recall): Pane {
  const { tab, shown } = pane
  const isSame = onDisk === pane.onDisk && !saysOther(shown.document, present)
  // A moved box or a new draft changes no text.
  if (isSame) return asSaid(pane, present)
  if (isReadable(pane)) {
    return inStep(tab, recall?.(present, onDisk) ?? showText(tab, present, onDisk, shown), onDisk)
  }
  const next = inStep(tab, showText(tab, present, onDisk, shown), onDisk)
  // The line that cannot be read would be lost: then the whole text waits to be merged.
  return isReadable(next) ? { ...pane, isBehind: true } : next
}

/** Gives an unreadable text up for what the document says. */
export function takeDocument(pane: Pane, present: Document, onDisk: string | null): Pane {
  return inStep(pane.tab, showText(pane.tab, present, onDisk), onDisk)
}

function asSaid(pane: Pane, present: Document): Pane {
  const { shown, isBehind } = pane
  if (present === shown.document && !isBehind) return pane
  return { ...pane, shown: { ...shown, document: present }, isBehind: false }
}

/** The pane in which no id follows its title any more: the person is done with the lines that made them. */
export function withSettledIds(pane: Pane): Pane {
  const { shown } = pane
  return shown.fresh.size === 0 ? pane : { ...pane, shown: { ...shown, fresh: new Set() } }
}

function inStep(tab: TextTab, shown: Shown, onDisk: string | null): Pane {
  return { tab, shown, onDisk, isBehind: false }
}

function saysOther(a: Document, b: Document): boolean {
  return a.model !== b.model || a.source !== b.source
}
