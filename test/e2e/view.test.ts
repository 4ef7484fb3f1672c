// Looking at the canvas: the hand that pans, the wheel's two ways, and coming back to where one was.
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { type Editor, openOrders } from '../support/editor.ts'

describeBrowser('the view', () => {
  let browser: Browser
  let editor: Editor
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    editor = await openOrders(browser)
  })
  afterEach(async () => {
    await editor.close()
    rmSync(editor.app.folder, { recursive: true, force: true })
  })

  const zoom = async () => {
    const name = await editor.page.getByRole('button', { name: /^Zoom \d+ %/ }).getAttribute('aria-label')
    return Number(/\d+/.exec(name ?? '')?.[0])
  }
  const choose = async (letters: string) => {
    await editor.person.press('Control+k')
    await editor.page.getByRole('combobox', { name: 'Find an action or element' }).fill(letters)
    await editor.person.press('Enter')
  }

  test('a model is found again as it was left, and one that was shown whole is whole', async () => {
    const { page, person } = editor
    writeFileSync(
      path.join(editor.app.folder, 'b.threat-model.yaml'),
      'title: Billing\ntechnical_assets: {}\n',
    )
    const model = (name: RegExp) =>
      page.getByRole('navigation', { name: 'Models' }).getByRole('button', { name })
    await model(/Billing/).waitFor()
    // A first arrangement is made anew until it is saved.
    await editor.save()
    const whole = await editor.placeOf('API Gateway')
    const goAndReturn = async () => {
      await person.click(model(/Billing/))
      await editor.node('API Gateway').waitFor({ state: 'detached' })
      await person.click(model(/Orders/))
      await editor.node('API Gateway').waitFor()
      await page.waitForTimeout(400)
    }
    await goAndReturn()
    expect((await editor.placeOf('API Gateway')).x).toBeCloseTo(whole.x, 0)
    await page.getByRole('application', { name: 'Diagram' }).focus()
    await person.press('Shift+0')
    await expect.poll(zoom).toBe(100)
    await page.waitForTimeout(300)
    await page.mouse.move(660, 450)
    await page.mouse.wheel(60, 40)
    await page.waitForTimeout(400)
    const left = await editor.placeOf('API Gateway')
    expect(left.x).not.toBeCloseTo(whole.x, 0)
    await goAndReturn()
    const back = await editor.placeOf('API Gateway')
    expect(back.x).toBeCloseTo(left.x, 0)
    expect(back.y).toBeCloseTo(left.y, 0)
    expect(await zoom()).toBe(100)
    expect(editor.complaints).toEqual([])
  })

  test('the space bar makes a hand of the pointer, and nothing is moved but the view', async () => {
    const { page, person } = editor
    const before = await editor.placeOf('Stripe API')
    await page.getByRole('application', { name: 'Diagram' }).focus()
    await page.keyboard.down('Space')
    await person.drag(before, { x: before.x - 80, y: before.y + 60 })
    await page.keyboard.up('Space')
    const after = await editor.placeOf('Stripe API')
    expect(after.x).toBeCloseTo(before.x - 80, -1)
    expect(after.y).toBeCloseTo(before.y + 60, -1)
    expect(await page.getByText('Unsaved changes').count()).toBe(0)
  })

  test('the wheel pans until it is told to zoom, and Ctrl with the wheel zooms always', async () => {
    const { page } = editor
    const start = await zoom()
    await page.mouse.move(660, 450)
    await page.mouse.wheel(0, 60)
    await page.waitForTimeout(300)
    expect(await zoom()).toBe(start)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -60)
    await page.keyboard.up('Control')
    await expect.poll(zoom).toBeGreaterThan(start)
    await choose('switch the wheel')
    const now = await zoom()
    await page.mouse.move(660, 450)
    await page.mouse.wheel(0, -60)
    await expect.poll(zoom).toBeGreaterThan(now)
    expect(editor.complaints).toEqual([])
  })

  test('the minimap takes the arrow keys', async () => {
    const { page, person } = editor
    await page.getByRole('button', { name: 'Minimap', exact: true }).click()
    await page.getByRole('application', { name: 'Minimap' }).focus()
    const before = await editor.placeOf('API Gateway')
    await person.press('ArrowRight')
    await expect.poll(async () => (await editor.placeOf('API Gateway')).x).toBeLessThan(before.x - 100)
    await person.press('+')
    await expect.poll(zoom).toBeGreaterThan(50)
    expect(editor.complaints).toEqual([])
  })

  test('the diagram is printed on white, whatever the theme', async () => {
    const { page, person } = editor
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-asked', '')
    })
    await choose('theme dark')
    await person.press('Control+p')
    await page.locator('body[data-asked]').waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light')
    expect(await page.getByRole('img', { name: 'Orders Platform Threat Model' }).isVisible()).toBe(true)
  })

  test('theme and density are chosen in the palette', async () => {
    const { page } = editor
    await choose('theme contrast')
    await page.locator('html[data-theme="contrast"]').waitFor()
    await choose('theme dark')
    await page.locator('html[data-theme="dark"]').waitFor()
    await choose('compact')
    await editor.person.press('Control+,')
    await page.getByRole('radio', { name: 'Compact', checked: true }).waitFor()
    expect(editor.complaints).toEqual([])
  })
})
