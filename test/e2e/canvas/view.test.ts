// Looking at the canvas: the hand that pans, the wheel's two ways, and coming back to where one was.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('the view', (orders) => {
  const zoom = async () => {
    const name = await orders.editor.page
      .getByRole('button', { name: /^Zoom \d+ %/ })
      .getAttribute('aria-label')
    return Number(/\d+/.exec(name ?? '')?.[0])
  }
  const choose = async (letters: string) => {
    await orders.editor.person.press('Control+k')
    await orders.editor.page.getByRole('combobox', { name: 'Find an action or element' }).fill(letters)
    await orders.editor.person.press('Enter')
  }

  test('a model is found again as it was left, and one that was shown whole is whole', async () => {
    writeFileSync(
      path.join(orders.editor.app.folder, 'b.threat-model.yaml'),
      'title: Billing\ntechnical_assets: {}\n',
    )
    const model = (name: RegExp) =>
      orders.page.getByRole('navigation', { name: 'Models' }).getByRole('button', { name })
    await model(/Billing/).waitFor()
    // A first arrangement is made anew until it is saved.
    await orders.editor.save()
    const whole = await orders.editor.placeOf('API Gateway')
    const goAndReturn = async () => {
      await orders.person.click(model(/Billing/))
      await orders.editor.node('API Gateway').waitFor({ state: 'detached' })
      await orders.person.click(model(/Orders/))
      await orders.editor.node('API Gateway').waitFor()
      await orders.page.waitForTimeout(400)
    }
    await goAndReturn()
    expect((await orders.editor.placeOf('API Gateway')).x).toBeCloseTo(whole.x, 0)
    await orders.page.getByRole('application', { name: 'Diagram' }).focus()
    await orders.person.press('Shift+0')
    await expect.poll(zoom).toBe(100)
    await orders.page.waitForTimeout(300)
    await orders.page.mouse.move(660, 450)
    await orders.page.mouse.wheel(60, 40)
    await orders.page.waitForTimeout(400)
    const left = await orders.editor.placeOf('API Gateway')
    expect(left.x).not.toBeCloseTo(whole.x, 0)
    await goAndReturn()
    const back = await orders.editor.placeOf('API Gateway')
    expect(back.x).toBeCloseTo(left.x, 0)
    expect(back.y).toBeCloseTo(left.y, 0)
    expect(await zoom()).toBe(100)
    expect(orders.editor.complaints).toEqual([])
  })

  test('the space bar makes a hand of the pointer, and nothing is moved but the view', async () => {
    const before = await orders.editor.placeOf('Stripe API')
    await orders.page.getByRole('application', { name: 'Diagram' }).focus()
    await orders.page.keyboard.down('Space')
    await orders.person.drag(before, { x: before.x - 80, y: before.y + 60 })
    await orders.page.keyboard.up('Space')
    const after = await orders.editor.placeOf('Stripe API')
    expect(after.x).toBeCloseTo(before.x - 80, -1)
    expect(after.y).toBeCloseTo(before.y + 60, -1)
    expect(await orders.page.getByText('Unsaved changes').count()).toBe(0)
  })

  test('the wheel pans until it is told to zoom, and Ctrl with the wheel zooms always', async () => {
    const start = await zoom()
    await orders.page.mouse.move(660, 450)
    await orders.page.mouse.wheel(0, 60)
    await orders.page.waitForTimeout(300)
    expect(await zoom()).toBe(start)
    await orders.page.keyboard.down('Control')
    await orders.page.mouse.wheel(0, -60)
    await orders.page.keyboard.up('Control')
    await expect.poll(zoom).toBeGreaterThan(start)
    await choose('switch the wheel')
    const now = await zoom()
    await orders.page.mouse.move(660, 450)
    await orders.page.mouse.wheel(0, -60)
    await expect.poll(zoom).toBeGreaterThan(now)
    expect(orders.editor.complaints).toEqual([])
  })

  test('the minimap takes the arrow keys', async () => {
    await orders.page.getByRole('button', { name: 'Minimap', exact: true }).click()
    await orders.page.getByRole('application', { name: 'Minimap' }).focus()
    const before = await orders.editor.placeOf('API Gateway')
    await orders.person.press('ArrowRight')
    await expect.poll(async () => (await orders.editor.placeOf('API Gateway')).x).toBeLessThan(before.x - 100)
    await orders.person.press('+')
    await expect.poll(zoom).toBeGreaterThan(50)
    expect(orders.editor.complaints).toEqual([])
  })

  test('the diagram is printed on white, whatever the theme', async () => {
    await orders.page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-asked', '')
    })
    await choose('theme dark')
    await orders.person.press('Control+p')
    await orders.page.locator('body[data-asked]').waitFor()
    await orders.page.emulateMedia({ media: 'print' })
    expect(await orders.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(
      'light',
    )
    expect(await orders.page.getByRole('img', { name: 'Orders Platform Threat Model' }).isVisible()).toBe(
      true,
    )
  })

  test('theme and density are chosen in the palette', async () => {
    await choose('theme contrast')
    await orders.page.locator('html[data-theme="contrast"]').waitFor()
    await choose('theme dark')
    await orders.page.locator('html[data-theme="dark"]').waitFor()
    await choose('compact')
    await orders.editor.person.press('Control+,')
    await orders.page.getByRole('radio', { name: 'Compact', checked: true }).waitFor()
    expect(orders.editor.complaints).toEqual([])
  })
})
