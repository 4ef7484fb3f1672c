/** Another id for an element, wherever it is named: the one edit that spans model, layout and drafts. */
import type { Document } from '../document.ts'
import { flowRef } from '../ids.ts'
import type { Model } from '../schema.ts'
import { newElementId } from './components.ts'

/** Whether links that are named after the renamed component, as new ones are, get its new id too. */
export type Links = 'keep' | 'follow'

/** The document with another id for a component or boundary. The new id must be free; an unknown old one changes nothing. */
export function renameElement(document: Document, from: string, to: string, links: Links = 'keep'): Document {
  const name = (id: string) => (id === from ? to : id)
  const refs = new Map([
    [from, to],
    [`boundary:${from}`, `boundary:${to}`],
  ])
  const taken = new Set(document.model.flows.map(flowRef))
  const flows = document.model.flows.map((flow) => {
    if (flow.from !== from && flow.to !== from) return flow
    const follows = links === 'follow' && flow.id === from && !taken.has(flowRef({ from: flow.from, id: to }))
    const next = { ...flow, from: name(flow.from), to: name(flow.to), id: follows ? to : flow.id }
    refs.set(flowRef(flow), flowRef(next))
    return next
  })
  const { model } = document
  return retarget(
    {
      ...document,
      model: {
        ...model,
        flows,
        components: model.components.map((component) =>
          component.id === from || component.zone === from
            ? { ...component, id: name(component.id), zone: component.zone && name(component.zone) }
            : component,
        ),
        boundaries: model.boundaries.map((boundary) =>
          boundary.id === from || boundary.parent === from
            ? { ...boundary, id: name(boundary.id), parent: boundary.parent && name(boundary.parent) }
            : boundary,
        ),
      },
    },
    refs,
  )
}

/**
 * Gives a component or boundary the id of `title`; everything that names it follows. For an element that
 * was just placed: files then say `orders-service` and not `process-3`. Later a title changes and the id stays.
 */
export function rekey(document: Document, old: string, title: string): { document: Document; id: string } {
  const without: Model = {
    ...document.model,
    components: document.model.components.filter((component) => component.id !== old),
    boundaries: document.model.boundaries.filter((boundary) => boundary.id !== old),
  }
  const id = newElementId(without, title)
  return { id, document: id === old ? document : renameElement(document, old, id, 'follow') }
}

/** The document with another link id for a flow, and its new ref. The new id must be free among the flows of its source. */
export function renameFlow(document: Document, ref: string, id: string): { document: Document; ref: string } {
  const { model } = document
  const flow = model.flows.find((each) => flowRef(each) === ref)
  if (!flow || flow.id === id) return { document, ref }
  const next = { ...flow, id }
  const flows = model.flows.map((each) => (each === flow ? next : each))
  const refs = new Map([[ref, flowRef(next)]])
  return { document: retarget({ ...document, model: { ...model, flows } }, refs), ref: flowRef(next) }
}

/** Risks, reviews, drafts, remarks, lines, boxes and routes that name a key of `refs` name its value instead. */
export function retarget(document: Document, refs: ReadonlyMap<string, string>): Document {
  const { model, layout, drafts } = document
  const name = (ref: string) => refs.get(ref) ?? ref
  return {
    ...document,
    model: {
      ...model,
      boundaries: mapped(model.boundaries, (boundary) =>
        boundary.crossedBy.some((ref) => refs.has(ref))
          ? { ...boundary, crossedBy: boundary.crossedBy.map(name) }
          : boundary,
      ),
      risks: retargeted(model.risks, refs),
      analyses: retargeted(model.analyses, refs),
    },
    layout: {
      ...layout,
      boxes: mapped(layout.boxes, (box) => (refs.has(box.id) ? { ...box, id: name(box.id) } : box)),
      routes: mapped(layout.routes, (route) =>
        refs.has(route.ref) ? { ...route, ref: name(route.ref) } : route,
      ),
    },
    drafts: mapped(retargeted(drafts, refs), (draft) =>
      draft.evidence?.some((ref) => refs.has(ref)) ? { ...draft, evidence: draft.evidence.map(name) } : draft,
    ),
    ...(document.remarks ? { remarks: retargeted(document.remarks, refs) } : {}),
  }
}

function retargeted<T extends { readonly target: string }>(
  rows: readonly T[],
  refs: ReadonlyMap<string, string>,
): readonly T[] {
  return mapped(rows, (row) => {
    const target = refs.get(row.target)
    return target === undefined ? row : { ...row, target }
  })
}

/** The same list when no row changed, so that what is derived from it stays cached. */
function mapped<T>(rows: readonly T[], change: (row: T) => T): readonly T[] {
  const next = rows.map(change)
  return next.some((row, at) => row !== rows[at]) ? next : rows
}
