/** One graph for ELK: labels take room on the flows, zones are compound nodes or boxes. */
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import { labelOf } from '../drawing/labels.ts'
import { flowRef } from '../ids.ts'
import { EMPTY_ZONE, type Size, ZONE_PADDING } from '../placing/sizes.ts'
import { indexOf } from '../queries.ts'
import type { Flow, Model } from '../schema.ts'
import { holderOf, withMembers } from './members.ts'

/** Where flows lead. */
export type Direction = 'RIGHT' | 'DOWN'

interface Wanted {
  readonly holder: string | null
  readonly members: readonly string[]
  readonly isWhole: boolean
  readonly isLast: boolean
}

/** Room for a crossing's mark beside a label. */
const MARK_ROOM = 36
const NAME_CHARACTER = 6.8
/** Height of a line boundary's stroke with its name. */
const LINE_ROOM = 104
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'POLYLINE',
  'elk.json.edgeCoords': 'ROOT',
  'elk.aspectRatio': '1.6',
  'elk.spacing.nodeNode': '56',
  'elk.spacing.edgeNode': '32',
  'elk.spacing.edgeEdge': '28',
  'elk.spacing.edgeLabel': '8',
  'elk.spacing.componentComponent': '64',
  'elk.layered.spacing.nodeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.cycleBreaking.strategy': 'GREEDY_MODEL_ORDER',
} as const
const WHOLE_OPTIONS = {
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.thoroughness': '20',
  'elk.layered.edgeLabels.centerLabelPlacementStrategy': 'SPACE_EFFICIENT_LAYER',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
} as const
/** The flows of zones are many here and are drawn straight: they take little room between the boxes. */
const PART_OPTIONS = {
  'elk.layered.thoroughness': '3',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.spacing.edgeNode': '8',
  'elk.spacing.edgeEdge': '2',
  'elk.layered.spacing.nodeNodeBetweenLayers': '72',
  'elk.layered.spacing.edgeNodeBetweenLayers': '8',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '2',
} as const
/** Room inside a zone, also for the marks on its border. */
export const PADDING = {
  top: ZONE_PADDING.top + 8,
  side: ZONE_PADDING.side + 12,
  bottom: ZONE_PADDING.bottom + 8,
} as const
const ZONE_OPTIONS = {
  'elk.padding': `[top=${PADDING.top},left=${PADDING.side},bottom=${PADDING.bottom},right=${PADDING.side}]`,
} as const
const LABEL = { 'elk.edgeLabels.placement': 'CENTER', 'elk.edgeLabels.inline': 'true' } as const

export function graphOf(
  model: Model,
  task: Wanted,
  direction: Direction,
  sizeOf: (id: string) => Size,
): ElkNode {
  const { components, componentsIn, zonesIn } = indexOf(model)
  const order = orderOf(model).components
  const nodeOf = (id: string): ElkNode => {
    const { width, height } = sizeOf(id)
    const inside = [...(componentsIn.get(id) ?? []), ...(zonesIn.get(id) ?? [])].map((member) => member.id)
    if (components.has(id)) return { id, width, height }
    if (inside.length === 0) return { id, ...EMPTY_ZONE }
    if (!task.isWhole) return { id, width, height }
    return { id, layoutOptions: ZONE_OPTIONS, children: inModelOrder(inside, model, order).map(nodeOf) }
  }
  const padding = task.isLast || task.isWhole ? {} : ZONE_OPTIONS
  return {
    id: '',
    layoutOptions: {
      ...OPTIONS,
      'elk.direction': direction,
      ...(task.isWhole ? WHOLE_OPTIONS : PART_OPTIONS),
      ...padding,
    },
    children: inModelOrder(task.members, model, order).map(nodeOf),
    edges: task.isWhole ? edgesOf(model, task.members, direction) : edgesBetween(model, task.members),
  }
}

