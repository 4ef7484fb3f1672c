/**
 * Elements as text, so that copy and paste work across models, windows and chats. Pasting gives new
 * ids where the old ones are taken and rewires everything inside the copy to them.
 */
import { z } from 'zod'
import { flowsWithin, withMembers } from '../../../shared/model/arranging/members.ts'
import { pinned } from '../../../shared/model/arranging/pinned.ts'
import type { Document } from '../../../shared/model/document.ts'
import { noteRect } from '../../../shared/model/drawing/page.ts'
import { newElementId } from '../../../shared/model/edits/components.ts'
import { absoluteRects, boundsOf, type Rect } from '../../../shared/model/geometry.ts'
import { flowRef, uniqueId } from '../../../shared/model/ids.ts'
import {
  canvasNoteSchema,
  EMPTY_LAYOUT,
  type Layout,
  type Point,
  routeSchema,
} from '../../../shared/model/layout.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import {
  analysisSchema,
  boundarySchema,
  componentSchema,
  dataAssetSchema,
  flowSchema,
  type Model,
  mitigationSchema,
  riskSchema,
} from '../../../shared/model/schema.ts'
import { zoneAt } from '../canvas/move.ts'
import { adoptAssets, adoptReviews } from './adopt.ts'

const rectSchema = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })

/** Version 1 of what Fenceline puts on the clipboard. */
const copySchema = z.object({
  fenceline: z.literal(1),
  components: z.array(componentSchema),
  flows: z.array(flowSchema),
  boundaries: z.array(boundarySchema),
  dataAssets: z.array(dataAssetSchema),
  /** Absolute. */
  rects: z.record(z.string(), rectSchema),
  routes: z.array(routeSchema),
  notes: z.array(canvasNoteSchema),
  /** Notes of the model itself, where a whole model is pasted. */
  remarks: z.array(z.string()),
  /** What was cut takes its reviews along; a copy is a new design, which nobody reviewed. */
  reviews: z
    .object({
      risks: z.array(riskSchema),
      analyses: z.array(analysisSchema),
      mitigations: z.array(mitigationSchema).optional(),
    })
    .optional(),
  /** Risks of the originals that a copy leaves with them. */
  risksLeft: z.number().optional(),
})
export type Copy = z.infer<typeof copySchema>

export interface Pasted {
  readonly document: Document
  readonly refs: readonly string[]
}

/**
 * What is selected with everything inside it, the flows between it and the data they name; null for nothing.
 * `cut` takes the reviews of all of it along.
 */
export function copyOf(document: Document, selection: readonly string[], cut = false): Copy | null {
  const { model } = document
  const layout = pinned(model, document.layout)
  const all = absoluteRects(model, layout)
  const ids = withMembers(
    model,
    selection.filter((ref) => all.has(ref)),
  )
  const inner = new Set(flowsWithin(model, ids))
  const flows = model.flows.filter((flow) => inner.has(flowRef(flow)))
  const components = model.components.filter((component) => ids.has(component.id))
  const lines = model.boundaries
    .filter((line) => line.kind === 'line' && line.crossedBy.some((ref) => inner.has(ref)))
    .map((line) => ({ ...line, crossedBy: line.crossedBy.filter((ref) => inner.has(ref)) }))
  const zones = model.boundaries.filter((zone) => ids.has(zone.id))
  const notes = layout.notes.filter((note) => selection.includes(`note:${note.id}`))
  if (components.length + zones.length + notes.length === 0) return null
  const named = new Set([
    ...components.flatMap((component) => [...component.dataProcessed, ...component.dataStored]),
    ...flows.flatMap((flow) => [...flow.dataSent, ...flow.dataReceived]),
  ])
  const targets = new Set([...ids, ...inner, ...[...zones, ...lines].map(({ id }) => `boundary:${id}`)])
  const risks = model.risks.filter(({ target }) => targets.has(target))
  const analyses = model.analyses.filter(({ target }) => targets.has(target))
  const answers = new Set(risks.flatMap((risk) => risk.mitigations ?? []))
  const mitigations = model.mitigations.filter(({ id }) => answers.has(id))
  return {
    fenceline: 1,
    components,
    flows,
    boundaries: [...zones, ...lines],
    ...(cut
      ? { reviews: { risks, analyses, mitigations } }
      : risks.length > 0
        ? { risksLeft: risks.length }
        : {}),
    dataAssets: model.dataAssets.filter((asset) => named.has(asset.id)),
    rects: Object.fromEntries([...ids].flatMap((id) => (all.has(id) ? [[id, all.get(id) as Rect]] : []))),
    routes: layout.routes.filter((route) => inner.has(route.ref)),
    notes: [...notes],
    remarks: [],
  }
}

