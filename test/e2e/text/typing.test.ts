// What is typed beside the canvas becomes the diagram, and the file keeps every other line.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { changedLines, describeTextPane } from '../../support/text-pane.ts'

describeTextPane('typing beside the canvas', (pane) => {
  test('a typed line is drawn, and taking it back takes it away', async () => {
    await pane.typeAtEnd('Process: What? Mail')
    await pane.node('What? Mail').waitFor()
    await pane.components(7)
    await pane.person.press('Control+z')
    await pane.components(6)
    await expect.poll(async () => (await pane.text()).join('\n')).not.toContain('Mail')
    await pane.person.press('Control+y')
    await pane.node('What? Mail').waitFor()
    await expect.poll(async () => (await pane.text()).at(-1)).toBe('Process: What? Mail')
  })

  test('a title renamed in the text keeps the id, the place and the risk: one line of the model changes', async () => {
    await pane.person.press('Escape')
    await pane.node('Redis').click()
    await pane.person.press('Shift+ArrowDown')
    await pane.save()
    const [model, layout] = [pane.read('threat-model.yaml'), pane.read('threat-model.layout.yaml')]
    await pane.cursorAfter(pane.line('Data store: Redis'), 'Redis')
    await pane.person.type(' Cache')
    await pane.node('Redis Cache').waitFor()
    await pane.save()
    expect(changedLines(model, pane.read('threat-model.yaml'))).toEqual({
      gone: ['    title: Redis'],
      come: ['    title: Redis Cache'],
    })
    expect(pane.read('threat-model.layout.yaml')).toBe(layout)
  })

  test('a comment and an attribute typed as YAML are saved, and every other line is as it was', async () => {
    const before = pane.read('threat-model.yaml')
    await pane.page.getByRole('tab', { name: 'YAML' }).click()
    await pane.cursorAfter(pane.line('title: Orders Platform Threat Model'), 'Model')
    await pane.person.press('Enter')
    await pane.person.type('# asked for by the auditors')
    await pane.person.press('Control+f')
    await pane.person.type('note: app tier')
    await pane.person.press('Enter')
    await pane.person.press('Escape')
    await pane.person.press('End')
    await pane.person.press('Enter')
    await pane.person.type('internet: true')
    await pane.page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await pane.save()
    expect(changedLines(before, pane.read('threat-model.yaml'))).toEqual({
      gone: [],
      come: ['# asked for by the auditors'],
    })
    expect(pane.read('threat-model.yaml').match(/^ {4}internet: true$/gm)).toHaveLength(3)
    expect(pane.read('threat-model.yaml').split('\n')).toHaveLength(before.split('\n').length + 2)
  })

  test('D9 a file with Windows line ends keeps them on every line, typed ones included', async () => {
    const file = path.join(pane.app.folder, 'threat-model.yaml')
    writeFileSync(
      file,
      pane.read('threat-model.yaml').replace('title: Redis', 'title: Cache').replaceAll('\n', '\r\n'),
    )
    await pane.line('Data store: Cache').waitFor()
    const before = pane.read('threat-model.yaml')
    await pane.page.getByRole('tab', { name: 'YAML' }).click()
    await pane.cursorAfter(pane.line('title: Orders Platform Threat Model'), 'Model')
    await pane.person.press('Enter')
    await pane.person.type('# asked for by the auditors')
    await pane.page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await pane.save()
    expect(changedLines(before, pane.read('threat-model.yaml'))).toEqual({
      gone: [],
      come: ['# asked for by the auditors\r'],
    })
    await pane.person.press('Control+z')
    await pane.save()
    expect(pane.read('threat-model.yaml')).toBe(before)
  })

  test('undo past a save takes a comment out of the file again', async () => {
    const before = pane.read('threat-model.yaml')
    await pane.page.getByRole('tab', { name: 'YAML' }).click()
    await pane.cursorAfter(pane.line('title: Orders Platform Threat Model'), 'Model')
    await pane.person.type(' # draft')
    await pane.page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await pane.save()
    expect(pane.read('threat-model.yaml')).toContain('Threat Model # draft')
    await pane.person.press('Control+z')
    await pane.save()
    expect(pane.read('threat-model.yaml')).toBe(before)
  })

  test('after an arrow the titles of components are offered', async () => {
    await pane.typeAtEnd('Redis -> Po')
    const option = pane.page.locator('.cm-tooltip-autocomplete li', { hasText: 'Postgres' })
    await option.waitFor()
    // A list that just opened takes no key yet, so that nobody chooses what they did not see.
    await pane.page.waitForTimeout(200)
    await pane.person.press('Enter')
    await expect.poll(async () => (await pane.text()).at(-1)).toBe('Redis -> Postgres')
  })

  test('a title that other lines use is renamed in all of them, and the cursor stays', async () => {
    await pane.cursorAfter(pane.line('Process: API Gateway'), 'API')
    await pane.person.type(' Edge')
    await pane.node('API Edge Gateway').waitFor()
    expect((await pane.text()).join('\n')).not.toContain('API Gateway')
    await pane.person.type(' 2')
    await pane.node('API Edge 2 Gateway').waitFor()
    await pane.person.press('Control+z')
    await pane.node('API Gateway').waitFor()
    await pane.person.press('Control+Shift+Z')
    await pane.node('API Edge 2 Gateway').waitFor()
    await pane.components(6)
    await pane.save()
    expect(pane.read('threat-model.yaml')).toMatch(/^ {2}api-gateway:\n {4}title: API Edge 2 Gateway$/m)
  })

  test('an input method composes in peace while the diagram changes', async () => {
    await pane.cursorAfter(pane.line('Data store: Redis'), 'Redis')
    const input = await pane.page.context().newCDPSession(pane.page)
    await input.send('Input.imeSetComposition', { text: 'きゃ', selectionStart: 2, selectionEnd: 2 })
    const file = path.join(pane.app.folder, 'threat-model.yaml')
    writeFileSync(file, pane.read('threat-model.yaml').replace('title: Postgres', 'title: PostgreSQL'))
    await pane.node('PostgreSQL').waitFor()
    await pane.page.waitForTimeout(500)
    expect((await pane.text()).join('\n')).not.toContain('PostgreSQL')
    await input.send('Input.insertText', { text: 'キャッシュ' })
    await pane.node('Redisキャッシュ').waitFor()
    await pane.line('Data store: PostgreSQL').waitFor()
    expect((await pane.text()).join('\n')).toContain('Redisキャッシュ (session cache)')
  })

  test('removing a component with a risk says so', async () => {
    await pane.line('Data store: Redis').click()
    await pane.person.press('Control+Shift+k')
    await pane.page.getByText('Removed Redis and 1 risk.').first().waitFor()
    await pane.components(5)
    await pane.person.press('Control+z')
    await pane.components(6)
    await pane.save()
    expect(pane.read('threat-model.yaml')).toContain('id: SEC-412')
  })

  test('a line made a comment and back keeps its risk, its attributes and its place', async () => {
    await pane.node('Redis').click()
    await pane.person.press('Shift+ArrowDown')
    await pane.save()
    const [model, layout] = [pane.read('threat-model.yaml'), pane.read('threat-model.layout.yaml')]
    await pane.line('Data store: Redis').click()
    await pane.person.press('Control+/')
    await pane.components(5)
    await pane.page.getByText('Removed Redis and 1 risk.').first().waitFor()
    await pane.person.press('Control+/')
    await pane.components(6)
    await pane.page.getByText('Brought back Redis and 1 risk.').first().waitFor()
    await pane.save()
    expect(pane.read('threat-model.yaml')).toBe(model)
    expect(pane.read('threat-model.layout.yaml')).toBe(layout)
  })

  test('a component is typed as YAML line by line: Enter goes in behind a key', async () => {
    await pane.page.getByRole('tab', { name: 'YAML' }).click()
    await pane.page.locator('.cm-content').focus()
    await pane.person.press('Control+f')
    await pane.person.type('trust_boundaries:')
    for (const key of ['Enter', 'Escape', 'Home', 'Enter', 'ArrowUp']) await pane.person.press(key)
    for (const part of ['  mailer:', 'title: Mailer', 'type: process', 'communication_links:', 'mail:']) {
      await pane.person.type(part)
      await pane.person.press('Enter')
    }
    await pane.person.type('target: browser')
    await pane.components(7)
    await pane.node('Mailer').waitFor()
    await expect
      .poll(async () => (await pane.text()).join('\n'))
      .toContain(
        '  mailer:\n    title: Mailer\n    type: process\n    communication_links:\n      mail:\n        target: browser\n',
      )
    await pane.page.getByText(/^Line \d+:/).waitFor({ state: 'detached' })
  })
})
