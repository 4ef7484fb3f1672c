// The menu on the canvas: what can be done with what lies under the pointer.
import { expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('the menu on the canvas', (orders) => {
  const menu = () => orders.page.getByRole('menu', { name: 'Actions here' })
  const choose = (name: RegExp) => menu().getByRole('menuitem', { name }).click()
  const focusOf = () => orders.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

  test('the right button takes a component in hand and offers what can be done with it', async () => {
    const { x, y } = await orders.editor.placeOf('Redis')
    await orders.page.mouse.click(x, y, { button: 'right' })
    await orders.editor.page.getByRole('treeitem', { name: /^Redis/, selected: true }).waitFor()
    await choose(/^Delete/)
    await orders.editor.item(/^Redis, data store/).waitFor({ state: 'detached' })
    await menu().waitFor({ state: 'detached' })
    expect(await focusOf()).toBe('Diagram')
    await orders.editor.undo()
    await orders.editor.item(/^Redis, data store/).waitFor()
    expect(orders.editor.complaints).toEqual([])
  })

  test('several selected elements stay selected, and Escape closes the menu alone', async () => {
    await orders.editor.person.press('Control+a')
    const { x, y } = await orders.editor.placeOf('Redis')
    await orders.page.mouse.click(x, y, { button: 'right' })
    await menu().waitFor()
    await orders.editor.person.press('Escape')
    await menu().waitFor({ state: 'detached' })
    await orders.page.getByText('16 elements selected').waitFor()
  })

  test('on empty canvas it offers what to draw and everything at once', async () => {
    const { x, y } = await orders.editor.placeOf('Browser')
    await orders.page.mouse.click(x, y + 200, { button: 'right' })
    await choose(/^Select all/)
    await orders.page.getByText('16 elements selected').waitFor()
  })

  test('a drag with the right button pans and opens no menu', async () => {
    const before = await orders.editor.placeOf('Browser')
    await orders.page.mouse.move(before.x, before.y + 200)
    await orders.page.mouse.down({ button: 'right' })
    await orders.page.mouse.move(before.x + 60, before.y + 260, { steps: 5 })
    await orders.page.mouse.up({ button: 'right' })
    expect((await orders.editor.placeOf('Browser')).x).toBeGreaterThan(before.x + 40)
    expect(await menu().count()).toBe(0)
  })

  test('the menu key opens it for the selection', async () => {
    await orders.editor.person.click(orders.editor.node('Stripe API'))
    await orders.editor.person.press('ContextMenu')
    await choose(/^Rename/)
    await orders.page.getByRole('textbox', { name: 'Title of Stripe API' }).waitFor()
  })

  test('a zone is collapsed from its title', async () => {
    const { left, top } = await orders.editor.placeOf('App tier')
    await orders.page.mouse.click(left + 25, top + 1, { button: 'right' })
    await choose(/^Collapse/)
    await orders.page.getByText('3 inside').waitFor()
  })
})
