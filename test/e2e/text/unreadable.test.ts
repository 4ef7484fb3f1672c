// A text in the middle of being typed: the canvas stays, the reason is told, and nothing typed is lost.
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeTextPane } from '../../support/text-pane.ts'

describeTextPane('a text that cannot be read', (pane) => {
  test('a text that cannot be read leaves the canvas as it was, says why, and its fix is made with the keyboard', async () => {
    await pane.typeAtEnd('Proces: Mail')
    await pane.page.getByText(/^Line 14:/).waitFor()
    await pane.page.getByText('The diagram shows the last readable text.').waitFor()
    await pane.components(6)
    await pane.page.locator('.cm-lintRange-error').first().waitFor()
    await pane.person.press('Control+.')
    await pane.person.press('Enter')
    await pane.components(7)
    await pane.node('Mail').waitFor()
    await expect.poll(async () => (await pane.text()).at(-1)).toBe('Process: Mail')
    await pane.page.getByText('The diagram shows the last readable text.').waitFor({ state: 'detached' })
  })

  test('what is drawn while a text cannot be read joins it, and nothing typed is lost', async () => {
    await pane.typeAtEnd('half a thought')
    await pane.page.getByText(/^Line 14:/).waitFor()
    await pane.person.press('Escape')
    await pane.node('Redis').click()
    await pane.person.press('F2')
    await pane.person.type('Cache')
    await pane.person.press('Enter')
    await pane.line('Data store: Cache').waitFor()
    expect((await pane.text()).at(-1)).toBe('half a thought')
    await pane.page.getByRole('tab', { name: /YAML/ }).click()
    await pane.page
      .getByText(/It is kept there as you left it/)
      .first()
      .waitFor()
    await pane.page.getByRole('tab', { name: /DFD/ }).click()
    await expect.poll(async () => (await pane.text()).at(-1)).toBe('half a thought')
    await pane.save()
    await pane.page
      .getByText(/Saved without the text that cannot be read/)
      .first()
      .waitFor()
    expect(pane.read('threat-model.yaml')).toContain('title: Cache')
  })

  test('a line that cannot be read and changed on the canvas is kept, until the diagram is taken instead', async () => {
    await pane.line('Data store: Redis').click()
    await pane.person.press('End')
    await pane.person.type(' -> ')
    await pane.page.getByText(/^Line 9:/).waitFor()
    await pane.person.press('Escape')
    await pane.person.press('Escape')
    await pane.node('Redis').click()
    await pane.person.press('F2')
    await pane.person.type('Cache')
    await pane.person.press('Enter')
    await pane.page.getByText('The diagram changed meanwhile.').waitFor()
    expect((await pane.text()).join('\n')).toContain('Data store: Redis (session cache) -> ')
    await pane.page.getByRole('button', { name: "Take the diagram's text" }).click()
    await pane.line('Data store: Cache').waitFor()
    expect(await pane.page.evaluate(() => document.activeElement?.matches('[data-text-editor]'))).toBe(true)
    await pane.page.getByText('The diagram changed meanwhile.').waitFor({ state: 'detached' })
    await pane.person.press('Control+z')
    await pane.line('Data store: Redis (session cache) ->').waitFor()
    await pane.node('Cache').waitFor()
  })

  test('redo brings back typing that could not be read, after undo went past it', async () => {
    await pane.typeAtEnd('Process: Mailer')
    await pane.components(7)
    await pane.person.press('Enter')
    await pane.person.type('half a thought')
    await pane.page.getByText(/^Line 15:/).waitFor()
    await expect
      .poll(async () => {
        await pane.person.press('Control+z')
        return (await pane.text()).join('\n')
      })
      .not.toContain('Mailer')
    await pane.components(6)
    await expect
      .poll(async () => {
        await pane.person.press('Control+y')
        return (await pane.text()).at(-1)
      })
      .toBe('half a thought')
    await pane.node('Mailer').waitFor()
  })

  test('the line being typed stays in view when the reason below it takes room', async () => {
    await pane.page.setViewportSize({ width: 1024, height: 420 })
    await pane.typeAtEnd('half a thought')
    await pane.page.getByText(/^Line 14:/).waitFor()
    const bottomOf = async (target: Locator) => {
      const box = await target.boundingBox()
      return box ? box.y + box.height : 0
    }
    const foot = pane.page.getByRole('status').filter({ hasText: 'Line 14:' })
    await expect
      .poll(async () => (await bottomOf(pane.line('half a thought'))) - ((await foot.boundingBox())?.y ?? 0))
      .toBeLessThanOrEqual(0)
    const status = await pane.page.getByRole('contentinfo').boundingBox()
    expect(await bottomOf(pane.page.getByRole('region', { name: 'Drawer' }))).toBeLessThanOrEqual(
      status?.y ?? 0,
    )
  })

  test('a reload with text that cannot be read asks first', async () => {
    await pane.typeAtEnd('half a thought')
    await pane.page.getByText(/^Line 14:/).waitFor()
    const asked = new Promise<string>((resolve) =>
      pane.page.once('dialog', async (dialog) => {
        resolve(dialog.type())
        await dialog.accept()
      }),
    )
    await pane.page.reload()
    expect(await asked).toBe('beforeunload')
  })

  test('another model and back: text that cannot be read is still there', async () => {
    await pane.typeAtEnd('half a thought')
    await pane.page.getByText(/^Line 14:/).waitFor()
    await pane.page.getByRole('button', { name: 'All models' }).click()
    await pane.page
      .getByText(/It is kept until this window closes/)
      .first()
      .waitFor()
    await pane.page
      .getByRole('button', { name: /Orders Platform/ })
      .first()
      .click()
    await expect.poll(async () => (await pane.text()).at(-1)).toBe('half a thought')
  })
})
