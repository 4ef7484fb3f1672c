// Pictures of the page, small enough to keep and compared so that another build of the browser passes.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'

const kept = fileURLToPath(new URL('../../fixtures/visual/', import.meta.url))
/** Pixels of a kept picture: half of the page's, in which a pixel of antialiasing is a shade. */
const SIZE = { width: 600, height: 400 } as const
const QUALITY = 0.8
/** Levels of 255 by which a blurred pixel may be another one, and the part of a tile's pixels that may be. */
const SHADE = 24
const SHARE = 0.06
/** Pixels of a tile: what changes in a corner must not drown in the whole. */
const TILE = 40

export interface Difference {
  /** The largest part of a tile's pixels that differ: 0 to 1. */
  readonly share: number
  /** The tile, in pixels of the page. */
  readonly at: { readonly x: number; readonly y: number }
  /** PNG, base64: what differs in red over a pale copy. */
  readonly picture: string
}

export class Pictures {
  readonly #page: Page
  #failed: string | undefined

  private constructor(page: Page) {
    this.#page = page
  }

  /** Works in an empty page of the browser; it goes with the browser. */
  static async open(browser: Browser): Promise<Pictures> {
    return new Pictures(await browser.newPage())
  }

  /** The page as it looks now, small: WebP, base64. */
  async take(page: Page): Promise<string> {
    return this.#shrunk(await this.#shot(page))
  }

  async difference(a: string, b: string): Promise<Difference> {
    return this.#page.evaluate(compare, { a, b, ...SIZE, shade: SHADE, tile: TILE })
  }

  /** True when people would call them the same picture. */
  static isAlike({ share }: Difference): boolean {
    return share <= SHARE
  }

  /** Compares with the kept picture of this name, or keeps this one under FENCELINE_UPDATE=1 or `vitest -u`. */
  async expectKept(page: Page, name: string): Promise<void> {
    const shot = await this.#shot(page)
    const now = await this.#shrunk(shot)
    const file = path.join(kept, `${name}.webp`)
    if (isUpdate()) {
      mkdirSync(kept, { recursive: true })
      writeFileSync(file, now, 'base64')
      return
    }
    const difference = await this.difference(readFileSync(file, 'base64'), now)
    if (Pictures.isAlike(difference)) return
    this.#failed ??= mkdtempSync(path.join(tmpdir(), 'fenceline-visual-'))
    writeFileSync(path.join(this.#failed, `${name}.png`), shot)
    writeFileSync(path.join(this.#failed, `${name}.diff.png`), difference.picture, 'base64')
    const { at, share } = difference
    expect.fail(
      `${name} looks different: ${Math.round(share * 100)} % of the pixels near ${at.x}, ${at.y}. ` +
        `See ${this.#failed}; if it is meant, run again with FENCELINE_UPDATE=1 and look at what changed.`,
    )
  }

  #shot(page: Page): Promise<Buffer> {
    return page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' })
  }

  #shrunk(png: Buffer): Promise<string> {
    return this.#page.evaluate(shrink, { png: png.toString('base64'), ...SIZE, quality: QUALITY })
  }
}

const isUpdate = () =>
  process.env.FENCELINE_UPDATE === '1' || expect.getState().snapshotState.snapshotUpdateState === 'all'

// What follows runs in the helper page.

async function shrink(input: {
  png: string
  width: number
  height: number
  quality: number
}): Promise<string> {
  const image = new Image()
  image.src = `data:image/png;base64,${input.png}`
  await image.decode()
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: input.width, height: input.height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, input.width, input.height)
  return canvas.toDataURL('image/webp', input.quality).split(',')[1] ?? ''
}

async function compare(input: {
  a: string
  b: string
  width: number
  height: number
  shade: number
  tile: number
}): Promise<{ share: number; at: { x: number; y: number }; picture: string }> {
  const { width, height, shade, tile } = input
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no canvas')
  /** Red, green and blue of the 3 x 3 pixels around each, summed. */
  const blurred = async (webp: string): Promise<Float32Array> => {
    const image = new Image()
    image.src = `data:image/webp;base64,${webp}`
    await image.decode()
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    const sums = new Float32Array(width * height * 3)
    for (let y = 1; y < height - 1; y += 1)
      for (let x = 1; x < width - 1; x += 1)
        for (let part = 0; part < 3; part += 1) {
          let sum = 0
          for (let dy = -1; dy <= 1; dy += 1)
            for (let dx = -1; dx <= 1; dx += 1) sum += data[((y + dy) * width + x + dx) * 4 + part] ?? 0
          sums[(y * width + x) * 3 + part] = sum / 9
        }
    return sums
  }
  const [a, b] = [await blurred(input.a), await blurred(input.b)]
  const seen = context.getImageData(0, 0, width, height)
  const columns = Math.ceil(width / tile)
  const counts = new Array<number>(columns * Math.ceil(height / tile)).fill(0)
  for (let at = 0; at < width * height; at += 1) {
    const off = Math.max(
      ...[0, 1, 2].map((part) => Math.abs((a[at * 3 + part] ?? 0) - (b[at * 3 + part] ?? 0))),
    )
    const differs = off > shade
    if (differs) {
      const place = Math.floor(at / width / tile) * columns + Math.floor((at % width) / tile)
      counts[place] = (counts[place] ?? 0) + 1
    }
    for (let part = 0; part < 3; part += 1) {
      const pale = 255 - (255 - (seen.data[at * 4 + part] ?? 0)) * 0.3
      seen.data[at * 4 + part] = differs ? (part === 0 ? 220 : 0) : pale
    }
  }
  context.putImageData(seen, 0, 0)
  const most = Math.max(...counts)
  const worst = counts.indexOf(most)
  return {
    share: most / (tile * tile),
    // The page is twice as large.
    at: { x: (worst % columns) * tile * 2, y: Math.floor(worst / columns) * tile * 2 },
    picture: canvas.toDataURL('image/png').split(',')[1] ?? '',
  }
}
