/** What the outline adds to the diagram's actions: getting there, filtering, moving into and out of zones. */
import { holderOf } from '../../../shared/model/arranging/members.ts'
import { absoluteRects, centerOf } from '../../../shared/model/geometry.ts'
import { indexOf, titleOf, zoneChain } from '../../../shared/model/queries.ts'
import { movableOf, moveOut } from '../../state/canvas/zones/membership.ts'
import { currentDocument, documentStore } from '../../state/document.ts'
import { setZone } from '../../state/elements/attributes.ts'
import { announce, canEdit, nameOf } from '../../state/elements/elements.ts'
import { setUi, type Tool, uiStore } from '../../state/ui.ts'
import { canvasView, reveal } from '../../state/view.ts'
import { type OutlineView, outlineView } from '../../state/workplace.ts'
import type { Action } from '../action.ts'
import { showLeft } from '../frame.ts'
import { placeWithKeys } from './tools.ts'

const isOpen = () => documentStore.getState().path !== null

/** Adds what this tool makes beside or inside the selection at once, with its title open. */
export function addHere(tool: Tool): void {
  if (!canEdit()) return
  setUi({ tool, connecting: null })
  placeWithKeys()
}

const movable = () => movableOf(currentDocument(), uiStore.getState().selection)

/** True when something selected is elsewhere and can be in this zone (null: outside). */
export function canMove(zone: string | null): boolean {
  const { model } = currentDocument()
  const refs = movable()
  const chain = zoneChain(model, zone)
  return (
    canEdit() && !refs.some((ref) => chain.includes(ref)) && refs.some((ref) => holderOf(model, ref) !== zone)
  )
}

/** Moves what is selected into a zone or outside, as one step; the selection stays. */
export function moveSelection(zone: string | null): void {
  if (!canMove(zone)) return
  const refs = movable()
  setZone(refs, zone)
  const { model } = currentDocument()
  const where = zone === null ? 'outside' : `into ${titleOf(model, zone)}`
  announce(`Moved ${nameOf(currentDocument(), refs)} ${where}`)
  reveal(refs)
}

/** Of the zones beside the selection the one that is drawn nearest. */
function nearestZone(): string | undefined {
  const { model, layout } = currentDocument()
  const refs = movable()
  const [first] = refs
  const rects = absoluteRects(model, layout)
  const own = first === undefined ? undefined : rects.get(first)
  if (first === undefined || !own) return undefined
  const here = centerOf(own)
  const distanceTo = (id: string) => {
    const rect = rects.get(id)
    const at = rect ? centerOf(rect) : here
    return Math.hypot(at.x - here.x, at.y - here.y)
  }
  return (indexOf(model).zonesIn.get(holderOf(model, first)) ?? [])
    .map(({ id }) => id)
    .filter((id) => !refs.includes(id))
    .sort((a, b) => distanceTo(a) - distanceTo(b))[0]
}

/** Once the panel that was asked for is drawn. */
function inOutline(act: (outline: OutlineView) => void): void {
  if (!outlineView()) showLeft('outline')
  requestAnimationFrame(() => {
    const outline = outlineView()
    if (outline) act(outline)
  })
}

function goToOutline(): void {
  if (outlineView() && uiStore.getState().workplace === 'outline') {
    canvasView()?.focus()
    return
  }
  inOutline((outline) => outline.focus())
}

export const outlineActions: readonly Action[] = [
  {
    id: 'outline.move-in',
    label: 'Move into the nearest zone',
    group: 'edit',
    keys: ['Alt+Shift+ArrowRight'],
    scope: 'canvas',
    isEnabled: () => canEdit() && nearestZone() !== undefined,
    run: () => moveSelection(nearestZone() ?? null),
  },
  {
    id: 'outline.move-out',
    label: 'Move out of the zone',
    group: 'edit',
    keys: ['Alt+Shift+ArrowLeft'],
    scope: 'canvas',
    isEnabled: () => canEdit() && movable().some((ref) => holderOf(currentDocument().model, ref) !== null),
    run() {
      const refs = movable()
      moveOut(refs)
      reveal(refs)
    },
  },
  {
    id: 'outline.show',
    label: 'Go to the outline and back',
    group: 'view',
    keys: ['Mod+Shift+O'],
    scope: 'always',
    isEnabled: isOpen,
    run: goToOutline,
  },
  {
    id: 'outline.filter',
    label: 'Filter the outline',
    group: 'view',
    scope: 'app',
    isEnabled: isOpen,
    run: () => inOutline((outline) => outline.filter()),
  },
]
