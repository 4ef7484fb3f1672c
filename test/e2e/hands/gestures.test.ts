// What a hand begins: helper lines, and gestures that are given up or interrupted leave no trace.
import { expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('gestures', (orders) => {
  const canvas = () => orders.page.getByRole('application', { name: 'Diagram' })
  const guides = () => orders.page.locator('[data-guides]')
  const unsaved = () => orders.page.getByText('Unsaved changes').count()
  const hold = async (title: string) => {
    const { x, y } = await orders.editor.placeOf(title)
    await orders.page.mouse.move(x, y)
    await orders.page.mouse.down()
    return { x, y }
  }

  test('a dragged component snaps to the middle of another with a line, and Alt suspends it', async () => {
    const browserBox = await orders.editor.placeOf('Browser')
    await hold('Stripe API')
    await orders.page.mouse.move(browserBox.x + 2, browserBox.y + 140, { steps: 8 })
    await guides().waitFor()
    expect(Math.abs((await orders.editor.placeOf('Stripe API')).x - browserBox.x)).toBeLessThan(0.6)
    await orders.page.keyboard.down('Alt')
    await orders.page.mouse.move(browserBox.x + 3, browserBox.y + 140)
    await guides().waitFor({ state: 'detached' })
    await orders.page.keyboard.up('Alt')
    await orders.page.mouse.move(browserBox.x + 2, browserBox.y + 140)
    await guides().waitFor()
    await orders.page.mouse.up()
    await guides().waitFor({ state: 'detached' })
    expect(Math.abs((await orders.editor.placeOf('Stripe API')).x - browserBox.x)).toBeLessThan(0.6)
    await orders.editor.undo()
    await expect
      .poll(async () => (await orders.editor.placeOf('Stripe API')).x)
      .toBeGreaterThan(browserBox.x + 100)
  })

  test('Escape in the middle of a drag, a resize and a box leaves everything as it was', async () => {
    const before = await orders.editor.placeOf('Redis')
    await hold('Redis')
    await orders.page.mouse.move(before.x + 120, before.y + 90, { steps: 5 })
    await orders.page.keyboard.press('Escape')
    expect(await orders.editor.placeOf('Redis')).toEqual(before)
    await orders.page.mouse.move(before.x, before.y)
    await orders.page.mouse.up()
    await orders.person.click(orders.editor.node('Redis'))
    const grip = await canvas().locator('[data-grip="se"]').boundingBox()
    await orders.page.mouse.move((grip?.x ?? 0) + 3, (grip?.y ?? 0) + 3)
    await orders.page.mouse.down()
    await orders.page.mouse.move((grip?.x ?? 0) + 80, (grip?.y ?? 0) + 60, { steps: 4 })
    await orders.page.keyboard.press('Escape')
    await orders.page.mouse.up()
    expect((await orders.editor.placeOf('Redis')).width).toBeCloseTo(before.width)
    const stripe = await orders.editor.placeOf('Stripe API')
    await orders.page.mouse.move(stripe.left + 10, stripe.top - 60)
    await orders.page.mouse.down()
    await orders.page.mouse.move(stripe.left + 60, stripe.top + 20, { steps: 4 })
    await orders.page.keyboard.press('Escape')
    await orders.page.mouse.up()
    await expect.poll(() => orders.editor.item(/^Redis, data/).getAttribute('aria-selected')).toBe('true')
    expect(await unsaved()).toBe(0)
  })

  test('another button pressed during a drag neither pans nor drops it, and the window losing focus gives it up', async () => {
    const gateway = await orders.editor.placeOf('API Gateway')
    const start = await hold('Redis')
    await orders.page.mouse.move(start.x + 40, start.y + 100, { steps: 4 })
    await orders.page.mouse.down({ button: 'right' })
    await orders.page.mouse.move(start.x + 80, start.y + 120, { steps: 4 })
    await orders.page.mouse.up({ button: 'right' })
    await orders.page.mouse.move(start.x + 90, start.y + 130)
    expect((await orders.editor.placeOf('API Gateway')).x).toBe(gateway.x)
    expect((await orders.editor.placeOf('Redis')).x).toBeGreaterThan(start.x + 60)
    await orders.page.evaluate(() => window.dispatchEvent(new Event('blur')))
    expect((await orders.editor.placeOf('Redis')).x).toBeCloseTo(start.x)
    await orders.page.mouse.up()
    expect(await unsaved()).toBe(0)
  })

  test('arrow keys that are held are one step, and Control with them resizes in another', async () => {
    await orders.person.click(orders.editor.node('Redis'))
    const before = await orders.editor.placeOf('Redis')
    await orders.page.keyboard.down('ArrowDown')
    for (let at = 0; at < 6; at += 1) await orders.page.keyboard.down('ArrowDown')
    await orders.page.keyboard.up('ArrowDown')
    await orders.person.press('Control+ArrowRight')
    await expect.poll(async () => (await orders.editor.placeOf('Redis')).width).toBeGreaterThan(before.width)
    await orders.editor.undo()
    await expect.poll(async () => (await orders.editor.placeOf('Redis')).width).toBeCloseTo(before.width)
    expect((await orders.editor.placeOf('Redis')).y).toBeGreaterThan(before.y)
    await orders.editor.undo()
    await expect.poll(async () => (await orders.editor.placeOf('Redis')).y).toBeCloseTo(before.y)
  })

  test('Alt and a click reach the zone under a component, and a box with Alt takes only what it holds', async () => {
    const gateway = await orders.editor.placeOf('API Gateway')
    await orders.page.keyboard.down('Alt')
    await orders.page.mouse.click(gateway.x, gateway.y)
    await expect.poll(() => orders.editor.item(/^DMZ, zone/).getAttribute('aria-selected')).toBe('true')
    await orders.page.keyboard.up('Alt')
    const stripe = await orders.editor.placeOf('Stripe API')
    const band = async (width: number) => {
      await orders.page.mouse.move(stripe.left - 12, stripe.top - 30)
      await orders.page.mouse.down()
      await orders.page.mouse.move(stripe.left + width, stripe.top + stripe.height + 12, { steps: 4 })
      await orders.page.mouse.up()
    }
    await band(20)
    const isChosen = () =>
      orders.editor
        .item(/^Stripe API, external/)
        .first()
        .getAttribute('aria-selected')
    await expect.poll(isChosen).toBe('true')
    await orders.page.keyboard.down('Alt')
    await band(20)
    await expect.poll(isChosen).not.toBe('true')
    await band(stripe.width + 12)
    await expect.poll(isChosen).toBe('true')
    await orders.page.keyboard.up('Alt')
  })

  test('all of the same kind are selected by one chord', async () => {
    await orders.person.click(orders.editor.node('Redis'))
    await canvas().focus()
    await orders.person.press('Control+Shift+A')
    await expect
      .poll(() => orders.page.locator('[role="treeitem"][aria-selected="true"]').allInnerTexts())
      .toHaveLength(2)
  })

  test('one finger drags a component, and two fingers move the view without moving anything', async () => {
    const session = await orders.page.context().newCDPSession(orders.page)
    // The page looks for a touch screen when it is loaded.
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 })
    await orders.page.reload()
    await canvas().waitFor()
    await orders.page.waitForFunction(() => !document.body.innerText.includes('Arranging'))
    await orders.page.waitForTimeout(2000)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map((point, id) => ({ ...point, id })),
      })
    const redis = await orders.editor.placeOf('Redis')
    await touch('touchStart', redis)
    for (let at = 1; at <= 6; at += 1) await touch('touchMove', { x: redis.x, y: redis.y - at * 20 })
    await touch('touchEnd')
    await expect.poll(async () => (await orders.editor.placeOf('Redis')).y).toBeLessThan(redis.y - 80)
    await orders.editor.undo()
    await expect
      .poll(async () => Math.round((await orders.editor.placeOf('Redis')).y))
      .toBe(Math.round(redis.y))

    const gateway = await orders.editor.placeOf('API Gateway')
    const [one, other] = [
      { x: redis.x, y: redis.y },
      { x: redis.x + 90, y: redis.y },
    ]
    await touch('touchStart', one)
    await touch('touchStart', one, other)
    for (let at = 1; at <= 6; at += 1)
      await touch('touchMove', { ...one, y: one.y - at * 10 }, { ...other, y: other.y - at * 10 })
    await touch('touchEnd')
    await expect.poll(async () => (await orders.editor.placeOf('API Gateway')).y).toBeLessThan(gateway.y - 30)
    const after = await orders.editor.placeOf('Redis')
    expect(after.y - redis.y).toBeCloseTo((await orders.editor.placeOf('API Gateway')).y - gateway.y)
  })
})