/** A whole model as a copy, placed automatically: what pasting a text that describes a model means. */
export function copyOfModel(model: Model, layout: Layout = EMPTY_LAYOUT): Copy {
  return {
    fenceline: 1,
    components: [...model.components],
    flows: [...model.flows],
    boundaries: [...model.boundaries],
    dataAssets: [...model.dataAssets],
    rects: Object.fromEntries(absoluteRects(model, layout)),
    routes: [...layout.routes],
    notes: [...layout.notes],
    remarks: [...model.notes],
    ...(model.risks.length > 0 ? { risksLeft: model.risks.length } : {}),
  }
}

/** Reads what `printCopy` wrote; null for any other text. */
export function parseCopy(text: string): Copy | null {
  if (!text.startsWith('{"fenceline":')) return null
  try {
    return copySchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What copied elements are called, for a field that takes words; null for any other text. */
export function wordsOfCopy(text: string): string | null {
  const copy = parseCopy(text)
  if (!copy) return null
  const zones = copy.boundaries.filter(({ kind }) => kind === 'zone')
  const titles = [...zones, ...copy.components].map(({ title }) => title)
  return [...titles, ...copy.notes.map((note) => note.text)].join(', ')
}

export function printCopy(copy: Copy): string {
  return JSON.stringify(copy)
}

/**
 * Adds a copy with its middle at a place, or moved by an offset. Its outermost elements go into the
 * zone they had where `keepZones` says so and it exists, else into the zone that is drawn there.
 */
export function pasteCopy(
  document: Document,
  copy: Copy,
  where: { readonly middle: Point } | { readonly offset: Point; readonly keepZones: boolean },
  page?: string,
): Pasted {
  const layout = pinned(document.model, document.layout)
  const rects = absoluteRects(document.model, layout)
  const bounds = boundsOf([...Object.values(copy.rects), ...copy.notes.map(noteRect)]) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  }
  const shift =
    'offset' in where
      ? where.offset
      : {
          x: Math.round((where.middle.x - bounds.x - bounds.width / 2) / 8) * 8,
          y: Math.round((where.middle.y - bounds.y - bounds.height / 2) / 8) * 8,
        }
  const { model, ids, refs } = withElements(document.model, copy, (element, own) => {
    if ('offset' in where && where.keepZones && own !== null && indexOf(document.model).boundaries.has(own))
      return own
    const rect = copy.rects[element]
    return (
      rect &&
      zoneAt(document.model, rects, {
        x: rect.x + shift.x + rect.width / 2,
        y: rect.y + shift.y + rect.height / 2,
      })
    )
  })
  const moved = (rect: Rect): Rect => ({ ...rect, x: rect.x + shift.x, y: rect.y + shift.y })
  const boxes = [...copy.boundaries, ...copy.components].flatMap((element) => {
    const rect = copy.rects[element.id]
    const id = ids.get(element.id)
    if (!rect || id === undefined) return []
    const copied = indexOf(model)
    const holder = copied.components.get(id)?.zone ?? copied.boundaries.get(id)?.parent ?? null
    const inside = [...ids].find(([, fresh]) => fresh === holder)?.[0]
    const origin =
      holder === null
        ? undefined
        : inside === undefined
          ? rects.get(holder)
          : moved(copy.rects[inside] ?? rect)
    const here = moved(rect)
    const box = { id, x: Math.round(here.x - (origin?.x ?? 0)), y: Math.round(here.y - (origin?.y ?? 0)) }
    const size = 'crossedBy' in element ? { width: rect.width, height: rect.height } : {}
    return [{ ...box, ...size, ...(holder === null && page !== undefined ? { page } : {}) }]
  })
  const routes = copy.routes.flatMap((route) => {
    const ref = refs.get(route.ref)
    const points = route.points.map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y }))
    return ref === undefined ? [] : [{ ref, points }]
  })
  const notes: (typeof layout.notes)[number][] = []
  for (const note of copy.notes) {
    const id = uniqueId(note.id, (taken) => [...layout.notes, ...notes].some((known) => known.id === taken))
    notes.push({ ...note, id, x: note.x + shift.x, y: note.y + shift.y })
  }
  const top = [...copy.components, ...copy.boundaries.filter((boundary) => boundary.kind === 'zone')]
    .filter((element) => !ids.has(('zone' in element ? element.zone : element.parent) ?? ''))
    .flatMap((element) => ids.get(element.id) ?? [])
  return {
    refs: [...top, ...notes.map((note) => `note:${note.id}`)],
    document: {
      ...document,
      model,
      layout: {
        ...layout,
        boxes: [...layout.boxes, ...boxes],
        routes: [...layout.routes, ...routes],
        notes: [...layout.notes, ...notes],
      },
    },
  }
}

