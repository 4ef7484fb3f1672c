/** Finding on the canvas: what is looked for, which hit is shown, and where the person was before. */
import { createStore, useStore } from 'zustand'
import type { Document } from '../../../shared/model/document.ts'
import { pageOf } from '../../../shared/model/geometry.ts'
import { parseRef } from '../../../shared/model/ids.ts'
import { shownIn } from '../../../shared/model/names/shown.ts'
import { leaveFocusFor } from '../canvas/zones/focus.ts'
import { hidersOf } from '../canvas/zones/hidden.ts'
import { currentDocument } from '../document.ts'
import { announce } from '../elements/elements.ts'
import { select, setUi, uiStore } from '../ui.ts'
import { canvasView, reveal, type Viewport } from '../view.ts'
import { findIn, type Hit } from './search.ts'

interface Origin {
  readonly selection: readonly string[]
  readonly page: string | null
  readonly focusedZone: string | null
  readonly viewport: Viewport | null
  readonly focus: Element | null
}

export interface FindState {
  readonly isOpen: boolean
  /** Kept when the bar is closed, so that F3 goes on. */
  readonly query: string
  /** The hit that is shown, by ref: edits move its place among the others. */
  readonly current: string | null
  /** Counts requests to put the cursor into the field. */
  readonly asked: number
}

export const findStore = createStore<FindState>(() => ({ isOpen: false, query: '', current: null, asked: 0 }))

export function useFind<T>(selector: (state: FindState) => T): T {
  return useStore(findStore, selector)
}

let last: { readonly document: Document; readonly query: string; readonly hits: readonly Hit[] } | null = null

/** What the query finds in the document, the best first; remembered for the last one asked about. */
export function hitsOf(document: Document, query: string): readonly Hit[] {
  const isSame =
    last?.document.model === document.model &&
    last.document.layout.notes === document.layout.notes &&
    last.query === query
  if (!last || !isSame) last = { document, query, hits: findIn(document, query) }
  return last.hits
}

const NONE: ReadonlySet<string> = new Set()

/** What is to be lit on the canvas; a collapsed zone for what it hides. Flows do not outshine the ends they are found by. */
export function foundRefs(document: Document, query: string): ReadonlySet<string> {
  const hits = hitsOf(document, query)
  if (hits.length === 0) return NONE
  const { inside } = shownIn(document.model, document.layout)
  const own = hits.filter(({ isByEnds }) => !isByEnds)
  return new Set((own.length > 0 ? own : hits).map(({ ref }) => inside.get(ref) ?? ref))
}

let origin: Origin | null = null
/** What the search selected last. */
let led: string | null = null

/** Opens the bar with the cursor in it; an open one only takes the cursor. */
export function openFind(query?: string): void {
  const { isOpen, asked } = findStore.getState()
  if (!isOpen) {
    const { selection, page, focusedZone } = uiStore.getState()
    led = null
    const viewport = canvasView()?.viewport() ?? null
    origin = { selection, page, focusedZone, viewport, focus: document.activeElement }
  }
  findStore.setState({ isOpen: true, asked: asked + 1 })
  if (query !== undefined) lookFor(query)
}

/** Looks for something else and shows the best hit. */
export function lookFor(query: string): void {
  findStore.setState({ query })
  const [best] = hitsOf(currentDocument(), query)
  if (best) goTo(best.ref)
  else findStore.setState({ current: null })
}

/** Goes to the next (1) or previous (-1) hit, around the end. */
export function stepHits(by: 1 | -1): void {
  const { query, current } = findStore.getState()
  const hits = hitsOf(currentDocument(), query)
  if (hits.length === 0) return
  const at = hits.findIndex(({ ref }) => ref === current)
  const next = at < 0 ? (by === 1 ? 0 : hits.length - 1) : (at + by + hits.length) % hits.length
  const hit = hits[next]
  if (!hit) return
  goTo(hit.ref)
  announce(`${hit.title}, ${next + 1} of ${hits.length}`)
}

/** Selects a hit and brings it into sight, on whatever page it is. */
export function goTo(ref: string): void {
  findStore.setState({ current: ref })
  led = ref
  const document = currentDocument()
  const page = pageFor(document, ref)
  const { page: shown } = uiStore.getState()
  const isElsewhere = page !== undefined && page !== (shown ?? document.layout.pages[0]?.id)
  if (isElsewhere) setUi({ page })
  select([ref])
  // A page is first shown whole, in the frame after.
  if (isElsewhere) requestAnimationFrame(() => requestAnimationFrame(() => show(ref)))
  else show(ref)
}

function show(ref: string): void {
  leaveFocusFor([ref])
  // Opening a zone is an edit, which looking around is not: until one stays, the zone itself is shown.
  const hiders = hidersOf(currentDocument(), [ref])
  canvasView()?.reveal(hiders.length > 0 ? hiders : [ref], { covered: true })
}

function pageFor({ model, layout }: Document, ref: string): string | undefined {
  if (layout.pages.length < 2) return undefined
  if (ref.startsWith('note:')) {
    return layout.notes.find(({ id }) => `note:${id}` === ref)?.page ?? layout.pages[0]?.id
  }
  const target = parseRef(ref)
  if (target.kind === 'flow') return pageOf(model, layout, target.from)
  const line = model.boundaries.find(({ id, kind }) => id === ref && kind === 'line')
  const [crossed] = line?.crossedBy ?? []
  return crossed === undefined ? pageOf(model, layout, ref) : pageFor({ model, layout, drafts: [] }, crossed)
}

/** Leaves the bar where the search led, opening the zones that hide it, with the keys on the canvas. */
export function stayAtHit(): void {
  const { current } = findStore.getState()
  findStore.setState({ isOpen: false })
  origin = null
  if (current !== null) reveal([current])
  canvasView()?.focus()
}

/** Leaves the bar and goes back to where the person was, unless they went somewhere else by themselves. */
export function leaveFind(): void {
  const { selection } = uiStore.getState()
  const before = origin
  findStore.setState({ isOpen: false })
  origin = null
  if (!before) return
  if (led !== null && selection.length === 1 && selection[0] === led) {
    setUi({ page: before.page, focusedZone: before.focusedZone })
    select(before.selection)
    if (before.viewport) canvasView()?.show(before.viewport)
  }
  if (before.focus instanceof HTMLElement && before.focus.isConnected && before.focus !== document.body)
    before.focus.focus({ preventScroll: true })
  else canvasView()?.focus()
}

/** Another model has other elements. */
export function forgetFind(): void {
  origin = null
  findStore.setState({ isOpen: false, query: '', current: null })
}
