/** Line boundaries as curves that cross the flows they name in the tool's own drawing, and no others. */
import { editJson } from '../../../core/json/edit.ts'
import type { JsonEdit } from '../../../core/json/plan.ts'
import { doPiecesMeet, type Pieces, piecesThrough } from '../../../model/from-drawing/curves.ts'
import { smoothThrough } from '../../../model/from-drawing/smooth.ts'
import type { Layout, Point } from '../../../model/layout.ts'
import { boundsOf } from '../../../model/placing/rect.ts'
import type { Boundary, Model, Risk } from '../../../model/schema.ts'
import type { Cell, Diagram } from '../file/types.ts'
import { valueAt } from '../file/values.ts'
import { pathOf } from '../mapping/drawn.ts'
import type { Reading } from '../read.ts'
import { ofBoundary } from './attribute-edits.ts'
import { cellIdOf, matchElements } from './match.ts'
import { newCell } from './new-cells.ts'
import { isOpen, newThreat } from './threat-edits.ts'

/** Where on the flows the curve may cross, and how far beyond the outermost it may reach, the best first. */
const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] as const
const REACHES = [50, 30, 15] as const
/** A line that no flow crosses stands beside the drawing. */
const UNUSED = { beside: 60, length: 160 } as const

interface DrawnFlow {
  readonly cell: Cell
  readonly path: readonly Point[]
  readonly pieces: Pieces
}

/** The text with the curves of those lines that it does not have, or that do not cross what the model says. */
export function spliceLines(text: string, reading: Reading, model: Model, layout: Layout): string {
  const lines = model.boundaries.filter(({ kind }) => kind === 'line')
  if (lines.length === 0) return text
  const matches = matchElements(model, layout, reading)
  const { cells } = reading.elements
  const known = new Map(reading.model.boundaries.map((each) => [each.id, each]))
  const flows = new Map<number, readonly DrawnFlow[]>()
  const edits = lines.flatMap((line): readonly JsonEdit[] => {
    const refs = line.crossedBy.flatMap((ref) => matches.flows.get(ref) ?? [])
    const base = known.get(matches.boundaries.get(line.id) ?? '')
    if (base && isSameSet(base.crossedBy, refs)) return []
    const wanted = new Set(refs.flatMap((ref) => cells.get(ref) ?? []))
    const cell = base && cells.get(`boundary:${base.id}`)
    const index = Number((cell ?? [...wanted][0])?.path[2] ?? 0)
    const diagram = reading.file.diagrams[index]
    if (!diagram) return []
    const drawn = flows.get(index) ?? flowsOf(diagram)
    flows.set(index, drawn)
    const points = curveThrough(drawn, wanted) ?? besides(diagram)
    if (cell) return redrawn(cell, points)
    const list = valueAt(reading.file.root, diagram.cellsPath)
    const risks = model.risks.filter(({ target }) => target === `boundary:${line.id}`)
    const value = newCurve(line, points, risks, diagram)
    return list?.kind === 'array'
      ? [{ insert: [...diagram.cellsPath, list.items.length], value }]
      : [{ set: diagram.cellsPath, to: [value] }]
  })
  return editJson(text, edits)
}

function newCurve(line: Boundary, points: readonly Point[], risks: readonly Risk[], { dialect }: Diagram) {
  const threats = risks.map((risk) => newThreat(risk, dialect, 0))
  const open = risks.some(isOpen)
  const data = { ...ofBoundary(line), hasOpenThreats: open, ...(threats.length > 0 ? { threats } : {}) }
  const [source, target] = [points[0] ?? { x: 0, y: 0 }, points.at(-1) ?? { x: 0, y: 0 }]
  const drawn = { source, target, vertices: points.slice(1, -1), isOpen: open }
  return newCell(
    { id: cellIdOf(`boundary:${line.id}`), kind: 'curve', title: line.title, data, ...drawn },
    dialect,
  )
}

