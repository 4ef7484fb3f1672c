/**
 * An element that was just placed gets its id from the first title a person gives it, so that files
 * say `orders-service` and not `process-3`. Later a title changes freely and the id stays.
 */
import type { Document } from '../../../shared/model/document.ts'
import { newElementId } from '../../../shared/model/edits/components.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Flow, Model } from '../../../shared/model/schema.ts'

export interface Rekeyed {
  readonly document: Document
  readonly id: string
}

/** Gives a component or boundary the id of `title`; everything that names it follows. */
export function rekey(document: Document, old: string, title: string): Rekeyed {
  const without: Model = {
    ...document.model,
    components: document.model.components.filter((component) => component.id !== old),
    boundaries: document.model.boundaries.filter((boundary) => boundary.id !== old),
  }
  const id = newElementId(without, title)
  if (id === old) return { document, id }
  const own = (known: string) => (known === old ? id : known)
  const maybe = (known: string | null) => (known === old ? id : known)
  const refs = new Map<string, string>()
  const flows = document.model.flows.map((flow): Flow => {
    if (flow.from !== old && flow.to !== old) return flow
    const next = { ...flow, from: own(flow.from), to: own(flow.to), id: flow.id === old ? id : flow.id }
    refs.set(flowRef(flow), flowRef(next))
    return next
  })
  const target = (ref: string) => refs.get(ref) ?? (ref === `boundary:${old}` ? `boundary:${id}` : own(ref))
  const retarget = <T extends { readonly target: string }>(items: readonly T[]): readonly T[] =>
    items.some((item) => target(item.target) !== item.target)
      ? items.map((item) => ({ ...item, target: target(item.target) }))
      : items
  const { model, layout, drafts } = document
  return {
    id,
    document: {
      ...document,
      drafts: retarget(drafts),
      layout: {
        ...layout,
        boxes: layout.boxes.map((box) => (box.id === old ? { ...box, id } : box)),
        routes: layout.routes.map((route) => ({ ...route, ref: target(route.ref) })),
      },
      model: {
        ...model,
        flows,
        components: model.components.map((component) =>
          component.id === old || component.zone === old
            ? { ...component, id: own(component.id), zone: maybe(component.zone) }
            : component,
        ),
        boundaries: model.boundaries.map((boundary) => ({
          ...boundary,
          id: own(boundary.id),
          parent: maybe(boundary.parent),
          crossedBy: boundary.crossedBy.map((ref) => refs.get(ref) ?? ref),
        })),
        risks: retarget(model.risks),
        analyses: retarget(model.analyses),
      },
    },
  }
}
