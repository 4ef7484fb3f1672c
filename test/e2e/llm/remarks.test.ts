import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { describeBrowser } from '../../support/browser.ts'
import { answerTo } from '../../support/messages-api/answer.ts'
import { openPreview, runPanelOf, send, setUpDrafting } from '../../support/models/drafting.ts'

describeBrowser('what the language model said', () => {
  const kit = setUpDrafting()

  test('an answered question becomes a note that is saved with the model', async () => {
    const { page, folder } = await kit.begin()
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
    await field.fill('Only support leads')
    await field.press('Enter')
    await page.keyboard.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    await expect
      .poll(() => readFileSync(path.join(folder, 'threat-model.yaml'), 'utf8'))
      .toContain('Only support leads')
  })

  test('a name that the diagram does not have is flagged in the table and on the card, beside its evidence', async () => {
    const { page, complaints } = await kit.begin()
    kit.answerWith(({ body, json }) => {
      if (!body.includes('Target: c3\\n')) return undefined
      const said = JSON.parse(answerTo(json).text)
      return { json: { ...said, threats: [...said.threats, INVENTED] } }
    })
    await send(await openPreview(page))
    await runPanelOf(page).getByText('Finished: all 9 answered').waitFor()
    await page.getByRole('tab', { name: /^Threats/ }).click()
    const table = page.getByRole('grid', { name: 'Threats' })
    const row = table.getByRole('row', { name: INVENTED.title })
    await row.getByTitle(FLAG).waitFor()
    expect(await table.getByTitle(FLAG).count()).toBe(1)
    await row.dblclick()
    const review = page.getByRole('complementary', { name: 'Review' })
    await review.getByRole('heading', { name: INVENTED.title }).waitFor()
    await review.getByRole('list', { name: 'Doubts' }).getByText(FLAG, { exact: true }).waitFor()
    await review.getByRole('button', { name: 'Postgres', exact: true }).click()
    await page.getByRole('treeitem', { name: /Postgres/, selected: true }).waitFor()
    // Postgres has threats of its own; the one in hand stays there until Postgres is chosen on the canvas.
    await review.getByRole('heading', { name: INVENTED.title }).waitFor()
    await page.getByRole('treeitem', { name: /^Redis/ }).click()
    await page.getByRole('treeitem', { name: /^Postgres/ }).click()
    await review.getByRole('heading', { name: INVENTED.title }).waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('a question becomes a risk with its words, target and category', async () => {
    const { page, folder } = await kit.begin()
    kit.answerWith(() => ({ json: { questions: [QUESTION] } }))
    await page.keyboard.press('Control+k')
    await page.keyboard.type('business-logic')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Send 1 request' }).click()
    await runPanelOf(page).getByText('Finished: all 1 answered').waitFor()
    await page.keyboard.press('Alt+2')
    const review = page.getByRole('complementary', { name: 'Review' })
    await review.getByRole('heading', { name: QUESTION.question }).waitFor()
    await review.getByRole('button', { name: /^Add risk/ }).click()
    expect(await review.getByLabel('Description').inputValue()).toBe(`${QUESTION.question} ${QUESTION.why}`)
    expect(await review.getByLabel('Category').inputValue()).toBe(QUESTION.category)
    await review.getByLabel('Threat', { exact: true }).fill('Anybody refunds an order')
    await review.getByRole('button', { name: 'Add risk', exact: true }).click()
    await review.getByText(QUESTION.question).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+s')
    await expect
      .poll(() => readFileSync(path.join(folder, 'threat-model.yaml'), 'utf8'))
      .toMatch(/Anybody refunds an order[\s\S]*orders-service|orders-service[\s\S]*Anybody refunds an order/)
  })
})

/** Of the Orders Service, which is `c3`; `c4` is Postgres. */
const INVENTED = {
  category: 'tampering',
  title: 'Orders are changed on their way into the trail',
  threat: 'The `audit-service` believes every order that it is told of.',
  assumption: 'Nobody signs an order.',
  mitigation: 'Sign every order where it is made.',
  certainty: 'inferred',
  evidence: ['c3', 'c4'],
}
const FLAG = '“audit-service” is not in the diagram.'
const QUESTION = {
  target: 'c3',
  category: 'elevation-of-privilege',
  question: 'Who may refund an order?',
  why: 'Nothing says who checks it.',
}
