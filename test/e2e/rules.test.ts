// What the rules say, which of them draft, and what they ask, as a person meets it.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { PLAIN_ORDERS } from '../../shared/analysis/sample.ts'
import { printModel } from '../../shared/formats/fenceline/index.ts'
import { addDataAsset } from '../../shared/model/edits/components.ts'
import { aFolder, type Person } from '../support/app.ts'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { type Editor, openEditor } from '../support/editor.ts'

const REASON = 'The mesh checks every token'
const SURE = /Redis is writable without authentication/

describeBrowser('the rules', () => {
  let browser: Browser
  let editor: Editor
  let page: Page
  let person: Person

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
  })

  beforeEach(async () => {
    const folder = aFolder()
    const { model } = addDataAsset(PLAIN_ORDERS, { title: 'Sessions' })
    writeFileSync(path.join(folder, 'threat-model.yaml'), printModel(model))
    editor = await openEditor(browser, folder, new RegExp(model.title))
    ;({ page, person } = editor)
    await person.press('Control+Enter')
    await page.getByRole('grid', { name: 'Threats' }).waitFor()
  })

  afterEach(async () => {
    expect(editor.complaints).toEqual([])
    await editor.close()
  })

  const inspector = () => page.getByRole('complementary', { name: 'Inspector' })
  const review = () => page.getByRole('complementary', { name: 'Review' })
  const dialog = () => page.getByRole('dialog', { name: 'What this rule looks for' })
  const draftsLeft = async () =>
    Number(/(\d+) open drafts?/.exec(await page.getByRole('contentinfo').last().innerText())?.[1])
  const rows = (title: RegExp) =>
    page.getByRole('grid', { name: 'Threats' }).getByRole('row', { name: title }).count()
  /** Walks the queue to the draft with this title. */
  const takeInHand = async (title: string) => {
    await person.press('Alt+2')
    await review().getByRole('textbox', { name: 'Find in the queue' }).fill(title)
    await page.keyboard.press('Enter')
    await review()
      .getByRole('heading', { name: new RegExp(title) })
      .waitFor()
  }
  /** What axe finds in all three themes, with the theme's name. */
  const violations = async () => {
    await page.evaluate(axe.source)
    const found: string[] = []
    for (const theme of ['light', 'dark', 'contrast']) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name
      }, theme)
      // Colours on their way from one theme to the next are nobody's.
      await page.evaluate(async () => {
        await new Promise(requestAnimationFrame)
        await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
      })
      const now = await page.evaluate(async () => {
        const run = (window as unknown as { axe: typeof axe }).axe.run
        const result = await run(document)
        return result.violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
        )
      })
      found.push(...now.map((each) => `${theme}: ${each}`))
    }
    return found
  }

  test('the rule of a draft is read and switched off with the keyboard alone, as one step', async () => {
    await takeInHand('accepts a forged token')
    expect(await rows(/accepts a forged token/)).toBe(1)
    await person.press('g')
    await dialog()
      .getByRole('heading', { name: /^The component accepts a forged token/ })
      .waitFor()
    await dialog()
      .getByRole('region', { name: 'At API Gateway' })
      .getByText(/validated at Gateway/)
      .waitFor()
    expect(await violations()).toEqual([])
    const link = dialog().getByRole('link', { name: /CWE-347/ })
    expect(await link.getAttribute('href')).toBe('https://cwe.mitre.org/data/definitions/347.html')
    await person.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await person.press('Shift+X')
    await person.press('Enter')
    await dialog().getByText('Write it in a few words first.').waitFor()
    await person.type(REASON)
    await person.press('Enter')
    await review()
      .getByRole('heading', { name: /accepts a forged token/ })
      .waitFor({ state: 'detached' })
    expect(await rows(/accepts a forged token/)).toBe(0)
    expect(await editor.save()).toContain(`entry-token-forged: ${REASON}`)
    await editor.undo()
    await expect.poll(() => rows(/accepts a forged token/)).toBe(1)
    await review()
      .getByRole('heading', { name: /accepts a forged token/ })
      .waitFor()
  })

  test('the inspector of the model switches packs, names what is off with its reason, and brings it back', async () => {
    const before = await draftsLeft()
    await inspector().getByText('Rules', { exact: true }).click()
    await inspector().getByText('No rule is switched off.').waitFor()
    expect(await violations()).toEqual([])
    const sdl = inspector().getByRole('checkbox', { name: /Microsoft SDL/ })
    expect(await sdl.isChecked()).toBe(false)
    await person.click(sdl)
    await expect.poll(draftsLeft).toBeGreaterThan(before)
    await person.click(sdl)
    await expect.poll(draftsLeft).toBe(before)
    const own = inspector().getByRole('checkbox', { name: /Fenceline's own/ })
    await person.click(own)
    await person.type('Only for this test')
    await person.press('Escape')
    expect(await own.isChecked()).toBe(true)
    await person.click(own)
    await person.type('Our own are enough')
    await person.press('Enter')
    await expect.poll(draftsLeft).toBe(0)
    expect(await own.isChecked()).toBe(false)
    await inspector().getByRole('list', { name: 'Switched off' }).getByText('Our own are enough').waitFor()
    await person.click(inspector().getByRole('button', { name: 'Switch on fenceline' }))
    await expect.poll(draftsLeft).toBe(before)
    await inspector().getByText('No rule is switched off.').waitFor()
  })

  test('a guess asks what would settle it: one key answers, and the draft is gone or sure at once', async () => {
    await takeInHand('Redis is writable without authentication')
    const question = review().getByRole('group', { name: /How does Orders Service authenticate/ })
    await question.getByRole('button', { name: 'Credentials' }).waitFor()
    expect(await violations()).toEqual([])
    await person.press('2')
    await question.waitFor({ state: 'detached' })
    await expect.poll(() => rows(SURE)).toBe(0)
    await editor.undo()
    await question.waitFor()
    expect(await rows(SURE)).toBe(1)
    await person.press('1')
    await question.waitFor({ state: 'detached' })
    await review().getByRole('heading', { name: SURE }).waitFor()
    await review().getByRole('article').getByText('Speculative').waitFor({ state: 'detached' })
    expect(await editor.save()).toMatch(/authentication: none/)
  })

  test('what nobody knows is left, and nothing is stated', async () => {
    await takeInHand('Redis is writable without authentication')
    const question = review().getByRole('group', { name: /How does Orders Service authenticate/ })
    await question.waitFor()
    await person.press('5')
    await question.waitFor({ state: 'detached' })
    await review().getByRole('heading', { name: SURE }).waitFor()
    expect(await editor.save()).not.toContain('authentication:')
  })

  test('the inspector asks about one target, and the focus goes from answer to next question', async () => {
    await person.click(editor.item(/^Redis/))
    const questions = inspector().getByRole('list', { name: 'Questions' }).getByRole('group')
    expect(await questions.count()).toBe(2)
    await inspector().getByRole('button', { name: 'Sessions' }).press('1')
    await expect.poll(() => questions.count()).toBe(1)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('fieldset')?.innerText))
      .toContain('encrypted at rest')
    await person.press('2')
    await expect.poll(() => questions.count()).toBe(0)
    const text = await editor.save()
    expect(text).toMatch(/encryption: none/)
    expect(text).toMatch(/data_assets_stored: *\[?\s*-? *sessions/)
  })

  test('a problem that asks for no judgement is mended by one key, and comes back with undo', async () => {
    await person.click(page.getByRole('tab', { name: /^Problems/ }))
    const mend = page.getByRole('button', { name: 'Remove Sessions' })
    await mend.press('Enter')
    await mend.waitFor({ state: 'detached' })
    expect(await editor.save()).not.toContain('sessions:')
    await editor.undo()
    await mend.waitFor()
  })

  test('a blank cell says which rules looked there, and leads to each', async () => {
    await person.click(page.getByRole('tab', { name: /^Coverage/ }))
    const pane = page.getByRole('region', { name: 'Cell' })
    await pane.getByText(/^No rule drafts spoofing for Browser/).waitFor()
    await person.click(pane.getByText(/rules? looked here$/))
    const rule = pane.getByRole('listitem').getByRole('button').first()
    const id = await rule.innerText()
    await person.click(rule)
    await dialog().getByText(id, { exact: true }).waitFor()
    await dialog().getByText('Nothing that it looks for is there.').waitFor()
    await person.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(id)
  })

  test('what an edit made stale is told at once, and only that is drafted again', async () => {
    await person.press('Alt+2')
    await person.press('Shift+D')
    await expect.poll(draftsLeft).toBe(0)
    await person.press('Alt+1')
    await person.click(editor.item(/^Redis/))
    const line = page.getByRole('contentinfo').last()
    expect(await line.getByText(/stale/).count()).toBe(0)
    await inspector().getByLabel('Encryption at rest').selectOption({ label: 'None' })
    await line.getByText('1 stale').waitFor()
    await inspector().getByText('Changed since its review').waitFor()
    await person.press('Control+k')
    await person.type('Draft what is stale')
    await person.press('Enter')
    const open = await draftsLeft()
    await line.getByText(`1 stale target drafted again: ${open} open drafts.`).waitFor()
    const grid = page.getByRole('grid', { name: 'Threats' })
    expect(open).toBeGreaterThan(0)
    expect(await grid.getByRole('row', { name: /Redis.*Draft/ }).count()).toBe(open)
  })

  test('a draft of what was edited since says so after a reload, too, and is drafted again', async () => {
    const outdated = 'Changed since it was drafted'
    await person.click(editor.item(/^Redis/))
    expect(await inspector().getByText(outdated).count()).toBe(0)
    await inspector().getByLabel('Encryption at rest').selectOption({ label: 'Transparent' })
    await inspector().getByText(outdated).waitFor()
    await editor.save()
    await page.reload()
    await person.click(editor.item(/^Postgres/))
    await inspector().getByText('Not analysed').waitFor()
    expect(await inspector().getByText(outdated).count()).toBe(0)
    await person.click(editor.item(/^Redis/))
    await inspector().getByText(outdated).waitFor()
    await person.click(inspector().getByRole('button', { name: 'Draft again' }))
    await inspector().getByText(outdated).waitFor({ state: 'detached' })
  })
})
