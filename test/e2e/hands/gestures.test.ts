// What a hand begins: helper lines, and gestures that are given up or interrupted leave no trace.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openOrders } from '../../support/editor.ts'

describeBrowser('gestures', () => {
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
  const guides = () => page.locator('[data-guides]')
  const unsaved = () => page.getByText('Unsaved changes').count()
  const hold = async (title: string) => {
    const { x, y } = await editor.placeOf(title)
    await page.mouse.move(x, y)
    await page.mouse.down()
    return { x, y }
  }

  test('a dragged component snaps to the middle of another with a line, and Alt suspends it', async () => {
    const browserBox = await editor.placeOf('Browser')
    await hold('Stripe API')
    await page.mouse.move(browserBox.x + 2, browserBox.y + 140, { steps: 8 })
    await guides().waitFor()
    expect(Math.abs((await editor.placeOf('Stripe API')).x - browserBox.x)).toBeLessThan(0.6)
    await page.keyboard.down('Alt')
    await page.mouse.move(browserBox.x + 3, browserBox.y + 140)
    await guides().waitFor({ state: 'detached' })
    await page.keyboard.up('Alt')
    await page.mouse.move(browserBox.x + 2, browserBox.y + 140)
    await guides().waitFor()
    await page.mouse.up()
    await guides().waitFor({ state: 'detached' })
    expect(Math.abs((await editor.placeOf('Stripe API')).x - browserBox.x)).toBeLessThan(0.6)
    await editor.undo()
    await expect.poll(async () => (await editor.placeOf('Stripe API')).x).toBeGreaterThan(browserBox.x + 100)
  })

  test('Escape in the middle of a drag, a resize and a box leaves everything as it was', async () => {
    const before = await editor.placeOf('Redis')
    await hold('Redis')
    await page.mouse.move(before.x + 120, before.y + 90, { steps: 5 })
    await page.keyboard.press('Escape')
    expect(await editor.placeOf('Redis')).toEqual(before)
    await page.mouse.move(before.x, before.y)
    await page.mouse.up()
    await person.click(editor.node('Redis'))
    const grip = await canvas().locator('[data-grip="se"]').boundingBox()
    await page.mouse.move((grip?.x ?? 0) + 3, (grip?.y ?? 0) + 3)
    await page.mouse.down()
    await page.mouse.move((grip?.x ?? 0) + 80, (grip?.y ?? 0) + 60, { steps: 4 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect((await editor.placeOf('Redis')).width).toBeCloseTo(before.width)
    const stripe = await editor.placeOf('Stripe API')
    await page.mouse.move(stripe.left + 10, stripe.top - 60)
    await page.mouse.down()
    await page.mouse.move(stripe.left + 60, stripe.top + 20, { steps: 4 })
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expect.poll(() => editor.item(/^Redis, data/).getAttribute('aria-selected')).toBe('true')
    expect(await unsaved()).toBe(0)
  })

  test('another button pressed during a drag neither pans nor drops it, and the window losing focus gives it up', async () => {
    const gateway = await editor.placeOf('API Gateway')
    const start = await hold('Redis')
    await page.mouse.move(start.x + 40, start.y + 100, { steps: 4 })
    await page.mouse.down({ button: 'right' })
    await page.mouse.move(start.x + 80, start.y + 120, { steps: 4 })
    await page.mouse.up({ button: 'right' })
    await page.mouse.move(start.x + 90, start.y + 130)
    expect((await editor.placeOf('API Gateway')).x).toBe(gateway.x)
    expect((await editor.placeOf('Redis')).x).toBeGreaterThan(start.x + 60)
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    expect((await editor.placeOf('Redis')).x).toBeCloseTo(start.x)
    await page.mouse.up()
    expect(await unsaved()).toBe(0)
  })

  test('arrow keys that are held are one step, and Control with them resizes in another', async () => {
    await person.click(editor.node('Redis'))
    const before = await editor.placeOf('Redis')
    await page.keyboard.down('ArrowDown')
    for (let at = 0; at < 6; at += 1) await page.keyboard.down('ArrowDown')
    await page.keyboard.up('ArrowDown')
    await person.press('Control+ArrowRight')
    await expect.poll(async () => (await editor.placeOf('Redis')).width).toBeGreaterThan(before.width)
    await editor.undo()
    await expect.poll(async () => (await editor.placeOf('Redis')).width).toBeCloseTo(before.width)
    expect((await editor.placeOf('Redis')).y).toBeGreaterThan(before.y)
    await editor.undo()
    await expect.poll(async () => (await editor.placeOf('Redis')).y).toBeCloseTo(before.y)
  })

  test('Alt and a click reach the zone under a component, and a box with Alt takes only what it holds', async () => {
    const gateway = await editor.placeOf('API Gateway')
    await page.keyboard.down('Alt')
    await page.mouse.click(gateway.x, gateway.y)
    await expect.poll(() => editor.item(/^DMZ, zone/).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.up('Alt')
    const stripe = await editor.placeOf('Stripe API')
    const band = async (width: number) => {
      await page.mouse.move(stripe.left - 12, stripe.top - 30)
      await page.mouse.down()
      await page.mouse.move(stripe.left + width, stripe.top + stripe.height + 12, { steps: 4 })
      await page.mouse.up()
    }
    await band(20)
    const isChosen = () =>
      editor
        .item(/^Stripe API, external/)
        .first()
        .getAttribute('aria-selected')
    await expect.poll(isChosen).toBe('true')
    await page.keyboard.down('Alt')
    await band(20)
    await expect.poll(isChosen).not.toBe('true')
    await band(stripe.width + 12)
    await expect.poll(isChosen).toBe('true')
    await page.keyboard.up('Alt')
  })

  test('all of the same kind are selected by one chord', async () => {
    await person.click(editor.node('Redis'))
    await canvas().focus()
    await person.press('Control+Shift+A')
    await expect
      .poll(() => page.locator('[role="treeitem"][aria-selected="true"]').allInnerTexts())
      .toHaveLength(2)
  })

  test('one finger drags a component, and two fingers move the view without moving anything', async () => {
    const session = await page.context().newCDPSession(page)
    // The page looks for a touch screen when it is loaded.
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 })
    await page.reload()
    await canvas().waitFor()
    await page.waitForFunction(() => !document.body.innerText.includes('Arranging'))
    await page.waitForTimeout(2000)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map((point, id) => ({ ...point, id })),
      })
    const redis = await editor.placeOf('Redis')
    await touch('touchStart', redis)
    for (let at = 1; at <= 6; at += 1) await touch('touchMove', { x: redis.x, y: redis.y - at * 20 })
    await touch('touchEnd')
    await expect.poll(async () => (await editor.placeOf('Redis')).y).toBeLessThan(redis.y - 80)
    await editor.undo()
    await expect.poll(async () => Math.round((await editor.placeOf('Redis')).y)).toBe(Math.round(redis.y))

    const gateway = await editor.placeOf('API Gateway')
    const [one, other] = [
      { x: redis.x, y: redis.y },
      { x: redis.x + 90, y: redis.y },
    ]
    await touch('touchStart', one)
    await touch('touchStart', one, other)
    for (let at = 1; at <= 6; at += 1)
      await touch('touchMove', { ...one, y: one.y - at * 10 }, { ...other, y: other.y - at * 10 })
    await touch('touchEnd')
    await expect.poll(async () => (await editor.placeOf('API Gateway')).y).toBeLessThan(gateway.y - 30)
    const after = await editor.placeOf('Redis')
    expect(after.y - redis.y).toBeCloseTo((await editor.placeOf('API Gateway')).y - gateway.y)
  })
})
