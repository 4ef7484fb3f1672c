// Zones under a person's hands: collapsed, looked at alone, entered and left, each taken back by undo.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('zones', (orders) => {
  const canvas = () => orders.page.getByRole('application', { name: 'Diagram' })
  /** Selects by the outline and gives the keys to the canvas. */
  const choose = async (name: RegExp) => {
    await orders.person.click(orders.editor.item(name).first())
    await canvas().focus()
  }
  const bar = () => orders.page.getByRole('main').getByText('Only DMZ is shown')
  const layout = () => readFileSync(path.join(orders.editor.app.folder, 'threat-model.layout.yaml'), 'utf8')

  test('a collapsed zone is one box with a count, saved on its line, and opens by undo and double click', async () => {
    await choose(/^App tier, zone/)
    await orders.person.press('o')
    const box = canvas().getByRole('group', { name: /^App tier, zone, collapsed, 3 inside/ })
    await box.waitFor()
    await expect.poll(() => orders.editor.node('Postgres').count()).toBe(0)
    expect((await orders.editor.placeOf('App tier')).height).toBeLessThan(80)
    const model = await orders.editor.save()
    expect(layout()).toMatch(/ {2}app-tier: \{.*collapsed: true\}/)
    expect(model).not.toContain('collapsed')
    // Flows from and to what is inside end at the box, with their marks at its line.
    const edge = await orders.editor.placeOf('App tier')
    const marks = await canvas().locator('[data-flow="api-gateway>orders-service"][data-state]').count()
    expect(marks).toBe(3)
    await orders.editor.undo()
    await orders.editor.node('Postgres').waitFor()
    await orders.person.press('Control+Shift+z')
    await box.waitFor()
    await orders.page.mouse.dblclick(edge.x, edge.y)
    await orders.editor.node('Postgres').waitFor()
    expect(orders.editor.complaints).toEqual([])
  })

  test('the chevron collapses, and choosing what is hidden in the outline opens the zone', async () => {
    await choose(/^App tier, zone/)
    await orders.person.click(canvas().locator('[data-fold="app-tier"]'))
    await expect.poll(() => orders.editor.node('Redis').count()).toBe(0)
    await orders.person.click(orders.editor.item(/^Redis, data store/))
    await orders.editor.node('Redis').waitFor()
    await orders.editor.undo()
    await expect.poll(() => orders.editor.node('Redis').count()).toBe(0)
  })

  test('what is dropped on a collapsed zone goes into it and comes back by undo', async () => {
    await choose(/^App tier, zone/)
    await orders.person.press('o')
    await expect.poll(() => orders.editor.node('Redis').count()).toBe(0)
    await orders.person.drag(await orders.editor.placeOf('Browser'), await orders.editor.placeOf('App tier'))
    await orders.editor.item(/^Browser, external entity, in App tier/).waitFor()
    await canvas()
      .getByRole('group', { name: /4 inside/ })
      .waitFor()
    await orders.editor.undo()
    await orders.editor.item(/^Browser, external entity, outside/).waitFor()
    await orders.editor.node('Browser').waitFor()
  })

  test('one zone is shown alone with the other ends of its flows, and Escape shows everything', async () => {
    await choose(/^DMZ, zone/)
    await orders.person.press('Shift+O')
    await bar().waitFor()
    await orders.editor.node('Orders Service').waitFor()
    await expect.poll(() => orders.editor.node('Postgres').count()).toBe(0)
    await expect.poll(() => orders.page.getByText('Unsaved changes').count()).toBe(0)
    await orders.person.press('Escape')
    await orders.editor.node('Postgres').waitFor()
    await expect.poll(() => bar().count()).toBe(0)
    await orders.person.press('Shift+O')
    await bar().waitFor()
    await orders.person.click(orders.editor.item(/^Postgres, data store/))
    await orders.editor.node('Postgres').waitFor()
  })

  test('a component is moved into a zone and out of it with the keyboard, each undone', async () => {
    await choose(/^Redis, data store/)
    await orders.person.press('i')
    await orders.page.getByRole('dialog', { name: 'Move Redis into a zone' }).waitFor()
    await orders.person.type('dmz')
    await orders.person.press('Enter')
    await orders.editor.item(/^Redis, data store, in DMZ/).waitFor()
    await orders.editor.undo()
    await orders.editor.item(/^Redis, data store, in App tier/).waitFor()
    await canvas().focus()
    await orders.person.press('Alt+Shift+ArrowLeft')
    await orders.editor.item(/^Redis, data store, outside/).waitFor()
    const [redis, zone] = [await orders.editor.placeOf('Redis'), await orders.editor.placeOf('App tier')]
    expect(redis.left).toBeGreaterThan(zone.left + zone.width)
    await orders.editor.undo()
    await orders.editor.item(/^Redis, data store, in App tier/).waitFor()
  })

  test('a zone in a zone is entered and left by dragging, and each step is taken back', async () => {
    const postgres = await orders.editor.placeOf('Postgres')
    await orders.person.press('z')
    await orders.person.drag(
      { x: postgres.left - 8, y: postgres.top - 6 },
      { x: postgres.left + postgres.width + 8, y: postgres.top + postgres.height + 6 },
    )
    await orders.person.type('Data tier')
    await orders.person.press('Enter')
    await orders.editor.item(/^Postgres, data store, in Data tier/).waitFor()
    const redis = await orders.editor.placeOf('Redis')
    await orders.person.drag(redis, { x: postgres.x, y: postgres.y })
    await orders.editor.item(/^Redis, data store, in Data tier/).waitFor()
    await orders.editor.undo()
    await orders.editor.item(/^Redis, data store, in App tier/).waitFor()
    await orders.person.drag(await orders.editor.placeOf('Postgres'), { x: redis.x - 60, y: redis.y })
    await orders.editor.item(/^Postgres, data store, in App tier/).waitFor()
    await orders.editor.undo()
    await orders.editor.item(/^Postgres, data store, in Data tier/).waitFor()
    await choose(/^Postgres, data store/)
    for (const zone of [/^Data tier, zone/, /^App tier, zone/]) {
      await orders.person.press('Escape')
      await expect.poll(() => orders.editor.item(zone).getAttribute('aria-selected')).toBe('true')
    }
  })
})
