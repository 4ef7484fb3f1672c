// The diagram as a picture: what a browser makes of the written SVG, and what the app hands out.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ORDERS } from '../../../shared/formats/fenceline/templates/orders.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { printSvg } from '../../../shared/report/svg/print.ts'
import { type App, aFolder, fenceline, openPage, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { hostileLabels, lineThroughFlows, nestedZones, orders } from '../../support/models/diagrams.ts'
import { anyModel } from '../../support/models/random-model.ts'

let browser: Browser
const LAYOUT = new URL('../../fixtures/svg/orders.layout.yaml', import.meta.url)

describeBrowser('pictures', () => {
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  describe('in a browser', () => {
    let page: Page
    let requests: string[]
    let said: string[]
    beforeEach(async () => {
      page = await (await browser.newContext()).newPage()
      ;[requests, said] = [[], []]
      page.on('request', (request) => requests.push(request.url()))
      page.on('console', (message) => said.push(message.text()))
      page.on('dialog', (dialog) => {
        said.push(dialog.message())
        void dialog.dismiss()
      })
    })
    afterEach(() => page.context().close())

    test('random models give documents that parse, whatever their labels', async () => {
      const models = fc.sample(anyModel(7), 300)
      const wrong = await page.evaluate(
        (documents) =>
          documents.filter((text) => {
            const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
            return parsed.querySelector('parsererror, script, foreignObject, image, a, use, style') !== null
          }),
        models.map((model) => printSvg(model, EMPTY_LAYOUT)),
      )
      expect(wrong).toEqual([])
    })

    test.each([
      ['Orders', orders],
      ['zones in zones', nestedZones],
      ['a line through three flows', lineThroughFlows],
      ['hostile labels', hostileLabels],
    ])('%s opens as a document that asks for nothing and runs nothing', async (_, make) => {
      const { model, layout } = make()
      const file = path.join(aFolder(), 'a.svg')
      writeFileSync(file, printSvg(model, layout))
      await page.goto(`file://${file}`)
      const outside = await page.evaluate(() => {
        const svg = document.querySelector('svg')?.getBoundingClientRect() ?? new DOMRect()
        const drawn = [...document.querySelectorAll('text, path, g > rect')].filter(
          (element) => !element.closest('defs'),
        )
        const isOut = (element: Element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect()
          return left < svg.left || top < svg.top || right > svg.right || bottom > svg.bottom
        }
        return { count: drawn.length, out: drawn.filter(isOut).map((element) => element.outerHTML) }
      })
      expect(outside.count).toBeGreaterThan(10)
      expect(outside.out).toEqual([])
      expect(requests).toEqual([`file://${file}`])
      expect(said).toEqual([])
    })
  })

  describe('in the app', () => {
    let app: App
    let page: Page
    let complaints: string[]
    beforeEach(async () => {
      const folder = aFolder()
      writeFileSync(path.join(folder, 'threat-model.yaml'), ORDERS)
      writeFileSync(path.join(folder, 'threat-model.layout.yaml'), readFileSync(LAYOUT))
      app = await startApp(folder)
      ;({ page, complaints } = await openPage(browser, app.url))
      await page
        .getByRole('button', { name: /Orders Platform/ })
        .first()
        .click()
      await page.locator('.react-flow__node', { hasText: 'Redis' }).first().waitFor()
    })
    afterEach(async () => {
      await page.context().close()
      await app.stop()
      rmSync(app.folder, { recursive: true })
    })

    const openExport = () => page.keyboard.press('Control+Shift+e')
    const downloaded = async (format: string): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Download ${format}`, exact: true }).click(),
      ])
      return readFileSync(await keptAs(download))
    }

    const drawnSize = async () => {
      const { stdout } = await fenceline(app.folder, 'export', 'threat-model.yaml', '--to', 'svg')
      const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(stdout) ?? []
      return { width: Number(width), height: Number(height) }
    }

    test('the downloaded SVG is the one that the command line writes', async () => {
      await openExport()
      const svg = (await downloaded('SVG')).toString()
      const { stdout } = await fenceline(app.folder, 'export', 'threat-model.yaml', '--to', 'svg')
      expect(svg).toBe(stdout)
      await openExport()
      await page.getByRole('radio', { name: 'Dark', exact: true }).check()
      expect((await downloaded('SVG')).toString()).toContain('fill="#16181b"')
      expect(complaints).toEqual([])
    })

    test('the downloaded PNG has twice its size, and its text in Inter', async () => {
      await openExport()
      const png = await downloaded('PNG')
      keepToLookAt('app-orders.png', png)
      const { width, height } = await drawnSize()
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * width, 2 * height])
      await fenceline(app.folder, 'export', 'threat-model.yaml', '--to', 'png', '-o', 'cli.png')
      const cli = readFileSync(path.join(app.folder, 'cli.png'))
      expect(complaints).toEqual([])
      // Two programs draw the same letters: the words of another font would be wider or narrower.
      const blank = await page.context().newPage()
      expect(await differing(blank, png, cli)).toBeLessThan(0.004)
    })

    test('a PNG is copied as an image, and of the selection only what is selected', async () => {
      await openExport()
      await page.getByRole('button', { name: 'Copy PNG', exact: true }).click()
      await page.getByText('Copied as PNG.').first().waitFor()
      const whole = await copiedImage(page)
      const { width, height } = await drawnSize()
      expect(whole).toEqual({ width: 2 * width, height: 2 * height })

      await page.locator('.react-flow__node', { hasText: 'Stripe API' }).first().click()
      await openExport()
      await page.getByRole('radio', { name: 'Selection', exact: true }).check()
      expect(await page.getByRole('button', { name: 'Copy JSON', exact: true }).isDisabled()).toBe(true)
      const svg = (await downloaded('SVG')).toString()
      expect(svg).toContain('data-id="stripe-api"')
      expect(svg).not.toContain('data-id="browser"')
      expect(complaints).toEqual([])
    })

    test('it is printed alone on a page, and the app is back afterwards', async () => {
      await page.evaluate(() => {
        window.print = () => document.body.setAttribute('data-asked', '')
      })
      await page.keyboard.press('Control+p')
      await page.locator('body[data-asked]').waitFor()
      await page.emulateMedia({ media: 'print' })
      expect(await page.getByRole('img', { name: 'Orders Platform Threat Model' }).isVisible()).toBe(true)
      expect(await page.getByRole('application', { name: 'Diagram' }).isVisible()).toBe(false)
      const pdf = await page.pdf({ landscape: true })
      keepToLookAt('printed.pdf', pdf)
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBe(1)
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
      await page.emulateMedia({ media: 'screen' })
      expect(await page.getByRole('application', { name: 'Diagram' }).isVisible()).toBe(true)
      expect(await page.locator('.printed').count()).toBe(0)
      expect(complaints).toEqual([])
    })
  })
})

async function keptAs(download: Download): Promise<string> {
  const file = await download.path()
  if (!file) throw new Error(`${download.suggestedFilename()} was not kept`)
  return file
}

/** Named by FENCELINE_PICTURES, for people. */
function keepToLookAt(name: string, bytes: Buffer): void {
  const folder = process.env.FENCELINE_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), bytes)
}

/** The share of pixels in which two pictures of one size differ clearly. */
async function differing(page: Page, a: Buffer, b: Buffer): Promise<number> {
  return page.evaluate(
    async (files) => {
      const [first, second] = await Promise.all(
        files.map(async (text) => {
          const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
          context?.drawImage(image, 0, 0)
          return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray()
        }),
      )
      let count = 0
      for (let at = 0; at < (first?.length ?? 0); at += 4)
        if (Math.abs((first?.[at + 1] ?? 0) - (second?.[at + 1] ?? 0)) > 96) count += 1
      return (count * 4) / (first?.length ?? 1)
    },
    [a, b].map((bytes) => bytes.toString('base64')),
  )
}

async function copiedImage(page: Page): Promise<{ width: number; height: number }> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const blob = await item?.getType('image/png')
    const { width, height } = await createImageBitmap(blob ?? new Blob())
    return { width, height }
  })
}
