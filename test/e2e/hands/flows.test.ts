// Flows and boundary lines under a person's hands.
import { expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('flows', (orders) => {
  const canvas = () => orders.page.getByRole('application', { name: 'Diagram' })
  const choose = async (name: RegExp) => {
    await orders.person.click(orders.editor.item(name).first())
    await canvas().focus()
  }
  /** From a component along its nth flow. */
  const chooseFlowFrom = async (name: RegExp, nth = 1) => {
    await choose(name)
    await orders.person.press('g')
    for (let at = 1; at < nth; at += 1) await orders.person.press('n')
  }
  const inspector = () => orders.page.getByRole('complementary', { name: 'Inspector' })
  const run = async (label: string) => {
    await orders.person.press('Control+k')
    await orders.person.type(label)
    await orders.page.getByRole('option', { name: label }).first().waitFor()
    await orders.person.press('Enter')
  }

  test('a line drawn across three flows names those three, and is drawn anew across one', async () => {
    const service = await orders.editor.placeOf('Orders Service')
    const redis = await orders.editor.placeOf('Redis')
    const stripe = await orders.editor.placeOf('Stripe API')
    const x = service.left + service.width + (redis.left - service.left - service.width) * 0.45
    await orders.person.press('b')
    await orders.person.drag({ x, y: redis.top - 12 }, { x, y: stripe.y + 30 })
    await orders.person.type('Vendors')
    await orders.person.press('Enter')
    const text = await orders.editor.save()
    for (const link of ['redis', 'postgres', 'stripe-api']) expect(text).toContain(`orders-service>${link}`)
    expect(text).not.toContain('api-gateway>orders-service, orders-service')
    await choose(/^Vendors/)
    await orders.person.press('Shift+B')
    await orders.page.getByText('across the flows that cross it').waitFor()
    const level = (await orders.editor.placeOf('Redis')).y
    await orders.person.drag({ x, y: level - 30 }, { x, y: level + 10 })
    await inspector().getByText('Stripe API').waitFor({ state: 'detached' })
    await orders.editor.undo()
    await inspector().getByText('Orders Service → Stripe API').waitFor()
  })

  test('a waypoint is added, moved and removed by keys, and pulled out of the line by hand', async () => {
    await chooseFlowFrom(/^Browser, external/)
    const handles = canvas().locator('[data-waypoint]')
    await orders.person.press('w')
    await expect.poll(() => handles.count()).toBe(1)
    const before = await handles.first().boundingBox()
    await orders.person.press('Shift+ArrowDown')
    await expect.poll(async () => (await handles.first().boundingBox())?.y).toBeGreaterThan(before?.y ?? 0)
    await orders.editor.undo()
    await expect
      .poll(async () => Math.round((await handles.first().boundingBox())?.y ?? 0))
      .toBe(Math.round(before?.y ?? 0))
    await orders.person.press('Shift+W')
    await expect.poll(() => handles.count()).toBe(0)
    const adder = await canvas().locator('[data-add]').first().boundingBox()
    const at = { x: (adder?.x ?? 0) + (adder?.width ?? 0) / 2, y: (adder?.y ?? 0) + (adder?.height ?? 0) / 2 }
    await orders.person.drag(at, { x: at.x, y: at.y + 60 })
    await expect.poll(() => handles.count()).toBe(1)
    await orders.editor.undo()
    await expect.poll(() => handles.count()).toBe(0)
  })

  test('an end is dragged to another component and comes back by undo', async () => {
    await chooseFlowFrom(/^Browser, external/)
    const end = await canvas().locator('[data-end="to"]').boundingBox()
    await orders.person.drag(
      { x: (end?.x ?? 0) + (end?.width ?? 0) / 2, y: (end?.y ?? 0) + (end?.height ?? 0) / 2 },
      await orders.editor.placeOf('Redis'),
    )
    await inspector()
      .getByRole('heading', { name: 'Browser → Redis' })
      .or(inspector().getByText('Browser → Redis'))
      .first()
      .waitFor()
    await orders.editor.undo()
    expect(await orders.editor.save()).toContain('browser>api-gateway')
  })

  test('a flow gets its way back, lies apart from it, and is turned around with its protocol', async () => {
    await chooseFlowFrom(/^Browser, external/)
    await run('Add the flow back')
    await inspector().getByText('API Gateway → Browser').first().waitFor()
    const label = (ref: string) =>
      canvas().locator(`[data-flow="${ref}"]`, { hasText: 'https' }).first().boundingBox()
    const [there, back] = [await label('browser>api-gateway'), await label('api-gateway>browser')]
    expect(Math.abs((there?.y ?? 0) - (back?.y ?? 0))).toBeGreaterThan(5)
    await orders.editor.undo()
    await chooseFlowFrom(/^Browser, external/)
    await run('Reverse the flow')
    await inspector().getByText('API Gateway → Browser').first().waitFor()
    const text = await orders.editor.save()
    expect(text).not.toContain('browser>api-gateway')
    expect(text).toContain('api-gateway>browser')
  })

  test('keys follow flows from end to end and through those of one component', async () => {
    await choose(/^Orders Service, process/)
    const heading = (words: string) => inspector().getByText(words, { exact: true }).first().waitFor()
    await orders.person.press('g')
    await heading('Orders Service → Postgres')
    await orders.person.press('n')
    await heading('Orders Service → Stripe API')
    await orders.person.press('g')
    await heading('Stripe API')
    await orders.person.press('Shift+G')
    await heading('Orders Service → Stripe API')
    await orders.person.press('Shift+G')
    await heading('Orders Service')
  })
})
