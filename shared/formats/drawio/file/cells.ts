/** The cells of a page as draw.io decodes them: plain, or with an object of a person's own data around them. */
import type { Span } from '../../../core/places.ts'
import type { XmlElement } from '../../../core/xml/xml.ts'
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import { shownLabel } from './label.ts'
import { isOn, parseStyle, type Style } from './style.ts'
import type { Cell, Geometry } from './types.ts'

/** Beyond this no screen reaches, in pixels. */
const FARTHEST = 1_000_000
/** What of an object is no data of a person. */
const OWN_KEYS = new Set(['id', 'label', 'placeholders', 'placeholder', 'tooltip-html'])
const PLACEHOLDER = /%([^%\s][^%\n]{0,60})%/gu
const MOST_PARENTS = 64
/** Of the values that placeholders of one label stand for: many may stand for one that is long. */
const MOST_FILLED = 100_000

const NO_PROPERTIES: ReadonlyMap<string, string> = new Map()
const NOWHERE: Point = { x: 0, y: 0 }
/** Of a geometry that says only where a shape stands, as most do. */
const NOTHING_MORE: Omit<Geometry, 'rect' | 'isRelative'> = {
  ...{ offset: NOWHERE, points: [], sourcePoint: undefined, targetPoint: undefined, alternate: undefined },
}

interface Raw extends Omit<Cell, 'label'> {
  readonly value: string
  readonly hasPlaceholders: boolean
}

export function readCells(root: XmlElement, place: (element: XmlElement) => Span, report: Reporting): Cell[] {
  const known = new Map<string, Raw>()
  const cells: Raw[] = []
  // Most shapes of a drawing look like one of few.
  const styles = new Map<string, Style>()
  const styleOf = (text: string) => {
    const style = styles.get(text) ?? parseStyle(text)
    styles.set(text, style)
    return style
  }
  for (const [order, element] of root.children.entries()) {
    const inner = element.name === 'mxCell' ? element : element.children.find(({ name }) => name === 'mxCell')
    if (!inner) {
      if (!/^(?:object|userobject)$/iu.test(element.name)) continue
    }
    const raw = readCell(element, inner ?? element, place(element), order, styleOf)
    if (raw.kind === 'other') tellNeither(raw, inner !== undefined, report)
    if (known.has(raw.id)) {
      const what = `Two shapes have the id "${shorten(raw.id)}"; what refers to it means the first.`
      report.warning('drawio-duplicate-id', what, raw.at)
      cells.push({ ...raw, id: `${raw.id}#${order}` })
    } else {
      known.set(raw.id, raw)
      cells.push(raw)
    }
  }
  return cells.map(({ value, hasPlaceholders, ...cell }) => {
    const filled = hasPlaceholders ? fill(value, cell, known) : value
    if (filled === undefined) {
      const what = `The placeholders of "${shorten(value)}" unfold to more than ${MOST_FILLED} characters and are left as they stand.`
      report.lost('drawio-not-carried', what, cell.at)
    }
    return { ...cell, label: shownLabel(filled ?? value, isOn(cell.style, 'html')) }
  })
}

/** The page's root and its layers are neither shape nor connector, and have no place; what has one was drawn. */
function tellNeither(
  { value, geometry, source, target, at }: Raw,
  hasCell: boolean,
  report: Reporting,
): void {
  if (hasCell && !geometry && source === undefined && target === undefined) return
  const name = value === '' ? 'A cell' : `"${shorten(shownLabel(value, true))}"`
  const why = hasCell ? 'it says neither vertex="1" nor edge="1"' : 'there is no <mxCell> in it'
  report.lost('drawio-not-carried', `${name} is no shape and no connector: ${why}. It is left out.`, at)
}

function readCell(
  element: XmlElement,
  inner: XmlElement,
  at: Span,
  order: number,
  styleOf: (text: string) => Style,
): Raw {
  const isWrapped = inner !== element
  const id = element.attributes.get('id') ?? inner.attributes.get('id') ?? `#${order}`
  const attribute = (name: string) => inner.attributes.get(name) || undefined
  const properties = isWrapped
    ? new Map([...element.attributes].filter(([name]) => !OWN_KEYS.has(name)))
    : NO_PROPERTIES
  const value = isWrapped ? element.attributes.get('label') : inner.attributes.get('value')
  return {
    id,
    parent: attribute('parent'),
    source: attribute('source'),
    target: attribute('target'),
    kind: isSet(inner, 'edge') ? 'edge' : isSet(inner, 'vertex') ? 'vertex' : 'other',
    value: value ?? '',
    hasPlaceholders: isWrapped && element.attributes.get('placeholders') === '1',
    style: styleOf(inner.attributes.get('style') ?? ''),
    geometry: readGeometry(inner),
    properties,
    isVisible: inner.attributes.get('visible') !== '0',
    isCollapsed: isSet(inner, 'collapsed'),
    element: inner,
    ...(isWrapped ? { wrapper: element } : {}),
    at,
  }
}

/** `%name%` is the property of that name of the shape, or of what holds it. Undefined for what no label can be. */
function fill(value: string, cell: Omit<Cell, 'label'>, known: ReadonlyMap<string, Raw>): string | undefined {
  let left = MOST_FILLED
  const filled = value.replace(PLACEHOLDER, (all, name: string) => {
    let holder: Omit<Cell, 'label'> | undefined = cell
    for (let depth = 0; left >= 0 && holder && depth < MOST_PARENTS; depth += 1) {
      const found = holder.properties.get(name)
      if (found !== undefined) {
        left -= found.length
        return left < 0 ? '' : found
      }
      holder = holder.parent === undefined ? undefined : known.get(holder.parent)
    }
    return all
  })
  return left < 0 ? undefined : filled
}

function isSet(element: XmlElement, name: string): boolean {
  const value = element.attributes.get(name)
  return value === '1' || value === 'true'
}

function readGeometry(cell: XmlElement): Geometry | undefined {
  const element = cell.children.find(({ name }) => name === 'mxGeometry')
  if (!element) return undefined
  const rect = readRect(element)
  const isRelative = isSet(element, 'relative')
  if (element.children.length === 0) return { rect, isRelative, ...NOTHING_MORE }
  const role = (name: string) => element.children.find(({ attributes }) => attributes.get('as') === name)
  const pointOf = (name: string) => {
    const found = role(name)
    return found && readPoint(found)
  }
  const alternate = role('alternateBounds')
  return {
    rect,
    isRelative,
    offset: pointOf('offset') ?? NOWHERE,
    points: (role('points')?.children ?? []).filter(({ name }) => name === 'mxPoint').map(readPoint),
    sourcePoint: pointOf('sourcePoint'),
    targetPoint: pointOf('targetPoint'),
    alternate: alternate && readRect(alternate),
  }
}

function readRect(element: XmlElement): Rect {
  const { x, y } = readPoint(element)
  const [width, height] = [numberOf(element, 'width'), numberOf(element, 'height')]
  return { x, y, width: Math.max(0, width), height: Math.max(0, height) }
}

function readPoint(element: XmlElement): Point {
  return { x: numberOf(element, 'x'), y: numberOf(element, 'y') }
}

/** What is absent or no number is 0, as in draw.io. */
function numberOf(element: XmlElement, name: string): number {
  const value = Number.parseFloat(element.attributes.get(name) ?? '')
  return Math.abs(value) <= FARTHEST ? value : 0
}
