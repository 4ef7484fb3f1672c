/** Pieces of data as data assets, and which flows and elements carry, process or store them. */
import { fieldOf } from '../../../core/json/look.ts'
import type { Span } from '../../../core/places.ts'
import { slug } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { DataAsset } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Entry, PytmFile } from '../file/types.ts'
import { flagIn, mentionsIn, textIn } from '../file/values.ts'
import { ratingIn } from './attributes.ts'
import { describe, linesFor } from './words.ts'

const USED: ReadonlySet<string> = new Set(['isPII', 'isCredentials', 'isStored'])

export class DataAssets {
  private readonly ids = new FreeIds()
  private readonly byName = new Map<string, string>()
  private readonly stored = new Set<string>()
  private readonly carried = new Map<string, Set<string>>()
  private readonly processed = new Map<string, Set<string>>()
  private readonly reporting: Reporting
  readonly all: DataAsset[] = []
  readonly places = new Map<string, Span>()

  constructor({ data }: PytmFile, reporting: Reporting) {
    this.reporting = reporting
    for (const entry of data) this.add(entry)
  }

  /** What the entry names, and the data that says of itself to be there. */
  idsAt(entry: Entry, how: 'carried' | 'processed'): readonly string[] {
    return [...new Set([...this.namedIn(entry), ...(this[how].get(entry.name) ?? [])])]
  }

  namedIn({ value }: Entry): readonly string[] {
    return mentionsIn(fieldOf(value, 'data')).map(({ name, at }) => this.idOf(name, at))
  }

  isStored(id: string): boolean {
    return this.stored.has(id)
  }

  private add(entry: Entry): void {
    const { name, value, at } = entry
    const id = this.ids.take(slug(name, 'data'))
    const rated = ratingIn(entry, 'classification', 'Classification')
    const tags = [
      ...(flagIn(entry, 'isPII') ? ['pii'] : []),
      ...(flagIn(entry, 'isCredentials') ? ['credentials'] : []),
    ]
    if (flagIn(entry, 'isStored')) this.stored.add(id)
    if (!this.byName.has(name)) this.byName.set(name, id)
    this.places.set(`data:${id}`, at)
    const { confidentiality } = rated
    this.all.push({
      ...{ id, title: name, tags },
      ...(confidentiality === undefined ? {} : { confidentiality }),
      ...describe(textIn(entry, 'description'), rated.line, ...linesFor(entry, USED)),
    })
    for (const how of ['carried', 'processed'] as const) {
      for (const holder of mentionsIn(fieldOf(value, `${how}By`))) {
        const held = this[how].get(holder.name) ?? new Set()
        this[how].set(holder.name, held.add(id))
      }
    }
  }

  /** A name that no entry has stands for data of that name, as it did in old versions. */
  private idOf(name: string, at: Span): string {
    const known = this.byName.get(name)
    if (known !== undefined) return known
    const id = this.ids.take(slug(name, 'data'))
    this.byName.set(name, id)
    this.all.push({ id, title: name, tags: [] })
    this.places.set(`data:${id}`, at)
    const what = `The data "${shorten(name)}" is not in the list "data"; it is read as data of that name.`
    this.reporting.guessed('pytm-data-guessed', what, at, `data:${id}`)
    return id
  }
}
