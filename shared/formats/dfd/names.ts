/** Which element a written name means. Components, zones and lines each have titles of their own but share one set of ids. */

import { slug } from '../../model/ids.ts'
import { FreeIds } from '../../model/names/free-ids.ts'
import type { Entry, EntryKind } from './entries.ts'
import { shorten } from './syntax/braces.ts'
import { titleKey } from './syntax/spelling.ts'
import { LineProblem, type Name } from './syntax/statement.ts'

export class Names<T extends Entry> {
  /** In the order of the text. */
  readonly entries: T[] = []
  private readonly what: EntryKind
  private readonly byId: Map<string, Entry>
  private readonly byTitle = new Map<string, T[]>()

  /** `byId` is shared by all that must not have the same id. */
  constructor(what: EntryKind, byId: Map<string, Entry>) {
    this.what = what
    this.byId = byId
  }

  /** The entry that the name already means, else a new one. A title written again is the same entry. */
  declare(name: Name, create: () => T): T {
    const known = name.id === undefined ? this.findByTitle(name) : this.findById(name)
    if (known) return known
    const entry = create()
    this.entries.push(entry)
    const key = titleKey(entry.title)
    const group = this.byTitle.get(key)
    if (group) group.push(entry)
    else this.byTitle.set(key, [entry])
    if (entry.id !== undefined) this.byId.set(entry.id, entry)
    return entry
  }

  /** The declared entry that a name without keyword refers to, by its id in braces, title or bare id. */
  refer(name: Name): T | undefined {
    if (name.id !== undefined) {
      const owner = this.byId.get(name.id)
      if (owner) return this.mine(owner)
      return (this.byTitle.get(titleKey(name.title)) ?? []).find((entry) => slug(entry.title) === name.id)
    }
    const titled = this.findByTitle(name)
    if (titled) return titled
    const owner = this.byId.get(name.title)
    return owner && this.mine(owner)
  }

  private mine(owner: Entry): T | undefined {
    return owner.what === this.what ? (owner as T) : undefined
  }

  private findById(name: Name): T | undefined {
    const owner = this.byId.get(name.id ?? '')
    if (owner) {
      if (owner.what === this.what && titleKey(owner.title) === titleKey(name.title)) return owner as T
      throw new LineProblem(
        'dfd-duplicate-id',
        `{${shorten(name.id ?? '')}} is already the id of "${shorten(owner.title)}" on line ${owner.line + 1}. Give one of them another id.`,
        name.span,
      )
    }
    const titled = (this.byTitle.get(titleKey(name.title)) ?? []).find((entry) => entry.id === undefined)
    if (!titled) return undefined
    titled.id = name.id
    this.byId.set(name.id ?? '', titled)
    return titled
  }

  private findByTitle(name: Name): T | undefined {
    const titled = this.byTitle.get(titleKey(name.title)) ?? []
    const [only] = titled
    if (titled.length < 2) return only
    const plain = titled.find((entry) => entry.id === undefined)
    if (plain) return plain
    const ids = titled.slice(0, 3).map((entry) => `{${shorten(entry.id ?? '')}}`)
    throw new LineProblem(
      'dfd-ambiguous-name',
      `${titled.length} elements are titled "${shorten(name.title)}". Write the id after the title: ${ids.join(' or ')}.`,
      name.span,
    )
  }
}

/** Gives every entry without an id the slug of its title, in the order given. */
export function assignIds(entries: readonly Entry[]): void {
  const ids = new FreeIds()
  for (const entry of entries) if (entry.id !== undefined) ids.claim(entry.id)
  for (const entry of entries) entry.id ??= ids.take(slug(entry.title))
}
