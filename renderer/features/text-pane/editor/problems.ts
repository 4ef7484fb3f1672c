/** Diagnostics of a text as marks in the editor, and how one of their fixes is made. */
import type { Diagnostic as Mark } from '@codemirror/lint'
import type { Text } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { Diagnostic, Position } from '../../../../shared/core/diagnostics.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import type { TextTab } from '../../../../shared/text-editing/editing.ts'
import { type Fix, findFixes } from '../../../../shared/text-editing/suggesting/fixes.ts'

/** A text that is wrong in hundreds of lines is wrong in one way; more are marked without fixes. */
const MOST_FIXED = 20

/** Those with a line, errors first, in the order of the lines. */
export function placedDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const rank = ({ severity }: Diagnostic) => ['error', 'warning', 'info'].indexOf(severity)
  const lineOf = ({ range }: Diagnostic) => range?.start.line ?? 0
  return diagnostics.toSorted((a, b) => rank(a) - rank(b) || lineOf(a) - lineOf(b))
}

export function marksOf(
  tab: TextTab,
  doc: Text,
  diagnostics: readonly Diagnostic[],
  model: Model,
): readonly Mark[] {
  const text = doc.toString()
  return diagnostics.flatMap((diagnostic, at) => {
    const { range, severity, message } = diagnostic
    if (!range) return []
    const [from, to] = [offsetOf(doc, range.start), offsetOf(doc, range.end)]
    const fixes = at < MOST_FIXED ? findFixes(tab, text, diagnostic, model) : []
    return {
      from,
      to: Math.max(from, to),
      severity,
      message,
      actions: fixes.map((fix) => ({
        name: fix.title,
        apply: (view: EditorView) => applyFix(view, text, fix),
      })),
    }
  })
}

/** Makes a fix that was found in `text`; nothing happens when the editor holds another one by now. */
export function applyFix(view: EditorView, text: string, { edits }: Fix): void {
  if (view.state.doc.toString() !== text) return
  view.dispatch({ changes: [...edits], userEvent: 'input.fix', scrollIntoView: true })
}

/** The offset of a position, which may lie past the text it was found in. */
export function offsetOf(doc: Text, { line, column }: Position): number {
  const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)))
  return Math.min(from + Math.max(0, column - 1), to)
}
