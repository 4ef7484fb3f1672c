/**
 * The ink of a diagram: every flow's path, label and crossing spots, and every line boundary's curve.
 * A drawing can be given its predecessor: what did not change keeps its identity, so that a drag
 * redraws only what it touches.
 */

import { crossingsOf } from '../crossings.ts'
import { boundsOf, type Rect } from '../geometry.ts'
import { flowRef } from '../ids.ts'
import type { Layout, Point } from '../layout.ts'
import { indexOf } from '../queries.ts'
import type { Boundary, Flow, Model } from '../schema.ts'
import type { Collapsed } from '../shown.ts'
import { type CrossedBoundary, type CrossingSpot, crossingSpots } from './crossing-spots.ts'
import { type FlowLabel, labelOf, labelRect, Occupied, placeLabel } from './labels.ts'
import { type LineShape, lineCurve, nameRect, unusedLine } from './lines.ts'
import { type End, flowPoints } from './outline.ts'
import { borderOf, crossings, entersRect, type Path } from './paths.ts'
import { zoneTab } from './zones.ts'

export interface FlowShape {
  readonly ref: string
  /** What it is drawn between: its components, or the collapsed zones that hide them. */
  readonly ends: { readonly from: string; readonly to: string }
  readonly path: Path
  readonly waypoints: readonly Point[]
  /** In the order of the crossing's boundaries; empty when the flow crosses none. */
  readonly spots: readonly CrossingSpot[]
  readonly label: (FlowLabel & { readonly at: Point }) | null
}

export interface Drawing {
  readonly flows: ReadonlyMap<string, FlowShape>
  readonly lines: ReadonlyMap<string, LineShape>
}

interface Facts {
  readonly ends: FlowShape['ends']
  readonly from: End
  readonly to: End
  readonly waypoints: readonly Point[]
  readonly offset: number
  readonly crossed: readonly CrossedBoundary[]
  readonly label: FlowLabel | null
}

interface Base {
  readonly facts: Facts
  readonly path: Path
  readonly spots: readonly CrossingSpot[]
}

export interface DrawingInput {
  readonly model: Model
  readonly layout: Layout
  /** Absolute; what is missing here (another page) is not drawn. */
  readonly rects: ReadonlyMap<string, Rect>
  readonly density: 'compact' | 'detailed'
  /** Absent: everything is drawn as if no zone were collapsed. */
  readonly collapsed?: Collapsed
}

/** Pixels between the middles of parallel flows: a label's height and some air. */
const LANE = 26
/** Half of a line's usual length, and the mean advance of its name. */
const STROKE = 60
const NAME_CHARACTER = 6.8
/** A flow through a name is as bad as this many covered square pixels. */
const CUT = 400
const NO_POINTS: readonly Point[] = []
const bases = new WeakMap<FlowShape, Base>()

export function drawModel(input: DrawingInput, previous?: Drawing): Drawing {
  const { model, rects } = input
  const shownAs = (id: string): string => input.collapsed?.inside.get(id) ?? id
  const offsets = laneOffsets(model, rects, shownAs)
  const routes = new Map(input.layout.routes.map((route) => [route.ref, route.points]))
  const based: (readonly [ref: string, base: Base])[] = []
  for (const flow of model.flows) {
    const ref = flowRef(flow)
    const ends = { from: shownAs(flow.from), to: shownAs(flow.to) }
    const isWhole = ends.from === flow.from && ends.to === flow.to
    // What is inside a collapsed zone is hidden, and waypoints lead to where it was.
    if (!isWhole && ends.from === ends.to) continue
    const waypoints = isWhole ? (routes.get(ref) ?? NO_POINTS) : NO_POINTS
    const facts = factsOf(input, flow, ref, ends, waypoints, offsets.get(ref) ?? 0)
    if (!facts) continue
    const known = baseOf(previous?.flows.get(ref))
    based.push([ref, known && sameFacts(known.facts, facts) ? known : baseFrom(facts, flow.from === flow.to)])
  }
  const spotted = based.map(([ref, base]) => [ref, withLineSpots(base, model, rects)] as const)
  const occupied = new Occupied()
  for (const component of model.components) {
    const rect = rects.get(component.id)
    if (rect) occupied.add(rect)
  }
  for (const zone of model.boundaries) {
    const rect = zone.kind === 'zone' ? rects.get(zone.id) : undefined
    if (rect) occupied.add(zoneTab(zone.title, rect))
    if (rect && input.collapsed?.zones.has(zone.id)) occupied.add(rect)
  }
  for (const [, base] of spotted) {
    for (const { at } of base.spots) occupied.add({ x: at.x - 12, y: at.y - 12, width: 24, height: 24 })
  }
  // Names of lines go first: they have fewer places to go to than labels.
  const lines = linesOf(model, rects, new Map(spotted), occupied, previous)
  return { lines, flows: labelled(spotted, occupied, previous) }
}

