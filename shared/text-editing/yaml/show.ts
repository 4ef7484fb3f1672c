/** The model file's text, on disk or as it was typed, with the model of the document in it. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { AppError } from '../../core/errors.ts'
import { printModel, spliceModel } from '../../formats/fenceline/index.ts'
import type { Document } from '../../model/document.ts'
import { keepTyping } from '../refused.ts'
import type { Shown } from '../shown.ts'
import { openText } from './opened.ts'

const NOTHING: ReadonlySet<string> = new Set()

export function showYaml(document: Document, onDisk: string | null, previous?: Shown): Shown {
  if (previous?.document === document) return previous
  const { text, problem } = textOf(document, onDisk)
  const written = shownOf(text, document)
  const shown = problem ? { ...written, diagnostics: [problem, ...written.diagnostics] } : written
  if (!previous || previous.text === previous.readable) return shown
  // Half a word stays where it is being typed, unless its line is one that had to change.
  const typed = keepTyping(previous, text)
  if (typed === null || typed === text) return shown
  const { diagnostics } = openText(typed)
  return { ...shown, text: typed, diagnostics, locate: () => undefined }
}

export function shownOf(text: string, document: Document): Shown {
  const { diagnostics, locate } = openText(text)
  return { text, readable: text, document, diagnostics, locate, fresh: NOTHING }
}

function textOf(
  { model, source }: Document,
  onDisk: string | null,
): { readonly text: string; readonly problem?: Diagnostic } {
  const text = source ?? onDisk
  if (text === null) return { text: printModel(model) }
  try {
    return { text: spliceModel(text, model) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    // The document came from elsewhere than from this text, which is no model.
    const opened = openText(text)
    const unfollowed = opened.diagnostics.find(({ code }) => code === 'unfollowed-include')
    if (unfollowed) return { text, problem: unfollowed }
    if (!opened.model) return { text: printModel(model) }
    const message = `${error.message} ${error.hint ?? ''}`.trim()
    return { text, problem: { code: 'not-written', severity: 'error', message } }
  }
}
