// What is typed on the canvas: names and notes, and the shortcuts that work while one is typed.
import { expect, test } from 'vitest'
import { describeOrders } from '../../support/editor.ts'

describeOrders('typing on the canvas', (orders) => {
  const focusOf = () => orders.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

  test('saving in the middle of a name keeps what was typed', async () => {
    await orders.person.click(orders.editor.node('Stripe API'))
    await orders.person.press('F2')
    await orders.person.type('Card payments')
    const file = await orders.editor.save()
    expect(file).toContain('Card payments')
    expect(await focusOf()).toBe('Diagram')
    await orders.editor.undo()
    await orders.editor.item(/^Stripe API/).waitFor()
    expect(orders.editor.complaints).toEqual([])
  })

  test('the palette opens in the middle of a name, and what edits text stays with the name', async () => {
    await orders.person.click(orders.editor.node('Redis'))
    await orders.person.press('F2')
    await orders.person.type('Cache')
    await orders.person.press('Control+a')
    await orders.person.type('Session cache')
    await orders.person.press('Control+k')
    await orders.page.getByRole('combobox', { name: 'Find an action or element' }).waitFor()
    await orders.person.press('Escape')
    await orders.editor.item(/^Session cache/).waitFor()
    expect(await focusOf()).toBe('Diagram')
    expect(orders.editor.complaints).toEqual([])
  })

  test('a name is seen whole while it is typed, also from afar', async () => {
    await orders.person.click(orders.editor.node('API Gateway'))
    await orders.person.press('F2')
    await orders.person.type('Gateway of the partners and their agents')
    const field = orders.page.getByRole('textbox', { name: 'Title of API Gateway' })
    expect(await field.evaluate((input) => input.scrollWidth - input.clientWidth)).toBeLessThanOrEqual(0)
    await orders.person.press('Escape')
  })

  test('Escape ends a note and keeps its text', async () => {
    await orders.person.press('t')
    await orders.person.press('Enter')
    await orders.person.type('Ask the owner')
    await orders.person.press('Escape')
    await orders.page.getByRole('group', { name: /Ask the owner/ }).waitFor()
    await orders.editor.undo()
    await orders.page.getByRole('group', { name: /Ask the owner/ }).waitFor({ state: 'detached' })
  })

  test('a letter in a title draws anew one component, and what is named after it', async () => {
    await orders.person.click(orders.editor.node('Redis'))
    const title = orders.page.getByRole('textbox', { name: 'Title', exact: true })
    await title.click()
    await title.press('End')
    await orders.page.evaluate(() => {
      const drawn = { node: new Set(), row: new Set(), flow: new Set() }
      const kinds = {
        node: '.react-flow__node',
        row: '[role="treeitem"]',
        flow: '.react-flow__edge',
      } as const
      const keys = ['node', 'row', 'flow'] as const
      const observer = new MutationObserver((changes) => {
        for (const { target } of changes)
          for (const key of keys) {
            const part = (target instanceof Element ? target : target.parentElement)?.closest(kinds[key])
            if (part) drawn[key].add(part)
          }
      })
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      })
      Object.assign(window, { drawn })
    })
    await orders.page.keyboard.type('X')
    await orders.editor.node('RedisX').waitFor()
    await orders.editor.item(/^RedisX/).waitFor()
    const counts = await orders.page.evaluate(() => {
      const { drawn } = window as unknown as { drawn: Record<string, Set<Element>> }
      return Object.fromEntries(Object.entries(drawn).map(([key, parts]) => [key, parts.size]))
    })
    // A flow without a title of its own is called by its ends, in the drawing and in the outline.
    const flows = await orders.page.locator('.react-flow__edge[aria-label*="RedisX"]').count()
    const rows = await orders.page.getByRole('treeitem', { name: /RedisX/ }).count()
    expect(flows).toBe(1)
    expect(rows).toBe(2)
    expect(counts).toEqual({ node: 1, row: rows, flow: flows })
    await title.press('Escape')
  })
})
