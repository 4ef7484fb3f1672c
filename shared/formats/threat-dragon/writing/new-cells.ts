/** Cells for what the file does not have yet, as each version of the tool draws them. */
import type { Json } from '../../../core/json/look.ts'
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import type { CellKind, Dialect } from '../file/types.ts'

export interface NewCell {
  readonly id: string
  readonly kind: CellKind
  readonly title: string
  /** All attributes of its kind but type and name. */
  readonly data: { readonly [key: string]: Json | undefined }
  readonly isOpen: boolean
  readonly rect?: Rect
  readonly source?: string | Point
  readonly target?: string | Point
  readonly vertices?: readonly Point[]
  /** How deep a zone is nested: the outer is drawn first. */
  readonly depth?: number
}

export const TYPE: Readonly<Record<CellKind, string>> = {
  actor: 'tm.Actor',
  process: 'tm.Process',
  store: 'tm.Store',
  text: 'tm.Text',
  flow: 'tm.Flow',
  box: 'tm.BoundaryBox',
  curve: 'tm.Boundary',
}
export const SHAPE: Readonly<Record<CellKind, string>> = {
  actor: 'actor',
  process: 'process',
  store: 'store',
  text: 'td-text-block',
  flow: 'flow',
  box: 'trust-boundary-box',
  curve: 'trust-boundary-curve',
}
/** What version 1 has; version 2 cannot open one with others. */
const OLD: ReadonlySet<CellKind> = new Set(['actor', 'process', 'store', 'flow', 'curve'])

/** False for what version 1 has no shape for. */
export function isDrawable(kind: CellKind, dialect: Dialect): boolean {
  return dialect === 2 || OLD.has(kind)
}

export function newCell(cell: NewCell, dialect: Dialect): Json {
  return dialect === 1 ? oldCell(cell) : currentCell(cell)
}

function currentCell({ id, kind, title, data, isOpen, depth = 0, ...drawn }: NewCell): Json {
  const stroke = {
    stroke: isOpen ? 'red' : '#333333',
    strokeWidth: isOpen ? 2.5 : 1.5,
    strokeDasharray: null,
  }
  const rest = { id, data: { type: TYPE[kind], name: title, ...data } }
  if (kind === 'flow' || kind === 'curve') {
    const line =
      kind === 'curve'
        ? { stroke: '#333333', strokeWidth: 3, sourceMarker: '', targetMarker: '', strokeDasharray: '10 5' }
        : { ...stroke, sourceMarker: { name: '' }, targetMarker: { name: 'block' } }
    return {
      ...{ shape: SHAPE[kind], attrs: { line }, width: 200, height: 100, zIndex: 10, connector: 'smooth' },
      ...{ labels: [title], source: end(drawn.source, 'cell'), target: end(drawn.target, 'cell') },
      ...{ vertices: (drawn.vertices ?? []).map(({ x, y }) => ({ x, y })), ...rest },
    }
  }
  const { x, y, width, height } = drawn.rect ?? { x: 0, y: 0, width: 100, height: 100 }
  const attrs: Json =
    kind === 'box'
      ? { headerText: { text: title } }
      : kind === 'text'
        ? { text: { text: title } }
        : kind === 'store'
          ? { text: { text: title }, topLine: stroke, bottomLine: stroke }
          : { text: { text: title }, body: stroke }
  const zIndex = kind === 'box' ? depth - 50 : 0
  return {
    position: { x, y },
    size: { width, height },
    attrs,
    visible: true,
    shape: SHAPE[kind],
    zIndex,
    ...rest,
  }
}

function oldCell({ id, kind, title, data, isOpen, ...drawn }: NewCell): Json {
  const state = `${isOpen ? 'hasOpenThreats' : 'hasNoOpenThreats'} ${data.outOfScope === true ? 'isOutOfScope' : 'isInScope'}`
  if (kind === 'flow' || kind === 'curve') {
    const text = { text: title, 'font-weight': '400', 'font-size': 'small' }
    return {
      ...{ type: TYPE[kind], size: { width: 10, height: 10 }, smooth: true },
      ...{ source: end(drawn.source, 'id'), target: end(drawn.target, 'id') },
      ...{ vertices: (drawn.vertices ?? []).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })) },
      ...{ id, labels: [{ position: 0.5, attrs: { text } }], z: 10, ...data },
      attrs: {
        '.marker-target': { class: `marker-target ${state}` },
        '.connection': { class: `connection ${state}` },
      },
    }
  }
  const { x, y, width, height } = drawn.rect ?? { x: 0, y: 0, width: 100, height: 100 }
  return {
    ...{ type: TYPE[kind], size: { width, height }, position: { x, y }, angle: 0, id, z: 1, ...data },
    attrs: {
      '.element-shape': { class: `element-shape ${state}` },
      text: { text: title },
      '.element-text': { class: `element-text ${state}` },
    },
  }
}

/** Points of edges are whole numbers in the tool's schema. */
function end(at: string | Point | undefined, key: 'cell' | 'id'): Json {
  if (typeof at === 'string') return { [key]: at }
  return { x: Math.round(at?.x ?? 0), y: Math.round(at?.y ?? 0) }
}