function redrawn({ path }: Cell, points: readonly Point[]): readonly JsonEdit[] {
  const plain = ({ x, y }: Point) => ({ x, y })
  const [source, target] = [points[0], points.at(-1)]
  if (!source || !target) return []
  return [
    { set: [...path, 'source'], to: plain(source) },
    { set: [...path, 'target'], to: plain(target) },
    { set: [...path, 'vertices'], to: points.slice(1, -1).map(plain) },
  ]
}

function flowsOf(diagram: Diagram): readonly DrawnFlow[] {
  const byId = new Map(diagram.cells.map((cell) => [cell.id, cell]))
  return diagram.cells.flatMap((cell) => {
    const path = cell.kind === 'flow' ? pathOf(cell, byId) : undefined
    return path ? [{ cell, path, pieces: piecesThrough(path) }] : []
  })
}

/** The best of the candidates: the fewest flows that it should cross and does not, then of those the other way round. */
function curveThrough(drawn: readonly DrawnFlow[], wanted: ReadonlySet<Cell>): readonly Point[] | undefined {
  const through = drawn.filter(({ cell }) => wanted.has(cell))
  let best: { readonly points: readonly Point[]; readonly wrong: number } | undefined
  for (const share of SHARES) {
    for (const reach of REACHES) {
      const points = candidate(through, share, reach)
      if (!points) return undefined
      const pieces = piecesThrough(smoothThrough(points))
      const wrong = drawn.reduce((sum, flow) => {
        const isWanted = wanted.has(flow.cell)
        return doPiecesMeet(pieces, flow.pieces) === isWanted ? sum : sum + (isWanted ? 1000 : 1)
      }, 0)
      if (!best || wrong < best.wrong) best = { points, wrong }
      if (wrong === 0) return points
    }
  }
  return best?.points
}

function candidate(flows: readonly DrawnFlow[], share: number, reach: number): readonly Point[] | undefined {
  const spots = flows.map(({ path }) => spotOf(path, share))
  const [only] = spots
  if (!only) return undefined
  if (spots.length === 1) {
    const [dx, dy] = [-only.direction.y * reach, only.direction.x * reach]
    return [moved(only.at, -dx, -dy), moved(only.at, dx, dy)].map(whole)
  }
  const bounds = boundsOf(spots.map(({ at }) => ({ ...at, width: 0, height: 0 })))
  const isTall = bounds !== null && bounds.height >= bounds.width
  const sorted = spots
    .map(({ at }) => at)
    .sort((a, b) => (isTall ? a.y - b.y || a.x - b.x : a.x - b.x || a.y - b.y))
  const [first, second, last, previous] = [sorted[0], sorted[1], sorted.at(-1), sorted.at(-2)]
  if (!first || !second || !last || !previous) return undefined
  return [beyond(second, first, reach), ...sorted, beyond(previous, last, reach)].map(whole)
}

/** The point at a share of the path's length, and the direction there. */
function spotOf(path: readonly Point[], share: number): { readonly at: Point; readonly direction: Point } {
  const lengths = path.slice(1).map((to, index) => {
    const from = path[index] ?? to
    return Math.hypot(to.x - from.x, to.y - from.y)
  })
  let left = lengths.reduce((sum, length) => sum + length, 0) * share
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [path[index], path[index + 1]]
    if (from && to && length > 0 && left <= length) {
      const direction = { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
      return { at: moved(from, direction.x * left, direction.y * left), direction }
    }
    left -= length
  }
  return { at: path[0] ?? { x: 0, y: 0 }, direction: { x: 1, y: 0 } }
}

function besides({ cells }: Diagram): readonly Point[] {
  const bounds = boundsOf(cells.flatMap(({ rect }) => rect ?? []))
  const x = bounds ? bounds.x + bounds.width + UNUSED.beside : 0
  const y = bounds?.y ?? 0
  return [
    { x, y },
    { x, y: y + UNUSED.length },
  ].map(whole)
}

function beyond(from: Point, to: Point, reach: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return moved(to, ((to.x - from.x) / length) * reach, ((to.y - from.y) / length) * reach)
}

function moved({ x, y }: Point, dx: number, dy: number): Point {
  return { x: x + dx, y: y + dy }
}

function whole({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [new Set(a), new Set(b)]
  return one.size === other.size && [...one].every((each) => other.has(each))
}
