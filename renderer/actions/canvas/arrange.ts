/** The automatic layout, of everything on the page or of the selection. */

import type { Axis, Edge } from '../../../shared/model/arranging/align.ts'
import { holderOf } from '../../../shared/model/arranging/members.ts'
import { pageOf } from '../../../shared/model/geometry.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { arrange } from '../../state/arrange/arrange.ts'
import { align, alignable, distribute } from '../../state/canvas/align.ts'
import { rootsOf } from '../../state/canvas/move.ts'
import { apply, currentDocument } from '../../state/document.ts'
import { canEdit } from '../../state/elements/elements.ts'
import { uiStore } from '../../state/ui.ts'
import { fitView } from '../../state/view.ts'
import type { Action } from '../action.ts'

/** Components and zones of the selection, without what is inside another selected zone. */
function selectedRoots(): readonly string[] {
  const { model } = currentDocument()
  const { components, boundaries } = indexOf(model)
  const isPlaced = (ref: string) => components.has(ref) || boundaries.get(ref)?.kind === 'zone'
  return rootsOf(model, uiStore.getState().selection.filter(isPlaced))
}

async function arrangeAll(): Promise<void> {
  const { model, layout } = currentDocument()
  const page = uiStore.getState().page ?? layout.pages[0]?.id
  const zones = model.boundaries.filter((boundary) => boundary.kind === 'zone')
  const roots = [...model.components, ...zones]
    .map(({ id }) => id)
    .filter(
      (id) => holderOf(model, id) === null && (page === undefined || pageOf(model, layout, id) === page),
    )
  await arrange(roots, true)
  requestAnimationFrame(fitView)
}

const ALIGNING: readonly (readonly [edge: Edge, label: string, keys: string])[] = [
  ['left', 'Align left', 'Mod+Shift+ArrowLeft'],
  ['center', 'Align centres', 'Alt+Shift+H'],
  ['right', 'Align right', 'Mod+Shift+ArrowRight'],
  ['top', 'Align top', 'Mod+Shift+ArrowUp'],
  ['middle', 'Align middles', 'Alt+Shift+V'],
  ['bottom', 'Align bottom', 'Mod+Shift+ArrowDown'],
]
const SPREADING: readonly (readonly [axis: Axis, label: string, keys: string])[] = [
  ['horizontal', 'Distribute horizontally', 'Alt+H'],
  ['vertical', 'Distribute vertically', 'Alt+V'],
]

/** Whether at least so many elements are selected that have a place of their own. */
function canAlign(least: number): boolean {
  const { selection } = uiStore.getState()
  return canEdit() && selection.length >= least && alignable(currentDocument(), selection).size >= least
}

const aligning = ALIGNING.map(
  ([edge, label, keys]): Action => ({
    id: `arrange.align-${edge}`,
    label,
    group: 'arrange',
    keys: [keys],
    scope: 'canvas',
    isEnabled: () => canAlign(2),
    run: () => apply((document) => align(document, uiStore.getState().selection, edge), label),
  }),
)

const spreading = SPREADING.map(
  ([axis, label, keys]): Action => ({
    id: `arrange.distribute-${axis}`,
    label,
    group: 'arrange',
    keys: [keys],
    scope: 'canvas',
    isEnabled: () => canAlign(3),
    run: () => apply((document) => distribute(document, uiStore.getState().selection, axis), label),
  }),
)

export const arrangeActions: readonly Action[] = [
  {
    id: 'arrange.layout',
    label: 'Arrange everything',
    also: 'auto layout tidy',
    group: 'arrange',
    keys: ['Mod+Shift+L'],
    scope: 'app',
    isEnabled: () => canEdit() && currentDocument().model.components.length > 0,
    run: arrangeAll,
  },
  {
    id: 'arrange.selection',
    label: 'Arrange the selection',
    group: 'arrange',
    scope: 'app',
    isEnabled: () => canEdit() && selectedRoots().length > 1,
    run: () => arrange(selectedRoots(), false),
  },
  {
    id: 'arrange.stop',
    label: 'Stop arranging',
    group: 'arrange',
    scope: 'app',
    isEnabled: () => uiStore.getState().arranging !== null,
    run: () => uiStore.getState().arranging?.stop(),
  },
  ...aligning,
  ...spreading,
]
