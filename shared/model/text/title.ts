/** How the title of a component stands in its box (nodes.module.css has the same numbers). */
import { textWidth } from './measure.ts'

/** Pixels at 100 %. `least` is what stays of a side when the widest word needs the room. */
const SIZE = 13
const BORDERS = 3
const SIDE = { full: 12, least: 3 } as const
/** Beside the second edge of a data store. */
const STORE_SIDE = { full: 18, least: 9 } as const
/** Of the size; below it a word is broken instead. */
const SMALLEST = 0.52
/** What kerning may add, and what rounding takes. */
const SLACK = 1.02

export interface TitleFit {
  /** Pixels of the letters. */
  readonly size: number
  /** From the box's sides to the text, its border not counted. */
  readonly left: number
  readonly right: number
  /** What a line may take. */
  readonly room: number
}

/** The width of the widest word at one pixel; the box gives way to it. */
export function widestWord(title: string): number {
  const words = title.split(/\s+/)
  return SLACK * Math.max(...words.map((word) => textWidth(word, { size: 1, strong: true })), 0.01)
}

/**
 * A word stays whole as long as it can be read: first the sides give way to it, then it gets smaller. `far` is
 * how much larger than at 100 % everything is drawn.
 */
export function fitTitle(title: string, kind: string, width: number, far = 1): TitleFit {
  const start = kind === 'store' ? STORE_SIDE : SIDE
  const full = SIZE * far
  const [fullLeft, fullRight] = [kind === 'store' ? start.full : start.full / far, SIDE.full / far]
  const inner = width - BORDERS * far
  const widest = widestWord(title)
  const spare = inner - widest * full
  const right = clamp(SIDE.least, spare - fullLeft, fullRight)
  const left = clamp(start.least, spare - right, fullLeft)
  const size = clamp(SMALLEST * full, (inner - start.least - SIDE.least) / widest, full)
  return { size, left, right, room: inner - left - right }
}

function clamp(least: number, value: number, most: number): number {
  return Math.max(Math.min(least, most), Math.min(value, most))
}
