// The Mermaid tab beside the canvas, and the same text edited by hand in its file outside.
import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type App, fenceline, openPage, Person, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { atRest, ordersFolder } from '../../support/editor.ts'

const RISK = `identified_risks:
  - id: SEC-412
    category: tampering
    asset: redis
    description: Sessions can be written by anybody on the network
`
const MODEL = 'threat-model.yaml'
const MERMAID = 'threat-model.mmd'

describeBrowser('Mermaid beside the canvas and on disk', () => {
  let browser: Browser
  let app: App
  let page: Page
  let person: Person
  let complaints: string[]

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
    const file = path.join(folder, MODEL)
    writeFileSync(file, readFileSync(file, 'utf8').replace('notes:\n', `${RISK}\nnotes:\n`))
    for (const [format, name] of [
      ['mermaid', MERMAID],
      ['md', 'threat-model.md'],
    ] as const)
      await fenceline(folder, 'export', MODEL, '--to', format, '-o', name)
    app = await startApp(folder)
  })

  afterEach(async () => {
    expect(complaints).toEqual([])
    await page.context().close()
  })

  const node = (title: string) => page.locator('.react-flow__node', { hasText: title }).first()
  const line = (text: string) => page.locator('.cm-line', { hasText: text }).first()
  const text = async () =>
    (await page.locator('.cm-line').allInnerTexts()).map((each) => each.replace(/\n$/, ''))
  const read = (name: string) => readFileSync(path.join(app.folder, name), 'utf8')
  const counted = (count: number, noun: string) =>
    page.getByText(`${count} ${noun}`, { exact: true }).first().waitFor()
  const changed = (before: string, after: string) => {
    const [old, now] = [before.split('\n'), after.split('\n')]
    return {
      gone: old.filter((each) => !now.includes(each)),
      come: now.filter((each) => !old.includes(each)),
    }
  }
  const open = async () => {
    ;({ page, complaints } = await openPage(browser, app.url))
    person = new Person(page)
    await page
      .getByRole('button', { name: /Orders Platform/ })
      .first()
      .click()
    await node('Redis').waitFor()
    await atRest(page)
  }
  const openText = async () => {
    await open()
    await person.press('Control+e')
    await page.getByRole('tab', { name: 'Mermaid' }).click()
    await line('redis[("Redis').waitFor()
  }
  const save = async () => {
    await person.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
  }
  /** Puts the cursor behind a word of a line. */
  const cursorAfter = async (target: Locator, word: string) => {
    await target.click()
    await person.press('End')
    const whole = await target.innerText()
    const back = whole.trimEnd().length - whole.indexOf(word) - word.length
    for (let step = 0; step < back; step += 1) await person.press('ArrowLeft')
  }

  test('a typed node and an arrow to it are drawn, the id is completed, and undo takes them away', async () => {
    await openText()
    await line('redis[("Redis').click()
    await person.press('End')
    await person.press('Enter')
    await person.type('mailer["Mail Relay"]')
    await node('Mail Relay').waitFor()
    await counted(7, 'components')
    await person.press('End')
    await person.press('Enter')
    await person.type('orders_service --> mai')
    await page.locator('.cm-tooltip-autocomplete').getByText('mailer').waitFor()
    // A list that just opened takes no key yet, so that nobody chooses what they did not see.
    await page.waitForTimeout(200)
    await person.press('Enter')
    await expect.poll(async () => (await text()).join('\n')).toContain('orders_service --> mailer')
    await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(6)
    // Each line that was typed is a step.
    await person.press('Control+z')
    await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(5)
    await person.press('Control+z')
    await counted(6, 'components')
  })

  test('a label renamed in the text keeps the id, the place and the risk: one line of the model changes', async () => {
    await openText()
    await person.press('Escape')
    await node('Redis').click()
    await person.press('Shift+ArrowDown')
    await save()
    const [model, layout] = [read(MODEL), read('threat-model.layout.yaml')]
    await cursorAfter(line('redis[("Redis'), 'Redis')
    await person.type(' Cache')
    await node('Redis Cache').waitFor()
    await save()
    expect(changed(model, read(MODEL))).toEqual({
      gone: ['    title: Redis'],
      come: ['    title: Redis Cache'],
    })
    expect(read('threat-model.layout.yaml')).toBe(layout)
  })

  test('a text that cannot be read says so at its line and leaves the canvas, and its fix mends it', async () => {
    await openText()
    await cursorAfter(line('redis[("Redis'), ')]')
    await person.press('Backspace')
    const foot = page.getByRole('status').filter({ hasText: 'The diagram shows the last readable text.' })
    await foot.waitFor()
    expect(await foot.innerText()).toMatch(/Line \d+:/)
    await page.locator('.cm-lint-marker-error').first().waitFor()
    await counted(6, 'components')
    await foot.getByRole('button', { name: 'Close with ]' }).click()
    await foot.waitFor({ state: 'detached' })
    await counted(6, 'components')
  })

  test('a box that is dragged changes no text, a renamed one only its line, and comments stay', async () => {
    await openText()
    await line('redis[("Redis').click()
    await person.press('End')
    await person.press('Enter')
    await person.type('%% sessions only')
    await page.waitForTimeout(600)
    const before = await text()
    const box = await node('Browser').boundingBox()
    if (!box) throw new Error('no box')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 - 20, box.y + box.height / 2 - 30, { steps: 5 })
    await page.mouse.up()
    await page.getByText('Unsaved changes').waitFor()
    await page.waitForTimeout(500)
    expect(await text()).toEqual(before)
    await node('Postgres').click()
    await person.press('F2')
    await person.type('Ledger')
    await person.press('Enter')
    await expect.poll(async () => (await text()).join('\n')).toContain('Ledger')
    const { gone, come } = changed(before.join('\n'), (await text()).join('\n'))
    expect([gone.length, come.length]).toEqual([1, 1])
  })

  test('changes of a file that was edited outside are shown, applied as one step and saved', async () => {
    const model = read(MODEL)
    const file = path.join(app.folder, MERMAID)
    writeFileSync(file, read(MERMAID).replace('redis[("Redis', 'redis[("Session Cache'))
    appendFileSync(file, '  orders_service --> mailer["Mail Relay"]\n')
    await open()
    await page.getByRole('button', { name: 'Apply its changes…' }).click()
    const dialog = page.getByRole('dialog', { name: `Changes of ${MERMAID}` })
    await dialog.getByText('Data store Redis: title Redis is now Session Cache').waitFor()
    await dialog.getByText('External entity Mail Relay added').waitFor()
    await dialog.getByText('Flow Orders Service → Mail Relay added').waitFor()
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run('dialog'),
    )
    expect(violations.map(({ id }) => id)).toEqual([])
    await dialog.getByRole('button', { name: 'Apply 3 changes' }).click()
    await node('Mail Relay').waitFor()
    await person.press('Control+z')
    await node('Mail Relay').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Apply its changes…' }).waitFor()
    await person.press('Control+y')
    await node('Mail Relay').waitFor()
    await save()
    await page.getByText('does not match the model on disk').waitFor({ state: 'detached' })
    const { gone, come } = changed(model, read(MODEL))
    expect(gone).toEqual(['    title: Redis'])
    expect(come).toContain('    title: Session Cache')
    expect(come.join('\n')).not.toContain('SEC-412')
    expect(read(MODEL)).toContain('asset: redis')
    for (const comment of model.split('\n').filter((each) => each.trim().startsWith('#')))
      expect(read(MODEL)).toContain(comment)
    const check = await fenceline(app.folder, 'export', MODEL, '--to', 'mermaid', '--check', '-o', MERMAID)
    expect(check.code).toBe(0)
  })

  test('a file that is older than the model says so before anything is applied', async () => {
    writeFileSync(path.join(app.folder, MODEL), read(MODEL).replace('title: Postgres', 'title: Orders Store'))
    const before = new Date(Date.now() - 60_000)
    utimesSync(path.join(app.folder, MERMAID), before, before)
    await open()
    await page.getByRole('button', { name: `Apply changes of ${MERMAID}…` }).click()
    const dialog = page.getByRole('dialog', { name: `Changes of ${MERMAID}` })
    await dialog.getByText(`The model was changed after ${MERMAID}`).waitFor()
    await dialog.getByText('Data store Orders Store: title Orders Store is now Postgres').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Overwrite' }).click()
    await page.getByText('match the model on disk').waitFor({ state: 'detached' })
    expect(read(MERMAID)).toContain('Orders Store')
  })

  test('a file that cannot be read is told with its line, and nothing can be applied', async () => {
    writeFileSync(path.join(app.folder, MERMAID), read(MERMAID).replace('")]', '")'))
    await open()
    await page.getByRole('button', { name: 'Apply its changes…' }).click()
    const dialog = page.getByRole('dialog', { name: `Changes of ${MERMAID}` })
    await dialog.getByText(/^Line \d+:/).waitFor()
    expect(await dialog.getByRole('button', { name: /^Apply/ }).count()).toBe(0)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('button', { name: 'Overwrite' }).waitFor()
  })
})
