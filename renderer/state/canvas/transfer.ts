/** Copy, cut and paste. Without the system clipboard (permission, old browser) an own one serves. */
import { plural } from '../../../shared/core/text.ts'
import { withMembers } from '../../../shared/model/arranging/members.ts'
import type { Document } from '../../../shared/model/document.ts'
import { absoluteRects, boundsOf, centerOf } from '../../../shared/model/geometry.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { currentDocument } from '../document.ts'
import { announce, canEdit, commitPasted, deleteElements, nameOf } from '../elements.ts'
import { notify, uiStore } from '../ui.ts'
import { canvasView } from '../view.ts'
import { type Copy, copyOf, copyOfModel, parseCopy, pasteCopy, printCopy } from './clipboard.ts'

const NEXT = 32

let own: string | null = null
/** How often the same text was pasted without a pointer: each lies a little further. */
let repeat: { readonly text: string; readonly times: number } = { text: '', times: 0 }

/** The selection as text for the clipboard; null when nothing that can be copied is selected. */
export function copySelection(): string | null {
  const { selection } = uiStore.getState()
  const copy = copyOf(currentDocument(), selection)
  if (!copy) return null
  own = printCopy(copy)
  repeat = { text: own, times: 0 }
  announce(`Copied ${nameOf(currentDocument(), selection)}`)
  return own
}

export function cutSelection(): string | null {
  const { selection } = uiStore.getState()
  const text = canEdit() ? copySelection() : null
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

/** Adds what a text describes: copied elements, a plain-text DFD or a Mermaid flowchart. */
export async function pasteText(text: string): Promise<void> {
  if (!canEdit() || !text.trim()) return
  const copied = parseCopy(text)
  const read = copied ? null : await readDiagram(text)
  const copy = copied ?? read?.copy
  if (!copy) {
    const hint = read?.fault ?? 'Paste copied elements, a plain-text DFD or a Mermaid flowchart'
    notify('warning', 'What was pasted is not a diagram', hint)
    return
  }
  const document = currentDocument()
  const { page } = uiStore.getState()
  const onPage = page !== null && page !== document.layout.pages[0]?.id ? page : undefined
  const count = copy.components.length + copy.boundaries.length + copy.notes.length
  const what = count === 1 ? titleIn(copy) : `${count} elements`
  commitPasted(pasteCopy(document, copy, { middle: placeFor(document, copy, text) }, onPage), `Paste ${what}`)
  if (read?.told) notify('info', read.told, 'Change kinds in the inspector.')
}

interface ReadDiagram {
  readonly copy?: Copy
  /** Why a text that means to be a diagram is none. */
  readonly fault?: string
  /** What a person should look at after the paste. */
  readonly told?: string
}

/** A whole model, as YAML or of another tool, is more than a diagram, and is opened rather than pasted. */
async function readDiagram(text: string): Promise<ReadDiagram> {
  const { readAny } = await import('../../../shared/formats/registry.ts')
  const { model, format, diagnostics } = readAny(text)
  const problem = diagnostics.find(({ severity }) => severity === 'error')
  if (!model && format === 'mermaid' && problem) {
    const line = problem.range ? `Line ${problem.range.start.line}: ` : ''
    return { fault: `${line}${problem.message}` }
  }
  if (!model || format === 'fenceline' || format === 'tm7' || model.components.length === 0) return {}
  const copy = copyOfModel(model)
  const guesses = diagnostics.filter(({ code }) => code === 'mermaid-kind-guessed').length
  const lost = diagnostics.filter(({ code, severity }) => {
    return code === 'mermaid-not-carried' && severity === 'warning'
  }).length
  const told = [
    ...(guesses > 0 ? [`${plural(guesses, 'kind')} guessed`] : []),
    ...(lost > 0 ? [`${plural(lost, 'arrow')} at subgraphs left out`] : []),
  ].join(', ')
  return told === '' ? { copy } : { copy, told: `Pasted: ${told}.` }
}

/** Under the pointer; else beside the original while that is in sight; else in the middle of the view. */
function placeFor(document: Document, copy: Copy, text: string): Point {
  const view = canvasView()
  const pointer = view?.pointer()
  if (pointer) return pointer
  repeat = { text, times: repeat.text === text ? repeat.times + 1 : 1 }
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

function titleIn(copy: Copy): string {
  return copy.components[0]?.title ?? copy.boundaries[0]?.title ?? 'note'
}
