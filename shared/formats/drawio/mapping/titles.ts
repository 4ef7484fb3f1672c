/** What shapes are called: their own label, else a text that a person laid on them, else what they show. */
import { groupBy } from '../../../core/group.ts'
import { Spatial } from '../../../model/drawing/spatial.ts'
import type { Kind } from '../../../model/schema.ts'
import { oneLine } from '../file/label.ts'
import type { CellPlaces } from '../file/places.ts'
import type { Cell } from '../file/types.ts'
import { isInside, type Roles, type Shape } from './roles.ts'
import { iconOf } from './shapes.ts'

export interface Title {
  readonly title: string
  readonly note?: string
  /** The cell whose label says it; absent where none does. */
  readonly cell?: Cell
}

const KIND_TITLES: Readonly<Record<Kind, string>> = {
  external: 'External entity',
  process: 'Process',
  store: 'Data store',
}
/** The room at the top of a zone for its title, in pixels. */
const HEAD = 48

export class Titles {
  private readonly said = new Map<string, Cell>()
  /** Texts that are titles, so that they are no notes. */
  readonly used = new Set<string>()

  constructor({ components, zones, texts }: Roles, places: CellPlaces) {
    const [namelessShapes, namelessZones] = [unnamed(components), unnamed(zones)]
    if (namelessShapes.length + namelessZones.length === 0) return
    const index = new Spatial<Shape>()
    for (const text of texts) index.add(text.rect, text)
    const textsIn = groupBy(texts, ({ cell }) => cell.parent)
    const shapesIn = groupBy(components, ({ cell }) => cell.parent)
    /** The one text of a group whose only shape it is. */
    const grouped = ({ cell }: Shape): Shape | undefined => {
      const isGroup = places.find(cell.parent)?.style.names.includes('group') === true
      const [text, ...others] = textsIn.get(cell.parent) ?? []
      return isGroup && others.length === 0 && shapesIn.get(cell.parent)?.length === 1 ? text : undefined
    }
    const take = (shape: Shape, text: Shape | undefined) => {
      if (!text) return
      this.said.set(shape.cell.id, text.cell)
      this.used.add(text.cell.id)
    }
    for (const shape of namelessShapes) {
      const inside = index
        .near(shape.rect)
        .filter(({ item }) => this.isFree(item) && isInside(item.rect, shape.rect))
      const near = inside.length === 0 ? grouped(shape) : undefined
      take(shape, inside.length === 1 ? inside[0]?.item : this.isFree(near) ? near : undefined)
    }
    if (namelessZones.length === 0) return
    const named = new Spatial<Shape>()
    for (const shape of components) named.add(shape.rect, shape)
    for (const zone of namelessZones) {
      const head = { ...zone.rect, height: Math.min(HEAD, zone.rect.height) }
      const found = index
        .near(head)
        .map(({ item }) => item)
        .filter((text) => this.isFree(text) && isInside(text.rect, zone.rect) && text.rect.y < head.y + HEAD)
        .filter(({ rect }) => !named.someNear(rect, (other) => isInside(rect, other.rect)))
        .sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x)
      take(zone, found[0])
    }
  }

  /** A last line in brackets is the note: `[Container: Java]`. */
  of(cell: Cell): Title | undefined {
    const source = cell.label === '' ? this.said.get(cell.id) : cell
    if (!source) return undefined
    const lines = source.label.split('\n')
    const last = lines.length < 2 ? null : /^(?:\((.+)\)|\[(.+)\])$/u.exec(lines.at(-1) ?? '')
    if (!last) return { title: oneLine(source.label), cell: source }
    return { title: lines.slice(0, -1).join(' '), note: last[1] ?? last[2] ?? '', cell: source }
  }

  private isFree(text: Shape | undefined): boolean {
    return text !== undefined && !this.used.has(text.cell.id)
  }
}

function unnamed(shapes: readonly Shape[]): readonly Shape[] {
  return shapes.filter(({ cell }) => cell.label === '')
}

/** For a shape that nobody named: its icon, else its kind. */
export function fallbackTitle(cell: Cell, kind: Kind): string {
  const icon = iconOf(cell).replace(/[_-]+/gu, ' ').trim()
  return icon === '' ? KIND_TITLES[kind] : `${icon.charAt(0).toUpperCase()}${icon.slice(1)}`
}
