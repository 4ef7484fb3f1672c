/** Tabs as pages: stencils become components, boxes zones, connectors flows, lines line boundaries. */
import type { Span } from '../../../core/places.ts'
import { doCurvesCross, isBent } from '../../../model/from-drawing/curves.ts'
import { flowRef, slug } from '../../../model/ids.ts'
import type { Box, CanvasNote, Layout, Page, Route } from '../../../model/layout.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Analysis, Boundary, Component, Flow } from '../../../model/schema.ts'
import { boxesWithin, encloseDrawn } from '../../enclosing.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Drawn, KnowledgeBase, Stencil, Surface, ThreatModelFile } from '../file/types.ts'
import { boundaryAttributes, componentAttributes, flowAttributes, scopeOf } from './attributes.ts'
import { isAnnotation, kindOf, protocolOf, titleOf, typeNote, zoneTypeOf } from './types.ts'

export interface Elements {
  readonly components: readonly Component[]
  readonly flows: readonly Flow[]
  readonly boundaries: readonly Boundary[]
  readonly analyses: readonly Analysis[]
  readonly layout: Layout
  /** The component id or flow ref of a guid; a copied tab may have the guids of the first. */
  readonly findRef: (surface: string, guid: string) => string | undefined
  /** Places in the file by element id. */
  readonly places: ReadonlyMap<string, Span>
}

/** Pairs of one tab that are compared at most; nobody draws so many, and more would take seconds. */
const MOST_CROSSINGS = 100_000

export function readElements(file: ThreatModelFile, report: Reporting): Elements {
  const builder = new Builder(file.knowledgeBase, report)
  const pages = new FreeIds()
  for (const surface of file.surfaces) {
    const title = surface.name || 'Diagram'
    // One tab is the model itself, and its name is the tool's own.
    const page = file.surfaces.length > 1 ? { id: pages.take(slug(title, 'page')), title } : undefined
    builder.addSurface(surface, page)
  }
  return builder.done()
}

class Builder {
  private readonly base: KnowledgeBase
  private readonly report: Reporting
  private readonly ids = new FreeIds()
  private readonly flowRefs = new FreeIds()
  private readonly refs = new Map<Surface, Map<string, string>>()
  private readonly places = new Map<string, Span>()
  private readonly components: Component[] = []
  private readonly flows: Flow[] = []
  private readonly boundaries: Boundary[] = []
  private readonly analyses: Analysis[] = []
  private readonly pages: Page[] = []
  private readonly boxes: Box[] = []
  private readonly routes: Route[] = []
  private readonly notes: CanvasNote[] = []

  constructor(base: KnowledgeBase, report: Reporting) {
    this.base = base
    this.report = report
  }

  addSurface(surface: Surface, page: Page | undefined): void {
    if (!this.isFeasible(surface)) return
    if (page) this.pages.push(page)
    const refs = new Map<string, string>()
    this.refs.set(surface, refs)
    const onPage = page ? { page: page.id } : {}
    const ends = new Set(surface.connectors.flatMap(({ source, target }) => [source, target]))
    // The tool lets a text be an end of a flow, and generates threats for it as for any element.
    const isNote = (stencil: Stencil) => isAnnotation(stencil, this.base) && !ends.has(stencil.guid)
    const zones = surface.borders.map((border) => ({ ...border, ...this.named(border, 'zone') }))
    const stencils = surface.stencils.filter((stencil) => !isNote(stencil))
    const drawn = stencils.map((stencil) => {
      const named = this.named(stencil, 'component')
      if (!refs.has(stencil.guid)) refs.set(stencil.guid, named.id)
      if (isAnnotation(stencil, this.base)) {
        const what = `The text "${shorten(named.title)}" is an end of a flow, so it is read as an external entity.`
        this.report.guessed('tm7-kind-guessed', what, stencil.at, named.id)
      }
      return { ...stencil, ...named }
    })
    const zoneOf = encloseDrawn(drawn, zones, 'tm7', this.report)
    for (const box of boxesWithin([...zones, ...drawn], zoneOf, onPage)) this.boxes.push(box)
    for (const zone of zones) {
      const { id, title, at } = zone
      const type = zoneTypeOf(zone, this.base)
      const parent = zoneOf.get(id) ?? null
      const words = { ...boundaryAttributes(zone), ...(type === undefined ? {} : { type }) }
      this.boundaries.push({ id, title, kind: 'zone', parent, crossedBy: [], tags: [], ...words })
      this.places.set(`boundary:${id}`, at)
    }
    for (const component of drawn) {
      const { id, title, at } = component
      const kind = kindOf(component, this.base)
      const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
      const attributes = componentAttributes(component, kind, typeNote(component, this.base, title))
      this.components.push({ id, title, kind, zone: zoneOf.get(id) ?? null, ...lists, ...attributes })
      this.places.set(id, at)
    }
    this.addNotes(surface.stencils.filter(isNote), onPage)
    this.addFlows(surface, refs)
    this.addLines(surface, refs)
    for (const { type, at } of surface.unknown) {
      const what = `A drawing of the unknown type "${shorten(type)}" is left out.`
      this.report.lost('tm7-not-carried', what, at)
    }
  }

