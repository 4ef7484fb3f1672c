// Small draw.io files for tests, written as the tool writes them.
import { deflatePage } from '../../../shared/formats/drawio/file/compression.ts'

const quoted = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')

export type Box = readonly [x: number, y: number, width: number, height: number]

export const RECTANGLE = 'rounded=0;whiteSpace=wrap;html=1;'
export const ROUND = 'ellipse;whiteSpace=wrap;html=1;aspect=fixed;'
export const OPEN = 'shape=partialRectangle;whiteSpace=wrap;html=1;left=0;right=0;fillColor=none;'
export const TEXT = 'text;html=1;strokeColor=none;fillColor=none;align=center;'
export const DASHED_RED =
  'html=1;fillColor=none;dashed=1;strokeWidth=2;strokeColor=#FF3333;verticalAlign=top;'
export const DASHED_LINE = 'endArrow=none;dashed=1;html=1;strokeColor=#FF3333;'

export function vertex(id: string, label: string, style: string, box: Box, parent = '1'): string {
  const [x, y, width, height] = box
  return `<mxCell id="${quoted(id)}" value="${quoted(label)}" style="${quoted(style)}" vertex="1" parent="${parent}"><mxGeometry x="${x}" y="${y}" width="${width}" height="${height}" as="geometry"/></mxCell>`
}

export interface EdgeParts {
  readonly label?: string
  readonly style?: string
  readonly source?: string
  readonly target?: string
  /** Free ends. */
  readonly from?: readonly [number, number]
  readonly to?: readonly [number, number]
  readonly points?: readonly (readonly [number, number])[]
  readonly parent?: string
}

export function edge(id: string, parts: EdgeParts): string {
  const { label = '', style = 'endArrow=classic;html=1;', source, target, parent = '1' } = parts
  const point = (at: readonly [number, number] | undefined, role: string) =>
    at ? `<mxPoint x="${at[0]}" y="${at[1]}"${role === '' ? '' : ` as="${role}"`}/>` : ''
  const points = (parts.points ?? []).map((at) => point(at, '')).join('')
  const ends = `${source === undefined ? '' : ` source="${source}"`}${target === undefined ? '' : ` target="${target}"`}`
  const inner = `${point(parts.from, 'sourcePoint')}${point(parts.to, 'targetPoint')}${points === '' ? '' : `<Array as="points">${points}</Array>`}`
  return `<mxCell id="${id}" value="${quoted(label)}" style="${quoted(style)}" edge="1" parent="${parent}"${ends}><mxGeometry relative="1" as="geometry">${inner}</mxGeometry></mxCell>`
}

export function edgeLabel(id: string, label: string, parent: string, along = 0): string {
  return `<mxCell id="${id}" value="${quoted(label)}" style="edgeLabel;html=1;" vertex="1" connectable="0" parent="${parent}"><mxGeometry x="${along}" relative="1" as="geometry"><mxPoint as="offset"/></mxGeometry></mxCell>`
}

export function graph(...cells: readonly string[]): string {
  return `<mxGraphModel dx="800" dy="600" grid="1"><root><mxCell id="0"/><mxCell id="1" parent="0"/>${cells.join('')}</root></mxGraphModel>`
}

export function page(name: string, model: string): string {
  return `<diagram id="${name}-id" name="${name}">${model}</diagram>`
}

export function compressed(name: string, model: string): string {
  return `<diagram id="${name}-id" name="${name}">${deflatePage(model)}</diagram>`
}

export function file(...pages: readonly string[]): string {
  return `<mxfile host="app.diagrams.net" version="27.2.0">${pages.join('')}</mxfile>\n`
}

/** As draw.io writes an SVG that it can open again, with its document type. */
export function svg(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1" width="10px" height="10px" content="${quoted(content)}"><defs/><g/></svg>`
}
