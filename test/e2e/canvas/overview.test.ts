// A large model seen from afar, as one picture, and from near, as elements.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printLayout, printModel } from '../../../shared/formats/fenceline/index.ts'
import { type Box, EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { aFolder } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openEditor } from '../../support/editor.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'

const COUNT = 1500
const COLUMNS = 40
const STEP = { x: 240, y: 140 }
const at = (part: number) => ({ x: (part % COLUMNS) * STEP.x, y: Math.floor(part / COLUMNS) * STEP.y })

describeBrowser('a large model', () => {
  let browser: Browser
  let editor: Editor
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    const seeded = aSeededModel(COUNT, 1200)
    // Without zones every place is where its component is; one flow runs along the upper row.
    const long = { ...seeded.flows[0], id: 'long', from: 'part-0', to: 'part-39', title: 'Along the row' }
    const components = seeded.components.map((part) => ({ ...part, zone: null }))
    const flows = [...seeded.flows.filter(({ from }) => Number(from.slice(5)) >= 2 * COLUMNS), long]
    const model = { ...seeded, components, boundaries: [], flows: flows as typeof seeded.flows }
    const boxes: Box[] = components.map(({ id }) => ({
      id,
      ...at(Number(id.slice(5))),
      width: 168,
      height: 64,
    }))
    const raised = boxes.map((box) =>
      box.id === 'part-0' || box.id === 'part-39' ? { ...box, y: -200 } : box,
    )
    const folder = aFolder()
    writeFileSync(path.join(folder, 'big.threat-model.yaml'), printModel(model))
    writeFileSync(
      path.join(folder, 'big.threat-model.layout.yaml'),
      printLayout({ ...EMPTY_LAYOUT, boxes: raised }),
    )
    editor = await openEditor(browser, folder, /Seeded/)
    page = editor.page
  }, 120_000)

  afterAll(async () => {
    await editor?.close()
    await browser?.close()
  })

  const picture = (): Locator => page.locator('[data-keys="canvas"] > canvas')
  const isPicture = () => picture().evaluate((canvas) => getComputedStyle(canvas).visibility === 'visible')
  const zoom = async () =>
    Number((await page.getByRole('button', { name: /^Zoom \d+ %/ }).textContent())?.replace(/\D/g, '')) / 100
  const surface = async () => {
    const box = await page.getByRole('application', { name: 'Diagram' }).boundingBox()
    if (!box) throw new Error('the canvas must be there')
    return box
  }
  const showAll = async () => {
    await page.getByRole('application', { name: 'Diagram' }).focus()
    await page.keyboard.press('Shift+1')
    await expect.poll(isPicture).toBe(true)
    await page.waitForTimeout(400)
  }
  /** Where a component lies while everything is shown: the whole is centred below the tools. */
  const placeOf = async (part: number) => {
    const box = await surface()
    const width = (COLUMNS - 1) * STEP.x + 168
    const rows = Math.ceil(COUNT / COLUMNS)
    const [top, height] = [-200, (rows - 1) * STEP.y + 64 + 200]
    // As the view shows everything: 32 pixels of air, and 64 for the tools.
    const scale = Math.min((box.width - 64) / width, (box.height - 128) / height)
    const [x, y] = [at(part).x + 84 - width / 2, at(part).y + 32 - top - height / 2]
    return { x: box.x + box.width / 2 + x * scale, y: box.y + (box.height + 64) / 2 + y * scale }
  }

  test('a large model opens as one picture of everything, without an element for each part', async () => {
    await showAll()
    expect(await zoom()).toBeLessThan(0.25)
    expect(await page.locator('.react-flow__node').count()).toBe(0)
    const painted = await picture().evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      let count = 0
      for (let byte = 3; byte < data.length; byte += 4) if (data[byte]) count += 1
      return count / (data.length / 4)
    })
    expect(painted).toBeGreaterThan(0.05)
  })

  test('it says what is under the pointer, a click selects it, and shift adds to the selection', async () => {
    await showAll()
    const [one, other] = [await placeOf(620), await placeOf(700)]
    await page.mouse.move(one.x, one.y)
    await page.getByText(/ 620$/).last().waitFor()
    await page.mouse.click(one.x, one.y)
    const active = () =>
      page.getByRole('application', { name: 'Diagram' }).getAttribute('aria-activedescendant')
    await expect.poll(active).toBe('canvas-part-620')
    expect(await page.locator('[id="canvas-part-620"]').count()).toBe(1)
    await page.keyboard.down('Shift')
    await page.mouse.click(other.x, other.y)
    await page.keyboard.up('Shift')
    await expect.poll(() => page.locator('.react-flow__node.selected').count()).toBe(2)
  })

  test('a rubber band on the picture selects what it touches, and a drag moves an element', async () => {
    await showAll()
    const [from, to] = [await placeOf(800), await placeOf(883)]
    const step = (await placeOf(801)).x - from.x
    await page.mouse.move(from.x - step / 2, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 5 })
    await page.mouse.up()
    await expect.poll(() => page.locator('.react-flow__node.selected').count()).toBeGreaterThanOrEqual(12)
    await page.mouse.move(from.x, from.y)
    await page.keyboard.press('Escape')
    const alone = await placeOf(1499)
    await page.mouse.move(alone.x, alone.y)
    await page.mouse.down()
    await page.mouse.move(alone.x + 60, alone.y + 8, { steps: 5 })
    await page.mouse.up()
    await page.mouse.move(alone.x + 60, alone.y + 8)
    await page
      .getByText(/ 1499$/)
      .last()
      .waitFor()
    await editor.undo()
  })

  test('a double click goes to the element, near enough to read, and the way back is the picture', async () => {
    await showAll()
    const { x, y } = await placeOf(620)
    await page.mouse.dblclick(x, y)
    await expect.poll(isPicture).toBe(false)
    expect(await zoom()).toBeGreaterThan(0.5)
    const near = await editor.placeOf(' 620')
    const box = await surface()
    expect(Math.abs(near.x - (box.x + box.width / 2))).toBeLessThan(6)
    expect(await page.locator('.react-flow__node').count()).toBeLessThan(300)
    await showAll()
    expect(await page.locator('.react-flow__node-component:not(.selected)').count()).toBe(0)
  })

  test('an element keeps the title that is being typed when the view leaves it and comes back', async () => {
    await showAll()
    const { x, y } = await placeOf(620)
    await page.mouse.dblclick(x, y)
    await expect.poll(isPicture).toBe(false)
    await page.keyboard.press('Enter')
    const field = page.locator('.react-flow__node input')
    await field.fill('Half a title')
    const box = await surface()
    await page.mouse.move(box.x + 40, box.y + 200)
    for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, 400)
    await page.waitForTimeout(500)
    expect(await field.inputValue()).toBe('Half a title')
    for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, -400)
    await page.waitForTimeout(500)
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
  })

  test('a flow whose ends are both out of sight is drawn where it passes', async () => {
    await showAll()
    const { x, y } = await placeOf(20)
    await page.mouse.dblclick(x, y)
    await expect.poll(isPicture).toBe(false)
    expect(await page.locator('[data-id="part-0"], [data-id="part-39"]').count()).toBe(0)
    expect(await page.locator('[data-flow="part-0>long"].react-flow__edge').count()).toBe(1)
  })

  test('the page complains of nothing', () => {
    expect(editor.complaints).toEqual([])
  })
})