function factsOf(
  { model, rects, density, collapsed }: DrawingInput,
  flow: Flow,
  ref: string,
  ends: FlowShape['ends'],
  waypoints: readonly Point[],
  offset: number,
): Facts | null {
  const { components } = indexOf(model)
  const [from, to] = [rects.get(ends.from), rects.get(ends.to)]
  if (!from || !to || !components.has(flow.from) || !components.has(flow.to)) return null
  const kindOf = (id: string) => components.get(id)?.kind ?? 'zone'
  const atEnd = (id: string) => (id === ends.from ? 'from' : id === ends.to ? 'to' : undefined)
  const boundaries = crossingsOf(model).get(ref)?.boundaries ?? []
  return {
    ends,
    from: { rect: from, kind: kindOf(ends.from) },
    to: { rect: to, kind: kindOf(ends.to) },
    waypoints,
    offset,
    crossed: boundaries
      .filter((id) => !collapsed?.inside.has(id))
      .map((id) => ({ id, rect: rects.get(id) ?? null, end: atEnd(id) })),
    label: labelOf(flow, density),
  }
}

function baseFrom(facts: Facts, isLoop: boolean): Base {
  const path = flowPoints(facts.from, facts.to, facts.waypoints, facts.offset, isLoop)
  return { facts, path, spots: crossingSpots(path, facts.crossed) }
}

/** Lines cross their flows where stroke and name cover no component: that depends on all of them. */
function withLineSpots(base: Base, model: Model, rects: ReadonlyMap<string, Rect>): Base {
  if (base.facts.crossed.every((crossed) => crossed.rect)) return base
  const { boundaries } = indexOf(model)
  const spots = crossingSpots(base.path, base.facts.crossed, (id, { at, angle }) => {
    const half = Math.max(24, ((boundaries.get(id)?.title.length ?? 0) * NAME_CHARACTER) / 2)
    const [x, y] = [Math.sin(angle), -Math.cos(angle)]
    const end =
      y > 0 ? { x: at.x - x * STROKE, y: at.y - y * STROKE } : { x: at.x + x * STROKE, y: at.y + y * STROKE }
    const name = { x: end.x - half, y: end.y - 22, width: 2 * half, height: 22 }
    return !model.components.some((component) => {
      const rect = rects.get(component.id)
      return rect && (entersRect([at, end], rect) || entersRect(borderOf(name), rect))
    })
  })
  const isSame = spots.every((spot, at) => spot.distance === base.spots[at]?.distance)
  return isSame ? base : { ...base, spots }
}

/** Labels keep off components, marks and each other; a label that is in nobody's way stays where it was. */
function labelled(
  based: readonly (readonly [ref: string, base: Base])[],
  occupied: Occupied,
  previous: Drawing | undefined,
): ReadonlyMap<string, FlowShape> {
  const flows = new Map<string, FlowShape>()
  for (const [ref, base] of based) {
    const known = previous?.flows.get(ref)
    const shape = shapeOf(ref, base, known, occupied)
    if (shape.label) occupied.add(labelRect(shape.label.at, shape.label.width))
    flows.set(ref, shape)
  }
  return flows
}

function shapeOf(ref: string, base: Base, known: FlowShape | undefined, occupied: Occupied): FlowShape {
  const { label } = base.facts
  const marks = base.spots.map((spot) => spot.distance)
  const at = label && placeLabel(base.path, marks, label.width, occupied)
  if (known && sameBase(baseOf(known), base) && samePoint(known.label?.at ?? null, at)) return known
  const shape: FlowShape = {
    ref,
    ends: base.facts.ends,
    path: base.path,
    waypoints: base.facts.waypoints,
    spots: base.spots,
    label: label && at ? { ...label, at } : null,
  }
  bases.set(shape, base)
  return shape
}

