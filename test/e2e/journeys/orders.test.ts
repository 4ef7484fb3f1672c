// The Orders Platform drawn from nothing: by mouse, by the keyboard alone, and from pasted text.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type App, aFolder, openPage, Person, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { ORDERS, whatIsDrawn } from './what-is-drawn.ts'

const AS_DFD = `External: Browser
External: Stripe API
Zone: DMZ
  Process: API Gateway
Zone: App tier
  Process: Orders Service
  -> Data store: Postgres
  -> Data store: Redis
Browser -> [trust boundary 1] -> API Gateway
API Gateway -> [trust boundary 2] -> Orders Service
Orders Service -> [trust boundary 3] -> Stripe API`

// Mermaid has no word for a line across flows: labels name them, comments say what they are.
const AS_MERMAID = `flowchart LR
  browser[Browser] -->|"[trust boundary 1]"| gateway
  stripe[Stripe API]
  subgraph DMZ
    gateway([API Gateway])
  end
  subgraph app [App tier]
    orders([Orders Service]) --> postgres[(Postgres)]
    orders --> redis[(Redis)]
  end
  gateway -->|"[trust boundary 2]"| orders
  orders -->|"[trust boundary 3]"| stripe
%% fenceline line {"id":"tb-1","title":"trust boundary 1","flows":["browser>gateway"]}
%% fenceline line {"id":"tb-2","title":"trust boundary 2","flows":["gateway>orders"]}
%% fenceline line {"id":"tb-3","title":"trust boundary 3","flows":["orders>stripe"]}`

