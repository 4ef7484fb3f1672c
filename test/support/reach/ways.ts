// What is pressed on the way to a screen.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'

export interface Screen {
  readonly name: string
  /** Where it begins: an empty folder, a folder with two models and a broken one, or the Orders model open. */
  readonly from: 'empty' | 'folder' | 'orders'
  /** Goes there in a window of 1440 x 900. */
  readonly show: (page: Page, folder: string) => Promise<void>
  /** What a narrow window puts away and is asked for again. */
  readonly narrow?: (page: Page) => Promise<void>
}

export const press =
  (...keys: readonly string[]) =>
  async (page: Page) => {
    for (const key of keys) await page.keyboard.press(key)
  }
export const dialog = (page: Page) => page.getByRole('dialog').first().waitFor()
export const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name }).click()
export const row = (page: Page, name: RegExp) => page.getByRole('treeitem', { name }).first().click()
/** The inspector lies over the canvas in a narrow window. */
export const inspect = press('Control+Alt+b')
export const drafted = async (page: Page) => {
  await page.keyboard.press('Control+Enter')
  await page
    .getByText(/^[1-9]\d* open drafts$/)
    .first()
    .waitFor()
}
export const modelOf = (folder: string) => path.join(folder, 'threat-model.yaml')
export const onDisk = (folder: string, from: string, to: string) =>
  writeFileSync(modelOf(folder), readFileSync(modelOf(folder), 'utf8').replace(from, to))
/** Leaves the Orders model unsaved. */
export const renameRedis = async (page: Page): Promise<void> => {
  await row(page, /^Redis/)
  await page.keyboard.press('F2')
  await page.keyboard.type('Cache')
  await page.keyboard.press('Enter')
  await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
}
/** A whole command of the palette, for what has no key. */
export const command = async (page: Page, words: string) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').first().fill(words)
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
}
