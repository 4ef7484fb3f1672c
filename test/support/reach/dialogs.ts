// Menus and dialogs over an open model, and what is said when something comes between.
import { rmSync } from 'node:fs'
import { command, dialog, drafted, modelOf, onDisk, press, renameRedis, type Screen, tab } from './ways.ts'

export const DIALOGS: readonly Screen[] = [
  {
    name: 'menu',
    from: 'orders',
    show: (page) => page.getByRole('button', { name: 'Menu', exact: true }).click(),
    // It closes as the window changes, and lies over its button where there is little room.
    narrow: async (page) => {
      if ((await page.getByRole('menu').count()) > 0) await page.keyboard.press('Escape')
      else await page.getByRole('button', { name: 'Menu', exact: true }).click()
    },
  },
  { name: 'palette', from: 'orders', show: press('Control+k') },
  { name: 'keyboard shortcuts', from: 'orders', show: press('?') },
  { name: 'settings', from: 'orders', show: press('Control+,') },
  {
    name: 'settings: language model',
    from: 'orders',
    show: async (page) => {
      await page.keyboard.press('Control+,')
      await tab(page, 'Language model')
      await page.getByRole('textbox', { name: 'Address' }).waitFor()
    },
  },
  {
    name: 'create tickets',
    from: 'orders',
    show: async (page) => {
      await drafted(page)
      await press('Alt+2', 'y')(page)
      await command(page, 'Create tickets')
      await page.getByRole('textbox', { name: 'Project' }).waitFor()
    },
  },
  { name: 'export', from: 'orders', show: (page) => command(page, 'Export') },
  {
    name: 'Mermaid preview',
    from: 'orders',
    show: async (page) => {
      await command(page, 'Mermaid preview')
      await dialog(page)
    },
  },
  {
    name: 'leaving unsaved',
    from: 'orders',
    show: async (page) => {
      await renameRedis(page)
      await page.keyboard.press('Control+Alt+w')
      await dialog(page)
    },
  },
  {
    name: 'changed on both sides',
    from: 'orders',
    show: async (page, folder) => {
      await renameRedis(page)
      onDisk(folder, 'title: Redis', 'title: Session store')
      await page.getByText('1 thing changed both here and on disk.').waitFor()
      await page.keyboard.press('Control+s')
      await page.getByRole('radio', { name: /Mine/ }).first().waitFor({ state: 'attached' })
    },
  },
  {
    name: 'gone from disk',
    from: 'orders',
    show: async (page, folder) => {
      await renameRedis(page)
      rmSync(modelOf(folder))
      await page.getByText('threat-model.yaml is no longer there.').first().waitFor()
    },
  },
]
