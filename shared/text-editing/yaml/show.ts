/** The model file's text, on disk or as it was typed, with the model of the document in it. */
import { AppError } from '../../core/errors.ts'
import { printModel, spliceModel } from '../../formats/fenceline/index.ts'
import type { Document } from '../../model/document.ts'
import { keepTyping } from '../refused.ts'
import type { Shown } from '../shown.ts'
import { openText } from './opened.ts'

const NOTHING: ReadonlySet<string> = new Set()

export function showYaml(document: Document, onDisk: string | null, previous?: Shown): Shown {
  if (previous?.document === document) return previous
  const text = textOf(document, onDisk)
  const shown = shownOf(text, document)
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

function textOf({ model, source }: Document, onDisk: string | null): string {
  const text = source ?? onDisk
  if (text === null) return printModel(model)
  try {
    return spliceModel(text, model)
  } catch (error) {
    // The document came from elsewhere than from this text, which is no model.
    if (error instanceof AppError) return printModel(model)
    throw error
  }
}
