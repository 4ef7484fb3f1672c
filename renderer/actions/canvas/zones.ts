/** Zones as containers: collapsed, looked at alone, entered and left with the keyboard. */
import { holderOf } from '../../../shared/model/arranging/members.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { placeZone } from '../../state/canvas/place.ts'
import { rectAround } from '../../state/canvas/zones/around.ts'
import { isCollapsed, setCollapsed } from '../../state/canvas/zones/collapse.ts'
import { focusZone } from '../../state/canvas/zones/focus.ts'
import { movableOf, zonesFor } from '../../state/canvas/zones/membership.ts'
import { currentDocument } from '../../state/document.ts'
import { canEdit, commitPlaced } from '../../state/elements/elements.ts'
import { pageShown, setUi, uiStore } from '../../state/ui.ts'
import { canvasView, fitView, type Viewport } from '../../state/view.ts'
import { focusDiagram } from '../../state/workplace.ts'
import type { Action } from '../action.ts'

const movable = () => movableOf(currentDocument(), uiStore.getState().selection)

/** The zones of the selection; of other elements the zone around them. */
function zonesInHand(): readonly string[] {
  const { model } = currentDocument()
  const { boundaries } = indexOf(model)
  const { selection } = uiStore.getState()
  const zones = selection.flatMap((ref) => {
    const zone = boundaries.get(ref)?.kind === 'zone' ? ref : holderOf(model, ref)
    return zone === null ? [] : [zone]
  })
  return [...new Set(zones)]
}

/** Where the view was before one zone was looked at. */
let viewBefore: Viewport | undefined

/** Shows the zone in hand alone; once more, or with nothing in hand, it shows everything again. */
function showOnly(): void {
  const { focusedZone } = uiStore.getState()
  const [zone] = zonesInHand()
  if (zone === undefined || zone === focusedZone) {
    leaveFocus()
    return
  }
  if (focusedZone === null) viewBefore = canvasView()?.viewport()
  focusZone(zone)
  requestAnimationFrame(fitView)
}

/** Shows everything again, where it was seen before. */
export function leaveFocus(): void {
  focusZone(null)
  focusDiagram()
  if (viewBefore) canvasView()?.show(viewBefore)
}

export const zoneActions: readonly Action[] = [
  {
    id: 'zone.collapse',
    label: 'Collapse or open the zone',
    also: 'fold expand',
    group: 'arrange',
    keys: ['O'],
    scope: 'canvas',
    isEnabled: () => canEdit() && zonesInHand().length > 0,
    run() {
      const zones = zonesInHand()
      const isAnyOpen = zones.some((zone) => !isCollapsed(currentDocument(), zone))
      setCollapsed(zones, isAnyOpen)
    },
  },
  {
    id: 'zone.open-all',
    label: 'Open all zones',
    group: 'arrange',
    scope: 'app',
    isEnabled: () => canEdit() && currentDocument().layout.boxes.some((box) => box.collapsed),
    run: () =>
      setCollapsed(
        currentDocument().layout.boxes.flatMap(({ id, collapsed }) => (collapsed ? [id] : [])),
        false,
      ),
  },
  {
    id: 'zone.around',
    label: 'Put a zone around the selection',
    also: 'group frame trust boundary',
    group: 'arrange',
    keys: ['Shift+Z'],
    scope: 'canvas',
    isEnabled: () => canEdit() && movable().length > 0,
    run() {
      const document = currentDocument()
      const rect = rectAround(document, movable())
      if (rect) commitPlaced(placeZone(document, rect, pageShown(document.layout)), true)
    },
  },
  {
    id: 'zone.focus',
    label: 'Show only this zone',
    also: 'focus isolate',
    group: 'view',
    keys: ['Shift+O'],
    scope: 'canvas',
    isEnabled: () => zonesInHand().length > 0 || uiStore.getState().focusedZone !== null,
    run: showOnly,
  },
  {
    id: 'zone.unfocus',
    label: 'Show everything again',
    group: 'view',
    scope: 'app',
    menu: false,
    isEnabled: () => uiStore.getState().focusedZone !== null,
    run: leaveFocus,
  },
  {
    id: 'zone.into',
    label: 'Move into a zone…',
    group: 'arrange',
    keys: ['I'],
    scope: 'canvas',
    isEnabled: () => canEdit() && movable().length > 0 && zonesFor(currentDocument(), movable()).length > 0,
    run: () => setUi({ movingInto: movable(), connecting: null }),
  },
]
