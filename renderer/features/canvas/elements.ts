/**
 * The adapter to React Flow: nodes and edges derived from the scene. An element whose facts are the
 * same keeps its object, so that one change renders one node. Sizes and handle bounds are given, so
 * that nothing is measured.
 */
import { type Edge, type Node, Position } from '@xyflow/react'
import type { CSSProperties } from 'react'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import type { FlowShape } from '../../../shared/model/drawing/drawing.ts'
import type { LineShape } from '../../../shared/model/drawing/lines.ts'
import { noteRect } from '../../../shared/model/drawing/page.ts'
import type { Rect } from '../../../shared/model/geometry.ts'
import type { CanvasNote } from '../../../shared/model/layout.ts'
import { indexOf, titleOf, zoneChain } from '../../../shared/model/queries.ts'
import type { Boundary, Component, Flow } from '../../../shared/model/schema.ts'
import { describeCrossing, describeMark, type Mark } from '../../../shared/report/marks.ts'
import { marksIn } from '../../state/canvas/marks.ts'
import { describeElement } from '../../state/canvas/walk.ts'
import type { Scene } from './scene.ts'

interface Shared {
  readonly selected: boolean
  /** Nothing else is selected: it shows what it can be changed by. */
  readonly sole: boolean
  /** Belongs to what is selected or reviewed elsewhere. */
  readonly lit: boolean
  readonly renaming: boolean
  /** What a screen reader says of it. */
  readonly name: string
  readonly [key: string]: unknown
}

export interface ComponentData extends Shared {
  readonly component: Component
  readonly mark: Mark
  readonly target: boolean
  readonly detailed: boolean
}
export interface ZoneData extends Shared {
  readonly zone: Boundary
  readonly receives: boolean
}
export interface LineData extends Shared {
  readonly line: Boundary
  readonly shape: LineShape
}
export interface NoteData extends Shared {
  readonly note: CanvasNote
}
export interface FlowData extends Shared {
  readonly flow: Flow
  readonly shape: FlowShape
  readonly mark: Mark
  /** The crossing in words; empty when there is none. */
  readonly crossing: string
}

export type CanvasNode =
  | Node<ComponentData, 'component'>
  | Node<ZoneData, 'zone'>
  | Node<LineData, 'line'>
  | Node<NoteData, 'note'>
export type CanvasEdge = Edge<FlowData, 'flow'>

export interface Highlights {
  readonly selection: ReadonlySet<string>
  readonly lit: ReadonlySet<string>
  readonly renaming: string | null
  readonly dropZone: string | null
  readonly target: string | null
  readonly detailed: boolean
}

/** Zones lie under flows, flows under lines and labels, components over them, notes on top. */
export const LAYER = { zone: 0, flow: 100, line: 140, label: 150, component: 200, note: 300 } as const
const NO_MARK: Mark = { drafts: 0, risks: 0, state: 'open' }
const LINE_MARGIN = 28
const HIT: CSSProperties = { pointerEvents: 'all' }
/** Zones and lines are hit by their line and name, not by what they enclose. */
const PASSED: CSSProperties = { pointerEvents: 'none' }

const nodeCache = new Map<string, CanvasNode | CanvasEdge>()
const edgeCache = new Map<string, CanvasNode | CanvasEdge>()

let lastNodes: CanvasNode[] = []
let lastEdges: CanvasEdge[] = []

/** The same array while no node differs: React Flow then has nothing to do. */
export function nodesOf(scene: Scene, highlights: Highlights): CanvasNode[] {
  const { document, rects, drawing, notes } = scene
  const marks = marksIn(document)
  const { target, dropZone, detailed } = highlights
  const nodes: CanvasNode[] = []
  for (const boundary of document.model.boundaries) {
    const shared = sharedOf(
      boundary.id,
      highlights,
      named(scene, boundary.id, () => describeElement(document, boundary.id)),
    )
    const rect = rects.get(boundary.id)
    const shape = drawing.lines.get(boundary.id)
    if (boundary.kind === 'zone' && rect) {
      const depth = zoneChain(document.model, boundary.id).length
      const data: ZoneData = { ...shared, zone: boundary, receives: dropZone === boundary.id }
      nodes.push(
        kept<CanvasNode>(nodeCache, {
          ...frameOf(boundary.id, rect, LAYER.zone + depth, PASSED),
          type: 'zone',
          data,
        }),
      )
    } else if (shape) {
      const data: LineData = { ...shared, line: boundary, shape }
      nodes.push(
        kept<CanvasNode>(nodeCache, {
          ...frameOf(boundary.id, lineRect(shape), LAYER.line, PASSED),
          type: 'line',
          data,
        }),
      )
    }
  }
  for (const component of document.model.components) {
    const rect = rects.get(component.id)
    if (!rect) continue
    const mark = marks.get(component.id) ?? NO_MARK
    const words = () => `${describeElement(document, component.id)}, ${describeMark(mark)}`
    const name = named(scene, component.id, words)
    const shared = sharedOf(component.id, highlights, name)
    const data: ComponentData = { ...shared, component, mark, target: target === component.id, detailed }
    const node = frameOf(component.id, rect, LAYER.component + (shared.selected ? 1 : 0))
    nodes.push(kept<CanvasNode>(nodeCache, { ...node, type: 'component', data }))
  }
  for (const note of notes) {
    const id = `note:${note.id}`
    const data: NoteData = { ...sharedOf(id, highlights, `Note: ${note.text}`), note }
    nodes.push(
      kept<CanvasNode>(nodeCache, { ...frameOf(id, noteRect(note), LAYER.note), type: 'note', data }),
    )
  }
  lastNodes = sameArray(lastNodes, nodes)
  return lastNodes
}

