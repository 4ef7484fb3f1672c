// What a person's hands do at the canvas, each as one number by the page's own clock.
import type { Page } from 'playwright-core'
import { medianOf, p95Of } from '../figure.ts'
import { framesDuring, within } from './probe.ts'

const MOVES = 120
const PACE = 16
/** What follows an event after its frame shows within this time. */
const REST = 800
const CLICKS = 5
const LETTERS = 'abcdefghijkl'

export interface Rate {
  readonly fps: number
  readonly p95: number
}

export function pan(page: Page): Promise<Rate> {
  // There and back, so that the same is in view afterwards.
  return moves(page, (at) => page.mouse.wheel(at < MOVES / 2 ? 20 : -20, at < MOVES / 2 ? 12 : -12))
}

export async function zoom(page: Page): Promise<Rate> {
  await page.keyboard.down('Control')
  const rate = await moves(page, (at) => page.mouse.wheel(0, at < MOVES / 2 ? -24 : 24))
  await page.keyboard.up('Control')
  return rate
}

export async function showAll(page: Page): Promise<void> {
  await pressOnCanvas(page, 'Shift+1')
}

export async function showActualSize(page: Page): Promise<void> {
  await pressOnCanvas(page, 'Shift+0')
}

/** The Event Timing duration of a click on a component: the median of some. */
export async function selectOne(page: Page): Promise<number> {
  const places = await componentsInView(page)
  const durations: number[] = []
  for (const place of places.slice(0, CLICKS)) {
    await page.evaluate(() => window.bench.startEvents())
    await page.mouse.click(place.x, place.y)
    await page.waitForTimeout(REST)
    durations.push(await page.evaluate(() => window.bench.longestEvent()))
  }
  return medianOf(durations)
}

export async function drag(page: Page): Promise<{ readonly drag: Rate; readonly drop: number }> {
  const [from] = await componentsInView(page)
  if (!from) throw new Error('no component is in view')
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const rate = await moves(page, (at) => page.mouse.move(from.x + at, from.y + at / 2))
  const frames = await framesDuring(page, async () => {
    await page.mouse.up()
    await page.waitForTimeout(REST)
  })
  return { drag: rate, drop: Math.max(...frames) }
}

/** The longest Event Timing duration while a word is typed into the title of what is selected. */
export async function typeTitle(page: Page): Promise<number> {
  const [place] = await componentsInView(page)
  if (place) await page.mouse.click(place.x, place.y)
  const field = page.getByRole('textbox', { name: 'Title', exact: true }).first()
  await field.click()
  await page.keyboard.press('End')
  await page.waitForTimeout(REST)
  await page.evaluate(() => window.bench.startEvents())
  for (const letter of LETTERS) {
    await page.keyboard.type(letter)
    await page.waitForTimeout(150)
  }
  await page.waitForTimeout(REST)
  return page.evaluate(() => window.bench.longestEvent())
}

export async function save(page: Page): Promise<number> {
  // A key overtakes what a busy page is asked at the same time, and one that came first is never seen.
  await page.evaluate(() => window.bench.watchSaving())
  await page.keyboard.press('Control+s')
  return within(
    'saving',
    page.evaluate(() => window.bench.took()),
  )
}

async function moves(page: Page, move: (at: number) => Promise<void>): Promise<Rate> {
  const frames = await framesDuring(page, async () => {
    for (let at = 0; at < MOVES; at += 1) {
      const start = performance.now()
      await move(at)
      await page.waitForTimeout(Math.max(0, PACE - (performance.now() - start)))
    }
  })
  const passed = frames.reduce((sum, each) => sum + each, 0)
  return { fps: (1000 * frames.length) / passed, p95: p95Of(frames) }
}

async function pressOnCanvas(page: Page, keys: string): Promise<void> {
  await page.getByRole('application', { name: 'Diagram' }).focus()
  await page.keyboard.press(keys)
  await page.waitForTimeout(REST)
  const { x, y } = await middleOf(page)
  await page.mouse.move(x, y)
}

async function middleOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.getByRole('application', { name: 'Diagram' }).boundingBox()
  if (!box) throw new Error('there is no diagram')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Middles of components that nothing covers, the nearest to the middle first. */
async function componentsInView(page: Page): Promise<readonly { readonly x: number; readonly y: number }[]> {
  return page.evaluate(
    ({ x, y }) => {
      const distance = (place: { x: number; y: number }) => Math.hypot(place.x - x, place.y - y)
      return [...document.querySelectorAll('.react-flow__node-component')]
        .flatMap((node) => {
          const { left, top, width, height } = node.getBoundingClientRect()
          const place = { x: left + width / 2, y: top + height / 2 }
          return node.contains(document.elementFromPoint(place.x, place.y)) ? [place] : []
        })
        .sort((a, b) => distance(a) - distance(b))
    },
    await middleOf(page),
  )
}