/** One edge for each pair of components: its direction is the first flow's, its label has room for all. */
function edgesOf(model: Model, members: readonly string[], direction: Direction): ElkExtendedEdge[] {
  const all = withMembers(model, members)
  const pairs = new Map<string, Flow[]>()
  for (const flow of flowsFrom(model, all)) {
    if (!all.has(flow.to) || flow.from === flow.to) continue
    const key = [flow.from, flow.to].sort().join(' ')
    const known = pairs.get(key)
    if (known) known.push(flow)
    else pairs.set(key, [flow])
  }
  return [...pairs.values()].flatMap((flows) => {
    const [first] = flows
    if (!first) return []
    const rooms = flows.map((flow) => labelRoom(model, flow, direction))
    const width = Math.max(...rooms.map((room) => room.width))
    const height = Math.max(24 * flows.length, ...rooms.map((room) => room.height))
    const labels = [{ text: flowRef(first), width, height, layoutOptions: LABEL }]
    return [{ id: flowRef(first), sources: [first.from], targets: [first.to], labels }]
  })
}

/** One edge for each pair of members with flows between what they are or hold. */
function edgesBetween(model: Model, members: readonly string[]): ElkExtendedEdge[] {
  const { incoming, outgoing } = indexOf(model)
  const memberOf = new Map<string, string>()
  for (const member of members) for (const id of withMembers(model, [member])) memberOf.set(id, member)
  const edges = new Map<string, ElkExtendedEdge>()
  const add = (flow: Flow): void => {
    const [from, to] = [memberOf.get(flow.from), memberOf.get(flow.to)]
    const key = from && to && [from, to].sort().join(' ')
    if (!from || !to || !key || from === to || edges.has(key)) return
    edges.set(key, { id: flowRef(flow), sources: [from], targets: [to] })
  }
  // In the order of the flows, which breaks ties: those that leave and those that arrive are the same ones.
  const concerned = new Set<Flow>()
  for (const id of memberOf.keys()) {
    for (const flow of [...(outgoing.get(id) ?? []), ...(incoming.get(id) ?? [])]) concerned.add(flow)
  }
  for (const flow of concerned) add(flow)
  return [...edges.values()]
}

function labelRoom(model: Model, flow: Flow, direction: Direction): Size {
  const lines = indexOf(model).linesOver.get(flowRef(flow)) ?? []
  const label = labelOf(flow, 'detailed')?.width ?? 0
  if (lines.length === 0) return { width: Math.max(40, label), height: 24 }
  // Marks of zones lie on their borders, where the padding has room for them. A line has its mark in
  // the middle, so that the label is beside it, and its name across.
  const marks = MARK_ROOM * lines.length
  if (direction === 'DOWN') return { width: Math.max(LINE_ROOM, label), height: 2 * 24 + marks }
  const names = lines.map((line) => line.title.length * NAME_CHARACTER + 16)
  // The padding of a zone at one end is along the flow.
  const inside = holderOf(model, flow.from) === holderOf(model, flow.to) ? 0 : PADDING.side
  return { width: Math.max(label, Math.max(2 * label + marks, ...names) - inside), height: LINE_ROOM }
}

interface Order {
  readonly components: ReadonlyMap<string, number>
  readonly flows: ReadonlyMap<Flow, number>
}

const orders = new WeakMap<Model, Order>()

/** Kept, because each of many zones asks for it. */
function orderOf(model: Model): Order {
  const known = orders.get(model)
  if (known) return known
  const order = {
    components: new Map(model.components.map(({ id }, at) => [id, at])),
    flows: new Map(model.flows.map((flow, at) => [flow, at])),
  }
  orders.set(model, order)
  return order
}

/** In the model's order. */
function flowsFrom(model: Model, ids: ReadonlySet<string>): readonly Flow[] {
  const { outgoing } = indexOf(model)
  const { flows } = orderOf(model)
  return [...ids]
    .flatMap((id) => outgoing.get(id) ?? [])
    .sort((a, b) => (flows.get(a) ?? 0) - (flows.get(b) ?? 0))
}

/** ELK breaks ties and cycles by order: elements come as their first component does in the model. */
function inModelOrder(
  ids: readonly string[],
  model: Model,
  order: ReadonlyMap<string, number>,
): readonly string[] {
  const firsts = new Map(
    ids.map((id) => {
      let first = Infinity
      for (const member of withMembers(model, [id])) first = Math.min(first, order.get(member) ?? Infinity)
      return [id, first]
    }),
  )
  const first = (id: string) => firsts.get(id) ?? Infinity
  return [...ids].sort((a, b) => (first(a) === first(b) ? 0 : first(a) - first(b)))
}
