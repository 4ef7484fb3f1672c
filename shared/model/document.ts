/** What is edited as one: a model, where it is drawn, and the drafts that wait for review. */
import { flowRef } from './ids.ts'
import { EMPTY_LAYOUT, type Layout } from './layout.ts'
import { type Draft, EMPTY_MODEL, type Model } from './schema.ts'

export interface Document {
  readonly model: Model
  readonly layout: Layout
  /** As the rules or the language model proposed them; decisions live in the model and hide some. */
  readonly drafts: readonly Draft[]
  /** The model file's text as a person typed it, into which the model is put; absent: as it is on disk. */
  readonly source?: string
}

export const EMPTY_DOCUMENT: Document = { model: EMPTY_MODEL, layout: EMPTY_LAYOUT, drafts: [] }

/** Drops boxes, routes and drafts of elements that the model no longer has. Call it after a removal. */
export function tidy(document: Document): Document {
  const { model, layout } = document
  const ids = new Set([...model.components, ...model.boundaries].map((element) => element.id))
  const refs = new Set(model.flows.map(flowRef))
  const boxes = layout.boxes.filter((box) => ids.has(box.id))
  const routes = layout.routes.filter((route) => refs.has(route.ref))
  const drafts = document.drafts.filter((draft) => ids.has(draft.target) || refs.has(draft.target))
  const sameLayout = boxes.length === layout.boxes.length && routes.length === layout.routes.length
  if (sameLayout && drafts.length === document.drafts.length) return document
  return { ...document, layout: sameLayout ? layout : { ...layout, boxes, routes }, drafts }
}
