/** Where the names of line boundaries stand in a far view, in which every name is larger than the diagram made room for. */
import type { LineShape } from '../../../../../shared/model/drawing/lines.ts'
import { nameRect } from '../../../../../shared/model/drawing/lines.ts'
import type { Rect } from '../../../../../shared/model/geometry.ts'
import type { Point } from '../../../../../shared/model/layout.ts'
import { overlaps } from '../../../../../shared/model/placing/rect.ts'
import { fitText, textWidth } from '../../../../../shared/model/text/measure.ts'
import { farAt } from '../../far.ts'

/** Canvas units of the largest name, pixels of the smallest, and of the shortest one worth drawing. */
const MOST = 44
const LEAST = 9
const SHORTEST = 12
/** Pixels on the screen of the longest. */
const LONGEST = 180

export interface LineName {
  readonly text: string
  /** Canvas units. */
  readonly size: number
  /** Canvas units of the text alone. */
  readonly width: number
  /** Its middle. */
  readonly at: Point
  readonly rect: Rect
}

/** By line: beside the end that the diagram chose, else beside the other one, else nowhere; none lies on another or on `taken`. */
export function lineNames(
  lines: readonly {
    readonly line: { readonly id: string; readonly title: string }
    readonly shape: LineShape
  }[],
  taken: readonly Rect[],
  zoom: number,
): ReadonlyMap<string, LineName> {
  const names = new Map<string, LineName>()
  const full = [...taken]
  for (const { line, shape } of lines) {
    const places = [shape.label, otherEnd(shape)].map((at) => nameAt(line.title, at, zoom))
    const name = places.find((place) => place && !full.some((rect) => overlaps(rect, place.rect)))
    if (!name) continue
    names.set(line.id, name)
    full.push(name.rect)
  }
  return names
}

/** Null where it would be too small to read. */
function nameAt(title: string, at: Point, zoom: number): LineName | null {
  const { ink } = farAt(zoom)
  const size = Math.min(MOST, Math.max(12 * ink, LEAST / zoom))
  const style = { size, strong: true }
  if (textWidth(title, style) * zoom < SHORTEST) return null
  const most = Math.max(textWidth(title, { size: 12 * ink, strong: true }), LONGEST / zoom)
  const text = fitText(title, most, style)
  const width = textWidth(text, style)
  const { x, width: wide } = nameRect(at, width + size)
  return { text, size, width, at, rect: { x, y: at.y - size * 0.75, width: wide, height: size * 1.5 } }
}

/** As far beyond the curve's other end as the name is beyond its own. */
function otherEnd({ path, label }: LineShape): Point {
  const [start, end] = [path[0], path.at(-1)]
  if (!start || !end) return label
  const isAtStart =
    Math.hypot(start.x - label.x, start.y - label.y) < Math.hypot(end.x - label.x, end.y - label.y)
  const [own, other] = isAtStart ? [start, end] : [end, start]
  return { x: other.x - (label.x - own.x), y: other.y - (label.y - own.y) }
}
