/** The native menu: a few items of the window's own, and what the page says it can do. */
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuGroup, MenuItem } from '../../../shared/protocol/shell.ts'
import { toAccelerator } from './accelerator.ts'

type Item = MenuItemConstructorOptions

export interface MenuCommands {
  newWindow(): void
  openFolder(): void
  openRecent(folder: string): void
  /** Runs an action of the page that sent the menu. */
  run(action: string): void
}

export interface MenuState {
  readonly platform: string
  readonly isPackaged: boolean
  /** Empty for a window whose page has said nothing yet. */
  readonly groups: readonly MenuGroup[]
  /** Absolute paths, newest first. */
  readonly recent: readonly string[]
  readonly commands: MenuCommands
}

const SEPARATOR: Item = { type: 'separator' }
const isOwn = (id: string) => ['file', 'edit', 'view', 'help'].includes(id)

export function menuTemplate(state: MenuState): Item[] {
  const isMac = state.platform === 'darwin'
  const group = (id: string) => pageItems(state, id)
  const others = state.groups.filter(({ id }) => !isOwn(id))
  const help = group('help')
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: fileItems(state) },
    { label: '&Edit', submenu: editItems(group('edit')) },
    ...others.map(({ id, label }) => ({ label: written(label), submenu: group(id) })),
    { label: '&View', submenu: viewItems(state, group('view')) },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { label: '&Help', role: 'help', submenu: helpItems(isMac, help) },
  ]
}

function fileItems({ recent, commands, platform, ...rest }: MenuState): Item[] {
  const own = pageItems({ recent, commands, platform, ...rest }, 'file')
  return [
    { label: 'New Window', accelerator: 'CommandOrControl+Shift+N', click: commands.newWindow },
    {
      label: 'Open Folder…',
      accelerator: 'CommandOrControl+O',
      registerAccelerator: false,
      click: commands.openFolder,
    },
    {
      label: 'Open Recent',
      enabled: recent.length > 0,
      submenu: recent.map((folder) => ({ label: written(folder), click: () => commands.openRecent(folder) })),
    },
    SEPARATOR,
    ...own,
    ...(own.length > 0 ? [SEPARATOR] : []),
    { label: 'Close Window', role: 'close' },
    ...(platform === 'darwin' ? [] : [{ label: 'Quit', role: 'quit' } as const]),
  ]
}

/** A page that says nothing may still have text fields. */
function editItems(own: readonly Item[]): Item[] {
  return own.length > 0 ? [...own] : [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }]
}

function viewItems({ isPackaged }: MenuState, own: readonly Item[]): Item[] {
  return [
    ...own,
    ...(own.length > 0 ? [SEPARATOR] : []),
    { label: 'Full Screen', role: 'togglefullscreen' },
    ...(isPackaged ? [] : [{ label: 'Toggle Developer Tools', role: 'toggleDevTools' } as const]),
  ]
}

/** On a Mac the app's own menu says what it is. */
function helpItems(isMac: boolean, own: readonly Item[]): Item[] {
  if (isMac) return [...own]
  return [...own, ...(own.length > 0 ? [SEPARATOR] : []), { label: 'About Fenceline', role: 'about' }]
}

function pageItems(state: MenuState, id: string): Item[] {
  return state.groups
    .filter((group) => group.id === id)
    .flatMap(({ items }) => items.map((item) => pageItem(item, state)))
}

function pageItem({ id, label, keys, enabled, native }: MenuItem, { platform, commands }: MenuState): Item {
  // The system's command works on text fields too, whatever the page has selected.
  if (native) return { label: written(label), role: native }
  const accelerator = keys === undefined ? undefined : toAccelerator(keys, platform)
  return {
    id,
    label: written(label),
    enabled,
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => commands.run(id),
  }
}

/** One ampersand would underline the next letter. */
function written(label: string): string {
  return label.replaceAll('&', '&&')
}
