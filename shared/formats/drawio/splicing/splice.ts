/** Puts a model into the file that it was read from: only what differs changes, page by page. */
import { editXml, type XmlEdit } from '../../../core/xml/edit.ts'
import { flowRef } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import { EMPTY_MODEL } from '../../../model/schema.ts'
import { deflatePage, encodeBase64 } from '../file/compression.ts'
import type { Cell, DrawioFile, DrawioPage } from '../file/types.ts'
import type { Trace } from '../mapping/collected.ts'
import { pairFlows, printPage } from '../writing/fresh.ts'
import { flowLabel, PageDrawing } from '../writing/pages.ts'
import { PageChanges } from './page.ts'
import type { Side } from './sides.ts'

export interface Base {
  readonly text: string
  readonly file: DrawioFile
  readonly traces: ReadonlyMap<string, Trace>
  readonly side: Side
}

export interface Spliced {
  readonly text: string
  /** Sentences about what the file could not take. */
  readonly lost: readonly string[]
}

/** `stated`: components whose kind is written down, whatever their shapes say. */
export function spliceDrawio(base: Base, after: Side, stated: ReadonlySet<string> = new Set()): Spliced {
  const lost: string[] = []
  const edits: XmlEdit[] = []
  const { file, side: before } = base
  /** By order in the file: the page of the layout that it is now; -1 where it is gone. */
  const pageNow = (order: number): number => {
    const id = before.layout.pages[order]?.id
    if (id === undefined) return order === 0 ? 0 : -1
    if (after.layout.pages.length === 0) return order === 0 ? 0 : -1
    return after.layout.pages.findIndex((page) => page.id === id)
  }
  const orders = file.pages.map((_, order) => pageNow(order))
  for (const [order, page] of file.pages.entries()) {
    const now = orders[order] ?? -1
    if (now < 0 && page.diagram && orders.some((each) => each >= 0)) {
      edits.push({ remove: page.diagram })
      continue
    }
    edits.push(...renamePage(page, order, before, after, now))
    const changes = editPage({ base, after, page, order, now, stated, lost })
    if (changes.length === 0) continue
    if (!page.isCompressed) edits.push(...changes)
    else if (page.diagram) edits.push({ fill: page.diagram, with: deflatePage(editXml(page.text, changes)) })
  }
  const added = after.layout.pages.filter((_, index) => index > 0 && !orders.includes(index))
  if (added.length > 0 && file.root.name === 'mxfile') {
    const xml = added.map((page) => printPage(after.model, after.layout, page, false).trim())
    edits.push({ append: file.root, xml })
  } else if (added.length > 0) lost.push('The file holds one page only; the other pages are left out.')
  if (edits.length === 0) return { text: base.text, lost }
  return { text: carried(base, editXml(file.text, edits), lost), lost }
}

function renamePage(
  { diagram, name }: DrawioPage,
  order: number,
  before: Side,
  after: Side,
  now: number,
): readonly XmlEdit[] {
  const [was, is] = [before.layout.pages[order]?.title, after.layout.pages[now]?.title]
  if (!diagram) return []
  if (was !== undefined && is !== undefined)
    return was === is ? [] : [{ set: diagram, attribute: 'name', to: is }]
  // A page without a name of its own keeps that: the model is called after its file.
  if (before.model.title === EMPTY_MODEL.title) return []
  const isSame = before.model.title === after.model.title || name === after.model.title
  return isSame ? [] : [{ set: diagram, attribute: 'name', to: after.model.title }]
}

interface PageSplice {
  readonly base: Base
  readonly after: Side
  readonly page: DrawioPage
  readonly order: number
  readonly now: number
  readonly stated: ReadonlySet<string>
  readonly lost: string[]
}

/** Of two flows of one connector that said the same and no longer do, the one that is to get a connector of its own. */
function partedFlows(
  own: readonly (readonly [string, Trace])[],
  before: Side,
  after: Side,
): ReadonlySet<string> {
  const first = new Map<Cell, string>()
  const parted = new Set<string>()
  for (const [ref, { cell, direction }] of own) {
    if (direction !== 'both') continue
    const other = first.get(cell)
    first.set(cell, ref)
    const [was, is, otherIs] = [before.flow(ref), after.flow(ref), after.flow(other ?? '')]
    if (!was || !is || !otherIs || flowLabel(is) === flowLabel(otherIs)) continue
    parted.add(flowLabel(is) === flowLabel(was) ? (other ?? ref) : ref)
  }
  return parted
}

