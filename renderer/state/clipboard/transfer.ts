/** Copy, cut and paste. Without the system clipboard (permission, old browser) an own one serves. */
import { withMembers } from '../../../shared/model/arranging/members.ts'
import type { Document } from '../../../shared/model/document.ts'
import { absoluteRects, boundsOf, centerOf } from '../../../shared/model/geometry.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { placeNote } from '../canvas/place.ts'
import { currentDocument } from '../document.ts'
import {
  announce,
  canEdit,
  commitPasted,
  commitPlaced,
  deleteElements,
  nameOf,
} from '../elements/elements.ts'
import { notify, pageShown, uiStore } from '../ui.ts'
import { canvasView } from '../view.ts'
import { type Copy, copyOf, pasteCopy, printCopy } from './copy.ts'
import { readPasted } from './read-pasted.ts'

const NEXT = 32

let own: string | null = null
/** How often the same text was pasted at the same pointer, or without one: each lies a little further. */
let repeat: { readonly text: string; readonly times: number; readonly at: Point | null } = {
  text: '',
  times: 0,
  at: null,
}

/** The selection as text for the clipboard; null when nothing that can be copied is selected. */
export function copySelection(cut = false): string | null {
  const { selection } = uiStore.getState()
  const copy = copyOf(currentDocument(), selection, cut)
  if (!copy) return null
  own = printCopy(copy)
  repeat = { text: own, times: 0, at: null }
  announce(`Copied ${nameOf(currentDocument(), selection)}`)
  return own
}

export function cutSelection(): string | null {
  const { selection } = uiStore.getState()
  const text = canEdit() ? copySelection(true) : null
  // A zone was copied with what is in it, so that goes too.
  const inside = withMembers(currentDocument().model, selection)
  if (text !== null) deleteElements([...new Set([...selection, ...inside])], 'Cut')
  return text
}

/** Copies for a menu, which has no clipboard event. */
export async function copyToSystem(text: string | null): Promise<void> {
  if (text === null) return
  await navigator.clipboard?.writeText(text).catch(() => {})
}

/** Reads the clipboard for a menu; the own one where reading is not allowed. */
export async function pasteFromSystem(): Promise<void> {
  const text = await navigator.clipboard?.readText().catch(() => null)
  await pasteText(text ?? own ?? '')
}

/** Adds what a text describes; words that describe nothing become a note. */
export async function pasteText(text: string): Promise<void> {
  if (!canEdit() || !text.trim()) return
  const read = await readPasted(text)
  if (read.kind === 'fault') return notify('warning', 'What was pasted is not a diagram.', read.reason)
  const document = currentDocument()
  const onPage = pageShown(document.layout)
  if (read.kind === 'note') {
    const at = besideRepeats(text) ?? canvasView()?.center() ?? { x: 0, y: 0 }
    commitPlaced(placeNote(document, at, onPage, read.text), false)
    return
  }
  const { copy, told } = read
  const count = copy.components.length + copy.boundaries.length + copy.notes.length
  const what = count === 1 ? titleIn(copy) : `${count} elements`
  commitPasted(pasteCopy(document, copy, { middle: placeFor(document, copy, text) }, onPage), `Paste ${what}`)
  if (told !== null) notify('info', told, hintFor(copy))
}

function hintFor({ risksLeft = 0 }: Copy): string {
  return risksLeft > 0 ? 'What is pasted is reviewed by itself.' : 'Change kinds in the inspector.'
}

/** Under the pointer; else beside the original while that is in sight; else in the middle of the view. */
function placeFor(document: Document, copy: Copy, text: string): Point {
  const view = canvasView()
  const pointer = besideRepeats(text)
  if (pointer) return pointer
  const ids = Object.keys(copy.rects)
  const { components, boundaries } = indexOf(document.model)
  const isFromHere = ids.some((id) => components.has(id) || boundaries.has(id))
  const bounds = boundsOf(Object.values(copy.rects))
  if (isFromHere && bounds) {
    const middle = centerOf(bounds)
    return { x: middle.x + NEXT * repeat.times, y: middle.y + NEXT * repeat.times }
  }
  const taken = boundsOf(absoluteRects(document.model, document.layout).values())
  return view?.center() ?? (taken ? centerOf(taken) : { x: 0, y: 0 })
}

/** Counts a paste; where the pointer puts it, which lies beside what the same text was pasted as before. */
function besideRepeats(text: string): Point | null {
  const at = canvasView()?.pointer() ?? null
  const isAgain = repeat.text === text && repeat.at?.x === at?.x && repeat.at?.y === at?.y
  repeat = { text, times: isAgain ? repeat.times + 1 : 1, at }
  const off = NEXT * (repeat.times - 1)
  return at && { x: at.x + off, y: at.y + off }
}

function titleIn(copy: Copy): string {
  return copy.components[0]?.title ?? copy.boundaries[0]?.title ?? 'note'
}
