// The text beside the canvas: what is typed is drawn, what is drawn is written, and neither takes the other's cursor.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { App, Person } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { openEditor, ordersFolder } from '../../support/editor.ts'

const RISK = `identified_risks:
  - id: SEC-412
    category: tampering
    asset: redis
    description: Sessions can be written by anybody on the network
`

describeBrowser('the text pane', () => {
  let browser: Browser
  let app: App
  let page: Page
  let person: Person
  let complaints: readonly string[]

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await app?.stop()
    await browser?.close()
  })

  beforeEach(async () => {
    await app?.stop()
    const folder = await ordersFolder()
    const file = path.join(folder, 'threat-model.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('notes:\n', `${RISK}\nnotes:\n`))
    ;({ app, page, person, complaints } = await openEditor(browser, folder, /Orders Platform/))
    await person.press('Control+e')
    await line('Process: API Gateway').waitFor()
  })

  afterEach(async () => {
    expect(complaints).toEqual([])
    await page.context().close()
  })

  const node = (title: string) => page.locator('.react-flow__node', { hasText: title }).first()
  const line = (text: string) => page.locator('.cm-line', { hasText: text }).first()
  const text = async () =>
    (await page.locator('.cm-line').allInnerTexts()).map((each) => each.replace(/\n$/, ''))
  const components = (count: number) => page.getByText(`${count} components`, { exact: true }).waitFor()
  const read = (name: string) => readFileSync(path.join(app.folder, name), 'utf8')
  const save = async () => {
    await person.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
  }
  const changed = (before: string, after: string) => {
    const [old, now] = [before.split('\n'), after.split('\n')]
    return {
      gone: old.filter((each) => !now.includes(each)),
      come: now.filter((each) => !old.includes(each)),
    }
  }
  /** Puts the cursor behind a word of a line. */
  const cursorAfter = async (target: Locator, word: string) => {
    await target.click()
    await person.press('End')
    const whole = await target.innerText()
    const back = whole.trimEnd().length - whole.indexOf(word) - word.length
    for (let step = 0; step < back; step += 1) await person.press('ArrowLeft')
  }
  /** Types in the empty line that a DFD ends with. */
  const typeAtEnd = async (words: string) => {
    await person.press('Control+End')
    await person.type(words)
  }

  test('a typed line is drawn, and taking it back takes it away', async () => {
    await typeAtEnd('Process: What? Mail')
    await node('What? Mail').waitFor()
    await components(7)
    await person.press('Control+z')
    await components(6)
    await expect.poll(async () => (await text()).join('\n')).not.toContain('Mail')
    await person.press('Control+y')
    await node('What? Mail').waitFor()
    await expect.poll(async () => (await text()).at(-1)).toBe('Process: What? Mail')
  })

  test('a title renamed in the text keeps the id, the place and the risk: one line of the model changes', async () => {
    await person.press('Escape')
    await node('Redis').click()
    await person.press('Shift+ArrowDown')
    await save()
    const [model, layout] = [read('threat-model.yaml'), read('threat-model.layout.yaml')]
    await cursorAfter(line('Data store: Redis'), 'Redis')
    await person.type(' Cache')
    await node('Redis Cache').waitFor()
    await save()
    expect(changed(model, read('threat-model.yaml'))).toEqual({
      gone: ['    title: Redis'],
      come: ['    title: Redis Cache'],
    })
    expect(read('threat-model.layout.yaml')).toBe(layout)
  })

  test('what is drawn is written, and the cursor stays where it was', async () => {
    await cursorAfter(line('Process: Orders Service'), 'Orders')
    await person.press('Escape')
    await person.press('p')
    await person.press('Enter')
    await person.type('Mailer')
    await person.press('Enter')
    await expect.poll(async () => (await text()).join('\n')).toContain('Process: Mailer')
    await person.press('Control+e')
    await person.type('!')
    await line('Process: Orders! Service').waitFor()
    await person.press('Backspace')
    await person.press('Escape')
    await node('Mailer').click()
    await person.press('Control+z')
    await person.press('Control+z')
    await expect.poll(async () => (await text()).join('\n')).not.toContain('Mailer')
    await components(6)
  })

  test('a comment and an attribute typed as YAML are saved, and every other line is as it was', async () => {
    const before = read('threat-model.yaml')
    await page.getByRole('tab', { name: 'YAML' }).click()
    await cursorAfter(line('title: Orders Platform Threat Model'), 'Model')
    await person.press('Enter')
    await person.type('# asked for by the auditors')
    await person.press('Control+f')
    await person.type('note: app tier')
    await person.press('Enter')
    await person.press('Escape')
    await person.press('End')
    await person.press('Enter')
    await person.type('internet: true')
    await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await save()
    expect(changed(before, read('threat-model.yaml'))).toEqual({
      gone: [],
      come: ['# asked for by the auditors'],
    })
    expect(read('threat-model.yaml').match(/^ {4}internet: true$/gm)).toHaveLength(3)
    expect(read('threat-model.yaml').split('\n')).toHaveLength(before.split('\n').length + 2)
  })

  test('D9 a file with Windows line ends keeps them on every line, typed ones included', async () => {
    const file = path.join(app.folder, 'threat-model.yaml')
    writeFileSync(
      file,
      read('threat-model.yaml').replace('title: Redis', 'title: Cache').replaceAll('\n', '\r\n'),
    )
    await line('Data store: Cache').waitFor()
    const before = read('threat-model.yaml')
    await page.getByRole('tab', { name: 'YAML' }).click()
    await cursorAfter(line('title: Orders Platform Threat Model'), 'Model')
    await person.press('Enter')
    await person.type('# asked for by the auditors')
    await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await save()
    expect(changed(before, read('threat-model.yaml'))).toEqual({
      gone: [],
      come: ['# asked for by the auditors\r'],
    })
    await person.press('Control+z')
    await save()
    expect(read('threat-model.yaml')).toBe(before)
  })

  test('undo past a save takes a comment out of the file again', async () => {
    const before = read('threat-model.yaml')
    await page.getByRole('tab', { name: 'YAML' }).click()
    await cursorAfter(line('title: Orders Platform Threat Model'), 'Model')
    await person.type(' # draft')
    await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await save()
    expect(read('threat-model.yaml')).toContain('Threat Model # draft')
    await person.press('Control+z')
    await save()
    expect(read('threat-model.yaml')).toBe(before)
  })

  test('a text that cannot be read leaves the canvas as it was, says why, and its fix is made with the keyboard', async () => {
    await typeAtEnd('Proces: Mail')
    await page.getByText(/^Line 14:/).waitFor()
    await page.getByText('The diagram shows the last readable text.').waitFor()
    await components(6)
    await page.locator('.cm-lintRange-error').first().waitFor()
    await person.press('Control+.')
    await person.press('Enter')
    await components(7)
    await node('Mail').waitFor()
    await expect.poll(async () => (await text()).at(-1)).toBe('Process: Mail')
    await page.getByText('The diagram shows the last readable text.').waitFor({ state: 'detached' })
  })

  test('what is drawn while a text cannot be read joins it, and nothing typed is lost', async () => {
    await typeAtEnd('half a thought')
    await page.getByText(/^Line 14:/).waitFor()
    await person.press('Escape')
    await node('Redis').click()
    await person.press('F2')
    await person.type('Cache')
    await person.press('Enter')
    await line('Data store: Cache').waitFor()
    expect((await text()).at(-1)).toBe('half a thought')
    await page.getByRole('tab', { name: /YAML/ }).click()
    await page
      .getByText(/It is kept there as you left it/)
      .first()
      .waitFor()
    await page.getByRole('tab', { name: /DFD/ }).click()
    await expect.poll(async () => (await text()).at(-1)).toBe('half a thought')
    await save()
    await page
      .getByText(/Saved without the text that cannot be read/)
      .first()
      .waitFor()
    expect(read('threat-model.yaml')).toContain('title: Cache')
  })

  test('a line that cannot be read and changed on the canvas is kept, until the diagram is taken instead', async () => {
    await line('Data store: Redis').click()
    await person.press('End')
    await person.type(' -> ')
    await page.getByText(/^Line 9:/).waitFor()
    await person.press('Escape')
    await person.press('Escape')
    await node('Redis').click()
    await person.press('F2')
    await person.type('Cache')
    await person.press('Enter')
    await page.getByText('The diagram changed meanwhile.').waitFor()
    expect((await text()).join('\n')).toContain('Data store: Redis (session cache) -> ')
    await page.getByRole('button', { name: "Take the diagram's text" }).click()
    await line('Data store: Cache').waitFor()
    expect(await page.evaluate(() => document.activeElement?.matches('[data-text-editor]'))).toBe(true)
    await page.getByText('The diagram changed meanwhile.').waitFor({ state: 'detached' })
    await person.press('Control+z')
    await line('Data store: Redis (session cache) ->').waitFor()
    await node('Cache').waitFor()
  })

  test('a cursor moved by hand selects on the canvas, and a selection there shows its lines without taking the cursor', async () => {
    await line('Process: API Gateway').click()
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByRole('textbox', { name: 'Title', exact: true }).waitFor()
    await expect
      .poll(() => inspector.getByRole('textbox', { name: 'Title', exact: true }).inputValue())
      .toBe('API Gateway')
    expect(await page.evaluate(() => document.activeElement?.matches('[data-text-editor]'))).toBe(true)
    await node('Redis').click()
    await expect
      .poll(() => page.locator('.cm-line.cm-element').allInnerTexts())
      .toEqual([expect.stringContaining('Data store: Redis')])
    expect(await page.evaluate(() => document.activeElement?.matches('[data-text-editor]'))).toBe(false)
    await person.press('Control+e')
    await person.type('x')
    await expect.poll(async () => (await text()).some((each) => /API Gat.*x|xAPI|APIx/.test(each))).toBe(true)
  })

  test('after an arrow the titles of components are offered', async () => {
    await typeAtEnd('Redis -> Po')
    const option = page.locator('.cm-tooltip-autocomplete li', { hasText: 'Postgres' })
    await option.waitFor()
    // A list that just opened takes no key yet, so that nobody chooses what they did not see.
    await page.waitForTimeout(200)
    await person.press('Enter')
    await expect.poll(async () => (await text()).at(-1)).toBe('Redis -> Postgres')
  })

  test('undo on the canvas takes typing back, and undo in the text takes drawing back', async () => {
    await cursorAfter(line('Data store: Redis'), 'Redis')
    await person.type(' Cache')
    await node('Redis Cache').waitFor()
    await person.press('Escape')
    await person.press('Control+z')
    await expect.poll(async () => (await text()).join('\n')).not.toContain('Redis Cache')

    await node('Redis').click()
    await person.press('Delete')
    await components(5)
    await expect.poll(async () => (await text()).join('\n')).not.toContain('Redis')
    await person.press('Control+e')
    await person.press('Control+z')
    await components(6)
    await line('Data store: Redis').waitFor()
  })

  test('a title that other lines use is renamed in all of them, and the cursor stays', async () => {
    await cursorAfter(line('Process: API Gateway'), 'API')
    await person.type(' Edge')
    await node('API Edge Gateway').waitFor()
    expect((await text()).join('\n')).not.toContain('API Gateway')
    await person.type(' 2')
    await node('API Edge 2 Gateway').waitFor()
    await person.press('Control+z')
    await node('API Gateway').waitFor()
    await person.press('Control+Shift+Z')
    await node('API Edge 2 Gateway').waitFor()
    await components(6)
    await save()
    expect(read('threat-model.yaml')).toMatch(/^ {2}api-gateway:\n {4}title: API Edge 2 Gateway$/m)
  })

  test('an input method composes in peace while the diagram changes', async () => {
    await cursorAfter(line('Data store: Redis'), 'Redis')
    const input = await page.context().newCDPSession(page)
    await input.send('Input.imeSetComposition', { text: 'きゃ', selectionStart: 2, selectionEnd: 2 })
    const file = path.join(app.folder, 'threat-model.yaml')
    writeFileSync(file, read('threat-model.yaml').replace('title: Postgres', 'title: PostgreSQL'))
    await node('PostgreSQL').waitFor()
    await page.waitForTimeout(500)
    expect((await text()).join('\n')).not.toContain('PostgreSQL')
    await input.send('Input.insertText', { text: 'キャッシュ' })
    await node('Redisキャッシュ').waitFor()
    await line('Data store: PostgreSQL').waitFor()
    expect((await text()).join('\n')).toContain('Redisキャッシュ (session cache)')
  })

  test('removing a component with a risk says so', async () => {
    await line('Data store: Redis').click()
    await person.press('Control+Shift+k')
    await page.getByText('Removed Redis and 1 risk.').first().waitFor()
    await components(5)
    await person.press('Control+z')
    await components(6)
    await save()
    expect(read('threat-model.yaml')).toContain('id: SEC-412')
  })

  test('a line made a comment and back keeps its risk, its attributes and its place', async () => {
    await node('Redis').click()
    await person.press('Shift+ArrowDown')
    await save()
    const [model, layout] = [read('threat-model.yaml'), read('threat-model.layout.yaml')]
    await line('Data store: Redis').click()
    await person.press('Control+/')
    await components(5)
    await page.getByText('Removed Redis and 1 risk.').first().waitFor()
    await person.press('Control+/')
    await components(6)
    await page.getByText('Brought back Redis and 1 risk.').first().waitFor()
    await save()
    expect(read('threat-model.yaml')).toBe(model)
    expect(read('threat-model.layout.yaml')).toBe(layout)
  })

  test('redo brings back typing that could not be read, after undo went past it', async () => {
    await typeAtEnd('Process: Mailer')
    await components(7)
    await person.press('Enter')
    await person.type('half a thought')
    await page.getByText(/^Line 15:/).waitFor()
    await expect
      .poll(async () => {
        await person.press('Control+z')
        return (await text()).join('\n')
      })
      .not.toContain('Mailer')
    await components(6)
    await expect
      .poll(async () => {
        await person.press('Control+y')
        return (await text()).at(-1)
      })
      .toBe('half a thought')
    await node('Mailer').waitFor()
  })

  test('a component is typed as YAML line by line: Enter goes in behind a key', async () => {
    await page.getByRole('tab', { name: 'YAML' }).click()
    await page.locator('.cm-content').focus()
    await person.press('Control+f')
    await person.type('trust_boundaries:')
    for (const key of ['Enter', 'Escape', 'Home', 'Enter', 'ArrowUp']) await person.press(key)
    for (const part of ['  mailer:', 'title: Mailer', 'type: process', 'communication_links:', 'mail:']) {
      await person.type(part)
      await person.press('Enter')
    }
    await person.type('target: browser')
    await components(7)
    await node('Mailer').waitFor()
    await expect
      .poll(async () => (await text()).join('\n'))
      .toContain(
        '  mailer:\n    title: Mailer\n    type: process\n    communication_links:\n      mail:\n        target: browser\n',
      )
    await page.getByText(/^Line \d+:/).waitFor({ state: 'detached' })
  })

  test('the line being typed stays in view when the reason below it takes room', async () => {
    await page.setViewportSize({ width: 1024, height: 420 })
    await typeAtEnd('half a thought')
    await page.getByText(/^Line 14:/).waitFor()
    const bottomOf = async (target: Locator) => {
      const box = await target.boundingBox()
      return box ? box.y + box.height : 0
    }
    const foot = page.getByRole('status').filter({ hasText: 'Line 14:' })
    await expect
      .poll(async () => (await bottomOf(line('half a thought'))) - ((await foot.boundingBox())?.y ?? 0))
      .toBeLessThanOrEqual(0)
    const status = await page.getByRole('contentinfo').boundingBox()
    expect(await bottomOf(page.getByRole('region', { name: 'Drawer' }))).toBeLessThanOrEqual(status?.y ?? 0)
  })

  test('a reload with text that cannot be read asks first', async () => {
    await typeAtEnd('half a thought')
    await page.getByText(/^Line 14:/).waitFor()
    const asked = new Promise<string>((resolve) =>
      page.once('dialog', async (dialog) => {
        resolve(dialog.type())
        await dialog.accept()
      }),
    )
    await page.reload()
    expect(await asked).toBe('beforeunload')
  })

  test('another model and back: text that cannot be read is still there', async () => {
    await typeAtEnd('half a thought')
    await page.getByText(/^Line 14:/).waitFor()
    await page.getByRole('button', { name: 'All models' }).click()
    await page
      .getByText(/It is kept until this window closes/)
      .first()
      .waitFor()
    await page
      .getByRole('button', { name: /Orders Platform/ })
      .first()
      .click()
    await expect.poll(async () => (await text()).at(-1)).toBe('half a thought')
  })

  test('the pane has names, meets the accessibility rules and stays beside the canvas in a narrow window', async () => {
    await page.getByRole('textbox', { name: 'Model as text, plain-text DFD' }).waitFor()
    await typeAtEnd('half a thought')
    await page.getByText(/^Line 14:/).waitFor()
    await page.evaluate(axe.source)
    const violations = await page.evaluate(async () => {
      const run = (window as unknown as { axe: typeof axe }).axe.run
      const { violations: found } = await run(document.querySelector('aside') ?? document)
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    })
    expect(violations).toEqual([])
    await page.setViewportSize({ width: 1024, height: 700 })
    const pane = await page.getByRole('complementary', { name: 'Model as text' }).boundingBox()
    const canvas = await page.locator('main').boundingBox()
    expect(pane?.width).toBe(380)
    expect(canvas?.x).toBe(380)
    const edge = page.getByRole('separator', { name: 'Width of the text' })
    await edge.press('ArrowLeft')
    await expect
      .poll(
        async () => (await page.getByRole('complementary', { name: 'Model as text' }).boundingBox())?.width,
      )
      .toBe(356)
  })

  test('a model that may not be written is shown as text, takes no typing and says why', async () => {
    const file = path.join(app.folder, 'threat-model.yaml')
    writeFileSync(
      file,
      `fenceline_version: 99\n${read('threat-model.yaml').replace('title: Redis', 'title: Cache')}`,
    )
    await line('Data store: Cache').waitFor()
    await page.getByText(/This model is read-only: The file is of version 99/).waitFor()
    const before = await text()
    await line('Data store: Cache').click()
    await person.type('Process: Mail')
    await page.waitForTimeout(400)
    expect(await text()).toEqual(before)
  })

  test('a changed file reaches a text that nobody edits, at its lines only', async () => {
    await page.getByRole('tab', { name: 'YAML' }).click()
    await line('# The Orders Platform').waitFor()
    const file = path.join(app.folder, 'threat-model.yaml')
    writeFileSync(file, read('threat-model.yaml').replace('title: Browser', 'title: Web browser'))
    await node('Web browser').waitFor()
    await line('title: Web browser').waitFor()
  })
})
