// The text follows the canvas and the file, and neither takes the other's cursor.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import { expect, test } from 'vitest'
import { describeTextPane } from '../../support/text-pane.ts'

describeTextPane('the text beside the canvas', (pane) => {
  test('what is drawn is written, and the cursor stays where it was', async () => {
    await pane.cursorAfter(pane.line('Process: Orders Service'), 'Orders')
    await pane.person.press('Escape')
    await pane.person.press('p')
    await pane.person.press('Enter')
    await pane.person.type('Mailer')
    await pane.person.press('Enter')
    await expect.poll(async () => (await pane.text()).join('\n')).toContain('Process: Mailer')
    await pane.person.press('Control+e')
    await pane.person.type('!')
    await pane.line('Process: Orders! Service').waitFor()
    await pane.person.press('Backspace')
    await pane.person.press('Escape')
    await pane.node('Mailer').click()
    await pane.person.press('Control+z')
    await pane.person.press('Control+z')
    await expect.poll(async () => (await pane.text()).join('\n')).not.toContain('Mailer')
    await pane.components(6)
  })

  test('a cursor moved by hand selects on the canvas, and a selection there shows its lines without taking the cursor', async () => {
    await pane.line('Process: API Gateway').click()
    const inspector = pane.page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByRole('textbox', { name: 'Title', exact: true }).waitFor()
    await expect
      .poll(() => inspector.getByRole('textbox', { name: 'Title', exact: true }).inputValue())
      .toBe('API Gateway')
    expect(await pane.page.evaluate(() => document.activeElement?.matches('[data-text-editor]'))).toBe(true)
    await pane.node('Redis').click()
    await expect
      .poll(() => pane.page.locator('.cm-line.cm-element').allInnerTexts())
      .toEqual([expect.stringContaining('Data store: Redis')])
    expect(await pane.page.evaluate(() => document.activeElement?.matches('[data-text-editor]'))).toBe(false)
    await pane.person.press('Control+e')
    await pane.person.type('x')
    await expect
      .poll(async () => (await pane.text()).some((each) => /API Gat.*x|xAPI|APIx/.test(each)))
      .toBe(true)
  })

  test('undo on the canvas takes typing back, and undo in the text takes drawing back', async () => {
    await pane.cursorAfter(pane.line('Data store: Redis'), 'Redis')
    await pane.person.type(' Cache')
    await pane.node('Redis Cache').waitFor()
    await pane.person.press('Escape')
    await pane.person.press('Control+z')
    await expect.poll(async () => (await pane.text()).join('\n')).not.toContain('Redis Cache')

    await pane.node('Redis').click()
    await pane.person.press('Delete')
    await pane.components(5)
    await expect.poll(async () => (await pane.text()).join('\n')).not.toContain('Redis')
    await pane.person.press('Control+e')
    await pane.person.press('Control+z')
    await pane.components(6)
    await pane.line('Data store: Redis').waitFor()
  })

  test('the pane has names, meets the accessibility rules and stays beside the canvas in a narrow window', async () => {
    await pane.page.getByRole('textbox', { name: 'Model as text, plain-text DFD' }).waitFor()
    await pane.typeAtEnd('half a thought')
    await pane.page.getByText(/^Line 14:/).waitFor()
    await pane.page.evaluate(axe.source)
    const violations = await pane.page.evaluate(async () => {
      const run = (window as unknown as { axe: typeof axe }).axe.run
      const { violations: found } = await run(document.querySelector('aside') ?? document)
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    })
    expect(violations).toEqual([])
    await pane.page.setViewportSize({ width: 1024, height: 700 })
    const box = await pane.page.getByRole('complementary', { name: 'Model as text' }).boundingBox()
    const canvas = await pane.page.locator('main').boundingBox()
    expect(box?.width).toBe(380)
    expect(canvas?.x).toBe(380)
    const edge = pane.page.getByRole('separator', { name: 'Width of the text' })
    await edge.press('ArrowLeft')
    await expect
      .poll(
        async () =>
          (await pane.page.getByRole('complementary', { name: 'Model as text' }).boundingBox())?.width,
      )
      .toBe(356)
  })

  test('a model that may not be written is shown as text, takes no typing and says why', async () => {
    const file = path.join(pane.app.folder, 'threat-model.yaml')
    writeFileSync(
      file,
      `fenceline_version: 99\n${pane.read('threat-model.yaml').replace('title: Redis', 'title: Cache')}`,
    )
    await pane.line('Data store: Cache').waitFor()
    await pane.page.getByText(/This model is read-only: The file is of version 99/).waitFor()
    await pane.page.getByText('threat-model.yaml is read-only.').waitFor()
    const before = await pane.text()
    await pane.line('Data store: Cache').click()
    await pane.person.type('Process: Mail')
    await pane.page.waitForTimeout(400)
    expect(await pane.text()).toEqual(before)
  })

  test('a changed file reaches a text that nobody edits, at its lines only', async () => {
    await pane.page.getByRole('tab', { name: 'YAML' }).click()
    await pane.line('# The Orders Platform').waitFor()
    const file = path.join(pane.app.folder, 'threat-model.yaml')
    writeFileSync(file, pane.read('threat-model.yaml').replace('title: Browser', 'title: Web browser'))
    await pane.node('Web browser').waitFor()
    await pane.line('title: Web browser').waitFor()
  })
})
