/** What one page of a diagram holds: rectangles of components and zones, and its notes. */
import { pageOf, type Rect } from '../geometry.ts'
import type { CanvasNote, Layout } from '../layout.ts'
import { type Collapsed, shownIn } from '../names/shown.ts'
import type { Model } from '../schema.ts'
import { breakableParts, textWidth, wrapText } from '../text/measure.ts'

export interface PageElements {
  /** Its id; undefined where the layout has no pages. */
  readonly page: string | undefined
  /** Absolute, by id; without what collapsed zones hide. */
  readonly rects: ReadonlyMap<string, Rect>
  readonly collapsed: Collapsed
  readonly notes: readonly CanvasNote[]
}

/** The elements of the page that is asked for; of the first one when there is none of that id. */
export function elementsOfPage(
  model: Model,
  layout: Layout,
  wanted: string | null | undefined,
): PageElements {
  const page = layout.pages.find(({ id }) => id === wanted)?.id ?? layout.pages[0]?.id
  const shown = shownIn(model, layout)
  const isOnPage = ([id]: readonly [string, Rect]) => pageOf(model, layout, id) === page
  const rects = page === undefined ? shown.rects : new Map([...shown.rects].filter(isOnPage))
  const isFirst = page === layout.pages[0]?.id
  const notes = layout.notes.filter(
    (note) => page === undefined || note.page === page || (isFirst && note.page === undefined),
  )
  return { page, rects, notes, collapsed: shown }
}

/** Text of a note, and the room around it, in pixels. */
export const NOTE_TEXT = { size: 12, line: 18, side: 10, top: 8, edge: 3 } as const
const NOTE = { width: 208, padding: 20 } as const

/** In a note that is hardly larger than its words. */
const TIGHT = { side: 4, top: 1 } as const
const BORDER = 1

/** A note is as high as its text needs. */
export function noteRect(note: CanvasNote): Rect {
  const width = note.width ?? NOTE.width
  const height =
    note.height ??
    Math.max(2, linesWithin(note.text, width, NOTE_TEXT.side).length) * NOTE_TEXT.line + NOTE.padding
  return { x: note.x, y: note.y, width, height }
}

/** How a note shows its words: all lines, whether there is room for them or not, and where they begin. */
export interface NoteWords {
  readonly lines: readonly string[]
  /** From the left edge and from the upper border to the words; a stamp leaves less than a note of many words. */
  readonly side: number
  readonly top: number
}

export function noteWords(text: string, { width, height }: Rect): NoteWords {
  const spare = (width - NOTE_TEXT.edge - BORDER - widestLine(text)) / 2
  const side = spare < TIGHT.side ? NOTE_TEXT.side : Math.min(spare, NOTE_TEXT.side)
  const lines = linesWithin(text, width, side)
  const above = (height - 2 * BORDER - lines.length * NOTE_TEXT.line) / 2
  return { lines, side, top: Math.max(TIGHT.top, Math.min(above, NOTE_TEXT.top)) }
}

/** The least size that shows a note's words whole on lines of at most `widest` pixels, in whole pixels. */
export function leastNote(text: string, widest: number): { readonly width: number; readonly height: number } {
  const tight = Math.ceil(widestLine(text)) + 2 * TIGHT.side + NOTE_TEXT.edge + BORDER
  const width = tight <= widest ? tight : widest
  const lines = tight <= widest ? text.split('\n') : linesWithin(text, widest, NOTE_TEXT.side)
  return { width, height: lines.length * NOTE_TEXT.line + 2 * (TIGHT.top + BORDER) }
}

/** With what a browser's own letters may take more: a stamp would be broken for half a pixel. */
function widestLine(text: string): number {
  return 1 + 1.02 * Math.max(...text.split('\n').map((line) => textWidth(line, NOTE_TEXT)))
}

/** The parts between which a page may break the text of a note of this width, besides at spaces. */
export function noteParts(text: string, width: number): readonly string[] {
  return breakableParts(text, noteRoom(width, NOTE_TEXT.side), NOTE_TEXT)
}

function linesWithin(text: string, width: number, side: number): readonly string[] {
  return wrapText(text, noteRoom(width, side), NOTE_TEXT)
}

function noteRoom(width: number, side: number): number {
  return width - 2 * side - NOTE_TEXT.edge - BORDER
}
