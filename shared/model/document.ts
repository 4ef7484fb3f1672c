/** What is edited as one: a model, where it is drawn, and the drafts that wait for review. */
import { flowRef } from './ids.ts'
import { EMPTY_LAYOUT, type Layout } from './layout.ts'
import { type Draft, EMPTY_MODEL, type Model, type Remark } from './schema.ts'

export interface Document {
  readonly model: Model
  readonly layout: Layout
  /** As the rules or the language model proposed them; decisions live in the model and hide some. */
  readonly drafts: readonly Draft[]
  /** A language model's remarks that wait for a person, and dismissed ones; absent: none. */
  readonly remarks?: readonly Remark[]
  /** The model file's text as a person typed it, into which the model is put; absent: as it is on disk. */
  readonly source?: string
}

export const EMPTY_DOCUMENT: Document = { model: EMPTY_MODEL, layout: EMPTY_LAYOUT, drafts: [] }

/** Drops boxes, routes, drafts and remarks of elements that the model no longer has. Call it after a removal. */
export function tidy(document: Document): Document {
  const { model, layout } = document
  const ids = new Set([...model.components, ...model.boundaries].map((element) => element.id))
  const refs = new Set(model.flows.map(flowRef))
  const boxes = layout.boxes.filter((box) => ids.has(box.id))
  const routes = layout.routes.filter((route) => refs.has(route.ref))
  const isThere = ({ target }: { readonly target: string }) => ids.has(target) || refs.has(target)
  const drafts = document.drafts.filter(isThere)
  const remarks = document.remarks?.filter(isThere)
  const sameLayout = boxes.length === layout.boxes.length && routes.length === layout.routes.length
  const sameWaiting = drafts.length === document.drafts.length && remarks?.length === document.remarks?.length
  if (sameLayout && sameWaiting) return document
  const tidied = { ...document, layout: sameLayout ? layout : { ...layout, boxes, routes }, drafts }
  return withRemarks(tidied, remarks)
}

/** The document with these remarks; none leaves the member out, so that documents that say the same are equal. */
export function withRemarks(document: Document, remarks: readonly Remark[] | undefined): Document {
  const { remarks: _, ...rest } = document
  return remarks && remarks.length > 0 ? { ...rest, remarks } : rest
}
