// From risks to tickets in the app: setting the tracker up, making them, and how they stand.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import { printModel } from '../../../shared/formats/fenceline/index.ts'
import { addRisk } from '../../../shared/triage/risks.ts'
import { aFolder } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openEditor } from '../../support/editor.ts'
import { GITHUB_TOKEN, type GitHubServer, startGitHub } from '../../support/trackers/github.ts'

const RISKS = ['Sessions readable by @everyone', 'Tokens replayed', 'Orders refused twice']

describeBrowser('tickets', () => {
  let browser: Browser
  let editor: Editor
  let api: GitHubServer

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })
  beforeEach(async () => {
    let isRefusing = true
    api = await startGitHub({
      answer: ({ json }) => {
        if (!isRefusing || !JSON.stringify(json ?? '').includes('Orders refused')) return undefined
        isRefusing = false
        return { status: 422, json: { message: 'Validation Failed', errors: [{ message: 'not today' }] } }
      },
    })
    const folder = aFolder()
    const model = RISKS.reduce(
      (present, title) =>
        addRisk(present, { target: 'redis', category: 'tampering', title, mitigation: 'Do it' }),
      PLAIN_ORDERS,
    )
    writeFileSync(path.join(folder, 'threat-model.yaml'), printModel(model))
    editor = await openEditor(browser, folder, new RegExp(model.title))
  })
  afterEach(async () => {
    await editor.close()
    await api.close()
  })

  test('S4 are set up, made, tried again where one failed, and asked after, with the keyboard alone', async () => {
    const { page, person, app, complaints } = editor
    const dialog = page.getByRole('dialog', { name: 'Create tickets' })
    const enter = async (label: string | RegExp, text: string) => {
      await dialog.getByLabel(label).focus()
      await person.press('Control+a')
      await person.paste(text)
      await person.press('Enter')
    }
    const press = async (name: string | RegExp) => {
      await dialog.getByRole('button', { name }).focus()
      await person.press('Enter')
    }
    await person.press('Control+k')
    await person.type('Create tickets')
    await person.press('Enter')

    // Every field has a name, and nothing can be made before all is there.
    await expect
      .poll(() => dialog.getByLabel('Project').evaluate((field) => field === document.activeElement))
      .toBe(true)
    await dialog.getByText('Save the address and the project first.').waitFor()
    expect(await dialog.getByRole('button', { name: 'Create 3 tickets' }).isDisabled()).toBe(true)
    await page.evaluate(axe.source)
    const found = await page.evaluate('axe.run()')
    expect((found as { violations: { id: string }[] }).violations.map(({ id }) => id)).toEqual([])
    await enter('Address', api.url)
    await dialog.getByText('Any program on this machine may answer there').waitFor()
    await press('Use this address')
    await dialog.getByLabel(`Token for ${api.url}`).waitFor()
    await enter('Project', 'acme/shop')
    await dialog.getByText('acme/shop', { exact: true }).waitFor()
    await enter(/^Token for/, GITHUB_TOKEN)
    await dialog.getByText('A token is kept in memory').waitFor()
    await press('Test connection')
    await dialog.getByText('As reviewer in acme/shop.').waitFor()
    await dialog.getByText('This folder is restricted.').waitFor()
    await press('Trust this folder')
    await dialog.getByText('This folder is restricted.').waitFor({ state: 'detached' })

    await enter('Title', 'Sessions readable by @everyone, says review')
    await press('Create 3 tickets')
    await dialog.getByRole('button', { name: 'Retry what failed' }).waitFor()
    await dialog.getByText(/not today/).waitFor()
    expect(api.made().map(({ title }) => title.replaceAll('\u200b', ''))).toEqual([
      'Sessions readable by @everyone, says review',
      'Tokens replayed (Redis)',
    ])
    expect(JSON.stringify(api.made())).not.toMatch(/@everyone/)
    await press('Retry what failed')
    await dialog.getByText('3 of 3 tickets').waitFor()
    const link = dialog.getByRole('link', { name: 'acme/shop#3' })
    expect(await link.getAttribute('href')).toBe(`${api.url}/acme/shop/issues/3`)
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    await expect
      .poll(() =>
        readFileSync(path.join(app.folder, 'threat-model.yaml'), 'utf8').match(/ticket: acme\/shop#[123]\n/g),
      )
      .toHaveLength(3)

    Object.assign(api.issues[0] ?? {}, { state: 'closed', state_reason: 'completed' })
    await person.press('Escape')
    await person.press('Control+k')
    await person.type('Refresh ticket states')
    await person.press('Enter')
    const states = page.getByRole('dialog', { name: 'Ticket states' })
    await states.getByText('Closed, completed').waitFor()
    await states.getByRole('checkbox', { name: /acme\/shop#1: In progress to Mitigated/ }).focus()
    await person.press('Space')
    await states.getByRole('button', { name: 'Take 1 status' }).focus()
    await person.press('Enter')
    await states.waitFor({ state: 'detached' })
    expect(await editor.save()).toContain('status: mitigated')
    // The token went one way.
    expect(await page.content()).not.toContain(GITHUB_TOKEN)
    expect(complaints).toEqual([])
  })
})
