/**
 * Edits of attributes as labelled undo steps. `typing` is the identity of one visit to one field:
 * edits that share it are one step, however slowly they are typed.
 */
import {
  addDataAsset,
  moveIntoZone,
  removeDataAssets,
  updateBoundary,
  updateComponent,
  updateDataAsset,
} from '../../../shared/model/edits/components.ts'
import { reconnectFlow, setCrossedBy, updateFlow } from '../../../shared/model/edits/flows.ts'
import type { CanvasNote } from '../../../shared/model/layout.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Boundary, Component, DataAsset, Flow, Model } from '../../../shared/model/schema.ts'
import { apply, currentDocument } from '../document.ts'
import { select } from '../ui.ts'

/** Applies a model edit that leaves layout and drafts as they are. */
export function applyModel(edit: (model: Model) => Model, label: string, mergeKey?: string): void {
  apply(
    (document) => {
      const model = edit(document.model)
      return model === document.model ? document : { ...document, model }
    },
    label,
    mergeKey,
  )
}

/** `what` names the attribute in the undo label; `title` makes it a rename. */
export function setComponents(
  ids: readonly string[],
  changes: Partial<Omit<Component, 'id'>>,
  what: string,
  typing?: string,
): void {
  applyModel(
    (model) => ids.reduce((changed, id) => updateComponent(changed, id, changes), model),
    labelOf(ids, what, 'components'),
    typing,
  )
}

export function setFlows(
  refs: readonly string[],
  changes: Partial<Omit<Flow, 'id' | 'from' | 'to'>>,
  what: string,
  typing?: string,
): void {
  applyModel(
    (model) => refs.reduce((changed, ref) => updateFlow(changed, ref, changes), model),
    labelOf(refs, what, 'flows'),
    typing,
  )
}

/** Gives a flow other ends and keeps it selected under its new ref. */
export function setFlowEnds(ref: string, ends: { from: string; to: string }): void {
  const next = reconnectFlow(currentDocument().model, ref, ends)
  const label = `Reconnect ${titleOf(currentDocument().model, ref)}`
  apply((document) => {
    const result = reconnectFlow(document.model, ref, ends)
    if (result.model === document.model) return document
    const routes = document.layout.routes.filter((route) => route.ref !== ref)
    const drafts = document.drafts.filter((draft) => draft.target !== ref)
    return { ...document, model: result.model, layout: { ...document.layout, routes }, drafts }
  }, label)
  select([next.ref])
}

export function setBoundary(
  id: string,
  changes: Partial<Omit<Boundary, 'id' | 'kind'>>,
  what: string,
  typing?: string,
): void {
  applyModel((model) => updateBoundary(model, id, changes), labelOf([id], what, ''), typing)
}

/** Says whether a line boundary lies on a flow. */
export function putLineOn(lineId: string, ref: string, isOn: boolean): void {
  putLineOnAll(lineId, [ref], isOn)
}

/** Says as one step whether a line boundary lies on these flows. */
export function putLineOnAll(lineId: string, refs: readonly string[], isOn: boolean): void {
  const { model } = currentDocument()
  const line = indexOf(model).boundaries.get(lineId)
  if (!line) return
  const others = line.crossedBy.filter((ref) => !refs.includes(ref))
  const [only] = refs
  const what = refs.length === 1 && only !== undefined ? titleOf(model, only) : `${refs.length} flows`
  applyModel(
    (present) =>
      setCrossedBy(
        present,
        lineId,
        isOn ? [...line.crossedBy, ...refs.filter((ref) => !line.crossedBy.includes(ref))] : others,
      ),
    `${isOn ? 'Put' : 'Take'} ${line.title} ${isOn ? 'on' : 'off'} ${what}`,
  )
}

/** Names for a line the flows that a new stroke cut; those that are not drawn now stay on it. */
export function redrawLine(
  lineId: string,
  refs: readonly string[],
  drawn: ReadonlyMap<string, unknown>,
): void {
  const line = indexOf(currentDocument().model).boundaries.get(lineId)
  if (!line) return
  const hidden = line.crossedBy.filter((ref) => !drawn.has(ref))
  applyModel((model) => setCrossedBy(model, lineId, [...hidden, ...refs]), `Draw ${line.title} anew`)
  select([lineId])
}

export function setModel(
  changes: Partial<Pick<Model, 'title' | 'description' | 'notes'>>,
  label: string,
  typing?: string,
): void {
  applyModel((model) => ({ ...model, ...changes }), label, typing)
}

/** Adds a data asset with this title; the id that it got. */
export function newDataAsset(title: string): string {
  const { id } = addDataAsset(currentDocument().model, { title })
  applyModel((model) => addDataAsset(model, { title }).model, `Add data asset ${title}`)
  return id
}

export function setDataAsset(
  id: string,
  changes: Partial<Omit<DataAsset, 'id'>>,
  what: string,
  typing?: string,
): void {
  const title = indexOf(currentDocument().model).dataAssets.get(id)?.title ?? id
  const label = what === 'title' ? `Rename ${title}` : `Set ${what} of ${title}`
  applyModel((model) => updateDataAsset(model, id, changes), label, typing)
}

export function dropDataAsset(id: string): void {
  const title = indexOf(currentDocument().model).dataAssets.get(id)?.title ?? id
  applyModel((model) => removeDataAssets(model, [id]), `Remove data asset ${title}`)
}

export function setCanvasNote(id: string, changes: Partial<Omit<CanvasNote, 'id'>>, typing?: string): void {
  apply(
    (document) => {
      const notes = document.layout.notes.map((note) => (note.id === id ? { ...note, ...changes } : note))
      return { ...document, layout: { ...document.layout, notes } }
    },
    'Edit note',
    typing,
  )
}

function labelOf(refs: readonly string[], what: string, nouns: string): string {
  const [first] = refs
  const name =
    refs.length === 1 && first !== undefined
      ? titleOf(currentDocument().model, first)
      : `${refs.length} ${nouns}`
  return what === 'title' ? `Rename ${name}` : `Set ${what} of ${name}`
}

/** Moves a component or zone into another zone (null: outside); it is placed there anew. */
export function setZone(ids: readonly string[], zone: string | null): void {
  const { model } = currentDocument()
  const where = zone === null ? 'outside' : `into ${titleOf(model, zone)}`
  const [first] = ids
  const what = ids.length === 1 && first !== undefined ? titleOf(model, first) : `${ids.length} elements`
  apply((document) => {
    const moved = moveIntoZone(document.model, ids, zone)
    if (moved === document.model) return document
    // Positions are relative to the parent, so the old ones mean nothing in the new zone.
    const boxes = document.layout.boxes.filter((box) => !ids.includes(box.id))
    return { ...document, model: moved, layout: { ...document.layout, boxes } }
  }, `Move ${what} ${where}`)
}
