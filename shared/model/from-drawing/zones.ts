/** Which boxes other tools' boundary boxes enclose, where their files say only where everything is drawn. */
import { centerOf, contains, type Rect } from '../placing/rect.ts'

export interface DrawnBox {
  readonly id: string
  readonly rect: Rect
}

export interface Enclosure {
  /** Id of the innermost zone that holds it; absent for what is in none. */
  readonly zoneOf: ReadonlyMap<string, string>
  /** Boxes that lie over a zone's border, with that zone; their centre decided. */
  readonly partial: readonly { readonly id: string; readonly zone: string; readonly isInside: boolean }[]
}

/**
 * A zone is in the smallest larger one that holds its centre; so is a component. Of zones of one size that
 * lie over each other the earlier is the outer one.
 */
export function encloseBoxes(components: readonly DrawnBox[], zones: readonly DrawnBox[]): Enclosure {
  const bySize = zones
    .map((zone, order) => ({ ...zone, order, area: zone.rect.width * zone.rect.height }))
    .sort((a, b) => a.area - b.area || b.order - a.order)
  const zoneOf = new Map<string, string>()
  const partial: { id: string; zone: string; isInside: boolean }[] = []
  const settle = (box: DrawnBox, from: number) => {
    const center = centerOf(box.rect)
    for (let at = from; at < bySize.length; at += 1) {
      const zone = bySize[at]
      if (!zone || !doOverlap(zone.rect, box.rect)) continue
      const isInside = contains(zone.rect, { ...center, width: 0, height: 0 })
      if (isInside && !zoneOf.has(box.id)) zoneOf.set(box.id, zone.id)
      if (!contains(zone.rect, box.rect)) partial.push({ id: box.id, zone: zone.id, isInside })
    }
  }
  for (const [at, zone] of bySize.entries()) settle(zone, at + 1)
  for (const component of components) settle(component, 0)
  return { zoneOf, partial }
}

function doOverlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
