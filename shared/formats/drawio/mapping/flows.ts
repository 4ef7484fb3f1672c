/** Edges of a page: those that join components are flows, those that join nothing and look like it are boundaries. */
import { plural } from '../../../core/text.ts'
import type { Curve } from '../../../model/from-drawing/curves.ts'
import { isProtocol } from '../../../model/from-drawing/protocol-words.ts'
import { slug } from '../../../model/ids.ts'
import type { Point } from '../../../model/layout.ts'
import type { Flow } from '../../../model/schema.ts'
import { shorten } from '../../reporting.ts'
import { oneLine } from '../file/label.ts'
import { settingOf } from '../file/style.ts'
import type { Cell } from '../file/types.ts'
import { boundaryData, flowData } from './attributes.ts'
import { curvesOfShape, doMeet } from './boundary-lines.ts'
import type { ReadPage } from './collected.ts'
import { type Edge, type EdgeEnd, Edges, isBoundary } from './edges.ts'

/** Pairs of one page that are compared at most; more would take seconds. */
const MOST_CROSSINGS = 400_000
/** A style that we write: the bends are Fenceline's own way around shapes, set by nobody. */
export const AUTOMATIC_ROUTE = 'fencelineRoute'

/** A small box at the border of its zone. */
const STAND_IN = { width: 120, height: 40 } as const

interface Line {
  readonly cell: Cell
  readonly labels: readonly Cell[]
  readonly curves: readonly Curve[]
}

interface DrawnFlow {
  readonly refs: readonly string[]
  readonly curves: readonly Curve[]
}

export function readFlows(read: ReadPage): void {
  const { roles, places, report, page } = read
  const edges = new Edges(page.cells, roles, places)
  const standIns = new StandIns(read)
  const lines: Line[] = roles.lines.map((shape) => ({
    cell: shape.cell,
    labels: shape.cell.label === '' ? [] : [shape.cell],
    curves: curvesOfShape(shape, places.boundsOf(shape.cell)),
  }))
  const flows: DrawnFlow[] = []
  for (const cell of roles.edges) {
    const edge = edges.read(cell)
    if (isBoundary(edge)) {
      lines.push(edge)
      continue
    }
    const refs = addFlow(read, edge, standIns)
    if (refs.length > 0) flows.push({ refs, curves: edge.curves })
  }
  const pairs = lines.length * flows.length
  if (pairs > MOST_CROSSINGS) {
    const what = 'A page has too many boundary lines to say which flows cross them. Split it.'
    report.error('drawio-too-large', what, page.at)
    return
  }
  for (const line of lines) addLine(read, line, flows)
}

function addFlow(read: ReadPage, edge: Edge, standIns: StandIns): readonly string[] {
  const { collected, report, order } = read
  const { cell, arrows, labels } = edge
  const { title, protocol } = wordsOf(labels)
  const name = title || protocol || ''
  const [from, to] = [standIns.idOf(edge.from, edge.path[0]), standIns.idOf(edge.to, edge.path.at(-1))]
  if (from === undefined || to === undefined) {
    const missing = from === undefined ? (to === undefined ? 'no ends' : 'no source') : 'no target'
    const which = name ? `The connector "${shorten(name)}"` : 'A connector without a label'
    const what = `${which} has ${missing} among the components and is left out. Connect it in draw.io, or draw the flow anew.`
    report.lost('drawio-not-carried', what, cell.at)
    return []
  }
  const ways =
    arrows === 'both'
      ? ([
          [from, to],
          [to, from],
        ] as const)
      : arrows === 'back'
        ? ([[to, from]] as const)
        : ([[from, to]] as const)
  const isSet = edge.waypoints.length > 0 && settingOf(cell.style, AUTOMATIC_ROUTE) === ''
  const refs = ways.map(([start, end], index) => {
    const ref = collected.flowRefs.take(`${start}>${end}`)
    const flow: Flow = {
      ...{ id: ref.slice(start.length + 1), from: start, to: end, title },
      ...(protocol === undefined ? {} : { protocol }),
      ...{ dataSent: [], dataReceived: [], tags: [] },
      ...flowData(cell),
    }
    collected.flows.push(flow)
    const isBack = arrows === 'back' || index === 1
    const direction = arrows === 'both' ? 'both' : isBack ? 'back' : 'forth'
    collected.traces.set(ref, { page: order, cell, direction, labels })
    collected.places.set(ref, cell.at)
    const points = isBack ? edge.waypoints.toReversed() : edge.waypoints
    if (isSet) collected.routes.push({ ref, points })
    return ref
  })
  const [ref] = refs
  if (edge.from?.isGuessed || edge.to?.isGuessed) {
    const what = `The connector "${shorten(name)}" is not connected at ${edge.from?.isGuessed && edge.to?.isGuessed ? 'either end' : 'one end'}; it is read from "${from}" to "${to}", where it is drawn.`
    report.guessed('drawio-end-guessed', what, cell.at, ref)
  }
  if (arrows === 'none') {
    const what = `The connector "${shorten(name)}" has no arrow; it is read in the direction it was drawn.`
    report.guessed('drawio-direction-guessed', what, cell.at, ref)
  }
  return refs
}

