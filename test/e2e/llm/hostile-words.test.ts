// What a language model writes is text wherever it is shown: no markup, no link, no request, no steering.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fenceline } from '../../support/app.ts'
import { describeBrowser } from '../../support/browser.ts'
import { openPreview, runPanelOf, send, setUpDrafting } from '../../support/models/drafting.ts'

const MARKUP = '<img src=https://evil.example/i.png onerror=alert(1)>'
const HOSTILE =
  `=cmd|'/C calc'!A0 ![px](https://evil.example/p.png) [go](javascript:alert(1)) ${MARKUP} ` +
  '<a href="https://evil.example/a">here</a> <script>alert(2)</script> ' +
  '\u001b[31mred\u001b]8;;https://evil.example/t\u0007link\u001b]8;;\u0007 \u009b2J \u202egnp.exe\u202c zero\u200bwidth'
/** As much as a title takes. */
const TITLE = `=cmd|'/C calc'!A0 ${MARKUP} [go](javascript:alert(1)) \u001b[31mred\u202egnp.exe\u202c`
/** Raw, as no reply is let through: what could still move a reader or a terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/

const CATEGORIES = ['spoofing', 'tampering', 'repudiation', 'information-disclosure', 'denial-of-service']
const threatOf = (category: string | undefined) => ({
  category,
  title: `${TITLE} ${category}`,
  threat: `Threat: ${HOSTILE}`,
  assumption: `Assumption: ${HOSTILE}`,
  mitigation: `Mitigation: ${HOSTILE}`,
  certainty: 'inferred',
  evidence: ['c3', 'c4'],
})
const REPLY = {
  target: 'c3',
  threats: CATEGORIES.slice(0, 3).map(threatOf),
  not_applicable: [{ category: CATEGORIES[3], reason: `Reason: ${HOSTILE}` }],
  cannot_assess: [
    { category: CATEGORIES[4], needed: `Needed: ${HOSTILE}` },
    { category: 'elevation-of-privilege', needed: `Needed: ${HOSTILE}` },
    { category: HOSTILE, needed: HOSTILE },
  ],
}
const PROPOSAL = {
  title: TITLE,
  zones: [{ name: `Zone ${TITLE}`, parent: '' }],
  components: [
    { name: `Shop ${TITLE}`, kind: 'process', zone: '', note: 'a remark' },
    { name: 'Orders', kind: 'store', zone: '', note: '' },
    { name: HOSTILE, kind: HOSTILE, zone: '', note: '' },
  ],
  flows: [{ from: `Shop ${TITLE}`, to: 'Orders', protocol: '' }],
  notes: [HOSTILE],
}

/** What the page made of the words: elements it must not hold, characters that steer, and its whole text. */
const pageOf = (page: Page) =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea')].map((each) =>
      each instanceof HTMLInputElement || each instanceof HTMLTextAreaElement ? each.value : '',
    )
    const attributes = [...document.querySelectorAll('*')].flatMap((each) =>
      [...each.attributes].map(({ value }) => value),
    )
    const made =
      'a[href*="evil"], a[href^="javascript"], img[src*="evil"], [onerror], script:not([src]), body script'
    return {
      made: document.querySelectorAll(made).length,
      text: [document.body.textContent, ...fields, ...attributes].join('\n'),
    }
  })

async function expectOnlyText(page: Page, ...wanted: readonly string[]): Promise<void> {
  const { made, text } = await pageOf(page)
  expect(made).toBe(0)
  expect(text).not.toMatch(STEERING)
  for (const each of [MARKUP, ...wanted]) expect(text).toContain(each)
}

/** Addresses that the page asked for, besides its own. */
function watchRequests(page: Page): string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (hostname !== '127.0.0.1' && protocol !== 'blob:' && protocol !== 'data:') asked.push(request.url())
  })
  page.on('dialog', (dialog) => asked.push(`dialog: ${dialog.message()}`))
  return asked
}

