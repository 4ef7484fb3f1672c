/** What one page of a diagram holds: rectangles of components and zones, and its notes. */
import { pageOf, type Rect } from '../geometry.ts'
import type { CanvasNote, Layout } from '../layout.ts'
import { type Collapsed, shownIn } from '../names/shown.ts'
import type { Model } from '../schema.ts'
import { breakableParts, wrapText } from '../text/measure.ts'

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
  const rects = new Map<string, Rect>()
  const shown = shownIn(model, layout)
  for (const [id, rect] of shown.rects) {
    if (page === undefined || pageOf(model, layout, id) === page) rects.set(id, rect)
  }
  const isFirst = page === layout.pages[0]?.id
  const notes = layout.notes.filter(
    (note) => page === undefined || note.page === page || (isFirst && note.page === undefined),
  )
  return { page, rects, notes, collapsed: shown }
}

/** Text of a note, and the room around it, in pixels. */
export const NOTE_TEXT = { size: 12, line: 18, side: 10, top: 8, edge: 3 } as const
const NOTE = { width: 208, padding: 20 } as const

/** A note is as high as its text needs. */
export function noteRect(note: CanvasNote): Rect {
  const width = note.width ?? NOTE.width
  const height =
    note.height ?? Math.max(2, noteLines(note.text, width).length) * NOTE_TEXT.line + NOTE.padding
  return { x: note.x, y: note.y, width, height }
}

/** The lines that a note of this width shows. */
export function noteLines(text: string, width: number): readonly string[] {
  return wrapText(text, noteRoom(width), NOTE_TEXT)
}

/** The parts between which a page may break the text of a note of this width, besides at spaces. */
export function noteParts(text: string, width: number): readonly string[] {
  return breakableParts(text, noteRoom(width), NOTE_TEXT)
}

function noteRoom(width: number): number {
  return width - 2 * NOTE_TEXT.side - NOTE_TEXT.edge - 1
}