function addLine(read: ReadPage, line: Line, flows: readonly DrawnFlow[]): void {
  const { collected, report, order } = read
  const { cell, labels } = line
  const title = labels.map(({ label }) => oneLine(label)).join(', ') || 'Trust boundary'
  const id = collected.idFor(cell, title, 'line')
  const crossedBy = flows.flatMap(({ refs, curves }) => (doMeet(line.curves, curves) ? refs : []))
  const words = { tags: [], ...boundaryData(cell) }
  collected.boundaries.push({ id, title, kind: 'line', parent: null, crossedBy, ...words })
  const label = labels[0]
  collected.traces.set(`boundary:${id}`, { page: order, cell, ...(label ? { label } : {}) })
  collected.places.set(`boundary:${id}`, cell.at)
  const what = `"${shorten(title)}" is read as a line boundary, since it is drawn as one; ${plural(crossedBy.length, 'flow')} ${crossedBy.length === 1 ? 'meets' : 'meet'} it.`
  report.guessed('drawio-line-guessed', what, cell.at, `boundary:${id}`)
}

/** A flow can end only at a component: for a zone at which one ends, a process in it stands for it. */
class StandIns {
  private readonly read: ReadPage
  private readonly known = new Map<string, string>()

  constructor(read: ReadPage) {
    this.read = read
  }

  /** `at` is where the first of its flows meets the zone. */
  idOf(end: EdgeEnd | undefined, at: Point | undefined): string | undefined {
    const { elementOf } = this.read
    if (!end || end.what === 'component') return end && elementOf.get(end.cell)
    return this.known.get(end.cell) ?? this.make(end.cell, at)
  }

  private make(cellId: string, at: Point | undefined): string | undefined {
    const { elementOf, collected, places, report, order, onPage } = this.read
    const [zone, cell] = [elementOf.get(cellId), places.find(cellId)]
    if (zone === undefined || !cell) return undefined
    const title = collected.boundaries.find(({ id }) => id === zone)?.title ?? 'Zone'
    const id = collected.ids.take(slug(`${title} as a whole`))
    this.known.set(cellId, id)
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    collected.components.push({ id, title: `${title} as a whole`, kind: 'process', zone, ...lists })
    const zoneRect = places.rectOf(cell)
    const [width, height] = [
      Math.min(STAND_IN.width, zoneRect.width),
      Math.min(STAND_IN.height, zoneRect.height),
    ]
    const within = (value: number, room: number) => Math.max(0, Math.min(room, value))
    const [dx, dy] = [(at?.x ?? zoneRect.x) - zoneRect.x, (at?.y ?? zoneRect.y) - zoneRect.y]
    const x = within(dx - width / 2, zoneRect.width - width)
    const y = within(dy - height / 2, zoneRect.height - height)
    collected.boxes.push({ id, x, y, width, height, ...onPage })
    collected.places.set(id, cell.at)
    collected.traces.set(id, { page: order, cell, isStandIn: true })
    const what = `A flow ends at the zone "${shorten(title)}" itself, so a process in it stands for it.`
    report.guessed('drawio-zone-end', what, cell.at, id)
    return id
  }
}

/** The labels in one line; a lone protocol, or one in brackets at the end, is the protocol. */
function wordsOf(labels: readonly Cell[]): { readonly title: string; readonly protocol?: string } {
  const words = labels.map(({ label }) => oneLine(label)).join(', ')
  if (isProtocol(words)) return { title: '', protocol: words }
  const [, title, inner] = /^(.*\S)\s*\(([^()]*)\)$/u.exec(words.slice(0, 2000)) ?? []
  return title !== undefined && inner !== undefined && isProtocol(inner)
    ? { title, protocol: inner }
    : { title: words }
}
