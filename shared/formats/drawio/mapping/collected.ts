/** What the pages of a file have given so far, and what one page needs while it is read. */
import type { Span } from '../../../core/places.ts'
import { slug } from '../../../model/ids.ts'
import type { Box, CanvasNote, Layout, Page, Route } from '../../../model/layout.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Boundary, Component, Flow } from '../../../model/schema.ts'
import type { Reporting } from '../../reporting.ts'
import type { CellPlaces } from '../file/places.ts'
import type { Cell, DrawioPage } from '../file/types.ts'
import type { Roles } from './roles.ts'
import type { Titles } from './titles.ts'

/** What of the file an element was read from. */
export interface Trace {
  readonly page: number
  readonly cell: Cell
  /** The cell whose label is the title; absent where no label says it. */
  readonly label?: Cell
  /** Of a flow: how its edge points; `both` is two flows of one edge. */
  readonly direction?: 'forth' | 'back' | 'both'
  /** A component that stands for a zone; nothing of its own is drawn. */
  readonly isStandIn?: true
  /** Of a flow: all labels that make its words. */
  readonly labels?: readonly Cell[]
}

export interface Elements {
  readonly components: readonly Component[]
  readonly flows: readonly Flow[]
  readonly boundaries: readonly Boundary[]
  readonly layout: Layout
  /** By component id, flow ref, `boundary:<id>` and `note:<id>`. */
  readonly traces: ReadonlyMap<string, Trace>
  readonly places: ReadonlyMap<string, Span>
}

export interface PageReading {
  readonly page: DrawioPage
  readonly order: number
  /** Absent where the file has one page. */
  readonly own: Page | undefined
  readonly collected: Collected
  readonly report: Reporting
}

export interface ReadPage extends PageReading {
  readonly places: CellPlaces
  readonly roles: Roles
  readonly titles: Titles
  /** Ids of elements by the id of their cell. */
  readonly elementOf: Map<string, string>
  readonly onPage: { readonly page?: string }
}

/** What the pages read so far gave. */
export class Collected {
  readonly ids = new FreeIds()
  readonly flowRefs = new FreeIds()
  readonly pages: Page[] = []
  readonly components: Component[] = []
  readonly flows: Flow[] = []
  readonly boundaries: Boundary[] = []
  readonly boxes: Box[] = []
  readonly routes: Route[] = []
  readonly notes: CanvasNote[] = []
  readonly traces = new Map<string, Trace>()
  readonly places = new Map<string, Span>()

  /** The id that its author gave it, where that is a name and not a number that draw.io drew; else from the title. */
  idFor(cell: Cell, title: string, fallback: string): string {
    return this.ids.take(isGiven(cell.id) ? cell.id : slug(title, fallback))
  }

  done(): Elements {
    const { pages, boxes, routes, notes, components, flows, boundaries, traces, places } = this
    return { components, flows, boundaries, traces, places, layout: { pages, boxes, routes, notes } }
  }
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u
/** Counted, drawn by lot, or named for what it is drawn as. */
const NO_NAME =
  /^[\da-f]{8}-|^(?:[a-z]{1,2}|cell|node|edge|shape|vertex|v|e|n|box|id|obj|object|rect|mxcell)-?\d*$/u

function isGiven(id: string): boolean {
  return id.length <= 60 && NAME.test(id) && !NO_NAME.test(id) && (!/\d/u.test(id) || /[a-z]{3}/u.test(id))
}
