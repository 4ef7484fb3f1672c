/** Where elements are drawn, back in the file's own way: in their direct parents, or all on the diagram. */
import { fieldOf, type Json } from '../../../core/json/look.ts'
import type { JsonEdit } from '../../../core/json/plan.ts'
import type { Box, Layout } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'
import type { Mapped } from '../mapping/mapping.ts'
import type { FileIds } from './ids.ts'
import { parentsOf } from './parents.ts'

export interface DrawingPlan {
  readonly edits: readonly JsonEdit[]
  /** Representations of new elements, by their id in the model. */
  readonly drawnOf: ReadonlyMap<string, Json>
  /** Diagrams that the file does not have yet. */
  readonly diagrams: readonly Json[]
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number | undefined
  readonly height: number | undefined
  readonly diagram: string
}

/** A diagram's size where nothing tells another. */
const MARGIN = 100

export function planDrawing(model: Model, layout: Layout, mapped: Mapped, ids: FileIds): DrawingPlan {
  const { geometry } = mapped.elements
  const diagrams: Json[] = []
  const named = diagramsFor(layout, mapped, diagrams)
  const before = placesIn(mapped.model, mapped.layout, mapped, named)
  const after = placesIn(model, layout, mapped, named)
  const edits: JsonEdit[] = []
  const drawnOf = new Map<string, Json>()
  for (const [id, place] of after) {
    const item = ids.itemOf.elements.get(id)
    const drawn = item && geometry.drawn.get(item)
    const was = before.get(id)
    if (item && drawn && was) {
      const path = [...item.path, 'representations', drawn.index]
      const set = (step: string, key: string, from: number | undefined, to: number | undefined) => {
        if (to !== undefined && from !== to) edits.push({ set: [...path, step, key], to })
      }
      set('position', 'x', was.x, place.x)
      set('position', 'y', was.y, place.y)
      if (place.width !== undefined && place.height !== undefined) {
        set('size', 'width', was.width, place.width)
        set('size', 'height', was.height, place.height)
      }
      if (was.diagram !== place.diagram) edits.push({ set: [...path, 'representation'], to: place.diagram })
    } else {
      const value = representation(ids.elements.get(id) ?? id, place)
      if (!item) drawnOf.set(id, value)
      else {
        const list = fieldOf(item.node, 'representations')
        const path = [...item.path, 'representations']
        if (list?.kind === 'array' && list.items.length > 0)
          edits.push({ insert: [...path, list.items.length], value })
        else edits.push({ set: path, to: [value] })
      }
    }
  }
  for (const [id] of before) {
    const item = after.has(id) ? undefined : ids.itemOf.elements.get(id)
    const drawn = item && geometry.drawn.get(item)
    if (item && drawn && ids.elements.has(id))
      edits.push({ remove: [...item.path, 'representations', drawn.index] })
  }
  return { edits, drawnOf, diagrams }
}

function representation(id: string, { x, y, width, height, diagram }: Place): Json {
  const size = width === undefined || height === undefined ? {} : { size: { width, height } }
  return { representation: diagram, id: `${id}-representation`, position: { x, y }, ...size }
}

/** The diagram of each page; those that are missing are made. */
function diagramsFor(layout: Layout, { elements, file }: Mapped, made: Json[]): (box: Box) => string {
  const { pages, drawn } = elements.geometry
  const known = new Map([...pages].map(([diagram, page]) => [page, diagram]))
  const taken = new Set(file.sections.representations.map(({ id }) => id))
  const [some] = drawn.values()
  const own = file.sections.representations.find(({ node }) => {
    const type = fieldOf(node, 'type')
    return type?.kind === 'string' && type.value === 'diagram'
  })
  let only = some?.diagram ?? own?.id
  const make = (wanted: string, name: string) => {
    let id = wanted
    while (taken.has(id)) id = `${id}-diagram`
    taken.add(id)
    made.push({ id, name, type: 'diagram', size: sizeOf(layout) })
    return id
  }
  return ({ page }) => {
    const at = page ?? layout.pages[0]?.id
    const found = at === undefined ? undefined : known.get(at)
    if (found !== undefined) return found
    if (layout.pages.length > 1 && at !== undefined) {
      const isFirst = known.size === 0 && only !== undefined
      const diagram =
        isFirst && only !== undefined ? only : make(at, layout.pages.find(({ id }) => id === at)?.title ?? at)
      known.set(at, diagram)
      return diagram
    }
    only ??= make('diagram', layout.pages[0]?.title || 'Diagram')
    return only
  }
}

function sizeOf({ boxes }: Layout): Json {
  const far = (of: (box: Box) => number) =>
    Math.ceil(boxes.reduce((most, box) => Math.max(most, of(box)), 0)) + MARGIN
  return { width: far(({ x, width }) => x + (width ?? 0)), height: far(({ y, height }) => y + (height ?? 0)) }
}

function placesIn(
  model: Model,
  layout: Layout,
  mapped: Mapped,
  diagramOf: (box: Box) => string,
): ReadonlyMap<string, Place> {
  const boxes = new Map(layout.boxes.map((box) => [box.id, box]))
  const parents = parentsOf(model, mapped)
  const known = new Set([...model.components, ...model.boundaries].map(({ id }) => id))
  const zoneOf = new Map<string, string | null>([
    ...model.components.map(({ id, zone }) => [id, zone] as const),
    ...model.boundaries.map(({ id, parent }) => [id, parent] as const),
  ])
  const cornerOf = (zone: string | null | undefined) => {
    const at = { x: 0, y: 0 }
    for (let id = zone, depth = 0; id && depth < 1000; id = zoneOf.get(id), depth += 1) {
      at.x += boxes.get(id)?.x ?? 0
      at.y += boxes.get(id)?.y ?? 0
    }
    return at
  }
  return new Map(
    layout.boxes.flatMap((box) => {
      if (!known.has(box.id)) return []
      const parent = parents.get(box.id)
      const around = parent && parent !== zoneOf.get(box.id) ? boxes.get(parent) : undefined
      const { x, y } = mapped.elements.geometry.isAbsolute
        ? plus(box, cornerOf(zoneOf.get(box.id)))
        : { x: box.x - (around?.x ?? 0), y: box.y - (around?.y ?? 0) }
      return [[box.id, { x, y, width: box.width, height: box.height, diagram: diagramOf(box) }] as const]
    }),
  )
}

function plus(a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }) {
  return { x: a.x + b.x, y: a.y + b.y }
}