function linesOf(
  model: Model,
  rects: ReadonlyMap<string, Rect>,
  based: ReadonlyMap<string, Base>,
  occupied: Occupied,
  previous: Drawing | undefined,
): ReadonlyMap<string, LineShape> {
  const lines = new Map<string, LineShape>()
  let unused = 0
  for (const line of model.boundaries) {
    if (line.kind !== 'line') continue
    const through = line.crossedBy.flatMap(
      (ref) => based.get(ref)?.spots.find((spot) => spot.boundary === line.id) ?? [],
    )
    const isElsewhere = through.length === 0 && line.crossedBy.length > 0
    if (isElsewhere) continue
    const width = line.title.length * NAME_CHARACTER + 12
    const isFreeHere = (from: Point, to: Point) => isFree(model, rects, based, line, [from, to])
    const covered = (name: Rect) => occupied.overlap(name) + cutBy(based, name) * CUT
    const shape = lineCurve(through, width, isFreeHere, covered) ?? unusedLine(besides(rects, unused++))
    occupied.add(nameRect(shape.label, width))
    const known = previous?.lines.get(line.id)
    const isSame = known?.curve === shape.curve && samePoint(known.label, shape.label)
    lines.set(line.id, known && isSame ? known : shape)
  }
  return lines
}

/** How many flows run through a name. */
function cutBy(based: ReadonlyMap<string, Base>, name: Rect): number {
  let count = 0
  for (const { path } of based.values()) if (entersRect(path, name)) count += 1
  return count
}

function isFree(
  model: Model,
  rects: ReadonlyMap<string, Rect>,
  based: ReadonlyMap<string, Base>,
  line: Boundary,
  segment: Path,
): boolean {
  for (const [ref, base] of based) {
    if (!line.crossedBy.includes(ref) && crossings(segment, base.path).length > 0) return false
  }
  return !model.components.some((component) => {
    const rect = rects.get(component.id)
    return rect !== undefined && entersRect(segment, rect)
  })
}

/** Left of the diagram, one beside the other. */
function besides(rects: ReadonlyMap<string, Rect>, nth: number): Point {
  const bounds = boundsOf(rects.values()) ?? { x: 0, y: 0 }
  return { x: bounds.x - 80 - nth * 120, y: bounds.y + 16 }
}

/** Sideways shift of each flow that shares its two ends with another; absent for the rest. */
function laneOffsets(
  model: Model,
  rects: ReadonlyMap<string, Rect>,
  shownAs: (id: string) => string,
): ReadonlyMap<string, number> {
  const pairs = new Map<string, Flow[]>()
  for (const flow of model.flows) {
    const [from, to] = [shownAs(flow.from), shownAs(flow.to)]
    if (from === to && flow.from !== flow.to) continue
    const key = from < to ? `${from} ${to}` : `${to} ${from}`
    const pair = pairs.get(key)
    if (pair) pair.push(flow)
    else pairs.set(key, [flow])
  }
  const offsets = new Map<string, number>()
  for (const flows of pairs.values()) {
    if (flows.length < 2) continue
    const room = Math.min(
      ...flows
        .flatMap(({ from, to }) => [shownAs(from), shownAs(to)])
        .map((end) => rects.get(end)?.height ?? 64),
    )
    const step = Math.min(LANE, (room - 20) / (flows.length - 1))
    flows.forEach((flow, at) => {
      const offset = (at - (flows.length - 1) / 2) * step
      // To its own right is to the other's left when they run against each other.
      offsets.set(flowRef(flow), shownAs(flow.from) <= shownAs(flow.to) ? offset : -offset)
    })
  }
  return offsets
}

function baseOf(shape: FlowShape | undefined): Base | undefined {
  return shape && bases.get(shape)
}

function sameBase(a: Base | undefined, b: Base): boolean {
  if (a === b) return true
  return a?.path === b.path && a.spots.every((spot, at) => spot.distance === b.spots[at]?.distance)
}

function sameFacts(a: Facts, b: Facts): boolean {
  return (
    a.offset === b.offset &&
    a.waypoints === b.waypoints &&
    a.from.kind === b.from.kind &&
    a.to.kind === b.to.kind &&
    sameRect(a.from.rect, b.from.rect) &&
    sameRect(a.to.rect, b.to.rect) &&
    a.label?.text === b.label?.text &&
    a.label?.lock === b.label?.lock &&
    a.crossed.length === b.crossed.length &&
    a.crossed.every((crossed, at) => {
      const other = b.crossed[at]
      return (
        other !== undefined &&
        crossed.id === other.id &&
        crossed.end === other.end &&
        sameRect(crossed.rect, other.rect)
      )
    })
  )
}

function sameRect(a: Rect | null, b: Rect | null): boolean {
  if (a === b) return true
  return (
    a !== null && b !== null && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
  )
}

function samePoint(a: Point | null, b: Point | null): boolean {
  return a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y)
}