export function edgesOf(scene: Scene, highlights: Highlights): CanvasEdge[] {
  const { document, drawing } = scene
  const marks = marksIn(document)
  const { flows } = indexOf(document.model)
  const crossings = crossingsOf(document.model)
  const edges: CanvasEdge[] = []
  for (const [ref, shape] of drawing.flows) {
    const flow = flows.get(ref)
    if (!flow) continue
    const mark = marks.get(ref) ?? NO_MARK
    const boundaries = crossings.get(ref)?.boundaries ?? []
    const crossing = named(scene, `crossing ${ref}`, () =>
      boundaries.length > 0 ? describeCrossing(document.model, ref, boundaries, mark) : '',
    )
    const shared = sharedOf(
      ref,
      highlights,
      named(scene, ref, () => titleOf(document.model, ref)),
    )
    const data: FlowData = { ...shared, flow, shape, mark, crossing }
    const edge: CanvasEdge = {
      id: ref,
      source: shape.ends.from,
      target: shape.ends.to,
      type: 'flow',
      data,
      selected: shared.selected,
      // Its grips lie on the outlines of components.
      zIndex: shared.selected ? LAYER.component + 2 : LAYER.flow,
    }
    edges.push(kept(edgeCache, edge))
  }
  lastEdges = sameArray(lastEdges, edges)
  return lastEdges
}

function sameArray<T>(known: T[], next: T[]): T[] {
  return known.length === next.length && next.every((item, at) => item === known[at]) ? known : next
}

const names = new WeakMap<Scene['document'], Map<string, string>>()

/** Words for screen readers, made once for each document: a drag changes none of them. */
function named(scene: Scene, key: string, make: () => string): string {
  const known = names.get(scene.document) ?? new Map<string, string>()
  names.set(scene.document, known)
  const name = known.get(key) ?? make()
  known.set(key, name)
  return name
}

/** The stroke with room for its name and its hit area. */
export function lineRect(shape: LineShape): Rect {
  const { x, y, width, height } = shape.bounds
  return {
    x: x - LINE_MARGIN,
    y: y - LINE_MARGIN,
    width: width + 2 * LINE_MARGIN,
    height: height + 2 * LINE_MARGIN,
  }
}

function sharedOf(ref: string, { selection, lit, renaming }: Highlights, name: string): Shared {
  const selected = selection.has(ref)
  return {
    name,
    selected,
    sole: selected && selection.size === 1 && renaming !== ref,
    lit: lit.has(ref),
    renaming: renaming === ref,
  }
}

function frameOf(id: string, rect: Rect, zIndex: number, style: CSSProperties = HIT) {
  const { x, y, width, height } = rect
  const handle = { x: width / 2, y: height / 2, width: 1, height: 1, position: Position.Right } as const
  return {
    id,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [
      { ...handle, type: 'source' as const },
      { ...handle, type: 'target' as const },
    ],
    zIndex,
    style,
  }
}

/** The id of an element's node in the page, for `aria-activedescendant`. */
export function domId(ref: string): string {
  return `canvas-${ref}`
}

/** The known element when nothing about it differs. A selected one counts as dragged: it is never culled. */
function kept<T extends CanvasNode | CanvasEdge>(cache: Map<string, CanvasNode | CanvasEdge>, next: T): T {
  const known = cache.get(next.id)
  // Ids are unique within a cache, so an equal element has the same type.
  if (known && sameElement(known, next)) return known as T
  const keep = next.data?.selected || next.data?.renaming
  const element = 'position' in next && keep ? { ...next, dragging: true, selected: true } : next
  cache.set(next.id, element)
  return element
}

function sameElement(a: CanvasNode | CanvasEdge, b: CanvasNode | CanvasEdge): boolean {
  if (a.zIndex !== b.zIndex || a.type !== b.type || !sameMembers(a.data ?? {}, b.data ?? {})) return false
  if (!('position' in a) || !('position' in b)) return true
  return (
    a.position.x === b.position.x &&
    a.position.y === b.position.y &&
    a.width === b.width &&
    a.height === b.height
  )
}

function sameMembers(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  for (const key in b) if (a[key] !== b[key] && !sameMark(a[key], b[key])) return false
  return true
}

function sameMark(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || !('drafts' in a) || !('drafts' in b))
    return false
  const [mark, other] = [a as Mark, b as Mark]
  return mark.drafts === other.drafts && mark.risks === other.risks && mark.state === other.state
}
