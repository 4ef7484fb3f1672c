/** The tools of the canvas, each by one key, and building a diagram without a mouse. */
import { holderOf } from '../../../shared/model/arranging/members.ts'
import { absoluteRects, type Rect } from '../../../shared/model/geometry.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { shownIn } from '../../../shared/model/names/shown.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { moveTo } from '../../state/canvas/move.ts'
import {
  freeMiddle,
  type Placed,
  placeComponent,
  placeLine,
  placeNote,
  placeZone,
} from '../../state/canvas/place.ts'
import { rectAround } from '../../state/canvas/zones/around.ts'
import { currentDocument, documentStore } from '../../state/document.ts'
import { announce, canEdit, commitPlaced } from '../../state/elements/elements.ts'
import { notify, pageShown, select, setUi, type Tool, uiStore } from '../../state/ui.ts'
import { canvasView, reveal } from '../../state/view.ts'
import type { Action } from '../action.ts'
import { selectHolder } from './selecting.ts'
import { leaveFocus } from './zones.ts'

const isOpen = () => documentStore.getState().path !== null

const tool = (id: Tool, label: string, keys: readonly string[], also = ''): Action => ({
  id: `tool.${id}`,
  label,
  also,
  group: 'tools',
  keys,
  scope: 'canvas',
  isEnabled: id === 'select' ? isOpen : canEdit,
  run: () => pick(id, label),
})

function pick(id: Tool, label: string): void {
  setUi({ tool: id, connecting: null, movingInto: null, redrawing: null })
  const isPlaced = id !== 'select' && id !== 'line' && id !== 'flow'
  const more = isPlaced ? ': click where it goes, or press Enter' : ''
  const across =
    id === 'line' && selectedFlows().length > 0 ? ': press Enter to put it on the selected flows' : ''
  announce(`${label}${more}${across}`)
}

/** The one selected component, from which a flow can be drawn. */
function source(): string | null {
  const { selection } = uiStore.getState()
  const [ref] = selection
  return selection.length === 1 && ref !== undefined && indexOf(currentDocument().model).components.has(ref)
    ? ref
    : null
}

function selectedFlows(): readonly string[] {
  const { flows } = indexOf(currentDocument().model)
  return uiStore.getState().selection.filter((ref) => flows.has(ref))
}

/** Places beside the selection and in its zone, inside a selected zone, or in the middle of what is visible. */
export function placeWithKeys(): void {
  const { tool: kind, selection } = uiStore.getState()
  const document = currentDocument()
  const { model, layout } = document
  const { rects } = shownIn(model, layout)
  const last = selection.at(-1) ?? ''
  const isZone = indexOf(model).boundaries.get(last)?.kind === 'zone'
  const rect = rects.get(last)
  const fallback = canvasView()?.center() ?? { x: 0, y: 0 }
  const inside = rect && { x: rect.x + 104, y: rect.y + 80 }
  const grows = typeof zoneFor(model, last) === 'string'
  const middle =
    isZone && inside
      ? freeMiddle(document, null, inside, grows)
      : freeMiddle(document, rect ?? null, fallback, grows)
  const onPage = pageShown(layout)
  if (kind === 'external' || kind === 'process' || kind === 'store')
    commitPlaced(heldIn(placeComponent(document, kind, middle, onPage), zoneFor(model, last)), true)
  else if (kind === 'line') placeAcross(selectedFlows())
  else if (kind === 'note') commitPlaced(placeNote(document, middle, onPage), true)
  else if (kind === 'zone')
    commitPlaced(placeZone(document, rectAround(document, selection) ?? zoneAt(middle), onPage), true)
  reveal(uiStore.getState().selection)
}

/** Of the usual size. */
function zoneAt(middle: Point): Rect {
  return { x: middle.x - 160, y: middle.y - 104, width: 320, height: 208 }
}

function placeAcross(flows: readonly string[]): void {
  if (flows.length > 0) commitPlaced(placeLine(currentDocument(), flows), true)
  else notify('info', 'Select the flows that the line crosses first.')
}

/** The zone that a new component beside this element belongs to; undefined: whichever is drawn there. */
function zoneFor(model: Model, ref: string): string | null | undefined {
  const { components, boundaries } = indexOf(model)
  return boundaries.get(ref)?.kind === 'zone' ? ref : components.get(ref)?.zone
}

/** A zone that is full grows around what is put into it. */
function heldIn(placed: Placed, zone: string | null | undefined): Placed {
  const { document, ref } = placed
  const at = absoluteRects(document.model, document.layout).get(ref)
  if (zone === undefined || !at || holderOf(document.model, ref) === zone) return placed
  return { ref, document: moveTo(document, new Map([[ref, { at, zone }]])) }
}

function isPlacing(): boolean {
  const { tool } = uiStore.getState()
  if (tool === 'line') return canEdit() && selectedFlows().length > 0
  return tool !== 'select' && tool !== 'flow' && canEdit()
}

function backOff(): void {
  const { tool: active, connecting, movingInto, selection, focusedZone } = uiStore.getState()
  if (connecting !== null || movingInto !== null) setUi({ connecting: null, movingInto: null })
  else if (active !== 'select') setUi({ tool: 'select', redrawing: null })
  else if (focusedZone !== null && (selection.length === 0 || selection.at(-1) === focusedZone)) leaveFocus()
  else if (!selectHolder() && selection.length > 0) select([])
}

export const toolActions: readonly Action[] = [
  tool('select', 'Select', ['V']),
  tool('external', 'External entity', ['E'], 'actor user'),
  tool('process', 'Process', ['P'], 'service component'),
  tool('store', 'Data store', ['S'], 'database'),
  tool('flow', 'Flow', ['F'], 'arrow connector edge'),
  tool('zone', 'Zone', ['Z'], 'trust boundary group frame'),
  tool('line', 'Boundary line', ['B'], 'trust boundary'),
  tool('note', 'Text note', ['T']),
  {
    id: 'tool.connect',
    label: 'Connect from selection…',
    group: 'tools',
    keys: ['C'],
    scope: 'canvas',
    isEnabled: () => canEdit() && source() !== null,
    run: () => setUi({ connecting: source() }),
  },
  {
    id: 'tool.place',
    label: 'Place with the keyboard',
    group: 'tools',
    keys: ['Enter'],
    scope: 'canvas',
    isEnabled: isPlacing,
    run: placeWithKeys,
  },
  {
    id: 'tool.back',
    label: 'Leave the tool, go to the zone around, then select nothing',
    group: 'tools',
    keys: ['Escape'],
    scope: 'canvas',
    isEnabled: isOpen,
    run: backOff,
  },
]
