/** Measuring and cutting polylines. A distance is in pixels along the path from its first point. */
import type { Rect } from '../geometry.ts'
import type { Point } from '../layout.ts'

export type Path = readonly Point[]

export interface Spot {
  readonly at: Point
  /** Direction of the path here, in radians. */
  readonly angle: number
}

export function lengthOf(path: Path): number {
  let length = 0
  for (const [a, b] of segmentsOf(path)) length += Math.hypot(b.x - a.x, b.y - a.y)
  return length
}

/** The place at a distance along the path; its ends when the distance lies beyond them. */
export function spotAt(path: Path, distance: number): Spot {
  let left = Math.max(0, distance)
  let last: Spot = { at: path[0] ?? { x: 0, y: 0 }, angle: 0 }
  for (const [a, b] of segmentsOf(path)) {
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    const angle = Math.atan2(b.y - a.y, b.x - a.x)
    if (length > 0 && left <= length) {
      const part = left / length
      return { at: { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }, angle }
    }
    left -= length
    last = { at: b, angle }
  }
  return last
}

/** Where two segments cross, as parts (0 to 1) of the first and the second; null when they do not. */
export function crossAt(a: Point, b: Point, c: Point, d: Point): { first: number; second: number } | null {
  const [rx, ry, sx, sy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y]
  const cross = rx * sy - ry * sx
  if (cross === 0) return null
  const first = ((c.x - a.x) * sy - (c.y - a.y) * sx) / cross
  const second = ((c.x - a.x) * ry - (c.y - a.y) * rx) / cross
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? { first, second } : null
}

/**
 * How far along from `a` to `b` (0 to 1) the segment comes inside the rectangle grown by `margin`; null when it
 * stays out. Running along its border is out.
 */
export function entryAt(a: Point, b: Point, rect: Rect, margin: number): number | null {
  const left = rect.x - margin
  const right = rect.x + rect.width + margin
  if ((a.x <= left && b.x <= left) || (a.x >= right && b.x >= right)) return null
  const top = rect.y - margin
  const bottom = rect.y + rect.height + margin
  if ((a.y <= top && b.y <= top) || (a.y >= bottom && b.y >= bottom)) return null
  const dx = b.x - a.x
  const dy = b.y - a.y
  let enter = 0
  let leave = 1
  if (dx !== 0) {
    const one = (left - a.x) / dx
    const other = (right - a.x) / dx
    enter = Math.max(enter, Math.min(one, other))
    leave = Math.min(leave, Math.max(one, other))
  }
  if (dy !== 0) {
    const one = (top - a.y) / dy
    const other = (bottom - a.y) / dy
    enter = Math.max(enter, Math.min(one, other))
    leave = Math.min(leave, Math.max(one, other))
  }
  return enter < leave || (enter === leave && dx === 0 && dy === 0) ? enter : null
}

/** Distances along `path` at which it crosses `other`, in order. */
export function crossings(path: Path, other: Path): readonly number[] {
  const found: number[] = []
  let before = 0
  for (const [a, b] of segmentsOf(path)) {
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    for (const [c, d] of segmentsOf(other)) {
      const hit = crossAt(a, b, c, d)
      if (hit) found.push(before + hit.first * length)
    }
    before += length
  }
  return found.sort((x, y) => x - y)
}

/** True when the path enters the rectangle. */
export function entersRect(path: Path, rect: Rect): boolean {
  const within = (point: Point) =>
    point.x >= rect.x &&
    point.x <= rect.x + rect.width &&
    point.y >= rect.y &&
    point.y <= rect.y + rect.height
  return path.some(within) || crossings(path, borderOf(rect)).length > 0
}

export function borderOf(rect: Rect): Path {
  const [right, bottom] = [rect.x + rect.width, rect.y + rect.height]
  return [
    { x: rect.x, y: rect.y },
    { x: right, y: rect.y },
    { x: right, y: bottom },
    { x: rect.x, y: bottom },
    { x: rect.x, y: rect.y },
  ]
}

/** The nearest place on the path, with the index of its segment and how far off it is. */
export function nearestOn(path: Path, point: Point): { segment: number; distance: number; off: number } {
  let best = { segment: 0, distance: 0, off: Infinity }
  let before = 0
  segmentsOf(path).forEach(([a, b], segment) => {
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    const part =
      length === 0 ? 0 : ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length ** 2
    const on = Math.min(1, Math.max(0, part))
    const off = Math.hypot(a.x + (b.x - a.x) * on - point.x, a.y + (b.y - a.y) * on - point.y)
    if (off < best.off) best = { segment, distance: before + on * length, off }
    before += length
  })
  return best
}

/** SVG path data with corners rounded by up to `radius` pixels. */
export function roundedPath(path: Path, radius: number): string {
  const [start] = path
  if (!start) return ''
  const parts = [`M${xy(start)}`]
  path.forEach((corner, at) => {
    const [before, after] = [path[at - 1], path[at + 1]]
    if (!before) return
    if (!after) {
      parts.push(`L${xy(corner)}`)
      return
    }
    const enter = toward(corner, before, radius)
    parts.push(`L${xy(enter)}`, `Q${xy(corner)} ${xy(toward(corner, after, radius))}`)
  })
  return parts.join('')
}

/** SVG path data of a smooth curve through all points. */
export function smoothPath(path: Path): string {
  const [start] = path
  if (!start) return ''
  const parts = [`M${xy(start)}`]
  for (let at = 0; at + 1 < path.length; at += 1) {
    const [a, b] = [path[at] ?? start, path[at + 1] ?? start]
    const [before, after] = [path[at - 1] ?? a, path[at + 2] ?? b]
    const first = { x: a.x + (b.x - before.x) / 6, y: a.y + (b.y - before.y) / 6 }
    const second = { x: b.x - (after.x - a.x) / 6, y: b.y - (after.y - a.y) / 6 }
    parts.push(`C${xy(first)} ${xy(second)} ${xy(b)}`)
  }
  return parts.join('')
}

export function segmentsOf(path: Path): readonly (readonly [Point, Point])[] {
  const segments: (readonly [Point, Point])[] = []
  for (let at = 1; at < path.length; at += 1) {
    const [a, b] = [path[at - 1], path[at]]
    if (a && b) segments.push([a, b])
  }
  return segments
}

function toward(from: Point, to: Point, most: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const part = length === 0 ? 0 : Math.min(most, length / 2) / length
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

function xy(point: Point): string {
  return `${Math.round(point.x * 10) / 10},${Math.round(point.y * 10) / 10}`
}
