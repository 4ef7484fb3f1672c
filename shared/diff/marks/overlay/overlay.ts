/**
 * What a comparison adds to a picture: outlines, ghosts and signs, as places and path data. Canvas and printed picture
 * draw the same list, so that a diagram tells the same from near, from afar and in a pull request.
 */

import type { Drawing } from '../../../model/drawing/drawing.ts'
import { arrowHead, flowInk } from '../../../model/drawing/ink.ts'
import { labelRect } from '../../../model/drawing/labels.ts'
import { exitPoint } from '../../../model/drawing/outline.ts'
import { lengthOf, type Path, spotAt } from '../../../model/drawing/paths.ts'
import { grown } from '../../../model/drawing/routing/obstacles.ts'
import type { FlowShape } from '../../../model/drawing/shapes.ts'
import { boundsOf, centerOf, type Rect } from '../../../model/geometry.ts'
import type { Point } from '../../../model/layout.ts'
import { indexOf } from '../../../model/queries.ts'
import type { Component, Model } from '../../../model/schema.ts'
import { wrapText } from '../../../model/text/measure.ts'
import type { Ghosts } from '../ghosts.ts'
import type { DiffMark } from '../marks.ts'
import { boxPath, bracketPath, componentPath, cornerOf } from './outlines.ts'
import type { Sign } from './signs.ts'

/** Frames stand around what is there; ghosts and traces are what is not. */
export type Look =
  | 'frame-added'
  | 'frame-removed'
  | 'frame-changed'
  | 'frame-rezoned'
  | 'flow-added'
  | 'ghost'
  | 'ghost-boundary'
  | 'trace'
  | 'arrow'
  | 'head'

export interface Stroke {
  readonly look: Look
  /** SVG path data, absolute. */
  readonly d: string
}

export interface GhostWords {
  readonly text: string
  /** The middle of the line. */
  readonly at: Point
  readonly isBoundary: boolean
}

export interface OverlayItem {
  readonly key: string
  readonly ref: string
  /** It is not in the model of this picture. */
  readonly isGone: boolean
  readonly mark: DiffMark
  /** Everything of it lies inside. */
  readonly rect: Rect
  /** Of what is long and thin: it is in a view only where this is near. */
  readonly path?: Path
  readonly strokes: readonly Stroke[]
  readonly words: readonly GhostWords[]
  /** In a row to the right of `corner`. */
  readonly signs: readonly Sign[]
  readonly corner: Point
  /** At crossings, by place. */
  readonly spots: readonly { readonly sign: 'gained' | 'lost'; readonly at: Point }[]
}

/** A page of a diagram as it is drawn. */
export interface Picture {
  readonly model: Model
  readonly rects: ReadonlyMap<string, Rect>
  readonly drawing: Pick<Drawing, 'flows' | 'lines'>
}

/** Which of the two is drawn: what is there now, alone or with what is gone, or what was there. */
export type Side = 'both' | 'after' | 'before'

const FRAME = 5
const TITLE = { size: 13, strong: true, line: 17 } as const
/** Signs, frames and titles reach over an element's edge. */
const REACH = 28
/** Pixels up to which a component is where its middle is. */
const SMALL = 200

/** The overlay of a picture that shows one side of a comparison; ghosts only where it shows both. */
export function overlayOf(
  picture: Picture,
  marks: { readonly present: ReadonlyMap<string, DiffMark>; readonly removed: ReadonlyMap<string, DiffMark> },
  side: Side,
  ghosts: Ghosts | null,
): readonly OverlayItem[] {
  const items: OverlayItem[] = []
  const shown =
    side === 'before'
      ? [...[...marks.present.values()].map(asBefore), ...marks.removed.values()]
      : [...marks.present.values()]
  for (const mark of shown) {
    const made = mark ? keptIn(picture, mark, ghosts) : null
    if (made) items.push(made)
  }
  if (!ghosts) return items
  const gone = goneItems.get(ghosts) ?? ghostItems(ghosts, marks.removed)
  goneItems.set(ghosts, gone)
  return [...items, ...gone]
}

const goneItems = new WeakMap<Ghosts, readonly OverlayItem[]>()

interface Made {
  /** What it was drawn from: the same object is drawn in the same place. */
  readonly source: object | undefined
  readonly ghosts: Ghosts | null
  readonly item: OverlayItem | null
}

