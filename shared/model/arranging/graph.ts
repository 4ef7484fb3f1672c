/**
 * Automatic layout as a plan: what to ask of ELK and what its answer means. Zones are compound
 * nodes, labels take room on the flows, and a flow gets waypoints only where its straight line would
 * run through a component.
 */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import type { Document } from '../document.ts'
import { drawModel } from '../drawing/drawing.ts'
import { labelOf } from '../drawing/labels.ts'
import { entersRect } from '../drawing/paths.ts'
import { absoluteRects, EMPTY_ZONE, GRID, type Rect, ZONE_PADDING } from '../geometry.ts'
import { flowRef } from '../ids.ts'
import type { Box, Layout, Point } from '../layout.ts'
import { indexOf } from '../queries.ts'
import type { Flow, Model } from '../schema.ts'
import { flowsWithin, holderOf, withMembers } from './members.ts'
import { pinned } from './pinned.ts'

/** Room for a crossing's mark beside a label. */
const MARK_ROOM = 36
const NAME_CHARACTER = 6.8
/** Height of a line boundary's stroke with its name. */
const LINE_ROOM = 104
const ROOT_OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'POLYLINE',
  'elk.json.edgeCoords': 'ROOT',
  'elk.spacing.nodeNode': '56',
  'elk.spacing.edgeNode': '32',
  'elk.spacing.edgeEdge': '28',
  'elk.spacing.edgeLabel': '8',
  'elk.spacing.componentComponent': '64',
  'elk.layered.spacing.nodeNodeBetweenLayers': '20',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.thoroughness': '20',
} as const
const ZONE_OPTIONS = {
  'elk.padding': `[top=${ZONE_PADDING.top + 8},left=${ZONE_PADDING.side + 12},bottom=${ZONE_PADDING.bottom + 8},right=${ZONE_PADDING.side + 12}]`,
} as const

/** One run of ELK: these elements, all directly in one zone, with everything inside them. */
export interface Task {
  readonly holder: string | null
  readonly members: readonly string[]
  readonly graph: ElkNode
}

/** All of a page as one task; of a selection, one task for each zone that holds two or more of it. */
export function tasksFor(document: Document, ids: readonly string[], isAll: boolean): readonly Task[] {
  const { model } = document
  const byHolder = new Map<string | null, string[]>()
  for (const id of ids) byHolder.set(holderOf(model, id), [...(byHolder.get(holderOf(model, id)) ?? []), id])
  return [...byHolder]
    .filter(([, members]) => isAll || members.length > 1)
    .map(([holder, members]) => ({ holder, members, graph: graphOf(document, members) }))
}

function graphOf(document: Document, members: readonly string[]): ElkNode {
  const { model, layout } = document
  const rects = absoluteRects(model, layout)
  const { components, componentsIn, zonesIn } = indexOf(model)
  const order = new Map(model.components.map((component, at) => [component.id, at]))
  const nodeOf = (id: string): ElkNode => {
    const rect = rects.get(id)
    if (components.has(id)) return { id, width: rect?.width ?? 144, height: rect?.height ?? 64 }
    const inside = [...(componentsIn.get(id) ?? []), ...(zonesIn.get(id) ?? [])].map((member) => member.id)
    if (inside.length === 0) return { id, ...EMPTY_ZONE }
    return { id, layoutOptions: ZONE_OPTIONS, children: inModelOrder(inside, model, order).map(nodeOf) }
  }
  return {
    id: '',
    layoutOptions: ROOT_OPTIONS,
    children: inModelOrder(members, model, order).map(nodeOf),
    edges: edgesOf(model, members),
  }
}

/** One edge for each pair of components: its direction is the first flow's, its label has room for all. */
function edgesOf(model: Model, members: readonly string[]): ElkExtendedEdge[] {
  const all = withMembers(model, members)
  const pairs = new Map<string, Flow[]>()
  for (const flow of model.flows) {
    if (!all.has(flow.from) || !all.has(flow.to) || flow.from === flow.to) continue
    const key = [flow.from, flow.to].sort().join(' ')
    pairs.set(key, [...(pairs.get(key) ?? []), flow])
  }
  return [...pairs.values()].flatMap((flows) => {
    const [first] = flows
    if (!first) return []
    const sizes = flows.map((flow) => labelRoom(model, flow))
    const width = Math.max(...sizes.map((size) => size.width))
    const height = Math.max(24 * flows.length, ...sizes.map((size) => size.height))
    const labels = [{ text: flowRef(first), width, height, layoutOptions: LABEL }]
    return [{ id: flowRef(first), sources: [first.from], targets: [first.to], labels }]
  })
}

