// Mermaid's own drawing in the desktop's window, from the app's scheme.
import { expect, test } from 'vitest'
import { describeDesktop } from '../../support/electron/desktop.ts'
import { openShop } from '../../support/electron/journey.ts'

describeDesktop('the preview that Mermaid draws', () => {
  test('S5 S6 is drawn in the one frame that a window may hold, which has no origin and nothing of ours', async () => {
    const { page } = await openShop()
    const broken: string[] = []
    page.on('console', (message) => message.type() === 'error' && broken.push(message.text()))
    const held = page.waitForEvent('frameattached')
    await page.keyboard.press('Control+Shift+e')
    await page.getByRole('button', { name: 'Preview' }).click()
    await held
    await page.getByRole('img', { name: 'Shop, drawn by Mermaid' }).waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
    expect(broken).toEqual([])

    const again = page.waitForEvent('frameattached')
    await page.evaluate(async () => {
      const own = document.createElement('iframe')
      own.sandbox.add('allow-scripts')
      own.src = new URL('drawing/frame.html', document.baseURI).href
      const loaded = new Promise((resolve) => own.addEventListener('load', resolve))
      document.body.append(own)
      await loaded
    })
    const seen = await (await again).evaluate(() => {
      const names = ['require', 'process', 'fenceline'].filter((name) => name in window)
      try {
        return { names, origin: self.origin, parent: parent.document.title }
      } catch {
        return { names, origin: self.origin, parent: 'refused' }
      }
    })
    expect(seen).toMatchObject({ origin: 'null', parent: 'refused' })
    expect(seen.names).toEqual([])
  })
})