function editPage({ base, after, page, order, now, stated, lost }: PageSplice): readonly XmlEdit[] {
  const { root } = page
  if (!root) return []
  const { side: before } = base
  const own = [...base.traces].filter(([, trace]) => trace.page === order)
  const parted = partedFlows(own, before, after)
  const isKept = ([key]: readonly [string, Trace]) => isHere(key, after, now) && !parted.has(key)
  const kept = new Map(own.filter(isKept))
  const gone = new Map(own.filter((entry) => !isKept(entry)))
  const cellIds = new Map<string, string>()
  for (const [key, { cell }] of kept) if (!key.includes('>')) cellIds.set(key, cell.id)
  const find = (id: string) => cellIds.get(id) ?? cellIds.get(`boundary:${id}`)
  const drawing = new PageDrawing(after.model, after.layout, after.layout.pages[now])
  const taken = new FreeIds()
  for (const { id } of page.cells) taken.claim(id)
  const isNew = (key: string) => !kept.has(key)
  const zones = drawing.zones.filter(({ id }) => isNew(`boundary:${id}`))
  const components = drawing.components.filter(({ id }) => isNew(id))
  for (const { id } of [...zones, ...components]) cellIds.set(id, taken.take(id))
  const changes = new PageChanges({
    ...{ page, before, after, kept, gone, cellIdOf: find },
    isStated: (id) => stated.has(id),
    lose: (message) => lost.push(message),
  })
  const fresh = drawing.flows.filter((flow) => isNew(flowRef(flow)))
  const idOf = (id: string) => find(id) ?? taken.take(id)
  const holder = (zone: string | null) => (zone === null ? undefined : find(zone)) ?? layerOf(page)
  const xml = [
    ...zones.map((zone) => drawing.printZone(zone, idOf, holder(zone.parent))),
    ...components.map((component) => drawing.printComponent(component, idOf, holder(component.zone))),
    ...pairFlows(fresh).ways.map(({ flow, isTwoWay }) =>
      drawing.printFlow(flow, idOf, isTwoWay, layerOf(page)),
    ),
    ...drawing
      .linesOf(now === 0)
      .filter(({ id }) => isNew(`boundary:${id}`) && !base.traces.has(`boundary:${id}`))
      .map((line) => drawing.printLine(line, taken.take(line.id), layerOf(page))),
    ...after.layout.notes
      .filter((note) => isHere(`note:${note.id}`, after, now) && isNew(`note:${note.id}`))
      .map((note) => drawing.printNote(note, taken.take(`note:${note.id}`), layerOf(page))),
  ]
  return [...changes.edits, ...(xml.length === 0 ? [] : [{ append: root, xml } as const])]
}

/** True where the element of a trace's key is in the model, on this page. */
function isHere(key: string, side: Side, page: number): boolean {
  if (page < 0) return false
  if (key.startsWith('note:')) {
    const note = side.note(key.slice('note:'.length))
    const at = side.layout.pages.findIndex(({ id }) => id === note?.page)
    return note !== undefined && Math.max(0, at) === page
  }
  if (key.includes('>')) {
    const flow = side.flow(key)
    return flow !== undefined && side.pageOf(flow.from) === page && side.pageOf(flow.to) === page
  }
  const id = key.replace(/^boundary:/u, '')
  const boundary = key.startsWith('boundary:') ? side.boundary(id) : undefined
  if (boundary?.kind === 'line') return true
  return (
    (boundary !== undefined || (!key.startsWith('boundary:') && side.component(id) !== undefined)) &&
    side.pageOf(id) === page
  )
}

function layerOf({ cells }: DrawioPage): string {
  const top = cells.find(({ parent, kind }) => parent === undefined && kind === 'other')
  return (
    cells.find(({ parent, kind }) => kind === 'other' && parent !== undefined && parent === top?.id)?.id ??
    '1'
  )
}

/** The pages as the file carries them. */
function carried({ text, file }: Base, pages: string, lost: string[]): string {
  const { carrier } = file
  if (carrier.kind === 'plain') return pages
  lost.push('The picture in the SVG is the old one until draw.io saves the file.')
  const uri =
    carrier.encoding === 'xml' ? pages : encodeURIComponent(pages.replace(/\p{Surrogate}/gu, '\ufffd'))
  const to = carrier.encoding === 'base64' ? encodeBase64(bytesOf(uri)) : uri
  return editXml(text, [{ set: carrier.element, attribute: 'content', to }])
}

function bytesOf(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (sign) => sign.charCodeAt(0))
}