function labelRoom(model: Model, flow: Flow): { width: number; height: number } {
  const ref = flowRef(flow)
  // Marks of zones lie on their borders, where the padding has room for them. A line has its mark in
  // the middle, so that the label is beside it, and its name across.
  const lines = indexOf(model).linesOver.get(ref) ?? []
  const label = labelOf(flow, 'detailed')?.width ?? 0
  const names = lines.map((line) => line.title.length * NAME_CHARACTER + 16)
  const beside = label + (lines.length > 0 ? label + MARK_ROOM * lines.length : 0)
  const width = Math.max(40, beside, ...names)
  return { width, height: lines.length > 0 ? LINE_ROOM : 24 }
}

/** ELK breaks ties and cycles by order: elements come as their first component does in the model. */
function inModelOrder(
  ids: readonly string[],
  model: Model,
  order: ReadonlyMap<string, number>,
): readonly string[] {
  const first = (id: string) =>
    Math.min(...[...withMembers(model, [id])].map((member) => order.get(member) ?? Infinity))
  return [...ids].sort((a, b) => (first(a) === first(b) ? 0 : first(a) - first(b)))
}

const LABEL = { 'elk.edgeLabels.placement': 'CENTER', 'elk.edgeLabels.inline': 'true' } as const

/** The layout with an arranged task in it; a part of a page keeps its top left corner. */
export function withArranged(document: Document, task: Task, result: ElkNode, isAll: boolean): Layout {
  const { model } = document
  const layout = pinned(model, document.layout)
  const before = absoluteRects(model, layout)
  const origin = task.holder === null ? { x: 0, y: 0 } : (before.get(task.holder) ?? { x: 0, y: 0 })
  const children = result.children ?? []
  const corner = isAll ? { x: 0, y: 0 } : cornerOf(task.members, before, origin)
  const shift = {
    x: corner.x - Math.min(...children.map((node) => node.x ?? 0)),
    y: corner.y - Math.min(...children.map((node) => node.y ?? 0)),
  }
  const placed = new Map<string, Box>()
  const visit = (node: ElkNode, by: Point): void => {
    const known = layout.boxes.find((box) => box.id === node.id)
    const at = { x: onGrid((node.x ?? 0) + by.x), y: onGrid((node.y ?? 0) + by.y) }
    const isZone = indexOf(model).boundaries.has(node.id)
    const size = isZone ? { width: upToGrid(node.width ?? 0), height: upToGrid(node.height ?? 0) } : {}
    placed.set(node.id, { ...known, id: node.id, ...at, ...size })
    for (const child of node.children ?? []) visit(child, { x: 0, y: 0 })
  }
  for (const node of children) visit(node, shift)
  const boxes = layout.boxes.map((box) => placed.get(box.id) ?? box)
  const refs = new Set(flowsWithin(model, withMembers(model, task.members)))
  const routes = layout.routes.filter((route) => !refs.has(route.ref))
  const straight: Layout = { ...layout, boxes, routes }
  const move = { x: shift.x + origin.x, y: shift.y + origin.y }
  return { ...straight, routes: [...routes, ...detours(model, straight, result, move)] }
}

/** ELK's own bend points for the flows whose straight line would run through a component. */
function detours(model: Model, layout: Layout, result: ElkNode, move: Point): Layout['routes'] {
  const rects = absoluteRects(model, layout)
  const drawing = drawModel({ model, layout, rects, density: 'detailed' })
  const { flows } = indexOf(model)
  return (result.edges ?? []).flatMap((edge) => {
    const [path, flow] = [drawing.flows.get(edge.id)?.path, flows.get(edge.id)]
    const bends = edge.sections?.flatMap((section) => section.bendPoints ?? []) ?? []
    if (!path || !flow || bends.length === 0) return []
    const isBlocked = model.components.some((component) => {
      const rect = rects.get(component.id)
      return (
        rect && component.id !== flow.from && component.id !== flow.to && entersRect(path, inflated(rect))
      )
    })
    if (!isBlocked) return []
    return [
      {
        ref: edge.id,
        points: bends.map(({ x, y }) => ({ x: Math.round(x + move.x), y: Math.round(y + move.y) })),
      },
    ]
  })
}

function cornerOf(members: readonly string[], rects: ReadonlyMap<string, Rect>, origin: Point): Point {
  const own = members.flatMap((id) => rects.get(id) ?? [])
  return {
    x: Math.min(...own.map((rect) => rect.x)) - origin.x,
    y: Math.min(...own.map((rect) => rect.y)) - origin.y,
  }
}

function inflated(rect: Rect): Rect {
  return { x: rect.x - 6, y: rect.y - 6, width: rect.width + 12, height: rect.height + 12 }
}

function onGrid(value: number): number {
  return Math.round(value / GRID) * GRID
}

function upToGrid(value: number): number {
  return Math.ceil(value / GRID) * GRID
}
