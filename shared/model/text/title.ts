/** How the title of a component stands in its box (component.module.css has the same numbers). */
import { breakableParts, textWidth } from './measure.ts'

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
const FULL = { size: SIZE, strong: true } as const

export interface TitleFit {
  /** Pixels of the letters. */
  readonly size: number
  /** From the box's sides to the text, its border not counted. */
  readonly left: number
  readonly right: number
  /** What a line may take. */
  readonly room: number
}

/** From the upper and the lower border to the text, and what the quiet line below it takes. */
const ABOVE = 8
const QUIET_LINE = 15.3
const LINE = 1.3
/** Lines of a title that are always drawn, and as many as anybody reads. */
const LINES = { least: 2, most: 6 } as const

/** How many lines of a title have room at 100 % in a box of this height, over a quiet line or without one. */
export function titleLines(height: number, hasQuiet: boolean): number {
  const room = height - 2 * ABOVE - (hasQuiet ? QUIET_LINE : 0)
  return clamp(LINES.least, Math.floor(room / (SIZE * LINE)), LINES.most)
}

/** The title in parts between which a line may be broken without a space: one, unless a word is wider than the box. */
export function titleParts(title: string, kind: string, width: number): readonly string[] {
  return breakableParts(title, widestRoom(kind, width), FULL)
}

/** The width at one pixel of the widest that cannot be broken; the box gives way to it. */
export function widestPart(title: string, kind: string, width: number): number {
  const words = titleParts(title, kind, width).flatMap((part) => part.split(/\s+/))
  return SLACK * Math.max(...words.map((word) => textWidth(word, { size: 1, strong: true })), 0.01)
}

/** What a line has at most at 100 %, in the sheet's own letters. */
function widestRoom(kind: string, width: number): number {
  const least = kind === 'store' ? STORE_SIDE.least : SIDE.least
  return (width - BORDERS - least - SIDE.least) / SLACK
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
  const widest = widestPart(title, kind, width)
  const spare = inner - widest * full
  const right = clamp(SIDE.least, (spare - fullLeft + fullRight) / 2, fullRight)
  const left = clamp(start.least, spare - right, fullLeft)
  const size = clamp(SMALLEST * full, (inner - start.least - SIDE.least) / widest, full)
  return { size, left, right, room: inner - left - right }
}

function clamp(least: number, value: number, most: number): number {
  return Math.max(Math.min(least, most), Math.min(value, most))
}
