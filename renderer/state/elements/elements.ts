/** What people do to elements on the canvas and in the outline, each as one labelled undo step. */
import { plural } from '../../../shared/core/text.ts'
import { withMembers } from '../../../shared/model/arranging/members.ts'
import { type Document, tidy } from '../../../shared/model/document.ts'
import { updateBoundary, updateComponent } from '../../../shared/model/edits/components.ts'
import { updateFlow } from '../../../shared/model/edits/flows.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import { rekey } from '../../../shared/model/edits/rename.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { shownIn } from '../../../shared/model/names/shown.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import { moveTo, type Place, rootsOf, setRoute, zoneAt } from '../canvas/move.ts'
import { type Placed, placeFlow } from '../canvas/place.ts'
import { describeElement } from '../canvas/walk.ts'
import { hidersOf, withZones } from '../canvas/zones/hidden.ts'
import { copyOf, type Pasted, pasteCopy } from '../clipboard/copy.ts'
import { apply, currentDocument, documentStore } from '../document.ts'
import { select, setUi, uiStore } from '../ui.ts'

const DUPLICATE_OFFSET = 32

/** The title of one element, the number of several. */
export function nameOf(document: Document, refs: readonly string[]): string {
  const [ref, ...others] = refs
  if (ref === undefined) return 'nothing'
  if (others.length > 0) return plural(refs.length, 'element')
  return ref.startsWith('note:') ? 'note' : titleOf(document.model, ref)
}

export function announce(text: string): void {
  // The same words again are only heard when something of them changed.
  setUi({ announcement: uiStore.getState().announcement === text ? `${text}\u00A0` : text })
}

/** Selects one element and says what it is. */
export function selectAndSay(ref: string): void {
  select([ref])
  announce(describeElement(currentDocument(), ref))
}

/** False, with a word to the person, when the open model may not be changed. */
export function canEdit(): boolean {
  const { path, readOnly } = documentStore.getState()
  return path !== null && !readOnly
}

/** Shows a placed element selected with its title open, as the step "Add Process". */
export function commitPlaced({ document: placed, ref }: Placed, name: boolean): void {
  if (!canEdit()) return
  const document = withZones(placed, hidersOf(placed, [ref]), false)
  apply(() => document, `Add ${nameOf(document, [ref])}`, `add:${ref}`)
  select([ref])
  setUi({ tool: 'select', ...(name ? { renaming: ref, placed: ref } : {}) })
  announce(`Added ${describeElement(document, ref)}`)
}

/** Draws a flow between two components and selects it. */
export function addFlowBetween(from: string, to: string): string {
  const { document, ref } = placeFlow(currentDocument(), from, to)
  apply(() => document, `Add flow ${titleOf(document.model, ref)}`)
  if (canEdit()) selectAndSay(ref)
  return ref
}

export function startRenaming(ref: string): void {
  if (canEdit()) setUi({ renaming: ref })
}

/** Ends the editing of a title. Null keeps the old one; so does an empty title, except for a note or flow. */
export function finishRenaming(ref: string, typed: string | null): void {
  const { placed } = uiStore.getState()
  const document = currentDocument()
  setUi({ renaming: null, placed: null })
  const title = typed?.trim() ?? null
  if (ref.startsWith('note:')) {
    const isBlank = !document.layout.notes.find(({ id }) => `note:${id}` === ref)?.text
    if (title === null ? isBlank : title === '') deleteElements([ref])
    else if (title !== null)
      apply((now) => withNoteText(now, ref, title), 'Edit note', placed ? `add:${ref}` : undefined)
    return
  }
  const index = indexOf(document.model)
  if (index.flows.has(ref)) {
    if (title !== null)
      apply(
        (now) => ({ ...now, model: updateFlow(now.model, ref, { title }) }),
        `Rename ${titleOf(document.model, ref)}`,
      )
    return
  }
  if (!title || title === titleOf(document.model, ref)) return
  if (placed !== ref) {
    apply((now) => withTitle(now, ref, title), `Rename ${titleOf(document.model, ref)}`)
    return
  }
  const { document: next, id } = rekey(withTitle(document, ref, title), ref, title)
  apply(() => next, `Add ${title}`, `add:${ref}`)
  select([id])
}

function withTitle(document: Document, id: string, title: string): Document {
  const model = updateBoundary(updateComponent(document.model, id, { title }), id, { title })
  return model === document.model ? document : { ...document, model }
}

function withNoteText(document: Document, ref: string, text: string): Document {
  const notes = document.layout.notes.map((note) => (`note:${note.id}` === ref ? { ...note, text } : note))
  return { ...document, layout: { ...document.layout, notes } }
}

