/** Typing in a text that draws: the new text is compared with the old one, and the difference is an edit of the document. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { titleKey } from '../../formats/dfd/syntax/spelling.ts'
import { type Document, tidy } from '../../model/document.ts'
import { rekey, renameElement, renameFlow } from '../../model/edits/rename.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import { refuse } from '../refused.ts'
import type { Shown, Typed } from '../shown.ts'
import { type Applied, applyTexts, type Texts } from './apply.ts'
import { correspond, type Names } from './correspond.ts'
import type { Drawn } from './drawn.ts'
import type { Language } from './language.ts'
import { matchTexts } from './match.ts'
import { shownOf } from './show.ts'

/** The text that comes back may differ from what was typed: a renamed component is renamed in all of it. */
export function typeDrawn(language: Language, previous: Shown, text: string): Typed {
  const followed = language.follow(previous.readable, text)
  // Half of the text renamed would only be another problem.
  const isReadable = followed !== text && language.draw(followed).model !== null
  const typed = isReadable ? typeReadable(language, previous, followed) : undefined
  if (typed?.document) return typed
  // Only now: a title that is followed is typed letter by letter, and reading is the most of it.
  const { model, diagnostics } = language.draw(text)
  return model ? typeReadable(language, previous, text) : refuse(previous, text, diagnostics)
}

function typeReadable(language: Language, previous: Shown, text: string): Typed {
  const { draw } = language
  const { document, readable } = previous
  const after = draw(text)
  if (!after.model) return refuse(previous, text, after.diagnostics)
  const read = draw(readable)
  const before = read.model ? read : draw(language.print(document.model))
  if (!before.model) return refuse(previous, text, before.diagnostics)
  const known = correspond(before, document.model, previous.names)
  const isRich = (ref: string) => hasMore(document.model, known.get(ref))
  const { old, losses } = matchTexts(language, before, after, { isRich, idOf: (ref) => known.get(ref) })
  if (losses.length > 0) return refuse(previous, text, [...losses, ...after.diagnostics])
  const texts = { before, after, known, old }
  const named = nameIds(language, applyTexts(document, texts), texts, previous.fresh)
  if ('problem' in named) return refuse(previous, text, [named.problem, ...after.diagnostics])
  const shown = shownOf(language, text, named.document, named)
  return { document: named.document, shown, diagnostics: shown.diagnostics }
}

/** True for an element with risks, reviews or words that a text does not have. */
function hasMore(model: Model, id: string | undefined): boolean {
  if (id === undefined) return false
  const { boundaries, components, risksByTarget } = indexOf(model)
  const element = boundaries.get(id) ?? components.get(id)
  if (!element) return false
  const target = boundaries.has(id) ? `boundary:${id}` : id
  const isReviewed = model.analyses.some((analysis) => analysis.target === target)
  return (
    risksByTarget.has(target) || isReviewed || element.description !== undefined || element.tags.length > 0
  )
}

interface Named {
  readonly document: Document
  readonly fresh: ReadonlySet<string>
  readonly names?: Names
}

/** Ids that are written in the text, and those that still follow a title. */
function nameIds(
  language: Language,
  applied: Applied,
  texts: Texts,
  followed: ReadonlySet<string>,
): Named | { problem: Diagnostic } {
  const { after, before, old } = texts
  let { document } = applied
  const fresh = new Set([...followed, ...applied.added])
  const refs = new Map(applied.refs)
  // Renaming an element may rename its flows; their order stays.
  const places = new Map(document.model.flows.map((flow, at) => [flowRef(flow), at]))
  const rename = (ref: string, next: Document, to: string) => {
    document = next
    refs.set(ref, to)
  }
  for (const { ref, title, basis = title, written } of after.elements.values()) {
    const id = refs.get(ref)
    if (id === undefined) continue
    if (written !== undefined) {
      fresh.delete(id)
      if (written === id) continue
      if (isTaken(document.model, written)) return { problem: takenProblem(language, after, ref, written) }
      rename(ref, renameElement(document, id, written, 'follow'), written)
      continue
    }
    const was = before.elements.get(old.get(ref) ?? '')
    if (!fresh.has(id) || !was || titleKey(was.basis ?? was.title) === titleKey(basis)) continue
    const next = rekey(document, id, basis)
    fresh.delete(id)
    fresh.add(next.id)
    rename(ref, next.document, next.id)
  }
  for (const { ref, written } of after.flows.values()) {
    const flow = document.model.flows[places.get(refs.get(ref) ?? '') ?? -1]
    if (written === undefined || !flow || flow.id === written) continue
    if (indexOf(document.model).flows.has(flowRef({ from: flow.from, id: written })))
      return { problem: takenProblem(language, after, ref, written) }
    document = renameFlow(document, flowRef(flow), written).document
  }
  return {
    document: document === applied.document ? document : tidy(document),
    fresh,
    ...(language.namesIn ? { names: namesOf(after, refs) } : {}),
  }
}

function namesOf({ elements }: Drawn, refs: ReadonlyMap<string, string>): Names {
  const named = [...elements.values()].flatMap(({ ref, name }): readonly (readonly [string, string])[] => {
    const id = refs.get(ref)
    return name === undefined || id === undefined ? [] : [[name, id]]
  })
  return new Map(named)
}

function isTaken(model: Model, id: string): boolean {
  const { components, boundaries } = indexOf(model)
  return components.has(id) || boundaries.has(id)
}

function takenProblem({ takenCode }: Language, { namings }: Drawn, ref: string, id: string): Diagnostic {
  const place = namings.find((naming) => naming.ref === ref && naming.id === id)
  return {
    code: takenCode,
    severity: 'error',
    message: `{${id}} is already the id of something else in the model. Give this one another id.`,
    ...(place
      ? {
          range: {
            start: { line: place.line + 1, column: place.span.start + 1 },
            end: { line: place.line + 1, column: place.span.end + 1 },
          },
        }
      : {}),
  }
}
