// A whole review by the keyboard alone: from the drafts of the Orders example to six tickets, nothing left undecided.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fenceline, type Person } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openOrders } from '../../support/editor.ts'

/** What a reviewer says of the drafts, by words of their titles; what is in no line is kept. */
const FICTION: readonly (readonly [title: RegExp, reason: string])[] = [
  [/becomes part of a query/, 'Queries are prepared statements'],
  [/changed through an injected query/, 'Queries are prepared statements'],
  [/returns more from Postgres/, 'Answers are built from a list of fields'],
  [/tell Browser what is behind/, 'Answers are built from a list of fields'],
  [/Crafted input/, 'Answers are built from a list of fields'],
  [/more data than its purpose/, 'Only amount, currency and a token are sent'],
  [/keeps or passes on/, 'Only amount, currency and a token are sent'],
  [/read past Orders Service/, 'Only the app tier reaches it'],
  [/reaches past the zones/, 'Only the app tier reaches it'],
  [/raises its own rights/, 'Roles come from the identity service'],
  [/believes a token/, 'Roles come from the identity service'],
  [/weak TLS/, 'TLS 1.3 only'],
  [/false results/, 'Answers are confirmed by webhook and query'],
  [/who ordered what/, 'Every change is an event with its user'],
  [/cannot be traced/, 'Every change is an event with its user'],
  [/without a trace/, 'Every change is an event with its user'],
]

describeBrowser('a review', () => {
  let browser: Browser
  let editor: Editor
  let page: Page
  let person: Person

  beforeAll(async () => {
    browser = await launchBrowser()
    editor = await openOrders(browser)
    ;({ page, person } = editor)
  })

  afterAll(async () => {
    await editor?.close()
    await browser?.close()
  })

  const review = () => page.getByRole('complementary', { name: 'Review' })
  const left = (pass: string, words: string) =>
    review()
      .getByRole('tab', { name: `${pass} ${words}`, selected: true })
      .waitFor()
  const inHand = () => review().getByRole('article').getByRole('heading', { level: 2 })
  /** Does it, and waits until something else is in hand. */
  const next = async (work: () => Promise<void>) => {
    const before = await inHand().textContent()
    await work()
    await expect
      .poll(() =>
        inHand()
          .or(review().getByRole('heading', { level: 2 }))
          .first()
          .textContent(),
      )
      .not.toBe(before)
  }
  const field = (name: RegExp) => review().getByRole('textbox', { name })
  /** Rejects with a reason: a digit where it was given before. */
  const reject = async (reason: string) => {
    await person.press('x')
    await field(/Reason/).waitFor()
    const given = await review()
      .getByRole('list', { name: 'Reasons given before' })
      .getByRole('button')
      .allInnerTexts()
    const at = given.findIndex((words) => words.endsWith(reason))
    if (at >= 0) return person.press(String(at + 1))
    await person.type(reason)
    await person.press('Enter')
  }

  test('S4 takes fewer than 120 keys from 26 drafts to six tickets, a saved model and a quiet lint', async () => {
    await person.press('Control+Enter')
    await person.press('Alt+2')
    await left('Prune', '26 left')

    // One decision on several: what is found, but for the one that is real.
    await person.press('/')
    await person.type('denial of service')
    await person.press('Enter')
    await review().getByText('1 of 4').waitFor()
    await next(() => person.press('y'))
    await person.press('b')
    await review().getByRole('button', { name: '3 found', pressed: true }).waitFor()
    await person.press('x')
    await person.type('The gateway limits requests of each identity')
    await review().getByRole('button', { name: 'Reject (3)' }).waitFor()
    await person.press('Enter')
    await person.press('/')
    await person.press('Escape')
    await left('Prune', '22 left')

    for (let count = 22; count > 0; count -= 1) {
      const title = (await inHand().textContent()) ?? ''
      const [, reason] = FICTION.find(([words]) => words.test(title)) ?? []
      await next(() => (reason === undefined ? person.press('y') : reject(reason)))
    }
    await left('Prune', 'Done')

    // A decision that was a slip is taken back where it was made.
    await person.press('Control+z')
    await left('Prune', '1 left')
    await review().getByText('1 of 1').waitFor()
    await person.press('Control+Shift+z')
    await left('Prune', 'Done')

    await person.press('Enter')
    await left('Pressure-test', '7 left')
    await review().getByRole('region', { name: 'Is this true here?' }).waitFor()
    for (let count = 0; count < 5; count += 1) await next(() => person.press('y'))
    await person.press('u')
    await person.type('payments-team')
    await person.press('Enter')
    await left('Pressure-test', '1 left')
    await person.press('n')
    await expect.poll(() => field(/Reason/).inputValue()).toMatch(/^Not so here: /)
    await person.press('Enter')
    await left('Pressure-test', 'Done')

    await person.press('Enter')
    // Two boundaries have no risk any more: that is asked, too.
    await left('Add', '18 left')
    while ((await inHand().count()) > 0) {
      const question = (await inHand().textContent()) ?? ''
      if (/refund/.test(question)) {
        await person.press('Enter')
        await field(/^Threat$/).waitFor()
        await next(() => person.press('Enter'))
      } else if (/logs, traces/.test(question)) {
        // The same question of two targets, with one answer.
        await person.press('b')
        await person.press('c')
        await person.type('Fields are named one by one, and masked')
        await next(() => person.press('Enter'))
      } else if (/backups/.test(question)) {
        await next(() => person.press('s'))
      } else {
        await person.press('c')
        await field(/How it is covered/).waitFor()
        const given = review()
          .getByRole('list', { name: 'Answers given before' })
          .getByRole('button', { name: /Written down/ })
        if ((await given.count()) > 0) await next(() => person.press('1'))
        else {
          await person.type('Written down in the runbook of the service')
          await next(() => person.press('Enter'))
        }
      }
    }
    await left('Add', 'Done')

    await person.press('Enter')
    await left('Resolve', '7 left')
    await person.press('t')
    await field(/ticket/i).fill('')
    await person.type('SEC-412')
    await next(() => person.press('Enter'))
    for (let ticket = 413; ticket <= 417; ticket += 1) {
      await person.press('t')
      await expect.poll(() => field(/ticket/i).inputValue()).toBe(`SEC-${ticket}`)
      await next(() => person.press('Enter'))
    }
    await review().getByText('To find out, by payments-team').waitFor()
    await person.press('w')
    await person.type('Payments are reconciled every night')
    await person.press('Enter')
    await left('Resolve', 'Done')

    await person.press('Shift+D')
    await page.getByText('9 of 9 analysed', { exact: true }).waitFor()
    await person.press('Enter')
    await review().getByRole('heading', { name: 'The review is finished' }).waitFor()
    await review().getByRole('definition').filter({ hasText: 'tickets' }).getByText('SEC-417').waitFor()
    await review().getByText('1 question skipped').waitFor()
    const text = await editor.save()
    person.keys += 1
    for (let ticket = 412; ticket <= 417; ticket += 1) expect(text).toContain(`ticket: SEC-${ticket}`)
    expect(text.match(/refund: "?Risk: /)).not.toBeNull()
    expect(text).toMatch(/log-content: Fields are named one by one/)

    const lint = await fenceline(editor.app.folder, 'lint')
    expect([lint.code, lint.stdout]).toEqual([0, expect.not.stringMatching(/\berror\b/)])
    process.stdout.write(`Orders reviewed by the keyboard alone: ${person.effort()}\n`)
    expect(person.keys).toBeLessThan(120)
    expect(editor.complaints).toEqual([])
  }, 120_000)
})
