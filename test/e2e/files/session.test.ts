// The main job as a new user does it: an empty folder, a pasted diagram, a review, files that lint.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, aFolder, fenceline, openPage, Person, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'

const ORDERS = `External: Browser (untrusted)
-> [TLS, trust boundary 1] -> Process: API Gateway (DMZ)
-> [trust boundary 2] -> Process: Orders Service (app tier)
-> Data store: Postgres (orders, PII)
-> [trust boundary 3] -> External: Stripe API (third party)
-> Data store: Redis (session cache)
Auth: JWT issued by Identity Service, validated at Gateway`

const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(path.join(folder, entry.name), 'utf8')]),
  )

const changedLines = (before: string, after: string): string[] => {
  const known = before.split('\n')
  return after.split('\n').filter((line) => !known.includes(line))
}

describeBrowser('a whole session', () => {
  let browser: Browser
  let app: App | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await app?.stop()
    await browser?.close()
  })

  test('an empty folder becomes a reviewed model that lints, in at most 30 actions and 30 keys', async () => {
    const folder = aFolder()
    app = await startApp(folder)
    const { page, complaints } = await openPage(browser, app.url)
    const person = new Person(page)

    await page.getByRole('textbox', { name: 'Diagram or model as text' }).waitFor()
    await person.paste(ORDERS)
    await page.getByText('6 components, 5 flows, 3 boundaries, 3 crossings').waitFor()
    await person.press('Control+Enter')
    await page.getByText('3 crossings', { exact: true }).waitFor()
    await expect
      .poll(() => filesIn(folder)['threat-model.layout.yaml'], { timeout: 20_000 })
      .toContain('redis:')

    await person.click(page.getByRole('button', { name: 'Draft threats' }).first())
    await page.getByText('27 open drafts', { exact: true }).first().waitFor()
    await person.press('Alt+2')
    const queue = page.getByRole('complementary', { name: 'Review' })
    await queue.getByText('1 of 27').waitFor()

    for (let ticket = 412; ticket <= 417; ticket += 1) {
      await person.press('t')
      await queue.getByRole('textbox', { name: /ticket/i }).waitFor()
      await person.type(`SEC-${ticket}`)
      await person.press('Enter')
      await queue.getByText(`1 of ${438 - ticket}`).waitFor()
    }
    await person.press('x')
    await queue.getByRole('textbox', { name: /reason/i }).waitFor()
    await person.type('The service builds no queries from input')
    await person.press('Enter')
    await queue.getByText('1 of 20').waitFor()
    await person.press('Shift+D')
    await page.getByText('9 of 9 analysed', { exact: true }).waitFor()
    await person.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })

    const saved = filesIn(folder)
    expect(Object.keys(saved).sort()).toEqual([
      'threat-model.layout.yaml',
      'threat-model.md',
      'threat-model.mmd',
      'threat-model.yaml',
    ])
    const model = saved['threat-model.yaml'] ?? ''
    for (let ticket = 412; ticket <= 417; ticket += 1) expect(model).toContain(`ticket: SEC-${ticket}`)
    expect(model).toContain('reason: The service builds no queries from input')
    expect(model.match(/fingerprint: /g)).toHaveLength(9)

    const lint = await fenceline(folder, 'lint')
    expect([lint.code, lint.stdout]).toEqual([0, expect.not.stringMatching(/error|warning /)])

    await page.keyboard.press('Control+s')
    await page.waitForTimeout(300)
    expect(filesIn(folder)).toEqual(saved)

    process.stdout.write(`Orders by pasting: ${person.effort()}\n`)
    expect(person.actions).toBeLessThanOrEqual(30)
    expect(person.keys).toBeLessThanOrEqual(30)
    expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([])
    await page.context().close()
  })

  test('moving a box changes one line of one file, renaming changes the lines that show the title', async () => {
    if (!app) throw new Error('the first test starts the app')
    const before = filesIn(app.folder)
    await app.stop()
    app = await startApp(app.folder)
    const { page } = await openPage(browser, app.url)
    await page.getByText('Threat model', { exact: true }).first().click()
    await page.getByText('3 crossings', { exact: true }).waitFor()
    await page.locator('.react-flow__node', { hasText: 'Redis' }).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    const moved = filesIn(app.folder)
    const changed = Object.keys(moved).filter((name) => moved[name] !== before[name])
    expect(changed).toEqual(['threat-model.layout.yaml'])
    const lines = changedLines(
      before['threat-model.layout.yaml'] ?? '',
      moved['threat-model.layout.yaml'] ?? '',
    )
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('redis:')

    const title = page
      .getByRole('complementary', { name: 'Inspector' })
      .getByRole('textbox', { name: 'Title', exact: true })
    await title.fill('Session Store')
    await title.press('Enter')
    await page.keyboard.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    const renamed = filesIn(app.folder)
    const of = (name: string) => changedLines(moved[name] ?? '', renamed[name] ?? '')
    expect(of('threat-model.yaml')).toEqual(['    title: Session Store'])
    for (const line of [...of('threat-model.mmd'), ...of('threat-model.md')])
      expect(line).toContain('Session Store')
    expect(of('threat-model.layout.yaml')).toEqual([])
    await page.context().close()
  })

  test('a file that is not a model says at which line, and stays as it is', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'fenceline-broken-'))
    const broken = 'title: A\n  technical_assets: [\n'
    writeFileSync(path.join(folder, 'threat-model.yaml'), broken)
    const here = await startApp(folder)
    try {
      const { page } = await openPage(browser, here.url)
      await page.getByText('threat-model.yaml').first().click()
      await page.getByText('threat-model.yaml cannot be read').waitFor()
      await page
        .getByText(/^line \d/)
        .first()
        .waitFor()
      expect(readFileSync(path.join(folder, 'threat-model.yaml'), 'utf8')).toBe(broken)
    } finally {
      await here.stop()
    }
  })

  test('a flow that dangled in the file stays there once its component is drawn', async () => {
    const folder = aFolder()
    const file = path.join(folder, 'threat-model.yaml')
    writeFileSync(
      file,
      'title: T\ntechnical_assets:\n  a:\n    type: process\n    communication_links:\n      b:\n        target: b\n',
    )
    const here = await startApp(folder)
    try {
      const { page } = await openPage(browser, here.url)
      await page.getByText('threat-model.yaml').first().click()
      const nodes = page.locator('.react-flow__node')
      await nodes.first().waitFor()
      const box = await nodes.first().boundingBox()
      await page.keyboard.press('s')
      await page.mouse.click((box?.x ?? 0) + 150, (box?.y ?? 0) + 180)
      await page.keyboard.type('B')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+s')
      await page.getByRole('treeitem', { name: /^Flow from a to B/ }).waitFor()
      await page.getByRole('textbox', { name: 'Model title' }).fill('Other')
      await page.keyboard.press('Control+s')
      await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
      expect(readFileSync(file, 'utf8')).toContain('        target: b\n')
      expect(readFileSync(file, 'utf8')).toContain('title: Other\n')
    } finally {
      await here.stop()
    }
  })

  test('Orders drawn by hand becomes a reviewed model that lints, in at most 60 actions and 30 keys', async () => {
    const folder = aFolder()
    const here = await startApp(folder)
    try {
      const { page } = await openPage(browser, here.url)
      const person = new Person(page)
      await person.click(page.getByRole('tab', { name: 'Blank' }))
      await person.click(page.getByRole('button', { name: /^Create model/ }))
      const canvas = page.locator('.react-flow').first()
      await canvas.waitFor()
      // A person looks before drawing: the view is fitted in the first frames.
      await page.waitForTimeout(500)
      const area = await canvas.boundingBox()
      const at = (x: number, y: number) => ({ x: (area?.x ?? 0) + x, y: (area?.y ?? 0) + y })
      const tools = page.getByRole('toolbar', { name: 'Tools' })
      const pick = (name: RegExp) => person.click(tools.getByRole('button', { name }))
      const places = {
        Browser: at(90, 200),
        'API Gateway': at(290, 200),
        'Orders Service': at(500, 200),
        Postgres: at(740, 110),
        'Stripe API': at(740, 200),
        Redis: at(740, 290),
      }
      const draw = async (tool: RegExp, title: keyof typeof places) => {
        await pick(tool)
        await person.clickAt(places[title].x, places[title].y)
        await person.type(title)
      }
      await draw(/^External/, 'Browser')
      await draw(/^Process/, 'API Gateway')
      await draw(/^Process/, 'Orders Service')
      await draw(/store/i, 'Postgres')
      await draw(/^External/, 'Stripe API')
      await draw(/store/i, 'Redis')
      const connect = async (from: keyof typeof places, to: keyof typeof places) => {
        await pick(/flow/i)
        await person.drag(places[from], places[to])
      }
      await connect('Browser', 'API Gateway')
      await connect('API Gateway', 'Orders Service')
      await connect('Orders Service', 'Postgres')
      await connect('Orders Service', 'Stripe API')
      await connect('Orders Service', 'Redis')
      for (const x of [190, 395, 620]) {
        await pick(/boundary/i)
        await person.drag(at(x, x === 620 ? 188 : 150), at(x, x === 620 ? 212 : 250))
      }
      await page.getByText('3 crossings', { exact: true }).waitFor({ timeout: 5000 })
      await page.getByText('6 components', { exact: true }).waitFor({ timeout: 5000 })

      await person.click(page.getByRole('button', { name: 'Draft threats' }).first())
      await person.press('Alt+2')
      const queue = page.getByRole('complementary', { name: 'Review' })
      const count = queue.getByText(/^1 of \d+$/)
      for (let ticket = 412; ticket <= 417; ticket += 1) {
        const before = await count.textContent()
        await person.press('t')
        await queue.getByRole('textbox', { name: /ticket/i }).waitFor()
        await person.type(`SEC-${ticket}`)
        await person.press('Enter')
        await expect.poll(() => count.textContent()).not.toBe(before)
      }
      await person.press('x')
      await queue.getByRole('textbox', { name: /reason/i }).waitFor()
      await person.type('Not in this system')
      await person.press('Enter')
      await person.press('Shift+D')
      await page.getByText('9 of 9 analysed', { exact: true }).waitFor()
      await person.press('Control+s')
      await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
      expect((await fenceline(folder, 'lint')).code).toBe(0)
      process.stdout.write(`Orders drawn by hand: ${person.effort()}\n`)
      expect(person.actions).toBeLessThanOrEqual(60)
      expect(person.keys).toBeLessThanOrEqual(30)
    } finally {
      await here.stop()
    }
  })
})