/** "Delete API Gateway (2 flows, 1 risk)": what goes with the elements that are named. */
function deletionLabel(document: Document, refs: readonly string[], verb = 'Delete'): string {
  const removal = removeElements(document.model, refs)
  const { flows } = indexOf(document.model)
  const moreFlows = removal.flows - refs.filter((ref) => flows.has(ref)).length
  const also = [
    moreFlows > 0 ? plural(moreFlows, 'flow') : '',
    removal.risks > 0 ? plural(removal.risks, 'risk') : '',
  ].filter(Boolean)
  return `${verb} ${nameOf(document, refs)}${also.length > 0 ? ` (${also.join(', ')})` : ''}`
}

/**
 * Deletes components (with their flows), flows, boundaries and notes. Members of a zone stay where they
 * are, but those of a collapsed one go with it.
 */
export function deleteElements(chosen: readonly string[], verb = 'Delete'): void {
  const before = currentDocument()
  const { zones } = shownIn(before.model, before.layout)
  const collapsed = chosen.filter((ref) => zones.has(ref))
  const refs = [...new Set([...chosen, ...withMembers(before.model, collapsed)])]
  if (refs.length === 0 || !canEdit()) return
  const label = deletionLabel(before, refs, verb)
  const rects = absoluteRects(before.model, before.layout)
  const { model } = removeElements(before.model, refs)
  const kept = new Set([...model.components, ...model.boundaries].map((element) => element.id))
  const freed = [...withMembers(before.model, refs)].filter((id) => kept.has(id))
  const roots = rootsOf(model, freed)
  const stay = new Map(
    roots.flatMap((id): [string, Place][] => {
      const rect = rects.get(id)
      return rect ? [[id, { at: rect, zone: holderIn(model, id) }]] : []
    }),
  )
  const placed = moveTo(before, stay)
  const notes = placed.layout.notes.filter((note) => !refs.includes(`note:${note.id}`))
  const layout = { ...placed.layout, notes }
  apply(() => tidy({ ...before, model, layout }), label)
  select(uiStore.getState().selection.filter((ref) => !refs.includes(ref)))
  announce(label)
}

function holderIn(model: Document['model'], id: string): string | null {
  const { components, boundaries } = indexOf(model)
  return components.get(id)?.zone ?? boundaries.get(id)?.parent ?? null
}

/** Copies of the elements beside them, with the flows between them; in the zones drawn there where `by` moves them. */
export function duplicateElements(refs: readonly string[], by?: Point, page?: string): void {
  const document = currentDocument()
  const copy = copyOf(document, refs)
  if (!copy || !canEdit()) return
  const offset = by ?? { x: DUPLICATE_OFFSET, y: DUPLICATE_OFFSET }
  const where = { offset, keepZones: by === undefined }
  commitPasted(pasteCopy(document, copy, where, page), `Duplicate ${nameOf(document, refs)}`)
}

export function commitPasted(pasted: Pasted, label: string): void {
  apply(() => pasted.document, label)
  select(pasted.refs)
  announce(label)
}

/** False once an element is gone, which may happen while it is dragged. */
function isThere(ref: string): boolean {
  const { model, layout } = currentDocument()
  const { components, boundaries } = indexOf(model)
  return components.has(ref) || boundaries.has(ref) || layout.notes.some(({ id }) => `note:${id}` === ref)
}

/** Puts elements somewhere as one step. */
export function moveElements(places: ReadonlyMap<string, Place>, mergeKey?: string, label?: string): void {
  if (![...places.keys()].some(isThere)) return
  const words = label ?? `Move ${nameOf(currentDocument(), [...places.keys()])}`
  apply((document) => moveTo(document, places), words, mergeKey)
  if (label !== undefined) announce(label)
}

/** A selection moved by arrow keys; a component whose middle comes into another zone joins it. */
export function nudgeElements(refs: readonly string[], by: Point, gesture: number): void {
  const { model, layout } = currentDocument()
  const { rects } = shownIn(model, layout)
  const places = new Map<string, Place>()
  for (const ref of rootsOf(model, refs)) {
    const rect = rects.get(ref) ?? layout.notes.find(({ id }) => `note:${id}` === ref)
    if (!rect) continue
    const at = { x: rect.x + by.x, y: rect.y + by.y }
    const own = withMembers(model, [ref])
    const size = rects.get(ref)
    if (!size) {
      places.set(ref, { at })
      continue
    }
    const middle = (from: Point) => ({ x: from.x + size.width / 2, y: from.y + size.height / 2 })
    const [before, after] = [zoneAt(model, rects, middle(rect), own), zoneAt(model, rects, middle(at), own)]
    places.set(ref, before === after ? { at } : { at, zone: after })
  }
  if (places.size > 0) moveElements(places, `nudge:${gesture}:${refs.join(' ')}`)
}

/** Gives a flow these waypoints, as one step. */
export function routeFlow(ref: string, points: readonly Point[]): void {
  const label = points.length === 0 ? 'Straighten' : 'Route'
  apply((document) => setRoute(document, ref, points), `${label} ${titleOf(currentDocument().model, ref)}`)
}
