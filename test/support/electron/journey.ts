/** Folders and steps that several of the desktop tests share. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { aFolder } from '../app.ts'
import { type Desktop, launchDesktop } from './desktop.ts'

export const SHOP = `title: Shop
technical_assets:
  browser:
    title: Browser
    type: external-entity
    communication_links:
      order:
        title: Order
        target: api
  api:
    title: API
    type: process
`

/** A folder with one model, and whatever else is named. */
export const aModelFolder = (files: Readonly<Record<string, string>> = {}): string => {
  const folder = aFolder()
  for (const [name, text] of Object.entries({ 'threat-model.yaml': SHOP, ...files })) {
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** Name and text of the files right in a folder. */
export const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(path.join(folder, entry.name), 'utf8')]),
  )

/** Opens a model from the list of the start screen. */
export const openModel = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('list', { name: 'Models' }).getByRole('button', { name: title }).click()
  await titleOf(page).waitFor()
}

export const titleOf = (page: Page) => page.getByRole('textbox', { name: 'Model title' })

/** An edit of the open model that is not saved. */
export const retitle = async (page: Page, title: string): Promise<void> => {
  await titleOf(page).fill(title)
  await titleOf(page).press('Enter')
  await page.getByText('Unsaved changes').waitFor()
}

/** A window of the shop's folder, which lists its model. */
export const launchShop = async () => {
  const folder = aModelFolder()
  const desktop = await launchDesktop({ args: [folder] })
  return { folder, desktop, page: await desktop.firstWindow() }
}

/** The shop, open in a window of its folder. */
export const openShop = async () => {
  const shop = await launchShop()
  await openModel(shop.page, 'Shop')
  return shop
}

export const countWindows = (desktop: Desktop): Promise<number> =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)

/** An element of hostile content, in the page as if a model had brought it. */
export const plant = (
  page: Page,
  tag: string,
  attributes: Readonly<Record<string, string>>,
  parent: 'body' | 'head' = 'body',
): Promise<void> =>
  page.evaluate(
    ([name, given, where]) => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(given)) element.setAttribute(key, value)
      element.textContent = name === 'a' ? 'planted' : ''
      element.style.cssText = 'position:fixed;top:0;left:0;z-index:99999;background:white'
      document[where].append(element)
    },
    [tag, attributes, parent] as const,
  )
