/** What of the picture is under a place. */
import { MARK_HALF } from '../../../../shared/model/drawing/ink.ts'
import { labelRect } from '../../../../shared/model/drawing/labels.ts'
import { noteRect } from '../../../../shared/model/drawing/page.ts'
import { nearestOn } from '../../../../shared/model/drawing/paths.ts'
import type { Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { indexOf } from '../../../../shared/model/queries.ts'
import type { Scene } from '../scene.ts'
import { indexed } from '../stage/items.ts'
import { grown, type Item, meets } from '../stage/spatial-index.ts'
import { tabOf } from './tab.ts'

/** Pixels on the screen by which a hand may miss: a line, a border, and what is small itself. */
const REACH = { line: 5, rim: 5, part: 2, mark: 4 } as const
/** Titles of zones lie this far above their border. */
const FARTHEST = 12

/** The topmost element here: notes, components, marks and labels, titles of zones, flows, lines, borders of zones. */
export function hitAt(scene: Scene, at: Point, zoom: number): Item | null {
  const here = spot(at, FARTHEST / zoom)
  const found = indexed(scene)
    .query(here)
    .sort((a, b) => b.order - a.order)
  for (const isHit of TESTS) {
    const item = found.find((candidate) => isHit(scene, candidate, at, zoom))
    if (item) return item
  }
  return nearestFlow(scene, found, at, zoom) ?? found.find((item) => isRim(scene, item, at, zoom)) ?? null
}

type Test = (scene: Scene, item: Item, at: Point, zoom: number) => boolean

const TESTS: readonly Test[] = [
  ({ notes }, { ref, kind }, at) => {
    const note = kind === 'note' ? notes.find(({ id }) => `note:${id}` === ref) : undefined
    return note !== undefined && meets(noteRect(note), spot(at))
  },
  ({ rects }, { ref, kind }, at, zoom) => {
    const rect = kind === 'component' ? rects.get(ref) : undefined
    return rect !== undefined && meets(rect, spot(at, REACH.part / zoom))
  },
  ({ drawing }, { ref }, at, zoom) => {
    const shape = drawing.flows.get(ref)
    if (!shape) return false
    const half = Math.max(MARK_HALF.main, REACH.mark / zoom)
    const label = shape.label && labelRect(shape.label.at, shape.label.width)
    return (
      shape.spots.some((mark) => Math.abs(mark.at.x - at.x) + Math.abs(mark.at.y - at.y) <= half) ||
      (label !== null && meets(label, spot(at)))
    )
  },
  ({ rects, document }, { ref, kind }, at, zoom) => {
    const rect = kind === 'zone' ? rects.get(ref) : undefined
    const zone = indexOf(document.model).boundaries.get(ref)
    const tab = rect && zone ? tabOf(zone.title, rect, zoom) : null
    return tab !== null && meets(tab.rect, spot(at))
  },
]

/** The nearest flow or line within reach. */
function nearestFlow({ drawing }: Scene, items: readonly Item[], at: Point, zoom: number): Item | null {
  let best: Item | null = null
  let least = REACH.line / zoom
  for (const item of items) {
    const path = item.path ?? drawing.lines.get(item.ref)?.path
    const off = path ? nearestOn(path, at).off : Number.POSITIVE_INFINITY
    if (off < least) [best, least] = [item, off]
  }
  return best
}

function isRim({ rects, collapsed }: Scene, { ref, kind }: Item, at: Point, zoom: number): boolean {
  const rect = kind === 'zone' ? rects.get(ref) : undefined
  if (!rect || !meets(rect, spot(at, REACH.rim / zoom))) return false
  return collapsed.zones.has(ref) || !meets(grown(rect, -REACH.rim / zoom), spot(at))
}

function spot({ x, y }: Point, reach = 0): Rect {
  return { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach }
}
