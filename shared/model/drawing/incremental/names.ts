/** The strokes of line boundaries and their names. */
import { boundsOf, type Rect } from '../../geometry.ts'
import type { Point } from '../../layout.ts'
import type { Boundary } from '../../schema.ts'
import { type LineShape, lineCurve, nameRect, nameWidth, unusedLine } from '../lines.ts'
import { entryAt } from '../paths.ts'
import { grown } from '../routing/obstacles.ts'
import type { DrawingInput } from '../shapes.ts'
import { overlaps, type Placed } from '../spatial.ts'
import { type Strand, samePoint, sameRect } from './flows/strands.ts'
import type { Groups } from './groups.ts'
import type { Inked, Inks } from './inks.ts'
import type { Parts } from './parts.ts'
import type { Owner, Taken } from './taken.ts'

/** A flow through a name is as bad as this many covered square pixels. */
export const CUT = 400
/** From so many on it is a thicket anyway. */
export const MOST_CUTS = 6
/** How far around its stroke a line looks, beside its name's width. */
const REACH = 72

export class Names {
  readonly #parts: Parts
  readonly #groups: Groups
  readonly #inks: Inks
  readonly #taken: Taken
  /** Of the drawing that is made; another one when a line differs. */
  lines: ReadonlyMap<string, LineShape> = new Map()
  #held: readonly Placed<Owner>[] = []
  #reaches: readonly Rect[] = []
  #boundaries: readonly Boundary[] | null = null
  #bounds: Rect | null = null
  #hasUnused = false

  constructor(parts: Parts, groups: Groups, inks: Inks, taken: Taken) {
    this.#parts = parts
    this.#groups = groups
    this.#inks = inks
    this.#taken = taken
  }

  /** Places that names left or took, after these places and lines changed. All lines are drawn anew, or none. */
  update(
    { model: { boundaries } }: DrawingInput,
    places: readonly Rect[],
    { left, taken }: Inked,
    changed: ReadonlySet<Strand>,
  ): readonly Rect[] {
    const bounds = this.#hasUnused ? boundsOf(this.#parts.rects()) : null
    const isSame =
      this.#boundaries === boundaries &&
      sameRect(this.#bounds, bounds) &&
      this.#reaches.every(
        (reach) =>
          !places.some((rect) => overlaps(rect, reach)) &&
          ![...left, ...taken].some(([a, b]) => entryAt(a, b, reach, 0) !== null),
      ) &&
      !boundaries.some(({ crossedBy }) => crossedBy.some((ref) => isIn(changed, this.#groups.find(ref))))
    if (isSame) return []
    this.#boundaries = boundaries
    const before = this.#held.map(({ rect }) => rect)
    for (const held of this.#held) this.#taken.remove(held)
    this.#draw(boundaries.filter(({ kind }) => kind === 'line'))
    const after = this.#held.map(({ rect }) => rect)
    const isKept = before.length === after.length && before.every((rect, at) => sameRect(rect, after[at]))
    return isKept ? [] : [...before, ...after]
  }

  #draw(boundaries: readonly Boundary[]): void {
    const lines = new Map<string, LineShape>()
    const held: Placed<Owner>[] = []
    const reaches: Rect[] = []
    let unused = 0
    this.#bounds = null
    for (const line of boundaries) {
      const through = line.crossedBy.flatMap(
        (ref) => this.#groups.find(ref)?.spots.find((spot) => spot.boundary === line.id) ?? [],
      )
      const isElsewhere = through.length === 0 && line.crossedBy.length > 0
      if (isElsewhere) continue
      const width = nameWidth(line.title)
      if (through.length === 0) this.#bounds ??= boundsOf(this.#parts.rects())
      const next = this.#curve(line, through, width) ?? unusedLine(besides(this.#bounds, unused++))
      held.push(this.#taken.add(nameRect(next.label, width), null))
      reaches.push(grown(next.bounds, REACH + width))
      const known = this.lines.get(line.id)
      lines.set(line.id, known && sameLine(known, next) ? known : next)
    }
    this.#hasUnused = unused > 0
    this.#held = held
    this.#reaches = reaches
    const isSame =
      lines.size === this.lines.size && [...lines].every(([id, line]) => this.lines.get(id) === line)
    if (!isSame) this.lines = lines
  }

  #curve(line: Boundary, through: Parameters<typeof lineCurve>[0], width: number): LineShape | null {
    const isForeign = ({ ref }: Strand) => !line.crossedBy.includes(ref)
    const isFree = (a: Point, b: Point) => !this.#parts.isOver(a, b) && !this.#inks.isCrossed(a, b, isForeign)
    const covered = (name: Rect) =>
      this.#taken.overlap(name, () => false) + this.#inks.countThrough(name, MOST_CUTS, null) * CUT
    return lineCurve(through, width, isFree, covered)
  }
}

function isIn(strands: ReadonlySet<Strand>, strand: Strand | undefined): boolean {
  return strand !== undefined && strands.has(strand)
}

function sameLine(a: LineShape, b: LineShape): boolean {
  return a.curve === b.curve && samePoint(a.label, b.label)
}

/** Left of the diagram, one beside the other. */
function besides(bounds: Rect | null, nth: number): Point {
  const { x, y } = bounds ?? { x: 0, y: 0 }
  return { x: x - 80 - nth * 120, y: y + 16 }
}
