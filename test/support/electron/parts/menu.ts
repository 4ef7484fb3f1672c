/** Menus as data: recorded, and their items clickable as if a person had chosen them. */
import type { Menu as ElectronMenu, MenuItem as ElectronMenuItem, MenuItemConstructorOptions } from 'electron'
import { classPart, eventsOf, part } from '../part.ts'

/** Labels that Electron gives items of a role, where the stand-in's users need them. */
const ROLE_LABELS: Readonly<Record<string, string>> = {
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  delete: 'Delete',
  selectAll: 'Select All',
  reload: 'Reload',
  forceReload: 'Force Reload',
  toggleDevTools: 'Toggle Developer Tools',
  resetZoom: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  togglefullscreen: 'Toggle Full Screen',
  minimize: 'Minimize',
  close: 'Close Window',
  quit: 'Quit',
  about: 'About',
  appMenu: 'App',
  fileMenu: 'File',
  editMenu: 'Edit',
  viewMenu: 'View',
  windowMenu: 'Window',
  window: 'Window',
  help: 'Help',
  front: 'Bring All to Front',
  services: 'Services',
  hide: 'Hide',
  hideOthers: 'Hide Others',
  unhide: 'Show All',
}

export interface Menus {
  readonly Menu: typeof ElectronMenu
  readonly MenuItem: typeof ElectronMenuItem
  /** The menu of the whole application. */
  readonly current: () => ElectronMenu | null
}

/** `runRole` does what the operating system does for items with a role, such as undo or quit. */
export const createMenus = (runRole: (role: string, window: unknown) => void): Menus => {
  let current: ElectronMenu | null = null
  let nextCommand = 1

  const makeMenu = (): ElectronMenu => {
    const items: ElectronMenuItem[] = []
    const events = eventsOf('Menu', ['menu-will-show', 'menu-will-close'], () => menu)
    const menu: ElectronMenu = part<ElectronMenu>('Menu', {
      ...events.members,
      items,
      append: (item) => void items.push(item),
      insert: (at, item) => void items.splice(at, 0, item),
      getMenuItemById: (id) => findById(items, id),
      popup: () => events.emit('menu-will-show'),
      closePopup: () => events.emit('menu-will-close'),
    })
    return menu
  }

  const makeItem = (options: MenuItemConstructorOptions): ElectronMenuItem => {
    if (!options.label && !options.role && options.type !== 'separator') {
      throw new Error('electron stand-in: a menu item needs a label, a role or to be a separator')
    }
    const submenu = Array.isArray(options.submenu) ? fromTemplate(options.submenu) : options.submenu
    const item: ElectronMenuItem = part<ElectronMenuItem>('MenuItem', {
      id: options.id ?? '',
      label: options.label ?? ROLE_LABELS[options.role ?? ''] ?? '',
      sublabel: options.sublabel ?? '',
      toolTip: options.toolTip ?? '',
      type: options.type ?? (submenu ? 'submenu' : 'normal'),
      role: options.role as ElectronMenuItem['role'],
      accelerator: options.accelerator ?? null,
      registerAccelerator: options.registerAccelerator ?? true,
      enabled: options.enabled ?? true,
      visible: options.visible ?? true,
      checked: options.checked ?? false,
      submenu: submenu as ElectronMenu | undefined,
      commandId: nextCommand++,
      click: (event: unknown, window: unknown) => {
        if (item.type === 'checkbox') item.checked = !item.checked
        if (item.type === 'radio') item.checked = true
        if (options.role) runRole(options.role, window)
        else options.click?.(item, window as never, event as never)
      },
    })
    return item
  }

  const fromTemplate = (
    template: readonly (MenuItemConstructorOptions | ElectronMenuItem)[],
  ): ElectronMenu => {
    if (!Array.isArray(template))
      throw new TypeError('Invalid template for Menu: Menu template must be an array')
    const menu = makeMenu()
    for (const entry of template) menu.append('commandId' in entry ? entry : makeItem(entry))
    return menu
  }

  return {
    current: () => current,
    MenuItem: classPart<typeof ElectronMenuItem, [MenuItemConstructorOptions]>('MenuItem', makeItem, {}),
    Menu: classPart<typeof ElectronMenu, []>('Menu', makeMenu, {
      buildFromTemplate: fromTemplate,
      getApplicationMenu: () => current,
      setApplicationMenu: (menu) => {
        current = menu
      },
    }),
  }
}

const findById = (items: readonly ElectronMenuItem[], id: string): ElectronMenuItem | null => {
  for (const item of items) {
    if (item.id === id) return item
    const inner = item.submenu ? findById(item.submenu.items, id) : null
    if (inner) return inner
  }
  return null
}
