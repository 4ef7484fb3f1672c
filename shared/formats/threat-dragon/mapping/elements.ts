/** Diagrams as pages: nodes become components, boxes zones, edges flows, curves line boundaries. */
import type { Span } from '../../../core/places.ts'
import { doPiecesMeet } from '../../../model/from-drawing/curves.ts'
import { flowRef, slug } from '../../../model/ids.ts'
import type { Box, CanvasNote, Layout, Page, Point, Route } from '../../../model/layout.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Analysis, Boundary, Component, Flow, Kind } from '../../../model/schema.ts'
import { boxesWithin, encloseDrawn } from '../../enclosing.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Cell, Diagram, End, Threat, ThreatDragonFile } from '../file/types.ts'
import { isTrue } from '../file/values.ts'
import { componentAttributes, descriptionOf, flowAttributes, scopeOf } from './attributes.ts'
import { piecesOf } from './drawn.ts'

export interface Elements {
  readonly components: readonly Component[]
  readonly flows: readonly Flow[]
  readonly boundaries: readonly Boundary[]
  readonly analyses: readonly Analysis[]
  readonly layout: Layout
  /** What every component, flow (by ref), boundary and note (`boundary:<id>`, `note:<id>`) is in the file. */
  readonly cells: ReadonlyMap<string, Cell>
  /** The flow back of a flow that goes both ways, by each flow's ref that a cell stands for first. */
  readonly forward: ReadonlyMap<string, string | undefined>
  /** Which diagram of the file a page is; a single one is the page without a name. */
  readonly diagrams: ReadonlyMap<string, number>
  readonly held: readonly {
    readonly target: string
    readonly method: string
    readonly threats: readonly Threat[]
  }[]
}

/** Curves and flows of one diagram that are compared at most; nobody draws so many. */
const MOST_CROSSINGS = 100_000
/** How far beside a component an end of a flow may lie, in pixels: two steps of the tool's grid. */
const BESIDE = 20
/** Components that are looked at for loose ends, in all. */
const MOST_SEARCHED = 4_000_000
const KINDS: Readonly<Record<string, Kind>> = { actor: 'external', process: 'process', store: 'store' }
const NAMES = { actor: 'Actor', process: 'Process', store: 'Store', text: 'Text', boundary: 'Trust boundary' }

export function readElements(file: ThreatDragonFile, report: Reporting): Elements {
  const builder = new Builder(report)
  const pages = new FreeIds()
  for (const [index, diagram] of file.diagrams.entries()) {
    const title = diagram.title || `Diagram ${index + 1}`
    // One diagram is the model itself.
    const page = file.diagrams.length > 1 ? { id: pages.take(slug(title, 'page')), title } : undefined
    builder.addDiagram(diagram, index, page)
  }
  return builder.done()
}

class Builder {
  private readonly report: Reporting
  private readonly ids = new FreeIds()
  private readonly flowRefs = new FreeIds()
  private readonly cells = new Map<string, Cell>()
  private readonly diagrams = new Map<string, number>()
  private readonly forward = new Map<string, string | undefined>()
  private searched = 0
  private readonly held: { target: string; method: string; threats: readonly Threat[] }[] = []
  private readonly components: Component[] = []
  private readonly flows: Flow[] = []
  private readonly boundaries: Boundary[] = []
  private readonly analyses: Analysis[] = []
  private readonly pages: Page[] = []
  private readonly boxes: Box[] = []
  private readonly routes: Route[] = []
  private readonly notes: CanvasNote[] = []

  constructor(report: Reporting) {
    this.report = report
  }

  addDiagram(diagram: Diagram, index: number, page: Page | undefined): void {
    if (page) this.pages.push(page)
    this.diagrams.set(page?.id ?? '', index)
    const onPage = page ? { page: page.id } : {}
    const byId = this.cellsById(diagram)
    const ends = new Set(
      diagram.cells.flatMap(({ kind, source, target }) =>
        kind === 'flow' ? [source.cell, target.cell] : [],
      ),
    )
    const nodes = diagram.cells.flatMap((cell) => {
      const isEnd = cell.kind === 'text' && ends.has(cell.id)
      return KINDS[cell.kind] !== undefined || isEnd ? [this.named(cell)] : []
    })
    const zones = diagram.cells.flatMap((cell) => (cell.kind === 'box' ? [this.named(cell)] : []))
    const zoneOf = encloseDrawn(nodes, zones, 'threat-dragon', this.report)
    for (const box of boxesWithin([...zones, ...nodes], zoneOf, onPage)) this.boxes.push(box)
    for (const zone of zones) {
      this.addBoundary(zone, { kind: 'zone', parent: zoneOf.get(zone.id) ?? null, crossedBy: [] }, diagram)
    }
    for (const node of nodes) {
      this.addComponent(node, zoneOf.get(node.id) ?? null, diagram)
    }
    this.addNotes(diagram, ends, onPage)
    const flows = this.addFlows(diagram, new Map(nodes.map(({ cell, id }) => [cell, id])), byId)
    this.addLines(diagram, flows, byId)
  }

