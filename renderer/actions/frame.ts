/** The window around the canvas: its two jobs, its panels, its dialogs. */
import { documentStore } from '../state/document.ts'
import { changeSettings } from '../state/session.ts'
import { type Drawer, type Mode, setUi, uiStore } from '../state/ui.ts'
import type { Action } from './action.ts'

type Side = 'left' | 'right' | 'bottom'

/** Below this width the side panels lie over the canvas, and are closed unless asked for. */
export const NARROW = '(max-width: 1179px)'

/** Shows or hides a panel; in a narrow window that is for now, else it is remembered. */
export function togglePanel(side: Side): void {
  const { settings, overlay } = uiStore.getState()
  if (side !== 'bottom' && window.matchMedia(NARROW).matches) {
    setUi({ overlay: overlay === side ? null : side })
    return
  }
  changeSettings({ panels: { ...settings.panels, [side]: !settings.panels[side] } })
}

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
  panel('left', 'Show or hide the outline', 'Mod+B'),
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
    group: 'help',
    keys: ['Mod+,'],
    scope: 'always',
    run: () => setUi({ dialog: 'settings' }),
  },
]
