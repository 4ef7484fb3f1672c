/** How the app looks and answers to the hand, as in the settings. */
import type { Settings } from '../../../shared/protocol/contract.ts'
import { announce } from '../../state/elements/elements.ts'
import { changeSettings } from '../../state/session.ts'
import { uiStore } from '../../state/ui.ts'
import type { Action } from '../action.ts'

const theme = (id: Settings['theme'], label: string): Action => ({
  id: `theme.${id}`,
  label,
  group: 'view',
  scope: 'app',
  menu: false,
  isEnabled: () => uiStore.getState().settings.theme !== id,
  run: () => changeSettings({ theme: id }),
})

const change = (
  id: string,
  label: string,
  next: (settings: Settings) => Partial<Settings>,
  words: (settings: Settings) => string,
): Action => ({
  id: `look.${id}`,
  label,
  group: 'view',
  scope: 'app',
  menu: false,
  run: () => {
    changeSettings(next(uiStore.getState().settings))
    announce(words(uiStore.getState().settings))
  },
})

export const lookActions: readonly Action[] = [
  change(
    'density',
    'Switch between the compact and the detailed diagram',
    ({ density }) => ({ density: density === 'compact' ? 'detailed' : 'compact' }),
    ({ density }) => (density === 'compact' ? 'Compact' : 'Detailed'),
  ),
  change(
    'wheel',
    'Switch the wheel between panning and zooming',
    ({ wheelPans }) => ({ wheelPans: !wheelPans }),
    ({ wheelPans }) => (wheelPans ? 'The wheel pans' : 'The wheel zooms'),
  ),
  change(
    'snap',
    'Switch snapping to the grid on or off',
    ({ snapToGrid }) => ({ snapToGrid: !snapToGrid }),
    ({ snapToGrid }) => (snapToGrid ? 'Snaps to the grid' : 'Does not snap to the grid'),
  ),
  theme('light', 'Theme: light'),
  theme('dark', 'Theme: dark'),
  theme('contrast', 'Theme: high contrast'),
  theme('system', 'Theme: as the system has it'),
]
