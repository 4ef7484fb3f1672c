/** Where each element of a model stands in a file, or would stand, and in whose style. */
import type { MapNode, SourceNode } from '../../../core/yaml/source-node.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import { entriesOf, idInside, linkId, linksOf } from './entry-ids.ts'

export interface Placed {
  readonly key: string
  /** Undefined for what the file does not have yet. */
  readonly node: MapNode | undefined
  /** What `id` says inside the entry; undefined where the key says it. */
  readonly id: string | undefined
}

export interface Element {
  readonly id: string
  readonly title: string
}

export type Section = 'data_assets' | 'technical_assets' | 'trust_boundaries'

export class FileStyle {
  readonly file: MapNode | null
  readonly dialect: Dialect

  constructor(root: SourceNode | null) {
    this.file = root?.kind === 'map' ? root : null
    this.dialect = dialectOf(root)
  }

  get isThreagile(): boolean {
    return this.dialect.name !== 'fenceline'
  }

  /** Every element's place by its id. */
  places(section: Section, elements: readonly Element[]): ReadonlyMap<string, Placed> {
    const entries = entriesOf(this.file, section).map(({ id, entry }) => ({
      id,
      key: entry.key,
      node: entry.value,
      isTitled: idInside(entry.value) !== undefined,
    }))
    return placesOf(entries, elements, this.isThreagile, () => undefined)
  }

  /** The place of every flow that leaves a component, by the flow's id. */
  linkPlaces(component: Placed, flows: readonly Element[]): ReadonlyMap<string, Placed> {
    const isTitled = component.id !== undefined
    const entries = (component.node ? linksOf(component.node) : []).map(({ id, entry }) => ({
      id,
      key: entry.key,
      node: entry.value,
      isTitled,
    }))
    return placesOf(entries, flows, isTitled, linkId)
  }

  /** The ids of a section, of elements that no reader accepts too. */
  idsOf(section: Section): ReadonlySet<string> {
    return new Set(entriesOf(this.file, section).map(({ id }) => id))
  }
}

interface Known {
  readonly id: string
  readonly key: string
  readonly node: SourceNode
  readonly isTitled: boolean
}

/** `natural` is the id that a key gives an entry which states none. */
function placesOf(
  entries: readonly Known[],
  elements: readonly Element[],
  isTitled: boolean,
  natural: (key: string) => string | undefined,
): ReadonlyMap<string, Placed> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const ids = new Set(elements.map(({ id }) => id))
  // An entry whose id changed is known by its title.
  const byTitle = new Map(
    entries.flatMap((entry) => (entry.isTitled && !ids.has(entry.id) ? [[entry.key, entry] as const] : [])),
  )
  const taken = new Set(entries.map(({ key }) => key))
  const places = new Map<string, Placed>()
  for (const { id, title } of elements) {
    const known = byId.get(id) ?? byTitle.get(title)
    if (known) byTitle.delete(known.key)
    const titled = known?.isTitled ?? isTitled
    const key = known?.key ?? (titled ? freeKey(title, id, taken) : id)
    taken.add(key)
    const node = known?.node.kind === 'map' ? known.node : undefined
    const stated = known ? idInside(known.node) : undefined
    const isSaid = stated === undefined && (natural(key) === id || known?.id === id)
    places.set(id, { key, node, id: titled && !isSaid ? id : undefined })
  }
  return places
}

/** The title as a key; with the id behind it where another entry has that key. */
function freeKey(title: string, id: string, taken: ReadonlySet<string>): string {
  const wanted = title.trim() === '' ? id : title
  if (!taken.has(wanted)) return wanted
  let key = `${wanted} (${id})`
  for (let count = 2; taken.has(key); count += 1) key = `${wanted} (${id} ${count})`
  return key
}
