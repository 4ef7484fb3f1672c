/**
 * Ids of a file's entries. Fenceline keys an entry by its id; Threagile keys it by its title, with the id
 * inside, and a link's id is the slug of its title. Each entry says itself which of the two it is.
 */
import { contentOf } from '../../../core/yaml/moved.ts'
import type { Entry, MapNode, SourceNode } from '../../../core/yaml/source-node.ts'

/** The id inside an entry that is keyed by its title; undefined for one that is keyed by its id. */
export function idInside(node: SourceNode): string | undefined {
  const id = node.kind === 'map' ? contentOf(node).byKey.get('id')?.value : undefined
  return id?.kind === 'scalar' && id.type !== 'null' && id.text !== '' ? id.text : undefined
}

export function idOfEntry(entry: Entry): string {
  return idInside(entry.value) ?? entry.key
}

/** The entries of a section with their ids; what only a merge key brings is among them. */
export function entriesOf(
  parent: MapNode | null,
  section: string,
): readonly { readonly id: string; readonly entry: Entry }[] {
  const map = parent?.byKey.get(section)?.value
  if (map?.kind !== 'map') return []
  return [...map.byKey.values()].flatMap((entry) =>
    entry.origin === 'merge' ? [] : [{ id: idOfEntry(entry), entry }],
  )
}

/** The links of a component's entry with their ids. */
export function linksOf(component: SourceNode): readonly { readonly id: string; readonly entry: Entry }[] {
  const map = component.kind === 'map' ? component.byKey.get('communication_links')?.value : undefined
  if (map?.kind !== 'map') return []
  const entries = [...map.byKey.values()].filter(({ origin }) => origin !== 'merge')
  if (idInside(component) === undefined) return entries.map((entry) => ({ id: entry.key, entry }))
  const free = idGiver(entries.flatMap(({ value }) => idInside(value) ?? []))
  return entries.map((entry) => {
    const stated = idInside(entry.value)
    if (stated !== undefined) return { id: stated, entry }
    return { id: free(linkId(entry.key)), entry }
  })
}

/** As Threagile makes it of a title: runs of anything but ASCII letters and digits become a hyphen. */
export function linkId(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return words || 'link'
}

/** Gives each wanted id out once, later ones with a suffix; quick for thousands that want the same. */
export function idGiver(taken: Iterable<string> = []): (wanted: string) => string {
  const given = new Set(taken)
  const next = new Map<string, number>()
  return (wanted) => {
    let id = wanted
    let suffix = next.get(wanted) ?? 2
    while (given.has(id)) {
      id = `${wanted}-${suffix}`
      suffix += 1
    }
    next.set(wanted, suffix)
    given.add(id)
    return id
  }
}
