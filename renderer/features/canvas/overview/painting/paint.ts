/** The whole diagram, or a part of it, on one canvas: the same places, shapes and colours as the elements of the page. */
import { indexOf, zoneChain } from '../../../../../shared/model/queries.ts'
import type { Mark } from '../../../../../shared/report/marks.ts'
import { marksIn } from '../../../../state/canvas/marks.ts'
import type { Item, ItemKind } from '../../stage/spatial-index.ts'
import { lineNames } from '../names/line-names.ts'
import { tabsThatFit } from '../tab.ts'
import { paintFlow, paintLabel, paintMarks } from './paint-flows.ts'
import { paintComponent, paintNote } from './paint-parts.ts'
import { paintLine, paintTab, paintZone } from './paint-zones.ts'
import type { Pen } from './pen.ts'

/** Elements that are drawn between two looks at the clock. */
const CHUNK = 40

/** Draws these items, a few with each step; the context is already placed on the canvas. */
export function* paintInSteps(
  pen: Pen,
  items: readonly Item[],
  marks: ReadonlyMap<string, Mark> = marksIn(pen.scene.document),
): Generator<void> {
  const { scene, highlights } = pen
  const { document, rects, drawing, notes } = scene
  const { boundaries, components } = indexOf(document.model)
  const sorted = sortedByKind(items)
  const zones = sorted.zone
    .flatMap(({ ref }) => {
      const [zone, rect] = [boundaries.get(ref), rects.get(ref)]
      return zone && rect ? [{ zone, rect, depth: zoneChain(document.model, ref).length }] : []
    })
    .sort((a, b) => a.depth - b.depth)
  const tabs = tabsThatFit(zones, pen.zoom).map(({ tab }) => tab)
  const lines = sorted.line.flatMap(({ ref }) => {
    const [line, shape] = [boundaries.get(ref), drawing.lines.get(ref)]
    return line && shape ? [{ line, shape }] : []
  })
  const names = lineNames(
    lines,
    tabs.map(({ rect }) => rect),
    pen.zoom,
  )
  yield* inChunks(zones, ({ zone, rect }) => paintZone(pen, zone, rect))
  const flows = sorted.flow.flatMap(({ ref }) => drawing.flows.get(ref) ?? [])
  const isRaised = (ref: string) => highlights.selection.has(ref) || highlights.lit.has(ref)
  const [raised, quiet] = [
    flows.filter(({ ref }) => isRaised(ref)),
    flows.filter(({ ref }) => !isRaised(ref)),
  ]
  yield* inChunks(quiet, (shape) => paintFlow(pen, shape))
  yield* inChunks(lines, ({ line, shape }) => paintLine(pen, line, shape, names.get(line.id)))
  yield* inChunks(quiet, (shape) => paintLabel(pen, shape))
  yield* inChunks(quiet, (shape) => paintMarks(pen, shape, marks.get(shape.ref)))
  yield* inChunks(sorted.component, ({ ref }) => {
    const [component, rect] = [components.get(ref), rects.get(ref)]
    if (component && rect) paintComponent(pen, component, rect, marks.get(ref))
  })
  yield* inChunks(raised, (shape) => paintFlow(pen, shape))
  yield* inChunks(raised, (shape) => {
    paintLabel(pen, shape)
    paintMarks(pen, shape, marks.get(shape.ref))
  })
  for (const tab of tabs) paintTab(pen, tab)
  const shown = new Set(sorted.note.map(({ ref }) => ref))
  for (const note of notes) if (shown.has(`note:${note.id}`)) paintNote(pen, note)
}

/** Paints these, with a step for every few. */
export function* inChunks<T>(items: readonly T[], paint: (item: T) => void): Generator<void> {
  for (const [at, item] of items.entries()) {
    paint(item)
    if (at % CHUNK === CHUNK - 1) yield
  }
}

function sortedByKind(items: readonly Item[]): Readonly<Record<ItemKind, Item[]>> {
  const sorted: Record<ItemKind, Item[]> = { zone: [], line: [], flow: [], component: [], note: [] }
  for (const item of [...items].sort((a, b) => a.order - b.order)) sorted[item.kind].push(item)
  return sorted
}
