// Drafting with the language model as a person does it: the built app, a page, a scripted server on this machine.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type App, aFolder, fenceline, openPage, startApp } from '../app.ts'
import { launchBrowser } from '../browser.ts'
import {
  type MessagesApi,
  type ScriptedReply,
  type SeenRequest,
  startMessagesApi,
} from '../messages-api/messages-api.ts'

const ORDERS = `External: Browser (untrusted)
-> [TLS, trust boundary 1] -> Process: API Gateway (DMZ)
-> [trust boundary 2] -> Process: Orders Service (app tier)
-> Data store: Postgres (orders, PII)
-> [trust boundary 3] -> External: Stripe API (third party)
-> Data store: Redis (session cache)
Auth: JWT issued by Identity Service, validated at Gateway`

/** A call as the page makes it, for what belongs to the settings. */
const callFrom = (page: Page, method: string, input: unknown): Promise<unknown> =>
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

interface Drafting {
  readonly folder: string
  readonly page: Page
  readonly complaints: string[]
  /** What the server saw since the model was opened. */
  readonly requests: SeenRequest[]
}

export interface DraftingKit {
  /** The Orders model open in a trusted folder, with the scripted server chosen and tested. */
  begin(): Promise<Drafting>
  /** What the server answers from here on, until the test ends. */
  answerWith(reply: (request: SeenRequest) => ScriptedReply | undefined): void
}

/** Sets up the browser for the tests beside it, and an app and a server for each of them. */
export function setUpDrafting(): DraftingKit {
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
  return {
    answerWith(next) {
      reply = next
    },
    async begin() {
      const folder = aFolder()
      writeFileSync(path.join(folder, 'orders.dfd'), ORDERS)
      expect((await fenceline(folder, 'import', 'orders.dfd', '-o', 'threat-model.yaml')).code).toBe(0)
      server = await startMessagesApi({ reply: (request) => reply(request) })
      app = await startApp(folder)
      const { page, complaints } = await openPage(browser, app.url)
      page.setDefaultTimeout(8000)
      await page.getByRole('button', { name: /threat-model\.yaml/ }).click()
      await page.getByText('3 crossings', { exact: true }).waitFor({ timeout: 8000 })
      await callFrom(page, 'llm.trust', { trusted: true })
      await callFrom(page, 'llm.configure', {
        baseURL: server.url,
        model: 'claude-sonnet-5-5',
        models: [{ id: 'claude-sonnet-5-5', inputPrice: 3, outputPrice: 15 }],
        concurrency: 2,
      })
      await callFrom(page, 'llm.set-key', { origin: server.url, key: 'a-key-for-tests' })
      await callFrom(page, 'llm.test', {})
      server.requests.length = 0
      return { folder, page, complaints, requests: server.requests }
    },
  }
}

/** Questions to the language model, without counting of tokens and the like. */
export const messagesIn = (requests: readonly SeenRequest[]): readonly SeenRequest[] =>
  requests.filter(({ path: to }) => to.split('?')[0] === '/v1/messages')

export const openPreview = async (page: Page): Promise<Locator> => {
  await page.getByRole('tab', { name: /^Threats/ }).click()
  await page.getByRole('button', { name: 'Draft with the language model' }).first().click()
  const preview = page.getByRole('dialog', { name: 'Draft with the language model' })
  await preview.getByRole('radio').first().waitFor({ state: 'attached' })
  return preview
}

export const send = (preview: Locator): Promise<void> =>
  preview.getByRole('button', { name: /^(Send|Take) / }).click()

export const runPanelOf = (page: Page): Locator => page.getByRole('region', { name: 'Language model run' })
