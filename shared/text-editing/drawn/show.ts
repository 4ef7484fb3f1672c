/** The text of a document, kept as a person wrote it as far as it still says what the document says. */
import type { Diagnostic, Range } from '../../core/diagnostics.ts'
import type { Document } from '../../model/document.ts'
import type { Model } from '../../model/schema.ts'
import { keepTyping } from '../refused.ts'
import type { Shown } from '../shown.ts'
import { correspond, type Names } from './correspond.ts'
import type { Drawn } from './drawn.ts'
import type { Language, Rewrite } from './language.ts'
import { saysModel } from './says.ts'

export function showDrawn(language: Language, document: Document, previous?: Shown): Shown {
  if (previous?.document === document) return previous
  const before = previous?.document.model
  const rewritten = previous && before && rewrite(language, previous, before, document.model)
  const text = rewritten?.text ?? language.print(document.model)
  const hint = rewritten && !rewritten.isPrinted ? previous?.names : language.namesIn?.(document.model)
  const names = language.namesIn ? namesOf(language, text, document.model, hint) : undefined
  const fresh = previous?.fresh ?? new Set<string>()
  const shown = shownOf(language, text, document, { fresh, ...(names ? { names } : {}) })
  if (!previous || previous.text === previous.readable) return shown
  // Half a word stays where it is being typed, unless its line is one that had to change.
  const typed = keepTyping(previous, text)
  if (typed === null) return shown
  const drawn = language.draw(typed)
  return drawn.model && saysModel(drawn, document.model, names ? { names } : {})
    ? shownOf(language, typed, document, shown)
    : { ...shown, text: typed, diagnostics: drawn.diagnostics, locate: () => undefined }
}

/** What every name of the text is the name of. */
function namesOf({ draw }: Language, text: string, model: Model, hint: Names | undefined): Names {
  const drawn = draw(text)
  if (!drawn.model) return new Map()
  const refs = correspond(drawn, model, hint)
  const named = [...drawn.elements.values()].flatMap(({ name, ref }): (readonly [string, string])[] => {
    const id = refs.get(ref)
    return name === undefined || id === undefined ? [] : [[name, id]]
  })
  return new Map(named)
}

/** A text that says the document's model, or is as near to it as this format can be. */
export function shownOf(
  { draw }: Language,
  text: string,
  document: Document,
  { fresh, names }: Pick<Shown, 'fresh' | 'names'>,
): Shown {
  const drawn = draw(text)
  const { components, boundaries } = document.model
  const ids = new Set([...components, ...boundaries].map(({ id }) => id))
  return {
    text,
    readable: text,
    document,
    // What cannot be read back can still be looked at.
    diagnostics: drawn.model ? drawn.diagnostics : drawn.diagnostics.map(toWarning),
    locate: drawn.model ? locateIn(drawn, document.model, names) : () => undefined,
    fresh: new Set([...fresh].filter((id) => ids.has(id))),
    ...(names ? { names } : {}),
  }
}

function toWarning(diagnostic: Diagnostic): Diagnostic {
  return { ...diagnostic, severity: 'warning' }
}

function locateIn(drawn: Drawn, model: Model, names: Names | undefined): Shown['locate'] {
  let places: ReadonlyMap<string, Range> | undefined
  const find = () => {
    const refs = correspond(drawn, model, names)
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

/** The person's text with only the lines changed that the new model asks for; undefined where nothing keeps it. */
function rewrite(language: Language, previous: Shown, before: Model, after: Model): Rewrite | undefined {
  const says = ({ text, isPrinted }: Rewrite) => {
    const drawn = language.draw(text)
    const names = isPrinted ? language.namesIn?.(after) : previous.names
    return drawn.model !== null && saysModel(drawn, after, { before, ...(names ? { names } : {}) })
  }
  const same = { text: previous.readable }
  if (says(same)) return same
  let last: Rewrite | undefined
  for (const candidate of language.rewrites(previous, before, after)) {
    if (says(candidate)) return candidate
    last = candidate
  }
  return last
}