const madeFor = new WeakMap<DiffMark, Made>()

/** The same item while its element is where it was: a picture that moved one element draws one again. */
function keptIn(picture: Picture, mark: DiffMark, ghosts: Ghosts | null): OverlayItem | null {
  const { rects, drawing } = picture
  const source = rects.get(mark.ref) ?? drawing.flows.get(mark.ref) ?? drawing.lines.get(mark.ref)
  const known = madeFor.get(mark)
  if (known && known.source === source && known.ghosts === ghosts) return known.item
  const made = markedIn(picture, mark, ghosts)
  madeFor.set(mark, { source, ghosts, item: made })
  return made
}

const older = new WeakMap<DiffMark, DiffMark>()

/** What the older picture says of an element that is still there; undefined: nothing. */
function asBefore(mark: DiffMark): DiffMark | undefined {
  if (mark.change === 'added') return undefined
  if (mark.change === null && mark.lost.length === 0) return undefined
  const known = older.get(mark) ?? { ...mark, gained: [], stale: false }
  older.set(mark, known)
  return known
}

function markedIn(picture: Picture, mark: DiffMark, ghosts: Ghosts | null): OverlayItem | null {
  const { ref, change } = mark
  const { components, boundaries } = indexOf(picture.model)
  const rect = picture.rects.get(ref)
  const component = components.get(ref)
  if (rect && (component || boundaries.has(ref))) {
    const look = frameOf(mark)
    const strokes: Stroke[] = look ? [{ look, d: framePath(rect, component) }] : []
    const old = ghosts?.moved.get(ref)
    if (old) strokes.push(...traceOf(old, rect, component))
    const corner = component ? { x: rect.x + 10, y: rect.y } : { x: rect.x + rect.width - 16, y: rect.y }
    const bounds = boundsOf([rect, ...(old ? [old] : [])]) ?? rect
    const path = old && component && isSmall(old) && isSmall(rect) ? [centerOf(old), centerOf(rect)] : null
    const parts = { rect: bounds, strokes, corner, signs: signsOf(mark), ...(path ? { path } : {}) }
    return item(mark, false, parts)
  }
  const flow = picture.drawing.flows.get(ref)
  if (flow) {
    const strokes: Stroke[] = change === 'added' ? [{ look: 'flow-added', d: flowInk(flow.path) }] : []
    const seen = flow.spots.map(({ boundary }) => boundary)
    const at = (sign: 'gained' | 'lost', ids: readonly string[]) =>
      flow.spots.flatMap((spot) => (ids.includes(spot.boundary) ? [{ sign, at: aside(spot.at) }] : []))
    const spots = [...at('gained', mark.gained), ...at('lost', mark.lost)]
    // A boundary that the flow no longer meets has no place on it.
    const signs = signsOf(mark).filter(
      (sign) => !((sign === 'gained' || sign === 'lost') && mark[sign].every((id) => seen.includes(id))),
    )
    const [rect, corner] = [boundsOfFlow(flow), cornerOnFlow(flow)]
    return item(mark, false, { rect, path: flow.path, strokes, corner, signs, spots })
  }
  const line = picture.drawing.lines.get(ref)
  if (!line) return null
  const corner = { x: line.label.x, y: line.label.y - 16 }
  return item(mark, false, { rect: line.bounds, strokes: [], corner, signs: signsOf(mark) })
}

