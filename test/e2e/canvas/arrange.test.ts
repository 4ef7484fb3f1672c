// Arranging by hand and by the automatic layout: what moves, what stays, and what undo brings back.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { printModel } from '../../../shared/formats/fenceline/index.ts'
import { aFolder } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openEditor, openOrders } from '../../support/editor.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'

describeBrowser('arranging', () => {
  let browser: Browser
  let editor: Editor | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterEach(async () => {
    await editor?.close()
    editor = undefined
  })

  afterAll(async () => {
    await browser?.close()
  })

  test('a large model opens placed, is arranged when asked, and stopping keeps a part as one step', async () => {
    const folder = aFolder()
    writeFileSync(path.join(folder, 'big.threat-model.yaml'), printModel(aSeededModel(1500, 1900)))
    editor = await openEditor(browser, folder, /Seeded/)
    const { page } = editor
    await page.getByText('Placed in rows').waitFor()
    await page.getByRole('button', { name: 'Arrange along the flows' }).click()
    await page.getByText(/Arranging (?:[5-9]|\d\d+) of \d+/).waitFor()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page
      .getByText(/Stopped: [1-9]\d* of \d+ zones arranged/)
      .first()
      .waitFor()
    await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await editor.undo()
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
  })

  test('a component that arrives in a zone placed by hand moves nothing else', async () => {
    editor = await openOrders(browser)
    const { page, person } = editor
    await person.click(editor.node('Stripe API'))
    await person.press('Shift+ArrowDown')
    await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await editor.save()
    const titles = ['Browser', 'API Gateway', 'Orders Service', 'Postgres', 'Redis', 'Stripe API']
    const before = await placesOf(editor, titles)
    const file = path.join(editor.app.folder, 'threat-model.yaml')
    const added = '  ledger:\n    title: Ledger\n    type: datastore\n'
    const text = readFileSync(file, 'utf8')
      .replace('technical_assets:\n', `technical_assets:\n${added}`)
      .replace(/technical_assets_inside: \[(.*redis.*)\]/, 'technical_assets_inside: [$1, ledger]')
    writeFileSync(file, text)
    await editor.item(/^Ledger, data store, in App tier/).waitFor()
    await editor.node('Ledger').waitFor()
    expect(await placesOf(editor, titles)).toEqual(before)
  })

  test('three components are aligned and distributed by keys, one step each', async () => {
    editor = await openOrders(browser)
    const { page, person } = editor
    const titles = ['Browser', 'Orders Service', 'Stripe API']
    const start = await placesOf(editor, titles)
    await person.click(editor.node('Browser'))
    for (const title of titles.slice(1)) await editor.node(title).click({ modifiers: ['Shift'] })
    await page.getByRole('toolbar', { name: 'Align and distribute' }).waitFor()
    const tops = async () => new Set((await placesOf(editor, titles)).map(({ top }) => top)).size
    await person.press('Control+Shift+ArrowUp')
    await expect.poll(tops).toBe(1)
    await person.press('Alt+h')
    await expect.poll(async () => gapsOf(await placesOf(editor, titles))).toBeLessThanOrEqual(2)
    await editor.undo()
    expect(await tops()).toBe(1)
    await editor.undo()
    await expect.poll(() => placesOf(editor, titles)).toEqual(start)
  })
})

interface Corner {
  readonly left: number
  readonly top: number
  readonly width: number
}

/** Relative to the first: panels beside the canvas may move all of it. */
async function placesOf(editor: Editor | undefined, titles: readonly string[]): Promise<readonly Corner[]> {
  if (!editor) throw new Error('no model is open')
  const places: Corner[] = []
  const origin = await editor.placeOf(titles[0] ?? '')
  for (const title of titles) {
    const { left, top, width } = await editor.placeOf(title)
    const [x, y] = [Math.round(left - origin.left), Math.round(top - origin.top)]
    places.push({ left: x, top: y, width: Math.round(width) })
  }
  return places
}

/** How much the gaps between three that stand side by side differ. */
function gapsOf([a, b, c]: readonly Corner[]): number {
  if (!a || !b || !c) return Infinity
  return Math.abs(b.left - a.left - a.width - (c.left - b.left - b.width))
}
