/** What a tab draws: stencils, boundary boxes, connectors and boundary lines. */
import { childOf, textOf, type XmlElement } from '../../../core/xml/xml.ts'
import { curveThrough } from '../../../model/from-drawing/curves.ts'
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import { readProperties } from './properties.ts'
import type { Border, Connector, Drawn, Line, Stencil, Surface } from './types.ts'

const SHAPES: ReadonlyMap<string, Stencil['shape']> = new Map([
  ['StencilRectangle', 'rectangle'],
  ['StencilEllipse', 'ellipse'],
  ['StencilParallelLines', 'parallel-lines'],
])
/** Beyond this no screen reaches, in pixels. */
const FARTHEST = 1_000_000

export function readSurface(element: XmlElement): Surface {
  const stencils: Stencil[] = []
  const borders: Border[] = []
  const connectors: Connector[] = []
  const lines: Line[] = []
  const unknown: Surface['unknown'][number][] = []
  for (const list of ['Borders', 'Lines']) {
    for (const entry of childOf(element, list)?.children ?? []) {
      const value = childOf(entry, 'Value')
      if (!value) {
        unknown.push({ type: entry.children[0]?.name ?? entry.name, at: entry.at })
        continue
      }
      const type = localName(value.attributes.get('type') ?? '')
      const shape = SHAPES.get(type)
      const drawn = readDrawn(value, textOf(entry, 'Key'))
      if (shape) stencils.push({ ...drawn, shape, ...rectOf(value) })
      else if (type === 'BorderBoundary') borders.push({ ...drawn, ...rectOf(value) })
      else if (type === 'LineBoundary') lines.push({ ...drawn, ...curveOf(value) })
      else if (type === 'Connector') {
        const ends = { source: textOf(value, 'SourceGuid'), target: textOf(value, 'TargetGuid') }
        connectors.push({ ...drawn, ...curveOf(value), ...ends })
      } else unknown.push({ type: type || value.name, at: value.at })
    }
  }
  for (const list of element.children) {
    if (list.name === 'Borders' || list.name === 'Lines') continue
    const isOfDrawings = list.children.some((entry) => childOf(entry, 'Value')?.attributes.has('type'))
    if (isOfDrawings && list.name !== 'Properties') unknown.push({ type: list.name, at: list.at })
  }
  const { guid, name } = readDrawn(element, '')
  const header = textOf(element, 'Header')
  return { guid, name: name || header, stencils, borders, connectors, lines, unknown }
}

function readDrawn(value: XmlElement, key: string): Drawn {
  const { properties, header, name } = readProperties(childOf(value, 'Properties'))
  return {
    guid: textOf(value, 'Guid') || key,
    typeId: textOf(value, 'TypeId'),
    genericTypeId: textOf(value, 'GenericTypeId'),
    name,
    typeName: header,
    properties,
    at: value.at,
  }
}

function rectOf(value: XmlElement): { readonly rect?: Rect } {
  const [x, y] = [numberOf(value, 'Left'), numberOf(value, 'Top')]
  const [width, height] = [numberOf(value, 'Width'), numberOf(value, 'Height')]
  if (x === undefined || y === undefined || width === undefined || height === undefined) return {}
  return width < 0 || height < 0 ? {} : { rect: { x, y, width, height } }
}

function curveOf(value: XmlElement): Pick<Line, 'curve' | 'handle'> {
  const start = pointOf(value, 'Source')
  const end = pointOf(value, 'Target')
  if (!start || !end) return {}
  const handle = pointOf(value, 'Handle')
  return { curve: curveThrough(start, handle, end), ...(handle ? { handle } : {}) }
}

function pointOf(value: XmlElement, name: string): Point | undefined {
  const [x, y] = [numberOf(value, `${name}X`), numberOf(value, `${name}Y`)]
  return x === undefined || y === undefined ? undefined : { x, y }
}

function numberOf(value: XmlElement, name: string): number | undefined {
  const text = textOf(value, name)
  const number = text === '' ? Number.NaN : Number(text)
  return Math.abs(number) <= FARTHEST ? number : undefined
}

function localName(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf(':') + 1).trim()
}
