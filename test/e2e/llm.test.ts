// Drafting with the language model as a person does it, against a scripted server on this machine.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, aFolder, fenceline, openPage, startApp } from '../support/app.ts'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { answerTo } from '../support/messages-api/answer.ts'
import {
  type MessagesApi,
  type ScriptedReply,
  type SeenRequest,
  startMessagesApi,
} from '../support/messages-api.ts'

const ORDERS = `External: Browser (untrusted)
-> [TLS, trust boundary 1] -> Process: API Gateway (DMZ)
-> [trust boundary 2] -> Process: Orders Service (app tier)
-> Data store: Postgres (orders, PII)
-> [trust boundary 3] -> External: Stripe API (third party)
-> Data store: Redis (session cache)
Auth: JWT issued by Identity Service, validated at Gateway`

/** A call as the page makes it, for what belongs to the settings. */
const call = (page: Page, method: string, input: unknown): Promise<unknown> =>
  page.evaluate(
    async ({ method: name, input: value }) => {
      const response = await fetch('api/call', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${sessionStorage.getItem('fenceline.token')}`,
        },
        body: JSON.stringify({ method: name, input: value }),
      })
      const answer = await response.json()
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      return answer.value
    },
    { method, input },
  )

describeBrowser('drafting with the language model', () => {
  let browser: Browser
  let app: App | undefined
  let server: MessagesApi | undefined
  let reply: (request: SeenRequest) => ScriptedReply | undefined = () => undefined

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    reply = () => undefined
    await app?.stop()
    await server?.close()
  })
  afterAll(() => browser?.close())

  /** The Orders model open in a trusted folder, with the scripted server chosen and tested. */
  const begin = async () => {
    const folder = aFolder()
    writeFileSync(path.join(folder, 'orders.dfd'), ORDERS)
    expect((await fenceline(folder, 'import', 'orders.dfd', '-o', 'threat-model.yaml')).code).toBe(0)
    server = await startMessagesApi({ reply: (request) => reply(request) })
    app = await startApp(folder)
    const { page, complaints } = await openPage(browser, app.url)
    page.setDefaultTimeout(8000)
    await page.getByRole('button', { name: /threat-model\.yaml/ }).click()
    await page.getByText('3 crossings', { exact: true }).waitFor({ timeout: 8000 })
    await call(page, 'llm.trust', { trusted: true })
    await call(page, 'llm.configure', {
      baseURL: server.url,
      model: 'claude-sonnet-5-5',
      models: [{ id: 'claude-sonnet-5-5', inputPrice: 3, outputPrice: 15 }],
      concurrency: 2,
    })
    await call(page, 'llm.set-key', { origin: server.url, key: 'a-key-for-tests' })
    await call(page, 'llm.test', {})
    server.requests.length = 0
    const { requests } = server
    return { folder, page, complaints, requests }
  }

  const messages = (requests: readonly SeenRequest[]) =>
    requests.filter(({ path: to }) => to.split('?')[0] === '/v1/messages')
  const openPreview = async (page: Page): Promise<Locator> => {
    await page.getByRole('button', { name: 'Draft with the language model' }).first().click()
    const preview = page.getByRole('dialog', { name: 'Draft with the language model' })
    await preview.getByRole('radio').first().waitFor({ state: 'attached' })
    return preview
  }
  const send = (preview: Locator) => preview.getByRole('button', { name: /^(Send|Take) / }).click()
  const panelOf = (page: Page) => page.getByRole('region', { name: 'Language model run' })

  test('L7 each request is sent byte for byte as the preview shows it, and an unchanged model sends none', async () => {
    const { page, complaints, requests } = await begin()
    const preview = await openPreview(page)
    const shown: string[] = []
    const radios = preview.getByRole('radio')
    for (let at = 0; at < (await radios.count()); at += 1) {
      await radios.nth(at).check({ force: true })
      await preview.locator('pre').waitFor()
      await expect.poll(() => preview.locator('pre').textContent()).not.toBe(shown.at(-1))
      shown.push((await preview.locator('pre').textContent()) ?? '')
    }
    expect(shown).toHaveLength(9)
    expect(requests).toEqual([])
    await preview.getByRole('button', { name: 'Send 9 requests' }).click()
    const panel = panelOf(page)
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(
      messages(requests)
        .map(({ body }) => body)
        .sort(),
    ).toEqual([...shown].sort())
    await panel.getByText(/\$0\.\d+ so far/).waitFor()

    requests.length = 0
    await page.keyboard.press('Control+Shift+Enter')
    await preview.getByText('9 from cache').waitFor()
    await preview.getByRole('button', { name: 'Take the answers from cache' }).click()
    await panel.getByText('Finished: all 9 answered').waitFor()
    await panel
      .getByText(/from cache/)
      .first()
      .waitFor()
    expect(requests).toEqual([])
    expect(complaints).toEqual([])
  })

  test('L8 cancelling at the preview opens no connection', async () => {
    const { page, requests } = await begin()
    const preview = await openPreview(page)
    await preview.getByRole('button', { name: 'Cancel' }).click()
    await preview.waitFor({ state: 'detached' })
    expect(await page.getByRole('tab', { name: 'Language model' }).count()).toBe(0)
    expect(requests).toEqual([])
  })

  test('a run that is stopped keeps what is finished, and the rest can be asked later', async () => {
    const { page, requests } = await begin()
    let answered = 0
    reply = () => {
      answered += 1
      return answered > 2 ? { pause: Number.POSITIVE_INFINITY } : undefined
    }
    await send(await openPreview(page))
    const panel = panelOf(page)
    await panel.getByText('2 of 9 answered').waitFor()
    await panel.getByText('Asking', { exact: true }).first().waitFor()
    await panel.getByRole('button', { name: 'Stop' }).click()
    await panel.getByText('Stopped: 2 of 9 answered').waitFor()
    reply = () => undefined
    const before = messages(requests).length
    await panel.getByRole('button', { name: 'Ask the rest' }).click()
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(messages(requests).length - before).toBe(7)
  })

  test('what failed says why and is asked again alone', async () => {
    const { page, requests } = await begin()
    let asked = 0
    reply = () => {
      asked += 1
      return asked <= 2 ? { status: 400, body: REFUSED } : undefined
    }
    await send(await openPreview(page))
    const panel = panelOf(page)
    await panel.getByText('Finished: 2 of 9 failed').waitFor()
    reply = () => undefined
    requests.length = 0
    await panel.getByRole('button', { name: 'Retry failed' }).click()
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(messages(requests)).toHaveLength(2)
  })

  test('a boundary asks about its crossings only, after the rules', async () => {
    const { page, requests } = await begin()
    await page.getByRole('treeitem', { name: /trust boundary 2/i }).click()
    await page.getByRole('button', { name: 'Analyse this boundary' }).click()
    const preview = page.getByRole('dialog', { name: 'Draft with the language model' })
    await preview.getByRole('button', { name: 'Send 1 request' }).click()
    await panelOf(page).getByText('Finished: all 1 answered').waitFor()
    expect(messages(requests)).toHaveLength(1)
  })

  test('one decision rejects the same draft at every target, and one undo brings it back', async () => {
    const { page } = await begin()
    await send(await openPreview(page))
    await panelOf(page).getByText('Finished: all 9 answered').waitFor()
    await page.getByRole('tab', { name: /^Threats/ }).click()
    const table = page.getByRole('grid', { name: 'Threats' })
    const group = table.locator('tr[data-kind="group"]').first()
    await group.waitFor()
    const open = Number(/(\d+) open draft/.exec(await page.locator('footer').last().innerText())?.[1])
    const members = Number(/(\d+) targets/.exec(await group.innerText())?.[1])
    expect(members).toBeGreaterThan(1)
    await group.hover()
    await group.getByRole('button', { name: 'Reject all' }).click()
    await page.keyboard.type('Both sides prove who they are')
    await page.keyboard.press('Enter')
    await page
      .getByText(`${open - members} open drafts`, { exact: true })
      .first()
      .waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText(`${open} open drafts`, { exact: true }).first().waitFor()
  })

  test('an answered question becomes a note that is saved with the model', async () => {
    const { page, folder } = await begin()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('business-logic')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Send 1 request' }).click()
    await panelOf(page).getByText('Finished: all 1 answered').waitFor()
    await page.keyboard.press('Alt+2')
    const review = page.getByRole('complementary', { name: 'Review' })
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
    const { page, complaints } = await begin()
    reply = ({ body, json }) => {
      if (!body.includes('Target: c3\\n')) return undefined
      const said = JSON.parse(answerTo(json).text)
      return { json: { ...said, threats: [...said.threats, INVENTED] } }
    }
    await send(await openPreview(page))
    await panelOf(page).getByText('Finished: all 9 answered').waitFor()
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
    expect(complaints).toEqual([])
  })

  test('a question becomes a risk with its words, target and category', async () => {
    const { page, folder } = await begin()
    reply = () => ({ json: { questions: [QUESTION] } })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('business-logic')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Send 1 request' }).click()
    await panelOf(page).getByText('Finished: all 1 answered').waitFor()
    await page.keyboard.press('Alt+2')
    const review = page.getByRole('complementary', { name: 'Review' })
    await review.getByText('1 remark of the language model waits').waitFor()
    await review.getByRole('button', { name: 'Turn into a risk' }).click()
    expect(await review.getByLabel('Description').inputValue()).toBe(`${QUESTION.question} ${QUESTION.why}`)
    expect(await review.getByLabel('Category').inputValue()).toBe(QUESTION.category)
    await review.getByLabel('Threat', { exact: true }).fill('Anybody refunds an order')
    await review.getByRole('button', { name: 'Add risk' }).click()
    await review.getByText(QUESTION.question).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+s')
    await expect
      .poll(() => readFileSync(path.join(folder, 'threat-model.yaml'), 'utf8'))
      .toMatch(/Anybody refunds an order[\s\S]*orders-service|orders-service[\s\S]*Anybody refunds an order/)
  })
})

const REFUSED = JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message: 'no' } })

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
