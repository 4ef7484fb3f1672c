/** Cells as draw.io writes them, one element each; the same input gives the same text. */
import { escapeAttribute } from '../../../core/xml/edit.ts'
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import { printHtml } from '../file/label.ts'
import type { Data } from './data.ts'

export interface NewCell {
  readonly id: string
  /** Lines of text. */
  readonly label: string
  readonly style: string
  readonly parent: string
  readonly data: Data
}

export function printVertex(cell: NewCell, { x, y, width, height }: Rect, isCollapsed = false): string {
  const place = attributes({ x, y, width, height })
  const closed = isCollapsed
    ? `<mxGeometry${place} as="geometry"><mxRectangle${place} as="alternateBounds"/></mxGeometry>`
    : `<mxGeometry${place} as="geometry"/>`
  return printCell(cell, `vertex="1"${isCollapsed ? ' collapsed="1"' : ''}`, closed)
}

export interface Way {
  /** Cells that it joins; free where there are none. */
  readonly source?: string
  readonly target?: string
  /** Ends that no cell holds. */
  readonly from?: Point
  readonly to?: Point
  readonly points: readonly Point[]
}

export function printEdge(cell: NewCell, { source, target, from, to, points }: Way): string {
  const ends = [
    from && `<mxPoint${attributes(from)} as="sourcePoint"/>`,
    to && `<mxPoint${attributes(to)} as="targetPoint"/>`,
    points.length > 0 && printPoints(points),
  ].filter(Boolean)
  const inner = ends.length === 0 ? '/>' : `>${ends.join('')}</mxGeometry>`
  const joins = [
    source && ` source="${escapeAttribute(source)}"`,
    target && ` target="${escapeAttribute(target)}"`,
  ]
  return printCell(
    cell,
    `edge="1"${joins.filter(Boolean).join('')}`,
    `<mxGeometry relative="1" as="geometry"${inner}`,
  )
}

export function printPoints(points: readonly Point[]): string {
  return `<Array as="points">${points.map((point) => `<mxPoint${attributes(point)}/>`).join('')}</Array>`
}

/** Pixels with two decimals at most. */
export function numeral(value: number): string {
  return String(Math.round(value * 100) / 100 || 0)
}

/** The start of an object around a cell, with what a person sees in "Edit Data". */
export function printObject(id: string, label: string, data: Data): string {
  const given = [...data].flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${escapeAttribute(value)}"`],
  )
  return `<object label="${escapeAttribute(label)}"${given.join('')} id="${escapeAttribute(id)}">`
}

function printCell({ id, label, style, parent, data }: NewCell, role: string, geometry: string): string {
  const html = printHtml(label)
  const holder = escapeAttribute(parent)
  const isPlain = [...data.values()].every((value) => value === undefined)
  if (isPlain) {
    return `<mxCell id="${escapeAttribute(id)}" value="${escapeAttribute(html)}" style="${escapeAttribute(style)}" ${role} parent="${holder}">${geometry}</mxCell>`
  }
  return `${printObject(id, html, data)}<mxCell style="${escapeAttribute(style)}" ${role} parent="${holder}">${geometry}</mxCell></object>`
}

function attributes(numbers: Readonly<Record<string, number>>): string {
  return Object.entries(numbers)
    .map(([name, value]) => ` ${name}="${numeral(value)}"`)
    .join('')
}