  done(): Elements {
    const { components, flows, boundaries, analyses, pages, boxes, routes, notes } = this
    const layout = { pages, boxes, routes, notes }
    return {
      ...{ components, flows, boundaries, analyses, layout },
      ...{ cells: this.cells, diagrams: this.diagrams, forward: this.forward, held: this.held },
    }
  }

  private cellsById({ cells }: Diagram): ReadonlyMap<string, Cell> {
    const byId = new Map<string, Cell>()
    for (const cell of cells) {
      if (cell.id === '') continue
      if (!byId.has(cell.id)) byId.set(cell.id, cell)
      else {
        const what = `The id "${shorten(cell.id)}" stands twice in the diagram; flows that name it end at the first.`
        this.report.warning('threat-dragon-duplicate-id', what, cell.at)
      }
    }
    return byId
  }

  private named(cell: Cell) {
    const fallback =
      NAMES[cell.kind === 'box' || cell.kind === 'curve' || cell.kind === 'flow' ? 'boundary' : cell.kind]
    const title = cell.name || fallback
    const { rect, at } = cell
    return { id: this.ids.take(slug(title, slug(fallback))), title, rect, at, cell }
  }

  private keep(ref: string, target: string, cell: Cell, { type }: Diagram): void {
    this.cells.set(ref, cell)
    if (cell.threats.length > 0) this.held.push({ target, method: type, threats: cell.threats })
  }

  private addBoundary(
    { id, title, cell }: { readonly id: string; readonly title: string; readonly cell: Cell },
    rest: Pick<Boundary, 'kind' | 'parent' | 'crossedBy'>,
    diagram: Diagram,
  ): void {
    const description = descriptionOf(cell.attributes)
    const words = description === '' ? {} : { description }
    this.boundaries.push({ id, title, ...rest, ...words, tags: [] })
    this.keep(`boundary:${id}`, `boundary:${id}`, cell, diagram)
  }

  private addComponent(
    { id, title, cell }: { readonly id: string; readonly title: string; readonly cell: Cell },
    zone: string | null,
    diagram: Diagram,
  ): void {
    const kind = KINDS[cell.kind] ?? 'external'
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    this.components.push({ id, title, kind, zone, ...lists, ...componentAttributes(cell.attributes) })
    this.keep(id, id, cell, diagram)
    if (cell.kind !== 'text') return
    const what = `The text "${shorten(title)}" is an end of a flow, so it is read as an external entity.`
    this.report.guessed('threat-dragon-kind-guessed', what, cell.at, id)
  }

  private addNotes(
    { cells }: Diagram,
    ends: ReadonlySet<string | undefined>,
    onPage: { readonly page?: string },
  ): void {
    for (const cell of cells) {
      if (cell.kind !== 'text' || ends.has(cell.id)) continue
      const { x, y, width, height } = cell.rect ?? { x: 0, y: 0, width: 150, height: 80 }
      const id = `note-${this.notes.length + 1}`
      this.notes.push({ id, text: cell.name || NAMES.text, x, y, width, height, ...onPage })
      this.cells.set(`note:${id}`, cell)
      if (cell.threats.length === 0) continue
      const what = `The text "${shorten(cell.name || NAMES.text)}" has threats, and a note of the diagram has none, so they are left out.`
      this.report.lost('threat-dragon-not-carried', what, cell.at, `note:${id}`)
    }
  }

  /** The refs of every flow that could be read, with its cell. */
  private addFlows(
    diagram: Diagram,
    components: ReadonlyMap<Cell, string>,
    byId: ReadonlyMap<string, Cell>,
  ): readonly { readonly cell: Cell; readonly refs: readonly string[] }[] {
    return diagram.cells.flatMap((cell) => {
      if (cell.kind !== 'flow') return []
      const [from, to] = this.endsOf(cell, components, byId)
      if (from === undefined || to === undefined) {
        this.tellLoose(cell, from, to)
        return []
      }
      const ref = this.addFlow(cell, from, to)
      const isTwoWay = isTrue(cell.attributes, 'isBidirectional') && from !== to
      const back = isTwoWay ? this.addFlow(cell, to, from) : undefined
      this.forward.set(ref, back)
      this.keep(ref, ref, cell, diagram)
      const points = cell.vertices
      if (points.length > 0) this.routes.push({ ref, points })
      return [{ cell, refs: back === undefined ? [ref] : [ref, back] }]
    })
  }

