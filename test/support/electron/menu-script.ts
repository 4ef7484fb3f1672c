/** Reads and chooses from the native menu in the main process, where these functions go as text. */
import type { BaseWindow, Menu, MenuItem } from 'electron'
import type { ElectronModule } from './electron.ts'

export interface MenuEntry {
  /** Labels from the top, `Edit > Undo`. */
  readonly path: string
  readonly id: string
  readonly role: string
  readonly enabled: boolean
  readonly accelerator: string
}

/** Every item of the application's menu, separators left out. */
export function readMenu({ Menu: menus }: ElectronModule): MenuEntry[] {
  const entries: MenuEntry[] = []
  const walk = (items: readonly MenuItem[], above: string) => {
    for (const item of items) {
      if (item.type === 'separator' || !item.visible) continue
      const path = `${above}${item.label.replace(/&(.)/g, '$1')}`
      if (item.submenu) walk(item.submenu.items, `${path} > `)
      else {
        const { id = '', role = '', enabled } = item
        entries.push({ path, id, role: String(role), enabled, accelerator: String(item.accelerator ?? '') })
      }
    }
  }
  walk(menus.getApplicationMenu()?.items ?? [], '')
  return entries
}

/** The reason why a person could not choose the item; null when it was chosen. */
export function clickMenuItem({ Menu: menus, BrowserWindow }: ElectronModule, wanted: string): string | null {
  const find = (menu: Menu | null | undefined, labels: readonly string[]): MenuItem | undefined => {
    const item = menu?.items.find((one) => one.visible && one.label.replace(/&(.)/g, '$1') === labels[0])
    return labels.length > 1 ? find(item?.submenu, labels.slice(1)) : item
  }
  const menu = menus.getApplicationMenu()
  const item = wanted.includes(' > ') ? find(menu, wanted.split(' > ')) : menu?.getMenuItemById(wanted)
  if (!item) return `the menu has no item "${wanted}"`
  if (!item.enabled) return `the menu item "${wanted}" is disabled`
  const window: BaseWindow | undefined = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  item.click({ triggeredByAccelerator: false }, window, BrowserWindow.getFocusedWindow()?.webContents)
  return null
}
