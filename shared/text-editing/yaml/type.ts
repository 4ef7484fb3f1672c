/** Typing in the model file: the text is the model, and what stands beside it follows by id. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { canonicalJson } from '../../core/text.ts'
import { type Document, tidy } from '../../model/document.ts'
import { renameElement, retarget } from '../../model/edits/rename.ts'
import type { Model } from '../../model/schema.ts'
import { keepPlaces } from '../keep-places.ts'
import { refuse } from '../refused.ts'
import type { Shown, Typed } from '../shown.ts'
import { openText } from './opened.ts'
import { findRenames } from './renames.ts'
import { shownOf } from './show.ts'

export function typeYaml(previous: Shown, text: string, onDisk: string | null): Typed {
  const after = openText(text)
  const { model, diagnostics } = after
  const was = openText(previous.readable)
  if (!model || hasNewErrors(was.diagnostics, diagnostics)) return refuse(previous, text, diagnostics)
  const before = previous.document
  if (text === previous.readable) return { document: before, shown: shownOf(text, before), diagnostics }
  const renames = findRenames(was, after)
  const document = withModel(renamed(before, renames), before.model, model)
  const next = withSource(document, text, onDisk)
  const shown = shownOf(text, next)
  return { document: next, shown, diagnostics }
}

/**
 * A file that was opened with errors shows what of it can be read, and goes on doing so; only an error
 * that typing brought says that the text is not what its author means.
 */
function hasNewErrors(before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  const known = new Set(errorsOf(before))
  return errorsOf(after).some((error) => !known.has(error))
}

/** Without the numbers of lines, which move. */
function errorsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return errors.map(({ code, message }) => `${code} ${message.replace(/\d+/g, '')}`)
}

/** The document under the text's ids; flows first, whose refs then are no longer those of the old ids. */
function renamed(document: Document, renames: ReadonlyMap<string, string>): Document {
  if (renames.size === 0) return document
  const flows = [...renames].filter(([ref]) => ref.includes('>'))
  const elements = [...renames].filter(([ref]) => !/[>:]/.test(ref))
  return elements.reduce(
    (next, [from, to]) => renameElement(next, from, to),
    retarget(document, new Map(flows)),
  )
}

/** The text's model in the document; `was` itself when it is the same, so that nothing derived is lost. */
function withModel(document: Document, was: Model, model: Model): Document {
  if (canonicalJson(inFileOrder(was)) === canonicalJson(model)) return document
  return tidy(keepPlaces(document, { ...document, model }))
}

/** A file keeps flows with the component that they leave. */
function inFileOrder(model: Model): Model {
  const flows = model.components.flatMap(({ id }) => model.flows.filter(({ from }) => from === id))
  return { ...model, flows }
}

function withSource(document: Document, text: string, onDisk: string | null): Document {
  if (text !== onDisk) return { ...document, source: text }
  const { source: _, ...rest } = document
  return rest
}