  /** The components that a flow joins. An end that was dropped beside one, as happens easily, is taken for attached. */
  private endsOf(
    cell: Cell,
    components: ReadonlyMap<Cell, string>,
    byId: ReadonlyMap<string, Cell>,
  ): readonly [from: string | undefined, to: string | undefined] {
    const attached = ({ cell: id }: End) => {
      const node = id === undefined ? undefined : byId.get(id)
      return node && components.get(node)
    }
    const [source, target] = [attached(cell.source), attached(cell.target)]
    const near = (end: End) => {
      this.searched += components.size
      return this.searched > MOST_SEARCHED ? undefined : nearestTo(end.point, components)
    }
    const [from, to] = [source ?? near(cell.source), target ?? near(cell.target)]
    const isSame = from === to || from === undefined || to === undefined
    if (isSame || (source !== undefined && target !== undefined)) return [source, target]
    const name = cell.name === '' ? 'A flow' : `The flow "${shorten(cell.name)}"`
    const what = `${name} has an end that lies beside a component and is attached to none; it is read as attached.`
    this.report.guessed('threat-dragon-end-guessed', what, cell.at)
    return [from, to]
  }

  private addFlow(cell: Cell, from: string, to: string): string {
    const start = flowRef({ from, id: '' })
    const ref = this.flowRefs.take(`${start}${to}`)
    const lists = { dataSent: [], dataReceived: [], tags: [] }
    const flow = { id: ref.slice(start.length), from, to, title: cell.name, ...lists }
    this.flows.push({ ...flow, ...flowAttributes(cell.attributes) })
    this.cells.set(ref, cell)
    const outOfScope = scopeOf(cell.attributes)
    if (outOfScope !== undefined)
      this.analyses.push({ target: ref, notApplicable: {}, rejected: [], outOfScope })
    return ref
  }

  private tellLoose(cell: Cell, from: string | undefined, to: string | undefined): void {
    const missing = from === undefined ? (to === undefined ? 'no ends' : 'no source') : 'no target'
    const name = cell.name === '' ? 'A flow' : `The flow "${shorten(cell.name)}"`
    const threats = cell.threats.length > 0 ? ' with its threats' : ''
    const what = `${name} has ${missing} among the components and is left out${threats}. Attach it in the tool, or draw the flow anew.`
    this.report.lost('threat-dragon-not-carried', what, cell.at)
  }

  private addLines(
    diagram: Diagram,
    flows: readonly { readonly cell: Cell; readonly refs: readonly string[] }[],
    byId: ReadonlyMap<string, Cell>,
  ): void {
    const curves = diagram.cells.filter(({ kind }) => kind === 'curve')
    const [first] = curves
    if (first && curves.length * flows.length > MOST_CROSSINGS) {
      const what = 'A diagram has too many boundary curves and flows to say what crosses what. Split it.'
      this.report.error('threat-dragon-too-large', what, first.at)
      return
    }
    const drawn = first ? flows.map(({ cell, refs }) => ({ refs, pieces: piecesOf(cell, byId) })) : []
    for (const curve of curves) {
      const line = this.named(curve)
      const pieces = piecesOf(curve, byId)
      if (!pieces) {
        const what = `The boundary "${shorten(line.title)}" has an end that is nowhere, so no flow crosses it.`
        this.report.warning('threat-dragon-no-curve', what, curve.at as Span, `boundary:${line.id}`)
      }
      const crossedBy = drawn.flatMap((flow) =>
        pieces && flow.pieces && doPiecesMeet(pieces, flow.pieces) ? flow.refs : [],
      )
      this.addBoundary(line, { kind: 'line', parent: null, crossedBy }, diagram)
    }
  }
}

/** The component whose rectangle lies nearest to a loose end, where it is near. */
function nearestTo(point: Point | undefined, components: ReadonlyMap<Cell, string>): string | undefined {
  let best: string | undefined
  let least = BESIDE
  if (!point) return undefined
  for (const [{ rect }, id] of components) {
    if (!rect) continue
    const dx = Math.max(rect.x - point.x, 0, point.x - rect.x - rect.width)
    const dy = Math.max(rect.y - point.y, 0, point.y - rect.y - rect.height)
    const off = Math.hypot(dx, dy)
    if (off > least || (off === least && best !== undefined)) continue
    best = id
    least = off
  }
  return best
}
