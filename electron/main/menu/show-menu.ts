import { app, Menu } from 'electron'
import type { ShellWindow } from '../window/shell-window.ts'
import { type MenuCommands, menuTemplate } from './menu-template.ts'

/** Shows the menu of a window, or the one for none. Only ids of the menu that its page sent go back to it. */
export function showMenu(
  window: ShellWindow | null,
  recent: readonly string[],
  commands: Omit<MenuCommands, 'run'>,
): void {
  const template = menuTemplate({
    platform: process.platform,
    isPackaged: app.isPackaged,
    groups: window?.menu ?? [],
    recent,
    commands: { ...commands, run: (action) => window?.send('shell.run', { action }) },
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
