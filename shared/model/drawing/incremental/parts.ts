/** Components and zones of a drawing, collapsed ones as components, and what of them differs from the drawing before. */
import type { Rect } from '../../geometry.ts'
import type { Point } from '../../layout.ts'
import type { End } from '../outline.ts'
import { entersRect } from '../paths.ts'
import type { Obstacles } from '../routing/obstacles.ts'
import type { DrawingInput } from '../shapes.ts'
import { overlaps, Spatial } from '../spatial.ts'
import { zoneTab } from '../zones.ts'
import { sameRect } from './flows/strands.ts'
import type { Taken } from './taken.ts'

interface Part extends End {
  readonly kind: End['kind']
  readonly zone: string | null
  /** Where it is drawn, and where it stands while it is moved. */
  readonly rect: Rect
  readonly rest: Rect
  readonly forget: () => void
  seen: number
}

interface Zone {
  readonly rect: Rect
  readonly rest: Rect
  readonly title: string
  readonly isCollapsed: boolean
  readonly tab: Rect
  readonly forget: () => void
  seen: number
}

/** Old and new places; what is told twice is done once. */
export interface Changes {
  /** Components that are drawn elsewhere, of another kind, new or gone. */
  readonly components: Set<string>
  readonly zones: Set<string>
  /** What labels keep off: components and titles of zones, as they are drawn. */
  readonly solid: Rect[]
  /** What ways go around: the same, as it stands at rest. */
  readonly obstacles: Rect[]
  /** Zones at rest: their borders. */
  readonly borders: Rect[]
  /** Some flow may have got or lost an end, or crosses other zones than before. */
  isRegrouped: boolean
}

export class Parts {
  readonly #parts = new Map<string, Part>()
  readonly #zones = new Map<string, Zone>()
  readonly #obstacles: Obstacles
  readonly #taken: Taken
  readonly #drawn = new Spatial<string>()
  #turn = 0

  constructor(obstacles: Obstacles, taken: Taken) {
    this.#obstacles = obstacles
    this.#taken = taken
  }

  find(id: string): Part | undefined {
    return this.#parts.get(id)
  }

  zoneRect(id: string): Rect | null {
    return this.#zones.get(id)?.rect ?? null
  }

  isMoving(id: string): boolean {
    const part = this.#parts.get(id)
    return part !== undefined && part.rect !== part.rest && !sameRect(part.rect, part.rest)
  }

  /** Whether a component is drawn where this segment runs. */
  isOver(a: Point, b: Point): boolean {
    return this.#drawn.nearSegment(a, b).some(({ rect }) => entersRect([a, b], rect))
  }

  /** Whether a component is drawn in this place. */
  isIn(place: Rect): boolean {
    return this.#drawn.near(place).some(({ rect }) => overlaps(rect, place))
  }

  rects(): Iterable<Rect> {
    return [...this.#parts.values(), ...this.#zones.values()].map(({ rect }) => rect)
  }

  update({ model, rects, atRest = rects, collapsed }: DrawingInput): Changes {
    this.#turn += 1
    const changes: Changes = {
      components: new Set(),
      zones: new Set(),
      solid: [],
      obstacles: [],
      borders: [],
      isRegrouped: false,
    }
    for (const { id, kind, zone } of model.components) {
      const rect = rects.get(id)
      if (rect) this.#see(id, { kind, zone, rect, rest: atRest.get(id) ?? rect }, changes)
    }
    for (const { id, kind, title } of model.boundaries) {
      const rect = kind === 'zone' ? rects.get(id) : undefined
      if (!rect) continue
      const rest = atRest.get(id) ?? rect
      const isCollapsed = collapsed?.zones.has(id) === true
      if (isCollapsed) this.#see(id, { kind: 'zone', zone: null, rect, rest }, changes)
      this.#seeZone(id, { rect, rest, title, isCollapsed }, changes)
    }
    this.#sweep(changes)
    return changes
  }

  #see(id: string, next: Pick<Part, 'kind' | 'zone' | 'rect' | 'rest'>, changes: Changes): void {
    const known = this.#parts.get(id)
    const { kind, zone, rect, rest } = next
    if (known) {
      known.seen = this.#turn
      const isDrawnSame = known.kind === kind && sameRect(known.rect, rect)
      if (isDrawnSame && known.zone === zone && sameRect(known.rest, rest)) return
      if (!isDrawnSame || this.isMoving(id) !== !sameRect(rect, rest)) changes.components.add(id)
      if (!sameRect(known.rect, rect)) changes.solid.push(known.rect, rect)
      if (!sameRect(known.rest, rest)) changes.obstacles.push(known.rest, rest)
      if (known.zone !== zone) changes.isRegrouped = true
      known.forget()
    } else {
      changes.components.add(id)
      changes.solid.push(rect)
      changes.obstacles.push(rest)
      changes.isRegrouped = true
    }
    const obstacle = this.#obstacles.add({ id, rect: rest, isTitle: false })
    const place = this.#taken.add(rect, null)
    const drawn = this.#drawn.add(rect, id)
    const forget = () => {
      this.#obstacles.remove(obstacle)
      this.#taken.remove(place)
      this.#drawn.remove(drawn)
    }
    this.#parts.set(id, { ...next, forget, seen: this.#turn })
  }

  #seeZone(id: string, next: Pick<Zone, 'rect' | 'rest' | 'title' | 'isCollapsed'>, changes: Changes): void {
    const { rect, rest, title, isCollapsed } = next
    const known = this.#zones.get(id)
    if (known) {
      known.seen = this.#turn
      const isSame = known.title === title && known.isCollapsed === isCollapsed
      if (isSame && sameRect(known.rect, rect) && sameRect(known.rest, rest)) return
      if (!sameRect(known.rect, rect)) changes.zones.add(id)
      this.#leaveZone(known, changes)
    } else {
      changes.zones.add(id)
    }
    const [tab, tabAtRest] = [zoneTab(title, rect), zoneTab(title, rest)]
    const place = this.#taken.add(tab, null)
    changes.solid.push(tab)
    changes.borders.push(rest)
    changes.obstacles.push(tabAtRest)
    // Of a collapsed one the box is in the way as a whole.
    const obstacle = isCollapsed
      ? null
      : this.#obstacles.add({ id: `title ${id}`, rect: tabAtRest, isTitle: true })
    const borders = isCollapsed ? [] : this.#obstacles.addZone(rest)
    const forget = () => {
      if (obstacle) this.#obstacles.remove(obstacle)
      this.#obstacles.removeZone(borders)
      this.#taken.remove(place)
    }
    this.#zones.set(id, { ...next, tab, forget, seen: this.#turn })
  }

  #leaveZone({ title, rest, tab, forget }: Zone, changes: Changes): void {
    changes.borders.push(rest)
    changes.obstacles.push(zoneTab(title, rest))
    changes.solid.push(tab)
    forget()
  }

  #sweep(changes: Changes): void {
    for (const [id, part] of this.#parts) {
      if (part.seen === this.#turn) continue
      part.forget()
      this.#parts.delete(id)
      changes.components.add(id)
      changes.solid.push(part.rect)
      changes.obstacles.push(part.rest)
      changes.isRegrouped = true
    }
    for (const [id, zone] of this.#zones) {
      if (zone.seen === this.#turn) continue
      this.#zones.delete(id)
      changes.zones.add(id)
      this.#leaveZone(zone, changes)
    }
  }
}
