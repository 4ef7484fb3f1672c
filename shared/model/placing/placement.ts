/** Rectangles while a diagram is being placed, relative to their zones; what has a box has one from the start. */
import type { Box, Point } from '../layout.ts'
import type { Member, Nesting } from './nesting.ts'
import { boundsOf, contains, overlaps, type Rect } from './rect.ts'
import { componentSize, type Size, ZONE_PADDING, zoneSize } from './sizes.ts'

/** Between a zone that grows and what is beside it. */
const DISTANCE = 16

export class Placement {
  readonly nesting: Nesting
  readonly #boxes: ReadonlyMap<string, Box>
  readonly #rects = new Map<string, Rect>()
  readonly #sizes = new Map<string, Size>()
  /** Zones that hold something that was placed here. */
  readonly #added = new Set<string | null>()
  readonly #holders = new Map<string, string | null>()

  constructor(nesting: Nesting, boxes: ReadonlyMap<string, Box>) {
    this.nesting = nesting
    this.#boxes = boxes
    for (const zone of [...[...nesting.zones].reverse(), null]) {
      for (const member of nesting.membersOf(zone)) {
        const box = boxes.get(member.id)
        this.#holders.set(member.id, zone)
        if (box) this.#rects.set(member.id, { x: box.x, y: box.y, ...this.sizeOf(member) })
      }
      this.resize(zone)
    }
  }

  rectOf(id: string): Rect | undefined {
    return this.#rects.get(id)
  }

  hasBox(zone: string | null): boolean {
    return zone !== null && this.#boxes.has(zone)
  }

  missingIn(zone: string | null): readonly Member[] {
    return this.nesting.membersOf(zone).filter(({ id }) => !this.#rects.has(id))
  }

  /** Rectangles of the zone's members that have one. */
  takenIn(zone: string | null): readonly Rect[] {
    return this.nesting.membersOf(zone).flatMap(({ id }) => this.#rects.get(id) ?? [])
  }

  sizeOf({ id, component }: Member): Size {
    const box = this.#boxes.get(id)
    if (!component) return this.#sizes.get(id) ?? zoneSize(null)
    const natural = componentSize(component)
    return { width: box?.width ?? natural.width, height: box?.height ?? natural.height }
  }

  add(zone: string | null, id: string, rect: Rect): void {
    this.#added.add(zone)
    this.#rects.set(id, rect)
  }

  /**
   * Makes a zone hold its members. One that a person sized keeps its size and grows only where a
   * member would lie outside it: what a drawing shows outside a boundary must not be inside it in the model.
   */
  resize(zone: string | null): void {
    if (zone === null) return
    const members = boundsOf(this.takenIn(zone))
    const natural = zoneSize(members)
    const needed = this.#added.has(zone) ? natural : rightBottom(members)
    const box = this.#boxes.get(zone)
    const size = {
      width: box?.width === undefined ? natural.width : Math.max(box.width, needed.width),
      height: box?.height === undefined ? natural.height : Math.max(box.height, needed.height),
    }
    this.#sizes.set(zone, size)
    const rect = this.#rects.get(zone)
    if (rect) this.#rects.set(zone, { ...rect, ...size })
  }

  /** Where an element is on its page; undefined when it or a zone around it has no place yet. */
  placeOf(id: string): Rect | undefined {
    const own = this.#rects.get(id)
    if (!own) return undefined
    let { x, y } = own
    for (let zone = this.#holders.get(id) ?? null; zone !== null; zone = this.#holders.get(zone) ?? null) {
      const rect = this.#rects.get(zone)
      if (!rect) return undefined
      x += rect.x
      y += rect.y
    }
    return { ...own, x, y }
  }

  /** Whether a zone can hold a rectangle without covering what is beside it, nor the zones around it. */
  canHold(zone: string | null, inside: Rect): boolean {
    const rect = zone === null || !this.hasBox(zone) ? undefined : this.#rects.get(zone)
    if (zone === null || !rect) return true
    return this.canBecome(zone, {
      width: Math.max(rect.width, inside.x + inside.width + ZONE_PADDING.side),
      height: Math.max(rect.height, inside.y + inside.height + ZONE_PADDING.bottom),
    })
  }

  /** Whether a zone can have this size where it is. */
  canBecome(zone: string, size: Size): boolean {
    const before = this.#rects.get(zone)
    if (!before) return true
    const after = { ...before, ...size }
    if (contains(before, after)) return true
    return !this.#isBlocked(zone, before, after) && this.canHold(this.#holders.get(zone) ?? null, after)
  }

  /** Gives a zone another size; those around it grow with it. */
  become(zone: string, size: Size): void {
    const rect = this.#rects.get(zone)
    if (!rect) return
    this.#rects.set(zone, { ...rect, ...size })
    let inner = { ...rect, ...size }
    for (let at = this.#holders.get(zone) ?? null; at !== null; at = this.#holders.get(at) ?? null) {
      const outer = this.#rects.get(at)
      if (!outer) return
      inner = {
        ...outer,
        width: Math.max(outer.width, inner.x + inner.width),
        height: Math.max(outer.height, inner.y + inner.height),
      }
      this.#rects.set(at, inner)
    }
  }

  #isBlocked(zone: string, before: Rect, after: Rect): boolean {
    const around = withDistance(after)
    return this.nesting.membersOf(this.#holders.get(zone) ?? null).some(({ id }) => {
      const rect = id === zone ? undefined : this.#rects.get(id)
      return rect && overlaps(rect, around) && !overlaps(rect, before)
    })
  }
}

function withDistance({ x, y, width, height }: Rect): Rect {
  return { x, y, width: width + DISTANCE, height: height + DISTANCE }
}

function rightBottom(members: Rect | null): Size {
  return members
    ? { width: members.x + members.width, height: members.y + members.height }
    : { width: 0, height: 0 }
}

/** Where a zone's members begin, relative to it. */
export function insetOf(zone: string | null): Point {
  return zone === null ? { x: 0, y: 0 } : { x: ZONE_PADDING.side, y: ZONE_PADDING.top }
}
