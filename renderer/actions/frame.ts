/** The window around the canvas: its three jobs, its panels, its dialogs. */
import { documentStore } from '../state/document.ts'
import { openLlmSettings } from '../state/llm/setup.ts'
import { changeSettings } from '../state/session.ts'
import { requestTextFocus } from '../state/text.ts'
import { type Drawer, type LeftView, type Mode, setUi, uiStore } from '../state/ui.ts'
import { focusDiagram } from '../state/workplace.ts'
import type { Action } from './action.ts'

type Side = 'left' | 'right' | 'bottom'

/** Below this width the side panels lie over the canvas, and are closed unless asked for. */
export const NARROW = '(max-width: 1179px)'

/** Shows or hides a panel; one that lies over the canvas for now, else it is remembered. */
export function togglePanel(side: Side): void {
  const { settings, overlay } = uiStore.getState()
  if (liesOver(side)) {
    setUi({ overlay: overlay === side ? null : side })
    return
  }
  changeSettings({ panels: { ...settings.panels, [side]: !settings.panels[side] } })
}

/** The text stays beside the canvas in a narrow window, since typing and seeing belong together. */
function liesOver(side: Side): side is 'left' | 'right' {
  const { settings, mode } = uiStore.getState()
  if (side === 'bottom' || !window.matchMedia(NARROW).matches) return false
  return side === 'right' || settings.panels.leftView === 'outline' || mode !== 'draw'
}

/** Brings the outline or the text up in the left panel. */
export function showLeft(leftView: LeftView): void {
  const { panels } = uiStore.getState().settings
  changeSettings({ panels: { ...panels, leftView, left: true } })
  setUi({ overlay: liesOver('left') ? 'left' : null })
}

/** Shows the text with the cursor in it; from there it goes back to the canvas. */
function editAsText(): void {
  if (document.activeElement?.matches(TEXT)) {
    focusDiagram()
    return
  }
  showLeft('text')
  requestTextFocus()
}

/** What holds the editor: mark it with this attribute. */
const TEXT = '[data-text-editor]'

/** Brings a tab of the drawer up. */
export function showDrawer(drawer: Drawer): void {
  const { settings } = uiStore.getState()
  setUi({ drawer })
  if (!settings.panels.bottom) changeSettings({ panels: { ...settings.panels, bottom: true } })
}

const isOpen = () => documentStore.getState().path !== null
const mode = (next: Mode, label: string, keys: string): Action => ({
  id: `mode.${next}`,
  label,
  group: 'view',
  keys: [keys],
  scope: 'always',
  isEnabled: isOpen,
  run: () => setUi({ mode: next }),
})
const panel = (side: Side, label: string, keys: string): Action => ({
  id: `panel.${side}`,
  label,
  group: 'view',
  keys: [keys],
  scope: 'always',
  isEnabled: isOpen,
  run: () => togglePanel(side),
})
const drawer = (id: Drawer, label: string): Action => ({
  id: `drawer.${id}`,
  label,
  group: 'view',
  scope: 'app',
  isEnabled: isOpen,
  run: () => showDrawer(id),
})

export const frameActions: readonly Action[] = [
  mode('draw', 'Draw', 'Alt+1'),
  mode('review', 'Review', 'Alt+2'),
  mode('changes', 'Changes', 'Alt+3'),
  panel('left', 'Show or hide the left panel', 'Mod+B'),
  {
    id: 'panel.text',
    label: 'Edit as text',
    group: 'view',
    keys: ['Mod+E'],
    scope: 'always',
    isEnabled: () => isOpen() && !documentStore.getState().broken,
    run: editAsText,
  },
  panel('right', 'Show or hide the inspector', 'Mod+Alt+B'),
  panel('bottom', 'Show or hide the drawer', 'Mod+J'),
  drawer('threats', 'Show threats'),
  drawer('coverage', 'Show coverage'),
  drawer('problems', 'Show problems'),
  {
    id: 'help.palette',
    label: 'Find an action or element…',
    group: 'help',
    keys: ['Mod+K'],
    scope: 'always',
    run: () => setUi({ dialog: 'palette' }),
  },
  {
    id: 'help.shortcuts',
    label: 'Keyboard shortcuts',
    group: 'help',
    keys: ['?'],
    scope: 'app',
    run: () => setUi({ dialog: 'shortcuts' }),
  },
  {
    id: 'help.settings',
    label: 'Settings…',
    also: 'preferences options',
    group: 'help',
    keys: ['Mod+,'],
    scope: 'always',
    run: () => setUi({ dialog: 'settings' }),
  },
  {
    id: 'llm.settings',
    label: 'Language model settings…',
    group: 'help',
    scope: 'app',
    isEnabled: () => uiStore.getState().workspace !== null,
    run: () => openLlmSettings(),
  },
]
