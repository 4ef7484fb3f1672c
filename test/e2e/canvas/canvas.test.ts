// The canvas under a person's hands: what each gesture does to the model, and that undo takes it back.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('the canvas', (orders) => {
  const node = (title: string) => orders.editor.node(title)
  const middle = (title: string) => orders.editor.placeOf(title)
  const item = (name: RegExp) => orders.editor.item(name)
  const undo = () => orders.editor.undo()
  const save = () => orders.editor.save()

  test('a component is dragged out of its zone and back by undo, and into another zone', async () => {
    await item(/^Redis, data store, in App tier/).waitFor()
    const redis = await middle('Redis')
    const stripe = await middle('Stripe API')
    await orders.person.drag(redis, { x: stripe.x, y: stripe.y - 150 })
    await item(/^Redis, data store, outside/).waitFor()
    await undo()
    await item(/^Redis, data store, in App tier/).waitFor()

    const browserBox = await middle('Browser')
    const gateway = await middle('API Gateway')
    await orders.person.drag(browserBox, { x: gateway.x, y: gateway.y })
    await item(/^Browser, external entity, in DMZ/).waitFor()
    expect(await save()).toMatch(/technical_assets_inside: \[(api-gateway, browser|browser, api-gateway)\]/)
    expect(orders.editor.complaints).toEqual([])
  })

  test('a zone drawn inside another nests, its crossing arises at once, and it is resized', async () => {
    await orders.page.getByText('3 crossings', { exact: true }).waitFor()
    const postgres = await middle('Postgres')
    await orders.person.press('z')
    await orders.person.drag(
      { x: postgres.left - 8, y: postgres.top - 6 },
      { x: postgres.left + postgres.width + 8, y: postgres.top + postgres.height + 6 },
    )
    await orders.person.type('Data tier')
    await orders.person.press('Enter')
    await orders.page.getByText('4 crossings', { exact: true }).waitFor()
    await item(/^Data tier, zone/).waitFor()
    await item(/^Postgres, data store, in Data tier/).waitFor()
    const before = await middle('Data tier')
    await orders.person.drag(
      { x: before.left + before.width, y: before.top + before.height },
      { x: before.left + before.width + 2, y: before.top + before.height + 30 },
    )
    await expect.poll(async () => (await middle('Data tier')).height).toBeGreaterThan(before.height + 15)
    await undo()
    await expect
      .poll(async () => Math.round((await middle('Data tier')).height))
      .toBe(Math.round(before.height))
    const text = await save()
    expect(text).toContain('technical_assets_inside: [postgres]')
    expect(text).toContain('trust_boundaries_nested: [data-tier]')
    await orders.person.click(item(/^Data tier, zone/))
    await orders.person.press('Delete')
    await orders.page.getByText('3 crossings', { exact: true }).waitFor()
    await item(/^Postgres, data store, in App tier/).waitFor()
  })

  test('a component is duplicated, copied, pasted, renamed, deleted and brought back', async () => {
    await orders.person.click(node('Redis'))
    await orders.person.press('Control+d')
    await orders.page.getByText('7 components', { exact: true }).waitFor()
    await undo()
    await orders.page.getByText('6 components', { exact: true }).waitFor()

    await orders.person.click(node('Redis'))
    await orders.person.press('Control+c')
    await orders.person.press('Control+v')
    await orders.page.getByText('7 components', { exact: true }).waitFor()
    await undo()

    await orders.person.click(node('Redis'))
    await orders.person.press('F2')
    await orders.person.type('Session Cache')
    await orders.person.press('Enter')
    await item(/^Session Cache, data store/).waitFor()
    await undo()
    await item(/^Redis, data store/).waitFor()

    const text = await save()
    await orders.person.click(node('Redis'))
    await orders.person.press('Delete')
    await orders.page.getByText('5 components', { exact: true }).waitFor()
    await undo()
    await orders.page.getByText('6 components', { exact: true }).waitFor()
    expect(await save()).toBe(text)
    await orders.person.press('Control+Shift+z')
    await orders.page.getByText('5 components', { exact: true }).waitFor()
  })

  test('selecting a boundary lists its crossings, and they are analysed from there', async () => {
    await item(/^trust boundary 3/).click()
    const inspector = orders.page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByText('0 of 1 analysed').waitFor()
    await orders.person.click(inspector.getByRole('button', { name: 'Analyse this boundary' }))
    await orders.page
      .getByText(/^[1-9]\d* open drafts?$/)
      .first()
      .waitFor()
    await orders.person.click(inspector.getByRole('button', { name: 'Mark crossings analysed' }))
    await inspector.getByText('1 of 1 analysed').waitFor()
    expect(await save()).toContain('orders-service>stripe-api:')
  })

  test('a box selects what it touches, the arrows move it together, and arranging is one step', async () => {
    const stripe = await middle('Stripe API')
    const browserBox = await middle('Browser')
    await orders.person.drag(
      { x: stripe.left - 15, y: stripe.top - 40 },
      { x: stripe.left + stripe.width + 15, y: stripe.top + stripe.height + 30 },
    )
    await expect
      .poll(() => orders.page.locator('[role="treeitem"][aria-selected="true"]').count())
      .toBeGreaterThan(0)
    await orders.person.press('Shift+ArrowDown')
    await expect.poll(async () => (await middle('Stripe API')).y).toBeGreaterThan(stripe.y)
    expect((await middle('Browser')).y).toBe(browserBox.y)
    await undo()
    await expect.poll(async () => Math.round((await middle('Stripe API')).y)).toBe(Math.round(stripe.y))

    await orders.person.press('Shift+ArrowDown')
    const layout = () => readFileSync(path.join(orders.editor.app.folder, 'threat-model.layout.yaml'), 'utf8')
    await save()
    const moved = layout()
    await orders.person.press('Control+Shift+l')
    await orders.page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await save()
    expect(layout()).not.toBe(moved)
    await undo()
    await save()
    expect(layout()).toBe(moved)
  })
})