  done(): Elements {
    const { pages, boxes, routes, notes, components, flows, boundaries, analyses, refs, places } = this
    const bySurface = new Map([...refs].map(([{ guid }, own]) => [guid, own]))
    const all = new Map([...refs.values()].reverse().flatMap((own) => [...own]))
    return {
      ...{ components, flows, boundaries, analyses, places, layout: { pages, boxes, routes, notes } },
      findRef: (surface, guid) => bySurface.get(surface)?.get(guid) ?? all.get(guid),
    }
  }

  private isFeasible({ connectors, lines }: Surface): boolean {
    const [first] = lines
    if (!first || lines.length * connectors.length <= MOST_CROSSINGS) return true
    const what = 'A tab has too many boundary lines and flows to say what crosses what. Split it.'
    this.report.error('tm7-too-large', what, first.at)
    return false
  }

  private named(drawn: Drawn, fallback: string): { readonly id: string; readonly title: string } {
    const title = titleOf(drawn, this.base, fallback)
    return { id: this.ids.take(slug(title, fallback)), title }
  }

  private addNotes(stencils: readonly Stencil[], onPage: { readonly page?: string }): void {
    for (const stencil of stencils) {
      const { x, y, width, height } = stencil.rect ?? { x: 0, y: 0, width: 200, height: 60 }
      const text = stencil.name || titleOf(stencil, this.base, 'Note')
      const id = `note-${this.notes.length + 1}`
      this.notes.push({ id, text, x, y, width, height, ...onPage })
    }
  }

  private addFlows({ connectors }: Surface, refs: Map<string, string>): void {
    const components = new Map(refs)
    for (const connector of connectors) {
      const { source, target, at, curve, handle } = connector
      const [from, to] = [components.get(source), components.get(target)]
      const title = titleOf(connector, this.base, 'flow')
      if (from === undefined || to === undefined) {
        const missing = from === undefined ? (to === undefined ? 'no ends' : 'no source') : 'no target'
        const what = `The connector "${shorten(title)}" has ${missing} among the components and is left out. Connect it in the tool, or draw the flow anew.`
        this.report.lost('tm7-not-carried', what, at)
        continue
      }
      const start = flowRef({ from, id: '' })
      const ref = this.flowRefs.take(`${start}${to}`)
      const protocol = protocolOf(connector, this.base)
      const flow: Flow = {
        ...{ id: ref.slice(start.length), from, to, title },
        ...(protocol === undefined ? {} : { protocol }),
        ...flowAttributes(connector, protocol),
        ...{ dataSent: [], dataReceived: [], tags: [] },
      }
      this.flows.push(flow)
      this.places.set(ref, at)
      if (!refs.has(connector.guid)) refs.set(connector.guid, ref)
      const outOfScope = scopeOf(connector)
      if (outOfScope !== undefined) {
        this.analyses.push({ target: ref, notApplicable: {}, rejected: [], outOfScope })
      }
      if (curve && handle && isBent(curve)) this.routes.push({ ref, points: [handle] })
    }
  }

  private addLines({ lines, connectors }: Surface, refs: ReadonlyMap<string, string>): void {
    for (const line of lines) {
      const { id, title } = this.named(line, 'line')
      const { curve } = line
      const crossedBy = connectors.flatMap((connector) => {
        const ref = refs.get(connector.guid)
        return ref?.includes('>') && curve && connector.curve && doCurvesCross(curve, connector.curve)
          ? [ref]
          : []
      })
      const tags: readonly string[] = []
      const words = boundaryAttributes(line)
      this.boundaries.push({ id, title, kind: 'line', parent: null, crossedBy, tags, ...words })
      this.places.set(`boundary:${id}`, line.at)
    }
  }
}
