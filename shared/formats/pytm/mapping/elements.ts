/** Boundaries as zones, elements as components, by the names through which the file ties them together. */
import { fieldOf } from '../../../core/json/look.ts'
import { nearestWords } from '../../../core/nearest.ts'
import type { Span } from '../../../core/places.ts'
import { slug } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Boundary, Component, Kind } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { ElementEntry, Entry, Mention, PytmFile } from '../file/types.ts'
import { mentionOf, textIn } from '../file/values.ts'
import { attributesOf, isOutOfScope, kindOf } from './attributes.ts'
import type { DataAssets } from './data.ts'
import { Names } from './names.ts'
import { describe, linesFor } from './words.ts'

const MAX_DEPTH = 64
/** Looking for what a name may be meant for costs a look at every name. */
const MOST = { hints: 20, hinted: 1000 } as const
const NONE: ReadonlySet<string> = new Set()

export class Elements {
  readonly boundaries: Boundary[] = []
  readonly places = new Map<string, Span>()
  /** Component ids and boundary ids by the names in the file. */
  readonly names = { element: new Names(), boundary: new Names() }
  /** Entries of what became components, by their ids. */
  readonly entries = new Map<string, ElementEntry>()
  private readonly ids = new FreeIds()
  private readonly drawn: Component[] = []
  /** Data by component. */
  private readonly held = new Map<string, Set<string>>()
  private unknowns = 0
  private readonly isDump: boolean
  private readonly reporting: Reporting

  constructor(file: PytmFile, data: DataAssets, reporting: Reporting) {
    this.isDump = file.isDump
    this.reporting = reporting
    const zones = file.boundaries.map((entry) => ({ entry, id: this.ids.take(slug(entry.name, 'boundary')) }))
    for (const { entry, id } of zones) this.names.boundary.add(entry, id)
    for (const { entry, id } of zones) this.addZone(entry, id)
    this.checkNesting()
    for (const entry of file.elements) this.addComponent(entry, data)
  }

  /** What flows to or from a component is processed there, as pytm has it. */
  hold(id: string, assets: readonly string[]): void {
    const held = this.held.get(id) ?? new Set()
    for (const asset of assets) held.add(asset)
    this.held.set(id, held)
  }

  /** With what they hold by now: to be asked once all flows are known. */
  components(data: DataAssets): readonly Component[] {
    return this.drawn.map((component) => {
      const isStored = (asset: string) => component.kind === 'store' && data.isStored(asset)
      const held = [...(this.held.get(component.id) ?? [])]
      const dataProcessed = held.filter((asset) => !isStored(asset))
      return { ...component, dataProcessed, dataStored: held.filter(isStored) }
    })
  }

  /** The component that a flow names. Pytm refuses an unknown one; in what it printed, it was no actor or asset. */
  findComponent(mention: Mention, from: string): string | undefined {
    const { element } = this.names
    const known = this.pick(element, mention, 'elements')
    if (known !== undefined) return known
    if (!this.isDump) return this.unknown(mention, element, 'element', from)
    const { name, at } = mention
    const id = this.ids.take(slug(name, 'component'))
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    this.drawn.push({ id, title: oneLine(name), kind: 'process', zone: null, ...lists })
    this.places.set(id, at)
    element.addName(name, id)
    const what = `"${shorten(name)}" is in no list of the file; it is read as a process.`
    this.reporting.guessed('pytm-kind-guessed', what, at, id)
    return id
  }

  private addComponent(entry: ElementEntry, data: DataAssets): void {
    const id = this.ids.take(slug(entry.name, 'component'))
    const kind: Kind = kindOf(entry) ?? 'process'
    if (kindOf(entry) === undefined) {
      const what = `"${shorten(entry.name)}" is of the class ${shorten(entry.type)}, which says nothing of its kind; it is read as a process.`
      this.reporting.guessed('pytm-kind-guessed', what, entry.at, id)
    }
    this.drawn.push({
      ...{ id, title: oneLine(entry.name), kind, zone: this.zoneOf(entry) },
      ...{ technologies: [], tags: [], formatsAccepted: [], dataProcessed: [], dataStored: [] },
      ...attributesOf(entry),
    })
    this.hold(id, data.idsAt(entry, 'processed'))
    this.places.set(id, entry.at)
    this.names.element.add(entry, id)
    this.entries.set(id, entry)
  }

