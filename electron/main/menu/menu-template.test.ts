import type { MenuItemConstructorOptions } from 'electron'
import { expect, test, vi } from 'vitest'
import type { MenuGroup } from '../../../shared/protocol/shell.ts'
import { toAccelerator } from './accelerator.ts'
import { type MenuState, menuTemplate } from './menu-template.ts'

const groups: readonly MenuGroup[] = [
  { id: 'file', label: 'File', items: [{ id: 'file.save', label: 'Save', keys: 'Mod+S', enabled: false }] },
  {
    id: 'edit',
    label: 'Edit',
    items: [
      { id: 'edit.undo', label: 'Undo', keys: 'Mod+Z', enabled: true },
      { id: 'edit.cut', label: 'Cut', keys: 'Mod+X', enabled: false, native: 'cut' },
    ],
  },
  {
    id: 'tools',
    label: 'Tools & more',
    items: [{ id: 'tools.zone', label: 'Zone', keys: 'Z', enabled: true }],
  },
]
const commands = { newWindow: vi.fn(), openFolder: vi.fn(), openRecent: vi.fn(), run: vi.fn() }
const template = (changes: Partial<MenuState> = {}) =>
  menuTemplate({ platform: 'linux', isPackaged: false, groups, recent: ['/a & b'], commands, ...changes })
const itemsOf = (menu: MenuItemConstructorOptions[], label: string): MenuItemConstructorOptions[] => {
  const items = menu.find((item) => item.label?.replace(/&(?!&)/, '') === label)?.submenu
  return Array.isArray(items) ? items : []
}
const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.()

test('the page’s groups stand between the fixed ones, in its order', () => {
  expect(template().map(({ label }) => label)).toEqual(['&File', '&Edit', 'Tools && more', '&View', '&Help'])
  expect(template({ platform: 'darwin' }).map(({ label, role }) => label ?? role)).toEqual([
    ...['appMenu', '&File', '&Edit', 'Tools && more', '&View', 'windowMenu', '&Help'],
  ])
})

test('choosing an item of the page runs its action; its keys are shown and not taken', () => {
  const save = itemsOf(template(), 'File').find(({ id }) => id === 'file.save')
  expect(save).toMatchObject({
    label: 'Save',
    enabled: false,
    accelerator: 'CommandOrControl+S',
    registerAccelerator: false,
  })
  click(save)
  expect(commands.run).toHaveBeenCalledExactlyOnceWith('file.save')
})

test('cut, copy and paste are the system’s, and work while nothing is selected on the canvas', () => {
  const cut = itemsOf(template(), 'Edit').find(({ label }) => label === 'Cut')
  expect(cut).toEqual({ label: 'Cut', role: 'cut' })
})

test('a page that has said nothing leaves a menu that opens, closes, quits and edits text', () => {
  const menu = template({ groups: [] })
  expect(itemsOf(menu, 'File').map(({ label }) => label)).toEqual([
    ...['New Window', 'Open Folder…', 'Open Recent', undefined, 'Close Window', 'Quit'],
  ])
  expect(itemsOf(menu, 'Edit').map(({ role }) => role)).toEqual(['cut', 'copy', 'paste'])
})

test('recent folders open, an ampersand is a letter of their name', () => {
  const recent = itemsOf(template(), 'File').find(({ label }) => label === 'Open Recent')
  const [first] = Array.isArray(recent?.submenu) ? recent.submenu : []
  expect(first?.label).toBe('/a && b')
  click(first)
  expect(commands.openRecent).toHaveBeenCalledExactlyOnceWith('/a & b')
  expect(itemsOf(template({ recent: [] }), 'File')[2]).toMatchObject({ enabled: false })
})

test('Help says which Fenceline this is, where the system has no menu of the app for that', () => {
  const help = { id: 'help', label: 'Help', items: [{ id: 'help.keys', label: 'Keys', enabled: true }] }
  const roles = (platform: string) =>
    itemsOf(template({ platform, groups: [help] }), 'Help').map(({ id, role }) => id ?? role)
  expect(roles('linux')).toEqual(['help.keys', undefined, 'about'])
  expect(roles('darwin')).toEqual(['help.keys'])
  expect(itemsOf(template(), 'Help')).toEqual([{ label: 'About Fenceline', role: 'about' }])
})

test('developer tools are for developers', () => {
  const has = (isPackaged: boolean) =>
    itemsOf(template({ isPackaged }), 'View').some(({ role }) => role === 'toggleDevTools')
  expect([has(false), has(true)]).toEqual([true, false])
})

test('keys are written as menus write them', () => {
  const on = (platform: string) => (keys: string) => toAccelerator(keys, platform)
  expect(['Mod+Shift+S', 'Alt+ArrowLeft', 'Mod+,', '+', 'Mod++', '?', 'V', 'F2'].map(on('linux'))).toEqual([
    ...['CommandOrControl+Shift+S', 'Alt+Left', 'CommandOrControl+,', 'Plus', 'CommandOrControl+Plus'],
    ...['?', 'V', 'F2'],
  ])
  expect(['V', 'Shift+2', 'Delete', 'F2', 'Mod+S'].map(on('darwin'))).toEqual([
    ...[undefined, undefined, undefined, 'F2', 'CommandOrControl+S'],
  ])
  for (const keys of ['', '+S', 'Hyper+S', 'Mod+Nonsense', 'é']) expect(on('linux')(keys)).toBeUndefined()
})
