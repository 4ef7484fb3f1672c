/**
 * While an id is retyped, a line is for a moment about another node. Taken at its word the text would then
 * remove the component that stood there, with its risks, so it is refused until it is clear.
 */
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { Drawn, Element } from '../drawn/drawn.ts'
import type { Change, Owner } from '../drawn/language.ts'

const MOST_WORDS = 60

export function findLosses(change: Change, { idOf, isRich }: Owner): readonly Diagnostic[] {
  const { before, pairs, used } = change
  const lost = [...before.elements.values()].filter(
    ({ ref, what }) => what !== 'line' && !used.has(ref) && isRich(ref),
  )
  if (lost.length === 0) return []
  const lineNow = new Map(pairs.flatMap((pair, at) => (pair ? [[pair.line, at] as const] : [])))
  return lost.flatMap((element): readonly Diagnostic[] => {
    const at = lineNow.get(element.declared.line)
    const slip = at === undefined ? undefined : takenId(change, at, element)
    const id = idOf(element.ref)
    return slip ? [{ ...slip, ...(id === undefined ? {} : { elementId: id }) }] : []
  })
}

/** An id that is written once more than before, in the place of the lost element. */
function takenId({ before, after, old }: Change, at: number, element: Element): Diagnostic | undefined {
  const taker = after.namings.find((naming) => {
    const owner = old.get(naming.ref)
    const isHere = naming.line === at && naming.what === element.what
    return isHere && owner !== undefined && times(after, naming.ref) > times(before, owner)
  })
  if (!taker) return undefined
  const name = after.elements.get(taker.ref)?.name ?? ''
  return {
    code: 'mermaid-taken-id',
    severity: 'error',
    message: `"${shorten(name)}" is another ${element.what}, so "${shorten(element.title)}" would be removed with its risks. Go on typing, or delete the line to remove it.`,
    range: {
      start: { line: at + 1, column: taker.span.start + 1 },
      end: { line: at + 1, column: taker.span.end + 1 },
    },
  }
}

function times({ namings }: Drawn, ref: string): number {
  return namings.filter((naming) => naming.ref === ref).length
}

function shorten(text: string): string {
  return text.length <= MOST_WORDS ? text : `${text.slice(0, MOST_WORDS)}…`
}