describeBrowser('the Orders Platform from nothing', () => {
  let browser: Browser
  let app: App
  let page: Page
  let person: Person
  let complaints: readonly string[]

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
  })

  beforeEach(async () => {
    app = await startApp(aFolder())
    ;({ page, complaints } = await openPage(browser, app.url))
    person = new Person(page)
    await page.getByRole('textbox', { name: 'Diagram or model as text' }).waitFor()
  })

  afterEach(async () => {
    expect(complaints).toEqual([])
    await page.context().close()
    await app.stop()
  })

  const saved = async () => {
    await person.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    return whatIsDrawn(readFileSync(path.join(app.folder, 'threat-model.yaml'), 'utf8'))
  }
  const tell = (how: string) => process.stdout.write(`Orders ${how}: ${person.effort()}\n`)
  const count = (text: string) => page.getByText(text, { exact: true }).waitFor()

  test('by mouse, in at most 38 actions: two for a component that a flow leads to, one for a flow', async () => {
    await person.click(page.getByRole('tab', { name: 'Blank' }))
    await person.click(page.getByRole('button', { name: /^Create model/ }))
    const diagram = page.getByRole('application', { name: 'Diagram' })
    await diagram.waitFor()
    // A person looks before drawing: the view is fitted in the first frames.
    await page.waitForTimeout(500)
    const area = await diagram.boundingBox()
    const at = (x: number, y: number) => ({ x: (area?.x ?? 0) + x, y: (area?.y ?? 0) + y })
    const tools = page.getByRole('toolbar', { name: 'Tools' })
    const draw = async (tool: RegExp, title: string, x: number, y: number) => {
      await person.click(tools.getByRole('button', { name: tool }))
      const place = at(x, y)
      await person.clickAt(place.x, place.y)
      await person.type(title)
    }
    /** From the port on the right of a component. */
    const flow = async (title: string, x: number, y: number) => {
      const node = page.getByRole('group', { name: new RegExp(`^${title},`) }).first()
      await node.hover()
      const port = await node.locator('[data-port]').nth(1).boundingBox()
      if (!port) throw new Error(`${title} has no port`)
      await person.drag({ x: port.x + port.width / 2, y: port.y + port.height / 2 }, at(x, y))
    }
    const outline = async (tool: RegExp, title: string, from: [number, number], to: [number, number]) => {
      await person.click(tools.getByRole('button', { name: tool }))
      await person.drag(at(...from), at(...to))
      await person.type(title)
    }
    await draw(/^External/, 'Browser', 90, 220)
    await person.press('Enter')
    await flow('Browser', 290, 220)
    await person.type('API Gateway')
    await person.press('Enter')
    await flow('API Gateway', 500, 220)
    await person.type('Orders Service')
    await draw(/store/i, 'Postgres', 740, 170)
    await draw(/store/i, 'Redis', 740, 270)
    await draw(/^External/, 'Stripe API', 740, 420)
    await person.press('Enter')
    await flow('Orders Service', 740, 170)
    await flow('Orders Service', 740, 270)
    await flow('Orders Service', 740, 420)
    await outline(/zone/i, 'DMZ', [205, 160], [375, 280])
    await outline(/zone/i, 'App tier', [408, 110], [835, 330])
    await outline(/boundary/i, 'trust boundary 1', [185, 170], [185, 270])
    await outline(/boundary/i, 'trust boundary 2', [392, 170], [392, 270])
    await outline(/boundary/i, 'trust boundary 3', [430, 360], [830, 360])
    await person.press('Enter')
    await count('3 crossings')
    expect(await saved()).toEqual(ORDERS)
    tell('by mouse')
    expect(person.actions).toBeLessThanOrEqual(38)
  })

  test('by the keyboard alone, in at most 55 keys besides the titles', async () => {
    const add = async (key: string, title: string) => {
      await person.press(key)
      await page.getByRole('treeitem').getByRole('textbox').waitFor()
      await person.type(title)
      await person.press('Enter')
    }
    /** Draws a flow to a component that is made for it; the list offers a process first. */
    const flow = async (title: string, further: 0 | 1 | 2) => {
      await person.press('c')
      await page.getByRole('combobox', { name: /^Flow from/ }).waitFor()
      await person.type(title)
      for (let step = 0; step < further; step += 1) await person.press('ArrowDown')
      await person.press('Enter')
      await page.getByRole('treeitem', { name: new RegExp(`^${title}, `) }).waitFor()
    }
    await person.press('Shift+Tab')
    await person.press('End')
    await person.press('Control+Enter')
    await page.getByRole('application', { name: 'Diagram' }).waitFor()
    await page.waitForTimeout(500)
    await person.press('Control+Shift+O')

    await page.waitForTimeout(200)
    await add('e', 'Browser')
    await flow('API Gateway', 0)
    await flow('Orders Service', 0)
    await flow('Postgres', 1)
    await person.press('Shift+O')
    await flow('Redis', 1)
    await person.press('Shift+O')
    await flow('Stripe API', 2)
    await count('6 components')

    await person.press('Shift+A')
    await add('z', 'DMZ')
    await person.press('Shift+O')
    for (let step = 0; step < 4; step += 1) await person.press('Control+ArrowDown')
    await person.press('Space')
    await person.press('Control+ArrowDown')
    await person.press('Space')
    await add('z', 'App tier')
    await person.press('Shift+B')
    await person.press('ArrowDown')
    await add('b', 'trust boundary 1')
    await person.press('Shift+A')
    await person.press('ArrowDown')
    await add('b', 'trust boundary 2')
    await person.press('Shift+O')
    for (let step = 0; step < 3; step += 1) await person.press('ArrowDown')
    await add('b', 'trust boundary 3')
    await count('3 crossings')
    expect(await saved()).toEqual(ORDERS)
    tell('by the keyboard alone')
    expect(person.keys).toBeLessThanOrEqual(55)
  })

  test.each([
    ['a plain-text DFD', AS_DFD],
    ['Mermaid', AS_MERMAID],
  ])('by pasting %s, in one paste and two chords', async (format, text) => {
    await person.paste(text)
    await page.getByText('6 components, 5 flows, 5 boundaries, 3 crossings').waitFor()
    await person.press('Control+Enter')
    await count('3 crossings')
    await page.waitForFunction(() => !document.body.innerText.includes('Arranging'))
    expect(await saved()).toEqual(ORDERS)
    tell(`by pasting ${format}`)
    expect([person.actions, person.keys]).toEqual([1, 2])
  })
})
