// The palette: whatever can be done or shown, by a few letters.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('the palette', (orders) => {
  const options = () => orders.editor.page.getByRole('dialog').getByRole('option')
  const ask = async (letters: string) => {
    await orders.editor.person.press('Control+k')
    await orders.editor.page.getByRole('combobox', { name: 'Find an action or element' }).fill(letters)
  }

  test('a few letters find an action, and what was chosen lately is offered first', async () => {
    await ask('keyboard sh')
    await orders.person.press('Enter')
    await orders.page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
    await orders.person.press('Escape')
    await orders.person.press('Control+k')
    await orders.page.getByText('Chosen lately').waitFor()
    expect(await options().first().textContent()).toContain('Keyboard shortcuts')
    expect(orders.editor.complaints).toEqual([])
  })

  test('an action is found by the word another editor has for it, and the field stays where it is', async () => {
    await ask('')
    const field = orders.editor.page.getByRole('combobox', { name: 'Find an action or element' })
    const before = await field.boundingBox()
    await field.fill('isolate')
    await options()
      .filter({ hasText: /^Show only this zone/ })
      .waitFor()
    expect(await options().count()).toBe(1)
    expect(await field.boundingBox()).toEqual(before)
    await field.fill('no such thing')
    await orders.editor.page.getByText('Nothing is called that.').waitFor()
    expect(await field.boundingBox()).toEqual(before)
  })

  test('an element is selected, and a data asset leads to where it is used', async () => {
    await ask('postg')
    expect(await options().first().textContent()).toMatch(/^Postgres.*Data store/)
    await orders.person.press('Enter')
    await orders.page.getByRole('treeitem', { name: /^Postgres/, selected: true }).waitFor()
    await ask('customer pii')
    await orders.person.press('Enter')
    await orders.page.getByRole('status').getByText('1 of 5', { exact: true }).waitFor()
    expect(orders.editor.complaints).toEqual([])
  })

  test('what cannot be done now comes last and says why', async () => {
    await ask('undo')
    const undo = options().filter({ hasText: 'Nothing to undo' })
    await undo.waitFor()
    expect(await undo.getAttribute('aria-disabled')).toBe('true')
    expect(await options().last().textContent()).toContain('Nothing to undo')
  })

  test('another model of the folder is opened by its title', async () => {
    writeFileSync(
      path.join(orders.editor.app.folder, 'b.threat-model.yaml'),
      'title: Billing\ntechnical_assets: {}\n',
    )
    await orders.page.getByRole('navigation', { name: 'Models' }).getByText('Billing').waitFor()
    await ask('bill')
    await orders.person.press('Enter')
    await expect
      .poll(() => orders.page.getByRole('textbox', { name: 'Model title' }).inputValue())
      .toBe('Billing')
    expect(orders.editor.complaints).toEqual([])
  })

  test('what the rules drafted is found by its words', async () => {
    await orders.person.click(orders.page.getByRole('button', { name: 'Draft threats' }).first())
    const title = orders.page.locator('tr[data-kind="draft"] td').nth(3)
    const words = (await title.textContent()) ?? ''
    await ask(words.slice(0, 24))
    expect(await options().first().textContent()).toMatch(/Draft at /)
    await orders.person.press('Enter')
    await orders.page.getByRole('radio', { name: 'Review', checked: true }).waitFor()
  })
})