function ghostItems(ghosts: Ghosts, removed: ReadonlyMap<string, DiffMark>): readonly OverlayItem[] {
  const made: OverlayItem[] = []
  const put = (ref: string, parts: Omit<Parts, 'signs'>) => {
    const mark = removed.get(ref)
    if (mark) made.push(item(mark, true, { ...parts, signs: signsOf(mark) }))
  }
  for (const { zone, rect } of ghosts.zones) {
    const at = { x: rect.x + rect.width / 2, y: rect.y }
    put(zone.id, {
      rect,
      strokes: [{ look: 'ghost-boundary', d: boxPath(rect, 6) }],
      words: [{ text: zone.title, at, isBoundary: true }],
      corner: { x: rect.x + rect.width - 16, y: rect.y },
    })
  }
  for (const { line, shape } of ghosts.lines) {
    put(line.id, {
      rect: shape.bounds,
      strokes: [{ look: 'ghost-boundary', d: shape.curve }],
      words: [{ text: line.title, at: shape.label, isBoundary: true }],
      corner: { x: shape.label.x, y: shape.label.y - 18 },
    })
  }
  for (const flow of ghosts.flows) {
    put(flow.ref, {
      rect: boundsOfFlow(flow),
      path: flow.path,
      strokes: [
        { look: 'ghost', d: flowInk(flow.path) },
        { look: 'head', d: arrowHead(flow.path) },
      ],
      corner: spotAt(flow.path, lengthOf(flow.path) / 2).at,
    })
  }
  for (const { component, rect } of ghosts.components) {
    put(component.id, {
      rect,
      strokes: [{ look: 'ghost', d: componentPath(component.kind, rect) }],
      words: titleLines(component.title, rect),
      corner: { x: rect.x + 10, y: rect.y },
    })
  }
  return made
}

type Parts = Pick<OverlayItem, 'rect' | 'strokes' | 'signs' | 'corner'> &
  Partial<Pick<OverlayItem, 'words' | 'spots' | 'path'>>

function item(mark: DiffMark, isGone: boolean, { rect, ...parts }: Parts): OverlayItem {
  const key = `${isGone ? 'gone' : 'here'} ${mark.ref}`
  return { key, ref: mark.ref, isGone, mark, rect: grown(rect, REACH), words: [], spots: [], ...parts }
}

function signsOf({ change, gained, lost, stale }: DiffMark): readonly Sign[] {
  return [
    ...(change ? [change] : []),
    ...(gained.length > 0 ? (['gained'] as const) : []),
    ...(lost.length > 0 ? (['lost'] as const) : []),
    ...(stale ? (['stale'] as const) : []),
  ]
}

function framePath(rect: Rect, component: Component | undefined): string {
  const frame = grown(rect, FRAME)
  if (!component) return bracketPath(frame)
  const radius = cornerOf(component.kind)
  return boxPath(frame, radius === 0 ? 0 : radius + FRAME)
}

function frameOf({ change }: DiffMark): Look | null {
  return change === null ? null : `frame-${change}`
}

/** Whether all of it is near its middle. */
function isSmall({ width, height }: Rect): boolean {
  return Math.max(width, height) <= SMALL
}

/** Where it was, and the way from there. */
function traceOf(old: Rect, now: Rect, component: Component | undefined): readonly Stroke[] {
  const shape = component ? componentPath(component.kind, old) : boxPath(old, 6)
  const [from, to] = [centerOf(old), centerOf(now)]
  const start = exitPoint(old, 0, from, to)
  const end = exitPoint(grown(now, FRAME), 0, to, from)
  const isFar =
    Math.hypot(end.x - start.x, end.y - start.y) > 12 && Math.hypot(to.x - from.x, to.y - from.y) > 12
  const trace: Stroke = { look: 'trace', d: shape }
  if (!isFar) return [trace]
  const line: Stroke = { look: 'arrow', d: `M${start.x},${start.y}L${end.x},${end.y}` }
  return [trace, line, { look: 'head', d: arrowHead([start, end]) }]
}

function titleLines(title: string, rect: Rect): readonly GhostWords[] {
  const lines = wrapText(title, rect.width - 24, TITLE, 2)
  const { x, y } = centerOf(rect)
  return lines.map((text, line) => ({
    text,
    at: { x, y: y + (line - (lines.length - 1) / 2) * TITLE.line },
    isBoundary: false,
  }))
}

/** Beside the diamond that marks the crossing. */
function aside({ x, y }: Point): Point {
  return { x: x + 13, y: y - 13 }
}

/** The upper left corner of its label; its middle where it has none. */
function cornerOnFlow({ path, label }: FlowShape): Point {
  if (!label) return spotAt(path, lengthOf(path) / 2).at
  const { x, y } = labelRect(label.at, label.width)
  return { x: x + 4, y: y - 4 }
}

function boundsOfFlow({ path, label }: FlowShape): Rect {
  const points = path.map(({ x, y }) => ({ x, y, width: 0, height: 0 }))
  const all = boundsOf([...points, ...(label ? [labelRect(label.at, label.width)] : [])])
  return all ?? { x: 0, y: 0, width: 0, height: 0 }
}
