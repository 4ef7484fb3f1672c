/** A new zone around elements that are there already. */
import { holderOf } from '../../../../shared/model/arranging/members.ts'
import type { Document } from '../../../../shared/model/document.ts'
import { boundsOf, type Rect } from '../../../../shared/model/geometry.ts'
import { shownIn } from '../../../../shared/model/names/shown.ts'

/** Pixels between the elements and the line: what is wished, and the least beside the line of the zone around. */
const ROOM = { side: 32, top: 48 } as const
const LEAST = { side: 8, top: 24 } as const

/** With room for its title; within the zone that holds them all, whose line it does not touch. Null without elements. */
export function rectAround({ model, layout }: Document, refs: readonly string[]): Rect | null {
  const { rects } = shownIn(model, layout)
  const placed = refs.filter((ref) => rects.has(ref))
  const bounds = boundsOf(placed.flatMap((ref) => rects.get(ref) ?? []))
  if (!bounds) return null
  const own = sidesOf(bounds)
  const holder = holderRect(model, rects, placed)
  const most = holder
    ? sidesOf(holder)
    : { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity }
  const before = (side: number, border: number, room: number, least: number) =>
    Math.min(side - least, Math.max(side - room, border + least))
  const after = (side: number, border: number) =>
    Math.max(side + LEAST.side, Math.min(side + ROOM.side, border - LEAST.side))
  const left = before(own.left, most.left, ROOM.side, LEAST.side)
  const top = before(own.top, most.top, ROOM.top, LEAST.top)
  const [right, bottom] = [after(own.right, most.right), after(own.bottom, most.bottom)]
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function holderRect(
  model: Document['model'],
  rects: ReadonlyMap<string, Rect>,
  refs: readonly string[],
): Rect | undefined {
  const holders = new Set(refs.map((ref) => holderOf(model, ref)))
  const [holder] = holders
  return holders.size === 1 ? rects.get(holder ?? '') : undefined
}

function sidesOf({ x, y, width, height }: Rect) {
  return { left: x, top: y, right: x + width, bottom: y + height }
}
