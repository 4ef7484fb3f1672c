// What is sent, and that nothing else is.
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { Person } from '../../support/app.ts'
import { describeBrowser } from '../../support/browser.ts'
import { messagesIn, openPreview, runPanelOf, send, setUpDrafting } from '../../support/models/drafting.ts'

describeBrowser('the preview of a run', () => {
  const kit = setUpDrafting()

  test('L7 each request is sent byte for byte as the preview shows it, and an unchanged model sends none', async () => {
    const { page, complaints, requests } = await kit.begin()
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
    const panel = runPanelOf(page)
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(
      messagesIn(requests)
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
    const { page, requests } = await kit.begin()
    const preview = await openPreview(page)
    await preview.getByRole('button', { name: 'Cancel' }).click()
    await preview.waitFor({ state: 'detached' })
    expect(await page.getByRole('tab', { name: 'Language model' }).count()).toBe(0)
    expect(requests).toEqual([])
  })

  test('moving a box on the canvas sends nothing, and another label at most three requests', async () => {
    const { page, complaints, requests } = await kit.begin()
    await page.waitForFunction(() => !document.body.innerText.includes('Arranging'))
    await send(await openPreview(page))
    const panel = runPanelOf(page)
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(messagesIn(requests)).toHaveLength(9)
    await panel.getByRole('button', { name: 'Put the run away' }).click()

    requests.length = 0
    const browser = page.locator('.react-flow__node', { hasText: 'Browser' }).first()
    const before = await boxOf(browser)
    await new Person(page).drag(middleOf(before), { x: middleOf(before).x - 8, y: middleOf(before).y + 70 })
    await expect.poll(async () => (await boxOf(browser)).y - before.y).toBeGreaterThan(40)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+Enter')
    const preview = page.getByRole('dialog', { name: 'Draft with the language model' })
    await preview.getByText('0 requests, 9 from cache').waitFor()
    expect(await preview.getByRole('button', { name: /^Send / }).count()).toBe(0)
    await preview.getByRole('button', { name: 'Take the answers from cache' }).click()
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(requests).toEqual([])
    await panel.getByRole('button', { name: 'Put the run away' }).click()

    await page.getByRole('treeitem', { name: /^Redis/ }).click()
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Session cache')
    await page.keyboard.press('Enter')
    await page.getByRole('treeitem', { name: /^Session cache/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+Enter')
    await preview.getByRole('button', { name: /^Send [1-3] requests?$/ }).click()
    await panel.getByText('Finished: all 9 answered').waitFor()
    expect(messagesIn(requests).length).toBeGreaterThan(0)
    expect(messagesIn(requests).length).toBeLessThanOrEqual(3)
    expect(complaints).toEqual([])
  })
})

const boxOf = async (node: Locator) => {
  const box = await node.boundingBox()
  if (!box) throw new Error('The box is not on the canvas')
  return box
}
const middleOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }) => ({
  x: x + width / 2,
  y: y + height / 2,
})
