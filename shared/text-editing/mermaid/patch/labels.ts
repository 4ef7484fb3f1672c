/** Nodes, arrows and titles as they are written where a patch has to write them. */
import { printLabel } from '../../../formats/mermaid/encode.ts'
import { componentLabel } from '../../../formats/mermaid/labels.ts'
import type { Span } from '../../../formats/mermaid/syntax/flowchart.ts'
import type { Component, Kind } from '../../../model/schema.ts'
import type { Edits } from './edits.ts'

const BRACKETS: Readonly<Record<Kind, readonly [string, string]>> = {
  external: ['[', ']'],
  process: ['([', '])'],
  store: ['[(', ')]'],
}

export function printNode(name: string, component: Component): string {
  const [open, close] = BRACKETS[component.kind]
  return `${name}${open}${printLabel(componentLabel(component))}${close}`
}

export function printArrow(from: string, to: string, label: string, arrow = '-->'): string {
  return `${from} ${arrow}${label === '' ? '' : `|${printLabel(label)}|`} ${to}`
}

/** Another label between the brackets, quotes or bars that are there. */
export function replaceLabel(edits: Edits, at: Span, label: string): void {
  const { text } = edits
  const isQuoted = text.charAt(at.from - 1) === '"' && text.charAt(at.to) === '"'
  const printed = printLabel(label)
  edits.replace(at, isQuoted ? printed.slice(1, -1) : printed)
}

/** The arrow without the words on it; undefined where they are not told apart. */
export function bareArrow(written: string): string | undefined {
  const barred = /^([^|"\s]+)\s*\|[\s\S]*\|$/u.exec(written)
  if (barred) return barred[1]
  const inside = /^([<xo]?)[-=.]{2}\s[\s\S]*\s([-=.]+[>xo]?)$/u.exec(written)
  if (inside) return `${inside[1] ?? ''}${inside[2] ?? ''}`
  return /^\S+$/u.test(written) ? written : undefined
}
