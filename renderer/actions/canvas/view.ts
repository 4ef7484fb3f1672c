/** How the canvas is looked at. */
import { documentStore } from '../../state/document.ts'
import { changeSettings } from '../../state/session.ts'
import { uiStore } from '../../state/ui.ts'
import { canvasView } from '../../state/view.ts'
import type { Action } from '../action.ts'

const ZOOM_STEP = 1.25
const isOpen = () => documentStore.getState().path !== null

const view = (id: string, label: string, keys: readonly string[], run: () => void): Action => ({
  id: `view.${id}`,
  label,
  group: 'view',
  keys,
  scope: 'canvas',
  isEnabled: isOpen,
  run,
})

export const viewActions: readonly Action[] = [
  { ...view('fit', 'Show everything', ['Shift+1'], () => canvasView()?.fit()), also: 'fit zoom' },
  {
    ...view('selection', 'Zoom to the selection', ['Shift+2'], () =>
      canvasView()?.reveal(uiStore.getState().selection, { zoomTo: true }),
    ),
    isEnabled: () => uiStore.getState().selection.length > 0,
  },
  view('actual', 'Zoom to 100 %', ['Shift+0', 'Mod+0'], () => canvasView()?.zoomTo(1)),
  view('in', 'Zoom in', ['+', 'Mod++', '='], () => canvasView()?.zoomBy(ZOOM_STEP)),
  view('out', 'Zoom out', ['-', 'Mod+-'], () => canvasView()?.zoomBy(1 / ZOOM_STEP)),
  view('minimap', 'Show or hide the minimap', ['M'], () =>
    changeSettings({ minimap: !uiStore.getState().settings.minimap }),
  ),
]
