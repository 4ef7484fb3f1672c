import { expect, test } from 'vitest'
import { describeBrowser } from '../../support/browser.ts'
import { messagesIn, openPreview, runPanelOf, send, setUpDrafting } from '../../support/models/drafting.ts'

describeBrowser('a run of the language model', () => {
  const kit = setUpDrafting()

  test('a run that is stopped keeps what is finished, and the rest can be asked later', async () => {
    const { page, requests } = await kit.begin()
    let answered = 0
    kit.answerWith(() => {
      answered += 1
      return answered > 2 ? { pause: Number.POSITIVE_INFINITY } : undefined
    })
    await send(await openPreview(page))
    const panel = runPanelOf(page)
    await panel.getByText('2 of 9 answered').waitFor()
    await panel.getByText('Asking', { exact: true }).first().waitFor()
    await panel.getByRole('button', { name: 'Stop' }).click()
    await panel.getByText('Stopped: 2 of 9 answered').waitFor()
    kit.answerWith(() => undefined)
    const before = messagesIn(requests).length
    await panel.getByRole('button', { name: 'Ask the rest' }).click()
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(messagesIn(requests).length - before).toBe(7)
  })

  test('what failed says why and is asked again alone', async () => {
    const { page, requests } = await kit.begin()
    let asked = 0
    kit.answerWith(() => {
      asked += 1
      return asked <= 2 ? { status: 400, body: REFUSED } : undefined
    })
    await send(await openPreview(page))
    const panel = runPanelOf(page)
    await panel.getByText('Finished: 2 of 9 failed').waitFor()
    kit.answerWith(() => undefined)
    requests.length = 0
    await panel.getByRole('button', { name: 'Retry failed' }).click()
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(messagesIn(requests)).toHaveLength(2)
  })

  test('a boundary asks about its crossings only, after the rules', async () => {
    const { page, requests } = await kit.begin()
    await page.getByRole('treeitem', { name: /^trust boundary 2,/ }).click()
    await page.getByRole('button', { name: 'Analyse this boundary' }).click()
    const preview = page.getByRole('dialog', { name: 'Draft with the language model' })
    await preview.getByRole('button', { name: 'Send 1 request' }).click()
    await runPanelOf(page).getByText('Finished: all 1 answered').waitFor()
    expect(messagesIn(requests)).toHaveLength(1)
  })

  test('one decision rejects the same draft at every target, and one undo brings it back', async () => {
    const { page } = await kit.begin()
    await send(await openPreview(page))
    await runPanelOf(page).getByText('Finished: all 9 answered').waitFor()
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
})

const REFUSED = JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message: 'no' } })
