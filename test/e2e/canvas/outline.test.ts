// The outline as the canvas' equal: everything that is drawn is told, built, moved and deleted here.
import { afterEach, expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('the outline', (orders) => {
  afterEach(() => expect(orders.editor.complaints).toEqual([]))

  const item = (name: RegExp) => orders.editor.item(name)
  /** The name of the row that has the focus; else what has it instead. */
  const focused = () =>
    orders.page.evaluate(() => {
      const { activeElement: active } = document
      const name = active?.getAttribute('aria-label') ?? active?.textContent
      return active?.matches('[role="treeitem"]') ? name?.replace(/(\d+ of \d+).*/s, '$1') : active?.tagName
    })
  const selected = async () =>
    (await orders.page.locator('[role="treeitem"][aria-selected="true"]').allTextContents()).map(
      (text) => text.split(',')[0],
    )
  const count = (text: string) => orders.page.getByText(text, { exact: true }).waitFor()

  test('arrow keys, Home, End and typed letters walk the rows, and the canvas follows', async () => {
    await orders.person.click(item(/^DMZ, zone/))
    await orders.person.press('ArrowDown')
    await expect.poll(focused).toMatch(/^API Gateway, process, in DMZ, .*1 of 1$/)
    await orders.person.press('ArrowLeft')
    await orders.person.press('ArrowLeft')
    await expect.poll(focused).toMatch(/^DMZ, zone/)
    await orders.person.press('ArrowLeft')
    expect(await item(/^DMZ, zone/).getAttribute('aria-expanded')).toBe('false')
    await orders.person.press('*')
    expect(await item(/^DMZ, zone/).getAttribute('aria-expanded')).toBe('true')
    await orders.person.press('End')
    await orders.person.press('Home')
    await expect.poll(focused).toMatch(/, 1 of \d+$/)
    await orders.person.press('Shift+P')
    await orders.page.keyboard.type('ost')
    await expect.poll(focused).toMatch(/^(Postgres|Flow from Orders Service to Postgres)/)
    await orders.page.waitForTimeout(900)
    await orders.person.press('Shift+R')
    await expect.poll(focused).toMatch(/Redis/)
  })

  test('Shift extends the selection, Ctrl walks without selecting, Space adds and takes away', async () => {
    await orders.person.click(item(/^Postgres, data store/))
    await orders.person.press('Shift+ArrowDown')
    expect(await selected()).toEqual(['Postgres', 'Redis'])
    await orders.person.press('Shift+ArrowUp')
    expect(await selected()).toEqual(['Postgres'])
    await orders.person.press('Control+ArrowDown')
    await expect.poll(focused).toMatch(/^Redis/)
    expect(await selected()).toEqual(['Postgres'])
    await orders.person.press('Space')
    expect(await selected()).toEqual(['Postgres', 'Redis'])
    await item(/^Browser, external/).click({ modifiers: ['Control'] })
    await expect.poll(selected).toEqual(['Postgres', 'Redis', 'Browser'])
    const inspector = orders.page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByRole('heading', { name: '3 elements selected' }).waitFor()
  })

  test('elements are added beside a row, inside a zone, named in place, connected and taken back', async () => {
    await orders.person.click(item(/^DMZ, zone/))
    await orders.person.press('s')
    await orders.page.getByRole('treeitem').getByRole('textbox').waitFor()
    await orders.page.keyboard.type('Rate limits')
    await orders.person.press('Enter')
    await expect.poll(focused).toMatch(/^Rate limits, data store, in DMZ/)
    await orders.person.press('e')
    await orders.page.keyboard.type('Partner')
    await orders.person.press('Enter')
    await expect.poll(focused).toMatch(/^Partner, external entity, in DMZ/)
    await orders.person.press('c')
    await orders.page.keyboard.type('Rate')
    await orders.person.press('Enter')
    await expect.poll(focused).toMatch(/^Flow from Partner to Rate limits/)
    await orders.person.press('F2')
    await orders.page.keyboard.type('quota')
    await orders.person.press('Enter')
    await orders.page.getByText('quota').first().waitFor()
    await expect.poll(focused).toMatch(/^Flow from Partner to Rate limits/)
    expect(await orders.editor.save()).toMatch(/title: quota|quota:/)
    for (let steps = 0; steps < 4; steps += 1) {
      await orders.person.press('Control+z')
      await expect.poll(focused).toMatch(/, \d+ of \d+$/)
    }
    await count('6 components')
  })

  test('after a delete the row beside has the focus and the selection, and undo brings it back', async () => {
    await orders.person.click(item(/^Postgres, data store/))
    await orders.person.press('Delete')
    await count('5 components')
    await expect.poll(focused).toMatch(/^Redis, data store/)
    await orders.person.press('Delete')
    await count('4 components')
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
    await orders.person.press('Control+z')
    await orders.person.press('Control+z')
    await count('6 components')
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
    await orders.person.press('ArrowDown')
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
  })

  test('rows go into the nearest zone, out of it, and into the zone that they are dropped on', async () => {
    await orders.person.click(item(/^Browser, external/))
    await orders.person.press('Alt+Shift+ArrowRight')
    await expect.poll(focused).toMatch(/^Browser, external entity, in /)
    await orders.person.press('Alt+Shift+ArrowLeft')
    await expect.poll(focused).toMatch(/^Browser, external entity, outside/)
    await orders.person.press('Control+z')
    await orders.person.press('Control+z')
    await item(/^Browser, external entity, outside/).waitFor()

    await item(/^Redis, data store/).dragTo(item(/^DMZ, zone/))
    await item(/^Redis, data store, in DMZ/).waitFor()
    expect(await orders.editor.save()).toMatch(/technical_assets_inside: \[api-gateway, redis\]/)
    await orders.editor.undo()
    await item(/^Redis, data store, in App tier/).waitFor()
    await item(/^App tier, zone/).dragTo(item(/^DMZ, zone/))
    await expect.poll(() => item(/^App tier, zone/).getAttribute('aria-level')).toBe('2')
    await item(/^DMZ, zone/).dragTo(item(/^App tier, zone/))
    await expect.poll(() => item(/^DMZ, zone/).getAttribute('aria-level')).toBe('1')
  })

  test('a filter narrows the rows, and Escape gives all of them back with the focus', async () => {
    await orders.person.click(item(/^Redis, data store/))
    await orders.person.press('/')
    await orders.page.keyboard.type('stripe')
    await expect.poll(() => orders.page.getByRole('treeitem').count()).toBeLessThan(8)
    await orders.person.press('Enter')
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
    await orders.person.press('/')
    await orders.person.press('Escape')
    await expect.poll(() => orders.page.getByRole('treeitem').count()).toBeGreaterThan(10)
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
  })

  test('what waits at a row is told in its name and in numbers, folded away or not', async () => {
    await orders.person.press('Control+Enter')
    await item(/^API Gateway, process, in DMZ, \d+ open drafts?, not analysed/).waitFor()
    await orders.person.click(item(/^DMZ, zone/))
    await orders.person.press('ArrowLeft')
    await item(/^DMZ, zone, \d+ open drafts with what is inside, /).waitFor()
    await item(/^Flow from Browser to API Gateway.*crosses/)
      .first()
      .waitFor()
    await orders.person.press('Alt+Enter')
    await orders.page
      .getByRole('complementary', { name: 'Review' })
      .getByText('API Gateway')
      .first()
      .waitFor()
  })
})
