/**
 * Derived files that somebody edited by hand, read back: what such a text changed of what the model
 * prints, and the document with it. What the format cannot express stays as the model has it.
 */
import type { Diagnostic } from '../core/diagnostics.ts'
import { type Conflict, mergeDocuments } from '../diff/merge.ts'
import { changesInWords } from '../diff/words.ts'
import type { Document } from '../model/document.ts'
import { showText, typeText } from './editing.ts'

/** The derived formats that read back; a Markdown report does not. */
export type HandFormat = 'dfd' | 'mermaid'

export interface HandText {
  /** The file, for messages. */
  readonly path: string
  readonly format: HandFormat
  readonly text: string
}

export interface HandEdit {
  readonly path: string
  /** In words, one line each; empty where only the spelling differs from what is printed. */
  readonly changes: readonly string[]
}

export interface HandEdits {
  /** Null when a file cannot be read or two files disagree; the same reference when they change nothing. */
  readonly document: Document | null
  readonly edits: readonly HandEdit[]
  /** Errors that name their file, where one cannot be read; else what its reader had to say. */
  readonly diagnostics: readonly Diagnostic[]
  /** What two of the files say differently, in words. */
  readonly conflicts: readonly string[]
}

/** Reads the texts as edits of the `document` that they were printed from. */
export function readHandEdits(document: Document, texts: readonly HandText[]): HandEdits {
  const read = texts.map((each) => ({ path: each.path, ...readOne(document, each) }))
  const diagnostics = read.flatMap((each) => each.diagnostics)
  const edits = read.map(({ path, edited }): HandEdit => {
    return { path, changes: edited ? changesInWords(document.model, edited.model) : [] }
  })
  const nothing = { document: null, edits, diagnostics }
  let merged = document
  for (const { path, edited } of read) {
    if (edited === null) return { ...nothing, conflicts: [] }
    if (edited === document) continue
    if (merged === document) {
      merged = edited
      continue
    }
    const both = mergeDocuments(document, merged, edited)
    const conflicts = hardConflicts(both.conflicts)
    if (conflicts.length > 0) {
      return { ...nothing, conflicts: conflicts.map((each) => inWords(each, path)) }
    }
    merged = both.merged
  }
  return { document: merged, edits, diagnostics, conflicts: [] }
}

export interface AppliedEdits {
  /** Null when `present` has other values for what the edits change. */
  readonly document: Document | null
  readonly conflicts: readonly string[]
}

/** The edits of `saved` in a document that went on from it. */
export function applyHandEdits(saved: Document, edited: Document, present: Document): AppliedEdits {
  if (present === saved || edited === saved) {
    return { document: present === saved ? edited : present, conflicts: [] }
  }
  const { merged, conflicts } = mergeDocuments(saved, present, edited)
  const hard = hardConflicts(conflicts).map((each) => inWords(each, 'the file'))
  return { document: hard.length > 0 ? null : merged, conflicts: hard }
}

function readOne(
  document: Document,
  { path, format, text }: HandText,
): { readonly edited: Document | null; readonly diagnostics: readonly Diagnostic[] } {
  const printed = showText(format, document, null)
  const typed = typeText(format, printed, text.replace(/\r\n/g, '\n'), null)
  const diagnostics = typed.diagnostics.map((diagnostic) => ({ ...diagnostic, file: path }))
  return { edited: typed.document, diagnostics }
}

function hardConflicts(conflicts: readonly Conflict[]): readonly Conflict[] {
  return conflicts.filter(({ soft }) => !soft)
}

function inWords({ attribute, element, ours, theirs }: Conflict, path: string): string {
  const name = element.charAt(0).toUpperCase() + element.slice(1)
  const what = attribute === 'element' ? '' : ` ${attribute}`
  return `${name}:${what} ${ours}, but ${theirs} in ${path}`
}
