// Zones under a person's hands: collapsed, looked at alone, entered and left, each taken back by undo.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openOrders } from '../../support/editor.ts'

describeBrowser('zones', () => {
  let browser: Browser
  let editor: Editor
  let page: Page
  let person: Person

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await editor?.close()
    await browser?.close()
  })

  beforeEach(async () => {
    await editor?.close()
    editor = await openOrders(browser)
    ;({ page, person } = editor)
  })

  const canvas = () => page.getByRole('application', { name: 'Diagram' })
  /** Selects by the outline and gives the keys to the canvas. */
  const choose = async (name: RegExp) => {
    await person.click(editor.item(name).first())
    await canvas().focus()
  }
  const bar = () => page.getByRole('main').getByText('Only DMZ is shown')
  const layout = () => readFileSync(path.join(editor.app.folder, 'threat-model.layout.yaml'), 'utf8')

  test('a collapsed zone is one box with a count, saved on its line, and opens by undo and double click', async () => {
    await choose(/^App tier, zone/)
    await person.press('o')
    const box = canvas().getByRole('group', { name: /^App tier, zone, collapsed, 3 inside/ })
    await box.waitFor()
    await expect.poll(() => editor.node('Postgres').count()).toBe(0)
    expect((await editor.placeOf('App tier')).height).toBeLessThan(80)
    const model = await editor.save()
    expect(layout()).toMatch(/ {2}app-tier: \{.*collapsed: true\}/)
    expect(model).not.toContain('collapsed')
    // Flows from and to what is inside end at the box, with their marks at its line.
    const edge = await editor.placeOf('App tier')
    const marks = await canvas().locator('[data-flow="api-gateway>orders-service"][data-state]').count()
    expect(marks).toBe(3)
    await editor.undo()
    await editor.node('Postgres').waitFor()
    await person.press('Control+Shift+z')
    await box.waitFor()
    await page.mouse.dblclick(edge.x, edge.y)
    await editor.node('Postgres').waitFor()
    expect(editor.complaints).toEqual([])
  })

  test('the chevron collapses, and choosing what is hidden in the outline opens the zone', async () => {
    await choose(/^App tier, zone/)
    await person.click(canvas().locator('[data-fold="app-tier"]'))
    await expect.poll(() => editor.node('Redis').count()).toBe(0)
    await person.click(editor.item(/^Redis, data store/))
    await editor.node('Redis').waitFor()
    await editor.undo()
    await expect.poll(() => editor.node('Redis').count()).toBe(0)
  })

  test('what is dropped on a collapsed zone goes into it and comes back by undo', async () => {
    await choose(/^App tier, zone/)
    await person.press('o')
    await expect.poll(() => editor.node('Redis').count()).toBe(0)
    await person.drag(await editor.placeOf('Browser'), await editor.placeOf('App tier'))
    await editor.item(/^Browser, external entity, in App tier/).waitFor()
    await canvas()
      .getByRole('group', { name: /4 inside/ })
      .waitFor()
    await editor.undo()
    await editor.item(/^Browser, external entity, outside/).waitFor()
    await editor.node('Browser').waitFor()
  })

  test('one zone is shown alone with the other ends of its flows, and Escape shows everything', async () => {
    await choose(/^DMZ, zone/)
    await person.press('Shift+O')
    await bar().waitFor()
    await editor.node('Orders Service').waitFor()
    await expect.poll(() => editor.node('Postgres').count()).toBe(0)
    await expect.poll(() => page.getByText('Unsaved changes').count()).toBe(0)
    await person.press('Escape')
    await editor.node('Postgres').waitFor()
    await expect.poll(() => bar().count()).toBe(0)
    await person.press('Shift+O')
    await bar().waitFor()
    await person.click(editor.item(/^Postgres, data store/))
    await editor.node('Postgres').waitFor()
  })

  test('a component is moved into a zone and out of it with the keyboard, each undone', async () => {
    await choose(/^Redis, data store/)
    await person.press('i')
    await page.getByRole('dialog', { name: 'Move Redis into a zone' }).waitFor()
    await person.type('dmz')
    await person.press('Enter')
    await editor.item(/^Redis, data store, in DMZ/).waitFor()
    await editor.undo()
    await editor.item(/^Redis, data store, in App tier/).waitFor()
    await canvas().focus()
    await person.press('Alt+Shift+ArrowLeft')
    await editor.item(/^Redis, data store, outside/).waitFor()
    const [redis, zone] = [await editor.placeOf('Redis'), await editor.placeOf('App tier')]
    expect(redis.left).toBeGreaterThan(zone.left + zone.width)
    await editor.undo()
    await editor.item(/^Redis, data store, in App tier/).waitFor()
  })

  test('a zone in a zone is entered and left by dragging, and each step is taken back', async () => {
    const postgres = await editor.placeOf('Postgres')
    await person.press('z')
    await person.drag(
      { x: postgres.left - 8, y: postgres.top - 6 },
      { x: postgres.left + postgres.width + 8, y: postgres.top + postgres.height + 6 },
    )
    await person.type('Data tier')
    await person.press('Enter')
    await editor.item(/^Postgres, data store, in Data tier/).waitFor()
    const redis = await editor.placeOf('Redis')
    await person.drag(redis, { x: postgres.x, y: postgres.y })
    await editor.item(/^Redis, data store, in Data tier/).waitFor()
    await editor.undo()
    await editor.item(/^Redis, data store, in App tier/).waitFor()
    await person.drag(await editor.placeOf('Postgres'), { x: redis.x - 60, y: redis.y })
    await editor.item(/^Postgres, data store, in App tier/).waitFor()
    await editor.undo()
    await editor.item(/^Postgres, data store, in Data tier/).waitFor()
    await choose(/^Postgres, data store/)
    for (const zone of [/^Data tier, zone/, /^App tier, zone/]) {
      await person.press('Escape')
      await expect.poll(() => editor.item(zone).getAttribute('aria-selected')).toBe('true')
    }
  })
})