/** The model with the copied elements under free ids; `zoneOf` says where the outermost ones go. */
function withElements(
  base: Model,
  copy: Copy,
  zoneOf: (id: string, own: string | null) => string | null | undefined,
): { model: Model; ids: ReadonlyMap<string, string>; refs: ReadonlyMap<string, string> } {
  const ids = new Map<string, string>()
  const assets = adoptAssets(base, copy.dataAssets)
  const data = (own: readonly string[]) => own.map((id) => assets.ids.get(id) ?? id)
  let model: Model = { ...base, dataAssets: assets.dataAssets }
  const holder = (element: string, own: string | null) =>
    (own === null ? undefined : ids.get(own)) ?? zoneOf(element, own) ?? null
  const freeId = (id: string, title: string) => {
    const { components, boundaries } = indexOf(model)
    return components.has(id) || boundaries.has(id) ? newElementId(model, title) : id
  }
  const zones = copy.boundaries.filter((boundary) => boundary.kind === 'zone')
  for (const zone of zones) {
    const id = freeId(zone.id, zone.title)
    ids.set(zone.id, id)
    model = { ...model, boundaries: [...model.boundaries, { ...zone, id, parent: null }] }
  }
  const parents = new Map(zones.map((zone) => [ids.get(zone.id), holder(zone.id, zone.parent)]))
  model = {
    ...model,
    boundaries: model.boundaries.map((zone) =>
      parents.has(zone.id) ? { ...zone, parent: parents.get(zone.id) ?? null } : zone,
    ),
  }
  for (const component of copy.components) {
    const id = freeId(component.id, component.title)
    const added = {
      ...component,
      id,
      zone: holder(component.id, component.zone),
      dataProcessed: data(component.dataProcessed),
      dataStored: data(component.dataStored),
    }
    ids.set(component.id, id)
    model = { ...model, components: [...model.components, added] }
  }
  const refs = new Map<string, string>()
  const flows = copy.flows.map((flow) => {
    const next = {
      ...flow,
      from: ids.get(flow.from) ?? flow.from,
      to: ids.get(flow.to) ?? flow.to,
      id: flow.id === flow.to ? (ids.get(flow.to) ?? flow.id) : flow.id,
      dataSent: data(flow.dataSent),
      dataReceived: data(flow.dataReceived),
    }
    refs.set(flowRef(flow), flowRef(next))
    return next
  })
  model = { ...model, flows: [...model.flows, ...flows] }
  for (const line of copy.boundaries.filter((boundary) => boundary.kind === 'line')) {
    const crossedBy = line.crossedBy.flatMap((ref) => refs.get(ref) ?? [])
    const id = freeId(line.id, line.title)
    ids.set(line.id, id)
    model = { ...model, boundaries: [...model.boundaries, { ...line, id, crossedBy }] }
  }
  if (copy.reviews) model = adoptReviews(model, copy.reviews, { ids, refs })
  const remarks = copy.remarks.filter((remark) => !model.notes.includes(remark))
  return { ids, refs, model: remarks.length > 0 ? { ...model, notes: [...model.notes, ...remarks] } : model }
}