describeBrowser('hostile words of a language model', () => {
  const kit = setUpDrafting()

  test('L12 are text in the run, table, card, remarks, inspector, preview, files and exports', async () => {
    const { page, complaints, folder } = await kit.begin()
    const asked = watchRequests(page)
    kit.answerWith(({ body }) => (body.includes('Target: c3\\n') ? { json: REPLY } : undefined))
    await send(await openPreview(page))
    const panel = runPanelOf(page)
    await panel.getByText('Finished: all 9 answered').waitFor()
    await panel.getByText('1 row not taken').click()
    await expectOnlyText(page, 'not taken')

    await page.getByRole('tab', { name: /^Threats/ }).click()
    const row = page.getByRole('grid', { name: 'Threats' }).getByRole('row', { name: /calc/ }).first()
    await row.waitFor()
    await expectOnlyText(page)
    await row.dblclick()
    const review = page.getByRole('complementary', { name: 'Review' })
    await review.getByText('Assumption: =cmd').waitFor()
    await expectOnlyText(page, 'Threat: =cmd', 'Mitigation: =cmd')
    await review.getByRole('button', { name: /^Accept risk/ }).click()
    await page.keyboard.type('Known and accepted')
    await review.getByLabel('Accepted by').fill('Ada')
    await page.keyboard.press('Enter')
    await review.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' })

    await page.getByRole('treeitem', { name: /^Orders Service/ }).click()
    await page.keyboard.press('Alt+1')
    await page.getByText('No open drafts and no risks.').waitFor({ state: 'detached' })
    await expectOnlyText(page)

    await page.keyboard.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    for (const format of ['md', 'csv']) {
      const { stdout, code } = await fenceline(folder, 'export', 'threat-model.yaml', '--to', format)
      expect(code).toBe(0)
      expect(stdout).toContain('evil.example')
      // The lines of CSV end in CR LF.
      expect(stdout.replaceAll('\r\n', '\n')).not.toMatch(STEERING)
      expect(stdout).not.toMatch(format === 'md' ? /(?<!\\)<(img|a|script)\b|\]\(\w/ : /(^|[,"])[=+@]/m)
    }
    for (const command of [['review'], ['draft']]) {
      const { stdout, stderr } = await fenceline(folder, ...command)
      expect(stdout + stderr).not.toMatch(STEERING)
    }
    expect(asked).toEqual([])
    expect(complaints).toEqual([])
  })

  test('L12 are text among the remarks, and in the next preview once one became a note', async () => {
    const { page, complaints } = await kit.begin()
    const asked = watchRequests(page)
    const question = { target: 'c3', category: 'tampering', question: `May ${HOSTILE}?`, why: HOSTILE }
    kit.answerWith(() => ({ json: { questions: [question] } }))
    await page.keyboard.press('Control+k')
    await page.keyboard.type('business-logic')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Send 1 request' }).click()
    await runPanelOf(page).getByText('Finished: all 1 answered').waitFor()
    await page.keyboard.press('Alt+2')
    const review = page.getByRole('complementary', { name: 'Review' })
    await review.getByText('Question of the language model').waitFor()
    await page.keyboard.press('c')
    const field = review.getByRole('textbox', { name: /^Answer to: / }).first()
    await field.waitFor()
    await expectOnlyText(page, 'May =cmd')
    await field.fill('Nobody')
    await field.press('Enter')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+Enter')
    const preview = page.getByRole('dialog', { name: 'Draft with the language model' })
    await preview.locator('pre').waitFor()
    await expect.poll(() => preview.locator('pre').textContent()).toContain('onerror')
    const { made, text } = await pageOf(page)
    expect(made).toBe(0)
    expect(text).not.toMatch(STEERING)
    expect(asked).toEqual([])
    expect(complaints).toEqual([])
  })

  test('L12 are text where a diagram is described, and in the model that is made of it', async () => {
    const { page, complaints } = await kit.begin()
    const asked = watchRequests(page)
    kit.answerWith(() => ({ json: PROPOSAL }))
    await page.keyboard.press('Control+k')
    await page.keyboard.type('new model')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Describe' }).click()
    await page.getByRole('textbox', { name: 'The system in your own words' }).fill('A shop keeps orders.')
    await page.getByRole('button', { name: 'Show what is sent' }).click()
    await page.getByText('Exactly what is sent').waitFor()
    await page.getByRole('button', { name: 'Propose a diagram' }).click()
    await page.getByRole('textbox', { name: 'Diagram or model as text' }).waitFor()
    await page.getByText(/^Not taken from the proposal/).click()
    await expectOnlyText(page)
    await page.getByRole('button', { name: /^Create model/ }).click()
    await page.getByRole('treeitem', { name: /^Shop/ }).waitFor()
    await page.waitForFunction(() => !document.body.innerText.includes('Arranging'))
    await expectOnlyText(page)
    expect(asked).toEqual([])
    expect(complaints).toEqual([])
  })

  test('L12 are marked in the page and the terminal when a folder brings them in its own drafts', async () => {
    const { page, complaints, folder } = await kit.begin()
    await send(await openPreview(page))
    await runPanelOf(page).getByText('Finished: all 9 answered').waitFor()
    await page.keyboard.press('Control+s')
    const file = path.join(folder, '.fenceline/drafts/threat-model.yaml.json')
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('"by":"llm"')
    const planted = JSON.stringify(TITLE).slice(1, -1)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Somebody poses as a known party', planted))
    const told = await fenceline(folder, 'draft')
    expect(told.stdout).toContain('\\u{1b}[31mred')
    expect(told.stdout).toContain('\\u{202e}gnp.exe')
    expect(told.stdout + told.stderr).not.toMatch(STEERING)
    const asked = watchRequests(page)
    await page.reload()
    await page.getByRole('tab', { name: /^Threats/ }).click()
    const table = page.getByRole('grid', { name: 'Threats' })
    await page.getByPlaceholder('Find in threats').fill('calc')
    await table.getByText(/calc/).first().waitFor()
    await expectOnlyText(page, '\\u{1b}[31mred\\u{202e}gnp.exe\\u{202c}')
    expect(asked).toEqual([])
    expect(complaints).toEqual([])
  })
})
