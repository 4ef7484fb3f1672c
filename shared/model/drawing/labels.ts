/** What stands on a flow, and where it hides nothing. */
import type { Rect } from '../geometry.ts'
import type { Point } from '../layout.ts'
import type { Flow } from '../schema.ts'
import { encryptionOf } from '../technology.ts'
import { widestGap } from './crossing-spots.ts'
import { lengthOf, type Path, spotAt } from './paths.ts'

export const LABEL_HEIGHT = 20
const LONGEST = 30
const MARK = 14
const CELL = 128
const MOST_CELLS = 4096
const FARTHEST = 1e9

export interface FlowLabel {
  readonly text: string
  readonly lock: 'encrypted' | 'plain' | null
  /** Pixels, padding included. */
  readonly width: number
}

/** Protocol and lock, with the flow's title where there is room for details; null when there is nothing to say. */
export function labelOf(flow: Flow, density: 'compact' | 'detailed'): FlowLabel | null {
  const encryption = encryptionOf(flow)
  const lock = encryption === 'encrypted' || encryption === 'plain' ? encryption : null
  const protocol = shortProtocol(flow.protocol, lock)
  const words = density === 'detailed' ? [flow.title, protocol] : [protocol ?? flow.title]
  const text = shorten(words.filter(Boolean).join(' · '))
  if (!text && !lock) return null
  const extra = lock === 'plain' ? 94 : lock ? 16 : 0
  return { text, lock, width: Math.ceil(text.length * 6.3 + 16 + extra) }
}

/** Threagile's long words without what every reader knows and the lock already says. */
function shortProtocol(protocol: string | undefined, lock: FlowLabel['lock']): string | undefined {
  const short = protocol?.replace(/-access-protocol|-web-protocol/g, '')
  return lock === 'encrypted' ? short?.replace(/-encrypted$/, '') : short
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text
}

/** Rectangles that labels must not cover, findable by place. Asked thousands of times while something is dragged. */
export class Occupied {
  readonly #cells = new Map<number, Rect[]>()
  /** What covers too many cells to be put into each. */
  readonly #large: Rect[] = []

  add(rect: Rect): void {
    const cells = cellsOf(rect)
    if (!cells) {
      this.#large.push(rect)
      return
    }
    for (let x = cells.left; x <= cells.right; x += 1) {
      for (let y = cells.top; y <= cells.bottom; y += 1) {
        const key = keyOf(x, y)
        const cell = this.#cells.get(key)
        if (cell) cell.push(rect)
        else this.#cells.set(key, [rect])
      }
    }
  }

  /** Square pixels of `rect` that are taken. */
  overlap(rect: Rect): number {
    let area = 0
    for (const other of this.#large) area += shared(rect, other)
    const cells = cellsOf(rect)
    if (!cells) return area
    const { left, top, right, bottom } = cells
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) {
        for (const other of this.#cells.get(keyOf(x, y)) ?? []) {
          // Two rectangles may share several cells; the first of them counts.
          if (x !== Math.max(left, cellOf(other.x)) || y !== Math.max(top, cellOf(other.y))) continue
          area += shared(rect, other)
        }
      }
    }
    return area
  }
}

function shared(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

/** Null for what a file may say and nobody can draw: so large, or so far away, that its cells cannot be counted. */
function cellsOf(rect: Rect): { left: number; top: number; right: number; bottom: number } | null {
  const [left, top] = [cellOf(rect.x), cellOf(rect.y)]
  const [right, bottom] = [cellOf(rect.x + rect.width), cellOf(rect.y + rect.height)]
  const isNear = [left, top, right, bottom].every((cell) => Math.abs(cell) < FARTHEST)
  return isNear && (right - left + 1) * (bottom - top + 1) <= MOST_CELLS ? { left, top, right, bottom } : null
}

function cellOf(value: number): number {
  return Math.floor(value / CELL)
}

function keyOf(x: number, y: number): number {
  return x * 1_000_003 + y
}

/** The centre of a label on its flow: the middle of the widest gap between marks, or near it where that is taken. */
export function placeLabel(path: Path, marks: readonly number[], width: number, occupied: Occupied): Point {
  const length = lengthOf(path)
  const gap = widestGap(length, marks)
  const middle = spotAt(path, (gap.start + gap.end) / 2)
  const isLevel = Math.abs(Math.cos(middle.angle)) > 0.5
  const room = gap.end - gap.start - (marks.length > 0 ? MARK * 2 : MARK)
  const candidates: Point[] = []
  const beside = (at: Point): Point[] => [
    { x: at.x, y: at.y - LABEL_HEIGHT / 2 - 8 },
    { x: at.x, y: at.y + LABEL_HEIGHT / 2 + 8 },
  ]
  const isTight = isLevel && room < width
  if (isTight && marks.length > 0) candidates.push(...beside(middle.at))
  for (const part of [0.5, 0.38, 0.62, 0.26, 0.74])
    candidates.push(spotAt(path, gap.start + (gap.end - gap.start) * part).at)
  for (const part of [0.5, 0.3, 0.7]) candidates.push(...beside(spotAt(path, length * part).at))
  let best = candidates[0] ?? middle.at
  let least = Infinity
  for (const at of candidates) {
    const taken = occupied.overlap(labelRect(at, width))
    if (taken < least) [best, least] = [at, taken]
    if (taken === 0) break
  }
  return best
}

export function labelRect(at: Point, width: number): Rect {
  return {
    x: at.x - width / 2 - 2,
    y: at.y - LABEL_HEIGHT / 2 - 2,
    width: width + 4,
    height: LABEL_HEIGHT + 4,
  }
}
