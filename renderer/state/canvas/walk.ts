/** Moving the selection from element to element without a mouse, and saying where it is. */
import type { Document } from '../../../shared/model/document.ts'
import { centerOf, type Rect } from '../../../shared/model/geometry.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { shownIn } from '../../../shared/model/names/shown.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const VECTORS: Record<Direction, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}
/** How much farther a component may be that a flow leads to, and still be chosen. */
const ALONG_A_FLOW = 0.4
const KIND_WORDS = { external: 'external entity', process: 'process', store: 'data store' } as const

/**
 * The element that lies in this direction: from a component the nearest one there, those joined by a
 * flow first; from a flow the end that lies there. Without a selection the first in reading order.
 */
export function walkFrom(
  document: Document,
  ref: string | undefined,
  direction: Direction,
): string | undefined {
  const { model, layout } = document
  const { rects } = shownIn(model, layout)
  const index = indexOf(model)
  const flow = ref === undefined ? undefined : index.flows.get(ref)
  if (flow) return endTowards(rects, flow.from, flow.to, direction)
  const from = ref === undefined ? undefined : rects.get(ref)
  if (!from || ref === undefined) return readingOrder(document)[0]
  const joined = new Set([
    ...(index.outgoing.get(ref) ?? []).map((out) => out.to),
    ...(index.incoming.get(ref) ?? []).map((into) => into.from),
  ])
  let best: { id: string; cost: number } | undefined
  for (const { id } of model.components) {
    const rect = rects.get(id)
    if (!rect || id === ref) continue
    const cost = costOf(from, rect, direction) * (joined.has(id) ? ALONG_A_FLOW : 1)
    if (cost < (best?.cost ?? Infinity)) best = { id, cost }
  }
  return best?.id
}

/** Zones, components with the flows that leave them, and lines: left to right, top to bottom. */
export function readingOrder(document: Document): readonly string[] {
  const { model, layout } = document
  const { rects } = shownIn(model, layout)
  const { outgoing } = indexOf(model)
  const placed = [...model.components, ...model.boundaries.filter((boundary) => boundary.kind === 'zone')]
    .flatMap(({ id }) => {
      const rect = rects.get(id)
      return rect ? [{ id, rect }] : []
    })
    .sort((a, b) => a.rect.x - b.rect.x || a.rect.y - b.rect.y)
  return [
    ...placed.flatMap(({ id }) => [id, ...(outgoing.get(id) ?? []).map(flowRef)]),
    ...model.boundaries.filter((boundary) => boundary.kind === 'line').map((line) => line.id),
    ...layout.notes.map((note) => `note:${note.id}`),
  ]
}

/** "API Gateway, process, in DMZ, 3 of 7": what a screen reader says of an element. */
export function describeElement(document: Document, ref: string): string {
  const { model, layout } = document
  const { components, boundaries, flows, componentsIn } = indexOf(model)
  const component = components.get(ref)
  if (component) {
    const siblings = componentsIn.get(component.zone) ?? []
    const zone = component.zone === null ? 'outside' : `in ${titleOf(model, component.zone)}`
    const place = `${siblings.indexOf(component) + 1} of ${siblings.length}`
    return `${component.title}, ${KIND_WORDS[component.kind]}, ${zone}, ${place}`
  }
  const flow = flows.get(ref)
  if (flow) return [titleOf(model, ref), 'flow', flow.protocol].filter(Boolean).join(', ')
  const boundary = boundaries.get(ref)
  if (boundary) return `${boundary.title}, ${boundary.kind === 'zone' ? 'zone' : 'line boundary'}`
  const note = layout.notes.find(({ id }) => `note:${id}` === ref)
  return note ? `Note: ${note.text}` : ref
}

function endTowards(
  rects: ReadonlyMap<string, Rect>,
  from: string,
  to: string,
  direction: Direction,
): string | undefined {
  const [a, b] = [rects.get(from), rects.get(to)]
  if (!a || !b) return undefined
  const [start, end, vector] = [centerOf(a), centerOf(b), VECTORS[direction]]
  const along = (end.x - start.x) * vector.x + (end.y - start.y) * vector.y
  return along > 0 ? to : from
}

/** Distance with detours to the side counted double; infinite behind. */
function costOf(from: Rect, to: Rect, direction: Direction): number {
  const [a, b, vector] = [centerOf(from), centerOf(to), VECTORS[direction]]
  const ahead = (b.x - a.x) * vector.x + (b.y - a.y) * vector.y
  const aside = Math.abs((b.x - a.x) * vector.y) + Math.abs((b.y - a.y) * vector.x)
  return ahead <= 8 || aside > ahead * 3 ? Infinity : ahead + aside * 2
}
