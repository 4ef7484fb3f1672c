/** Notes of a drawing: each as large as its words, none over a title. Stamps on a shape go beside it. */
import { leastNote, NOTE_TEXT, noteRect, noteWords } from '../../drawing/page.ts'
import { zoneTab } from '../../drawing/zones.ts'
import { absoluteRects, pageOf } from '../../geometry.ts'
import type { CanvasNote, Layout } from '../../layout.ts'
import { overlaps, type Rect } from '../../placing/rect.ts'
import type { Size } from '../../placing/sizes.ts'
import type { Model } from '../../schema.ts'
import { wordsIn } from './fit.ts'

/** Pixels: a note that has no room for its words gets as wide, and keeps this off what it stands beside. */
const WIDEST = 160
const OFF = 4
/** Pairs that are compared at most: nobody draws so many. */
const MOST_PAIRS = 1_000_000
/** Steps away from where a note is drawn, each as long as it is high. */
const STEPS = 60

/** The layout with notes that show their words and cover no title of a component or zone. */
export function withClearNotes(model: Model, layout: Layout): Layout {
  const rects = absoluteRects(model, layout)
  if (layout.notes.length * (rects.size + layout.notes.length) > MOST_PAIRS) return layout
  const titles = titlesIn(model, layout, rects)
  const [first] = layout.pages
  const placed: { readonly page: string | undefined; readonly rect: Rect }[] = []
  const notes = layout.notes.map((note) => {
    const page = note.page ?? first?.id
    const here = titles.filter((title) => title.page === page)
    const taken = placed.filter((other) => other.page === page).map(({ rect }) => rect)
    const drawn = { x: note.x, y: note.y, ...sizeFor(note) }
    const covers = (rect: Rect) => here.some(({ words }) => overlaps(words, rect))
    const rect = covers(drawn) ? besideTitles(drawn, here, taken) : drawn
    placed.push({ page, rect })
    const isSame = rect.x === note.x && rect.y === note.y
    const isAsLarge = rect.width === note.width && rect.height === note.height
    return isSame && isAsLarge ? note : { ...note, ...rect }
  })
  return notes.every((note, at) => note === layout.notes[at]) ? layout : { ...layout, notes }
}

interface Title {
  readonly page: string | undefined
  readonly words: Rect
  /** What the words are the title of; a zone is not in the way. */
  readonly box: Rect | null
}

function titlesIn(model: Model, layout: Layout, rects: ReadonlyMap<string, Rect>): readonly Title[] {
  const titleOf = (id: string, of: (rect: Rect) => Omit<Title, 'page'>): readonly Title[] => {
    const rect = rects.get(id)
    return rect ? [{ page: pageOf(model, layout, id), ...of(rect) }] : []
  }
  return [
    ...model.components.flatMap((component) =>
      titleOf(component.id, (box) => ({ words: wordsIn(component, box), box })),
    ),
    ...model.boundaries.flatMap(({ id, title }) =>
      titleOf(id, (rect) => ({ words: zoneTab(title, rect), box: null })),
    ),
  ]
}

/** Its own size; a larger one where its words have no room in that. */
function sizeFor(note: CanvasNote): Size {
  const rect = noteRect(note)
  const { lines, top } = noteWords(note.text, rect)
  if (lines.length * NOTE_TEXT.line + 2 * top <= rect.height) return rect
  const least = leastNote(note.text, Math.max(rect.width, WIDEST))
  return { width: Math.max(rect.width, least.width), height: Math.max(rect.height, least.height) }
}

/** The nearest place at a side of what it lies over that covers no title, and no box or note where there is one. */
function besideTitles(note: Rect, titles: readonly Title[], taken: readonly Rect[]): Rect {
  const under = titles.filter(({ words }) => overlaps(words, note))
  const near = under.flatMap(({ words, box }) => [
    ...atSides(note, words),
    ...(box === null ? [] : atSides(note, box)),
  ])
  const far = Array.from({ length: STEPS }, (_, step) => [
    { ...note, y: note.y + (step + 1) * (note.height + OFF) },
    { ...note, y: note.y - (step + 1) * (note.height + OFF) },
  ]).flat()
  const places = [...near, ...far].sort((a, b) => distance(a, note) - distance(b, note))
  const isClear = (place: Rect) => !titles.some(({ words }) => overlaps(words, place))
  const isFree = (place: Rect) => !taken.some((other) => overlaps(other, place))
  const isBeside = (place: Rect) =>
    titles.every(({ box }) => box === null || !overlaps(box, place) || under.some((own) => own.box === box))
  return (
    places.find((place) => isClear(place) && isFree(place) && isBeside(place)) ??
    places.find((place) => isClear(place) && isFree(place)) ??
    places.find(isClear) ??
    belowAll(note, titles)
  )
}

function atSides(note: Rect, { x, y, width, height }: Rect): readonly Rect[] {
  return [
    { ...note, y: y - note.height - OFF },
    { ...note, y: y + height + OFF },
    { ...note, x: x - note.width - OFF },
    { ...note, x: x + width + OFF },
  ]
}

function belowAll(note: Rect, titles: readonly Title[]): Rect {
  return { ...note, y: Math.max(...titles.map(({ words }) => words.y + words.height)) + OFF }
}

function distance(a: Rect, b: Rect): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