  private addZone(entry: Entry, id: string): void {
    const words = describe(textIn(entry, 'description'), ...linesFor(entry, NONE))
    const zone: Boundary = {
      ...{
        id,
        title: oneLine(entry.name),
        kind: 'zone',
        parent: this.zoneOf(entry),
        crossedBy: [],
        tags: [],
      },
      ...words,
    }
    this.boundaries.push(zone)
    this.places.set(`boundary:${id}`, entry.at)
    if (isOutOfScope(entry)) {
      const what = `The boundary "${shorten(entry.name)}" is out of scope; a zone cannot be, so only what is in it says whether it is.`
      this.reporting.lost('pytm-not-carried', what, entry.at, `boundary:${id}`)
    }
  }

  private zoneOf(entry: Entry): string | null {
    const mention = mentionOf(fieldOf(entry.value, 'inBoundary') ?? fieldOf(entry.value, 'boundary'))
    if (!mention) return null
    const { boundary } = this.names
    const known = this.pick(boundary, mention, 'boundaries')
    if (known !== undefined) return known
    if (!this.isDump) return this.unknown(mention, boundary, 'boundary', entry.name) ?? null
    const { name, at } = mention
    const id = this.ids.take(slug(name, 'boundary'))
    this.boundaries.push({ id, title: oneLine(name), kind: 'zone', parent: null, crossedBy: [], tags: [] })
    this.places.set(`boundary:${id}`, at)
    boundary.addName(name, id)
    const what = `The boundary "${shorten(name)}" is in no list of the file; it is read as a zone in no other.`
    this.reporting.guessed('pytm-boundary-guessed', what, at, `boundary:${id}`)
    return id
  }

  /** Of several of one name the last, as pytm's loader has it. */
  private pick(names: Names, { name, at }: Mention, what: string): string | undefined {
    const ids = names.idsOf(name)
    const last = ids.at(-1)
    if (last !== undefined && ids.length > 1) {
      const message = `Several ${what} are called "${shorten(name)}"; the last one is meant here.`
      this.reporting.guessed('pytm-name-ambiguous', message, at, last)
    }
    return last
  }

  private unknown({ name, at }: Mention, names: Names, what: string, from: string): undefined {
    this.unknowns += 1
    const isCheap = this.unknowns <= MOST.hints && names.size <= MOST.hinted
    const [near] = isCheap ? nearestWords(name, names.all()) : []
    const hint = near === undefined ? `Add the ${what}, or correct the name.` : `Did you mean "${near}"?`
    const message = `"${shorten(from)}" names the ${what} "${shorten(name)}", and there is none. ${hint}`
    this.reporting.error('pytm-unknown-name', message, at)
    return undefined
  }

  private checkNesting(): void {
    const parents = new Map(this.boundaries.map(({ id, parent }) => [id, parent]))
    const depths = new Map<string | null, number>([[null, 0]])
    for (const { id, title } of this.boundaries) {
      const chain: string[] = []
      let at: string | null = id
      while (at !== null && !depths.has(at) && chain.length <= MAX_DEPTH) {
        chain.push(at)
        at = parents.get(at) ?? null
      }
      const base = depths.get(at)
      if (base === undefined || base + chain.length > MAX_DEPTH) {
        const what = `The boundary "${shorten(title)}" is nested in itself or more than ${MAX_DEPTH} deep. Take it out of one.`
        this.reporting.error('pytm-nesting', what, this.places.get(`boundary:${id}`) ?? { from: 0, to: 0 })
        return
      }
      for (const [index, each] of chain.entries()) depths.set(each, base + chain.length - index)
    }
  }
}

function oneLine(name: string): string {
  return name.replace(/\s+/gu, ' ')
}
