// The main job in the desktop's window, and that its page never asks for what its policy forbids.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aFolder, fenceline, Person } from '../../support/app.ts'
import { describeDesktop, launchDesktop } from '../../support/electron/desktop.ts'
import { filesIn } from '../../support/electron/journey.ts'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

/** What the README tells a new user to paste. */
const orders = (/```\n( *External: Browser[^`]*?)\n *```/.exec(readme)?.[1] ?? '').replace(/^ +/gm, '')

describeDesktop('the main job in the desktop', () => {
  test('S4 an empty folder becomes a model with drafts that lints, with no violation of the policy', async () => {
    const folder = aFolder()
    const desktop = await launchDesktop({ args: [folder] })
    const page = await desktop.firstWindow()
    const person = new Person(page)

    await page.getByRole('textbox', { name: 'Diagram or model as text' }).waitFor()
    await person.paste(orders)
    await page.getByText('6 components, 5 flows, 3 boundaries, 3 crossings').waitFor()
    await person.press('Control+Enter')
    await page.getByText('3 crossings', { exact: true }).waitFor()
    // The first layout is arranged by a worker and saved by itself.
    await expect
      .poll(() => filesIn(folder)['threat-model.layout.yaml'], { timeout: 20_000 })
      .toContain('redis:')
    await person.click(page.getByRole('button', { name: 'Draft threats' }).first())
    await page.getByText('27 open drafts', { exact: true }).first().waitFor()
    await person.press('Alt+2')
    const queue = page.getByRole('complementary', { name: 'Review' })
    await queue.getByText('1 of 27').waitFor()
    await person.press('t')
    await queue.getByRole('textbox', { name: /ticket/i }).waitFor()
    await person.type('SEC-412')
    await person.press('Enter')
    await queue.getByText('1 of 26').waitFor()
    await person.press('Shift+D')
    await page.getByText('9 of 9 analysed', { exact: true }).waitFor()
    await person.press('Alt+1')
    await desktop.chooseMenu('file.save')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })

    const saved = filesIn(folder)
    expect(Object.keys(saved).sort()).toEqual([
      'threat-model.layout.yaml',
      'threat-model.md',
      'threat-model.mmd',
      'threat-model.yaml',
    ])
    expect(saved['threat-model.yaml']).toContain('ticket: SEC-412')
    await desktop.chooseMenu('export.open')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      person.click(page.getByRole('button', { name: 'Download PDF report' })),
    ])
    const pdf = readFileSync(await download.path(), 'latin1')
    expect([download.suggestedFilename(), pdf.slice(0, 5)]).toEqual(['threat-model.pdf', '%PDF-'])
    expect(pdf).toContain('/Type /Page')
    expect(pdf).toContain('/Outlines')
    const lint = await fenceline(folder, 'lint')
    expect([lint.code, lint.stdout]).toEqual([0, expect.not.stringMatching(/\berror\b/)])
    expect(desktop.complaints).toEqual([])
  })
})
