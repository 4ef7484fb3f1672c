/** What encloses what: OTM nests components and trust zones in either, a model only in zones. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonValue } from '../../../core/json/parse.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Item, OtmFile } from '../file/file.ts'
import { wordIn, wordOf } from '../file/look.ts'
import { byId } from './names.ts'

export interface Nesting {
  /** The zone or component that directly holds an item; without circles. */
  readonly parentOf: ReadonlyMap<Item, Item>
  /** The nearest zone around an item. */
  readonly zoneOf: ReadonlyMap<Item, Item>
}

export function readNesting({ sections }: OtmFile, report: Reporting): Nesting {
  const zones = byId(sections.trustZones)
  const components = byId(sections.components)
  const items = [...sections.trustZones, ...sections.components]
  const parentOf = new Map<Item, Item>()
  for (const item of items) {
    const stated = statedParent(fieldOf(item.node, 'parent'))
    if (!stated) {
      if (item.section === 'components') {
        const what = `The component "${shorten(item.name)}" has no parent, so it stands outside of all trust zones.`
        report.warning('otm-incomplete', what, fieldOf(item.node, 'parent')?.at ?? item.at)
      }
      continue
    }
    const { id, isZone, at } = stated
    const parent =
      isZone === false ? (components.get(id) ?? zones.get(id)) : (zones.get(id) ?? components.get(id))
    if (parent) parentOf.set(item, parent)
    else {
      const noun = item.section === 'components' ? 'component' : 'trust zone'
      const what = `The parent "${shorten(id)}" of the ${noun} "${shorten(item.name)}" is not in the file, so it stands outside of all trust zones.`
      report.warning('otm-no-parent', what, at.at)
    }
  }
  cutCircles(items, parentOf, report)
  return { parentOf, zoneOf: nearestZones(items, parentOf) }
}

/** `{trustZone: id}` or `{component: id}`; in early files `{id, type}`, or the id alone. */
function statedParent(
  parent: JsonValue | undefined,
): { readonly id: string; readonly isZone: boolean | undefined; readonly at: JsonValue } | undefined {
  if (!parent) return undefined
  const alone = wordIn(parent)
  if (alone !== undefined) return { id: alone, isZone: undefined, at: parent }
  for (const [key, isZone] of [
    ['trustZone', true],
    ['component', false],
  ] as const) {
    const id = wordOf(parent, key)
    if (id !== undefined) return { id, isZone, at: fieldOf(parent, key) ?? parent }
  }
  const id = wordOf(parent, 'id')
  return id === undefined ? undefined : { id, isZone: wordOf(parent, 'type') !== 'component', at: parent }
}

function cutCircles(items: readonly Item[], parentOf: Map<Item, Item>, report: Reporting): void {
  const settled = new Set<Item>()
  for (const start of items) {
    const path = new Set<Item>()
    for (let at: Item | undefined = start; at && !settled.has(at); at = parentOf.get(at)) {
      if (path.has(at)) {
        const what = `"${shorten(at.name)}" is inside of itself, through its parents. It stands outside of all trust zones.`
        report.warning('otm-circle', what, fieldOf(at.node, 'parent')?.at ?? at.at)
        parentOf.delete(at)
        break
      }
      path.add(at)
    }
    for (const each of path) settled.add(each)
  }
}

function nearestZones(items: readonly Item[], parentOf: ReadonlyMap<Item, Item>): ReadonlyMap<Item, Item> {
  const zoneOf = new Map<Item, Item | undefined>()
  for (const start of items) {
    const path: Item[] = []
    let at: Item | undefined = start
    while (at && !zoneOf.has(at)) {
      path.push(at)
      const parent = parentOf.get(at)
      at = parent?.section === 'trustZones' ? undefined : parent
    }
    const above = at && zoneOf.get(at)
    for (const each of path.reverse()) {
      const parent = parentOf.get(each)
      zoneOf.set(each, parent?.section === 'trustZones' ? parent : ((parent && zoneOf.get(parent)) ?? above))
    }
  }
  return new Map([...zoneOf].flatMap(([item, zone]) => (zone ? [[item, zone]] : [])))
}
