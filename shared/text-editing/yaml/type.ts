/** Typing in the model file: the text is the model, and what stands beside it follows by id. */
import { hasErrors } from '../../core/diagnostics.ts'
import { canonicalJson } from '../../core/text.ts'
import { type Document, tidy } from '../../model/document.ts'
import { retarget } from '../../model/edits/rename.ts'
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
  if (!model || hasErrors(diagnostics)) return refuse(previous, text, diagnostics)
  const before = previous.document
  if (text === previous.readable) return { document: before, shown: shownOf(text, before), diagnostics }
  const renames = findRenames(openText(previous.readable), after)
  const document = withModel(renames.size > 0 ? retarget(before, renames) : before, before.model, model)
  const next = withSource(document, text, onDisk)
  const shown = shownOf(text, next)
  return { document: next, shown, diagnostics }
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
