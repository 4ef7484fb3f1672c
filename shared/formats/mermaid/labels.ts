/**
 * What a label says, and what it does not. A component's label is its title with its note in parentheses
 * on a second line; a flow's is its title, its protocol in parentheses and its lines in square brackets.
 * A protocol alone stands without parentheses. Where a label does not read back as what it was printed
 * from, a comment line carries the exact words.
 */
import { flowRef, slug } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Component, Flow, Model } from '../../model/schema.ts'
import { encryptionOf } from '../../model/technology.ts'
import { printComment } from './encode.ts'

export function componentLabel(component: Component): string {
  return component.note === undefined ? component.title : `${component.title}\n(${component.note})`
}

export function flowLabel(model: Model, flow: Flow): string {
  const { protocol } = flow
  const words = flow.title === '' ? (protocol ?? '') : `${flow.title}${protocol ? ` (${protocol})` : ''}`
  const lines = indexOf(model).linesOver.get(flowRef(flow)) ?? []
  return [words, ...lines.map((line) => `[${line.title}]`)].filter((part) => part !== '').join(' ')
}

/** The comment lines of a whole model, in the order components, flows, zones, lines. */
export function commentsOf(model: Model): readonly string[] {
  const out: string[] = []
  for (const component of model.components) {
    const { id, title, note } = component
    const reads = readComponentLabel(componentLabel(component))
    if (id !== slug(title) || reads.title !== title || reads.note !== note) {
      out.push(printComment('component', { id, title, note }))
    }
  }
  for (const flow of model.flows) {
    const reads = readFlowLabel(flowLabel(model, flow))
    if (flow.id !== flow.to || reads.title !== flow.title || reads.protocol !== flow.protocol) {
      out.push(
        printComment('flow', { ref: flowRef(flow), to: flow.to, title: flow.title, protocol: flow.protocol }),
      )
    }
  }
  for (const { id, title, kind } of model.boundaries) {
    if (kind === 'zone' && id !== slug(title)) out.push(printComment('zone', { id, title }))
  }
  for (const { id, title, kind, crossedBy } of model.boundaries) {
    if (kind === 'line') out.push(printComment('line', { id, title, flows: crossedBy }))
  }
  for (const note of model.notes) out.push(printComment('note', note))
  return out
}

/** How a component's decoded label reads; the reader of this format must read it the same way. */
export function readComponentLabel(label: string): { title: string; note?: string } {
  const match = /^([\s\S]*)\n\(([^\n]*)\)$/u.exec(label)
  return match ? { title: match[1] ?? '', note: match[2] ?? '' } : { title: label }
}

/** How a flow's decoded label reads; the names of lines come last, each in square brackets. */
export function readFlowLabel(label: string): { title: string; protocol?: string; lines: readonly string[] } {
  const lines: string[] = []
  let words = label
  while (words.endsWith(']')) {
    const open = words.lastIndexOf('[')
    if (open < 0) break
    lines.unshift(words.slice(open + 1, -1))
    words = words.slice(0, open).trimEnd()
  }
  if (isProtocol(words)) return { title: '', protocol: words, lines }
  const open = words.lastIndexOf(' (')
  if (!words.endsWith(')') || open <= 0) return { title: words, lines }
  return { title: words.slice(0, open), protocol: words.slice(open + 2, -1), lines }
}

/** True for words that are known to be a protocol; other lone words are a flow's title. */
function isProtocol(words: string): boolean {
  if (words === '' || words.length > 60 || words.includes('(')) return false
  const flow: Flow = {
    id: '',
    from: '',
    to: '',
    title: '',
    protocol: words,
    dataSent: [],
    dataReceived: [],
    tags: [],
  }
  return encryptionOf(flow) !== 'unknown'
}
