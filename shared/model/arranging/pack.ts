/** Puts arranged groups beside each other: those with flows first, what has none under or beside them. */
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import { boundsOf } from '../geometry.ts'
import { gridOf, SCREEN } from '../placing/grid.ts'
import type { Size } from '../placing/sizes.ts'

const GAP = 64

export function packed(linked: readonly ElkNode[], lonely: readonly ElkNode[]): ElkNode {
  if (linked.length === 0) return inBlock(lonely)
  const main = inBlock(linked)
  if (lonely.length === 0) return main
  const { width, height } = sizeOf(main)
  const [under, beside] = [wrapped(lonely, width, 'x'), wrapped(lonely, height, 'y')]
  const below = merged([main, under], [corner, { x: 0, y: height + GAP }])
  const right = merged([main, beside], [corner, { x: width + GAP, y: 0 }])
  return costOf(right) < costOf(below) ? right : below
}

const corner = { x: 0, y: 0 }

function inBlock(parts: readonly ElkNode[]): ElkNode {
  const [only] = parts
  if (only && parts.length === 1) return only
  const rects = gridOf(
    parts.map((part, at) => ({ id: String(at), size: sizeOf(part) })),
    [],
  )
  return merged(
    parts,
    parts.map((_, at) => rects.get(String(at)) ?? corner),
  )
}

/** One after the other, in rows or columns that are at most so long. */
function wrapped(parts: readonly ElkNode[], most: number, along: 'x' | 'y'): ElkNode {
  let [at, across, thickness] = [0, 0, 0]
  const corners = parts.map((part) => {
    const { width, height } = sizeOf(part)
    const [length, other] = along === 'x' ? [width, height] : [height, width]
    if (at > 0 && at + length > most) [at, across, thickness] = [0, across + thickness + GAP, 0]
    const place = along === 'x' ? { x: at, y: across } : { x: across, y: at }
    at += length + GAP
    thickness = Math.max(thickness, other)
    return place
  })
  return merged(parts, corners)
}

function merged(parts: readonly ElkNode[], corners: readonly { x: number; y: number }[]): ElkNode {
  const places = parts.map((part, at) => ({ part, ...(corners[at] ?? corner), ...sizeOf(part) }))
  const { width, height } = boundsOf(places) ?? { width: 0, height: 0 }
  const children = places.flatMap(({ part, x, y }) =>
    (part.children ?? []).map((node) => ({ ...node, x: (node.x ?? 0) + x, y: (node.y ?? 0) + y })),
  )
  return { id: '', width, height, children }
}

export function sizeOf({ width = 0, height = 0 }: ElkNode): Size {
  return { width, height }
}

/** Smaller is shown larger. */
export function costOf({ width = 0, height = 0 }: ElkNode): number {
  return Math.max(width / SCREEN, height)
}
