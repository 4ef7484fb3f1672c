/**
 * What a label says, and what it does not. A component's label is its title with its note in parentheses
 * on a second line; a flow's is its title, its protocol in parentheses and its lines in square brackets.
 * A protocol alone stands without parentheses. Where a label does not read back as what it was printed
 * from, a comment line carries the exact words.
 */

import { isProtocol } from '../../model/from-drawing/protocol-words.ts'
import { flowRef, slug } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Boundary, Component, Flow, Model } from '../../model/schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { printComment, shownText } from './encode.ts'

export function componentLabel({ title, note }: Pick<Component, 'title' | 'note'>): string {
  return note === undefined ? title : `${title}\n(${note})`
}

export function flowLabel(model: Model, flow: Flow): string {
  const lines = indexOf(model).linesOver.get(flowRef(flow)) ?? []
  return joinFlowLabel(flow, lines)
}

/** The label of a flow that crosses these lines. */
export function joinFlowLabel(
  { title, protocol }: Pick<Flow, 'title' | 'protocol'>,
  lines: readonly Pick<Boundary, 'title'>[],
): string {
  const words = title === '' ? (protocol ?? '') : `${title}${protocol ? ` (${protocol})` : ''}`
  return [words, ...lines.map((line) => `[${line.title}]`)].filter((part) => part !== '').join(' ')
}

/** The comment lines of a whole model; `idOf` gives the Mermaid id of a component or zone. */
export function commentsOf(model: Model, idOf: (id: string) => string): readonly string[] {
  const out: string[] = []
  if (needsTitle(model.title)) out.push(printComment('title', model.title))
  for (const component of model.components) {
    const { id, title, note } = component
    const reads = readComponentLabel(componentLabel(component))
    if (id !== slug(idOf(id)) || reads.title !== title || reads.note !== note) {
      out.push(printComment('component', { node: idOf(id), id, title, note }))
    }
  }
  out.push(...flowComments(model))
  for (const { id, title, kind } of model.boundaries) {
    if (kind === 'zone' && (id !== slug(idOf(id)) || oneLine(title) !== title))
      out.push(printComment('zone', { node: idOf(id), id, title }))
  }
  for (const { id, title, kind, crossedBy } of model.boundaries) {
    if (kind === 'line') out.push(printComment('line', { id, title, flows: crossedBy }))
  }
  for (const note of model.notes) out.push(printComment('note', note))
  return out
}

/** True where the frontmatter alone does not say the title: it has none for the usual one and for none. */
function needsTitle(title: string): boolean {
  return title === '' || (title !== EMPTY_MODEL.title && oneLine(title) !== title)
}

function flowComments(model: Model): readonly string[] {
  const { components, linesOver } = indexOf(model)
  const counts = new Map<string, number>()
  const out: string[] = []
  for (const flow of model.flows) {
    if (!components.has(flow.from) || !components.has(flow.to)) continue
    const ref = flowRef(flow)
    const ends = JSON.stringify([flow.from, flow.to])
    const nth = (counts.get(ends) ?? 0) + 1
    counts.set(ends, nth)
    const lines = (linesOver.get(ref) ?? []).map((line) => oneLine(line.title))
    const reads = readFlowLabel(flowLabel(model, flow))
    const { id, to, title, protocol } = flow
    const isWhole = id === to && reads.title === title && reads.protocol === protocol
    if (isWhole && JSON.stringify(reads.lines) === JSON.stringify(lines)) continue
    out.push(printComment('flow', { ref, to, ...(nth === 1 ? {} : { nth }), title, protocol }))
  }
  return out
}

/** How a component's decoded label reads: its note is the last of several lines, where it stands in brackets. */
export function readComponentLabel(label: string): { title: string; note?: string } {
  const lines = shownText(label).split('\n')
  const last = lines.length < 2 ? null : /^(?:\((.*)\)|\[(.*)\])$/u.exec(lines.at(-1) ?? '')
  if (!last) return { title: oneLine(label) }
  return { title: lines.slice(0, -1).filter(Boolean).join(' '), note: last[1] ?? last[2] ?? '' }
}

/** How a flow's decoded label reads; the names of lines come last, each in square brackets. */
export function readFlowLabel(label: string): { title: string; protocol?: string; lines: readonly string[] } {
  const lines: string[] = []
  let words = oneLine(label)
  while (words.endsWith(']')) {
    const open = words.lastIndexOf('[')
    if (open < 0) break
    lines.push(words.slice(open + 1, -1))
    words = words.slice(0, open).trimEnd()
  }
  lines.reverse()
  if (isProtocol(words)) return { title: '', protocol: words, lines }
  const open = words.lastIndexOf(' (')
  if (!words.endsWith(')') || open <= 0) return { title: words, lines }
  return { title: words.slice(0, open), protocol: words.slice(open + 2, -1), lines }
}

/** What is seen of a text, its lines joined: what a title or a flow's label can say. */
export function oneLine(text: string): string {
  return shownText(text).split('\n').filter(Boolean).join(' ')
}
