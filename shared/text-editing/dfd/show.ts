/** The text of a document, kept as a person wrote it as far as it still says what the document says. */
import type { Range } from '../../core/diagnostics.ts'
import { mergeLines } from '../../core/lines.ts'
import { printDfd } from '../../formats/dfd/write.ts'
import type { Document } from '../../model/document.ts'
import type { Model } from '../../model/schema.ts'
import { keepTyping } from '../refused.ts'
import type { Shown } from '../shown.ts'
import { correspond, type Drawn, draw } from './drawn.ts'
import { saysModel } from './says.ts'
import { weaveComments } from './weave-comments.ts'

export function showDfd(document: Document, previous?: Shown): Shown {
  if (previous?.document === document) return previous
  const readable = previous ? rewrite(previous.readable, previous.document.model, document.model) : undefined
  const text = readable ?? printDfd(document.model)
  const shown = shownOf(text, document, previous?.fresh ?? new Set())
  if (!previous || previous.text === previous.readable) return shown
  // Half a word stays where it is being typed, unless its line is one that had to change.
  const typed = keepTyping(previous, text)
  if (typed === null) return shown
  const drawn = draw(typed)
  return drawn.model && saysModel(drawn, document.model)
    ? shownOf(typed, document, shown.fresh)
    : { ...shown, text: typed, diagnostics: drawn.diagnostics, locate: () => undefined }
}

/** A text that says the document's model, or is as near to it as this format can be. */
export function shownOf(text: string, document: Document, fresh: ReadonlySet<string>): Shown {
  const drawn = draw(text)
  const { components, boundaries } = document.model
  const ids = new Set([...components, ...boundaries].map(({ id }) => id))
  return {
    text,
    readable: text,
    document,
    diagnostics: drawn.diagnostics,
    locate: drawn.model ? locateIn(drawn, document.model) : () => undefined,
    fresh: new Set([...fresh].filter((id) => ids.has(id))),
  }
}

function locateIn(drawn: Drawn, model: Model): Shown['locate'] {
  let places: ReadonlyMap<string, Range> | undefined
  const find = () => {
    const refs = correspond(drawn, model)
    const found = new Map<string, Range>()
    for (const { ref, what, line, span } of placesOf(drawn)) {
      const own = refs.get(ref)
      if (own === undefined) continue
      const range = {
        start: { line: line + 1, column: span.start + 1 },
        end: { line: line + 1, column: span.end + 1 },
      }
      found.set(own, range)
      if (what === 'zone' || what === 'line') found.set(`boundary:${own}`, range)
    }
    return found
  }
  return (ref) => {
    places ??= find()
    return places.get(ref)
  }
}

function placesOf({ elements, namings }: Drawn): Drawn['namings'] {
  return [
    ...[...elements.values()].map(({ declared }) => declared),
    ...namings.filter(({ what }) => what === 'flow'),
  ]
}

/** The person's text with only the lines changed that the new model asks for; comments find their place even where all is printed anew. */
function rewrite(text: string, before: Model, after: Model): string | undefined {
  const says = (candidate: string) => {
    const drawn = draw(candidate)
    return drawn.model !== null && saysModel(drawn, after)
  }
  if (says(text)) return text
  const printed = printDfd(after)
  const merged = mergeLines(printDfd(before), text, printed)
  if (says(merged)) return merged
  return weaveComments(text, printed)
}
