/**
 * While a keyword or a title is retyped, a line is for a moment a note, or says another component's title.
 * Taken at its word the text would then remove the component with its risks, so it is refused until it is clear.
 */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { shorten } from '../../formats/dfd/syntax/braces.ts'
import type { Drawn, Element, Naming } from '../drawn/drawn.ts'
import type { Change, Owner } from '../drawn/language.ts'
import { statementOf } from './mentions.ts'

const EXPLICIT_NOTE = /^\s*(?:[-*+•]\s+)?note\s*:/iu

export function findLosses(
  { before, after, pairs, old, used }: Change,
  { idOf, isRich }: Owner,
): readonly Diagnostic[] {
  const lost = [...before.elements.values()].filter(({ ref }) => !used.has(ref))
  if (lost.length === 0) return []
  const lineNow = new Map(pairs.flatMap((pair, at) => (pair ? [[pair.line, at] as const] : [])))
  return lost.flatMap((element): Diagnostic[] => {
    const at = lineNow.get(element.declared.line)
    if (at === undefined) return []
    const slip =
      noteInstead(after, at, element) ??
      (element.what !== 'line' || isRich(element.ref)
        ? takenTitle(before, after, at, element, old)
        : undefined)
    const id = idOf(element.ref)
    return slip ? [{ ...slip, ...(id === undefined ? {} : { elementId: id }) }] : []
  })
}

function noteInstead(after: Drawn, at: number, { title, what }: Element): Diagnostic | undefined {
  const line = after.lines[at]?.text ?? ''
  const type = statementOf(line)?.type
  if (type !== 'note' || EXPLICIT_NOTE.test(line)) return undefined
  const start = line.length - line.trimStart().length
  const end = line.indexOf(':') + 1
  const keywords = what === 'component' ? 'External:, Process: or Data store:' : 'Zone: or Line:'
  return {
    code: 'dfd-lost-keyword',
    severity: 'error',
    message: `"${shorten(line.slice(start, end))}" is no keyword, so "${shorten(title)}" would be removed. Write ${keywords}, or delete the line to remove it; Note: before the line makes it a note.`,
    range: rangeOf(at, start, end),
  }
}

/** A title that is written once more than before, in the place of the lost element. */
function takenTitle(
  before: Drawn,
  after: Drawn,
  at: number,
  element: Element,
  old: ReadonlyMap<string, string>,
): Diagnostic | undefined {
  const taker = after.namings.find((naming) => {
    const owner = old.get(naming.ref)
    const isHere = naming.line === at && naming.what === element.what && declares(naming)
    return isHere && owner !== undefined && timesDeclared(after, naming.ref) > timesDeclared(before, owner)
  })
  if (!taker) return undefined
  const title = after.elements.get(taker.ref)?.title ?? ''
  const what = element.what === 'component' ? 'component' : element.what === 'zone' ? 'zone' : 'boundary'
  return {
    code: 'dfd-taken-title',
    severity: 'error',
    message: `"${shorten(title)}" is the title of another ${what}, so "${shorten(element.title)}" would be removed. Go on typing, write an id in braces after the title, or delete the line to remove it.`,
    range: rangeOf(at, taker.span.start, taker.span.end),
  }
}

function declares({ what, kind }: Naming): boolean {
  return what !== 'component' || kind !== undefined
}

function timesDeclared({ namings }: Drawn, ref: string): number {
  return namings.filter((naming) => naming.ref === ref && declares(naming)).length
}

function rangeOf(line: number, start: number, end: number): NonNullable<Diagnostic['range']> {
  return {
    start: { line: line + 1, column: start + 1 },
    end: { line: line + 1, column: end + 1 },
  }
}
