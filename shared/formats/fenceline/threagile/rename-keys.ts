/** A title that changed where the file keys entries by their titles: only the key changes, the entry stays. */

import type { OpenedYaml } from '../../../core/yaml/open.ts'
import { MAX_KEY, printKey } from '../../../core/yaml/printing/scalar.ts'
import type { Entry, MapNode, Span } from '../../../core/yaml/source-node.ts'
import { indexOf } from '../../../model/queries.ts'
import type { Model } from '../../../model/schema.ts'
import { entriesOf, idInside, linkId, linksOf } from './entry-ids.ts'

interface Rename extends Span {
  readonly text: string
}

/** The text with the titles of `next` as keys; null where there is nothing to rename. */
export function renameKeys(opened: OpenedYaml, next: Model): string | null {
  const { root, text } = opened
  if (root?.kind !== 'map') return null
  const renames: Rename[] = []
  const taken = new Map<MapNode, Set<string>>()
  // Other places say the same keys by an alias; there the title is written beside the key.
  const isFree = ({ keySpan, origin }: Entry) =>
    origin === 'own' &&
    opened.anchors.every(({ node }) => keySpan.end <= node.start || node.end <= keySpan.start)
  const rename = (map: MapNode, entry: Entry, title: string | undefined) => {
    const isTitled = entry.value.kind !== 'map' || entry.value.byKey.has('title')
    if (title === undefined || title === entry.key || isTitled || !isFree(entry)) return
    const key = printKey(title, map.flow)
    if (title.trim() === '' || map.byKey.has(title) || key.length > MAX_KEY || key.includes('\n')) return
    if (entry.start !== entry.keySpan.start || taken.get(map)?.has(title)) return
    taken.set(map, (taken.get(map) ?? new Set()).add(title))
    renames.push({ ...entry.keySpan, text: key })
  }
  const titles = {
    data_assets: titlesOf(next.dataAssets),
    technical_assets: titlesOf(next.components),
    trust_boundaries: titlesOf(next.boundaries),
  }
  for (const [section, titleOf] of Object.entries(titles)) {
    const map = root.byKey.get(section)?.value
    if (map?.kind !== 'map') continue
    for (const { id, entry } of entriesOf(root, section)) {
      if (idInside(entry.value) === undefined) continue
      rename(map, entry, titleOf.get(id))
      if (section === 'technical_assets') renameLinks(entry, id, next, rename)
    }
  }
  if (renames.length === 0) return null
  renames.sort((a, b) => a.start - b.start)
  const parts: string[] = []
  let at = 0
  for (const { start, end, text: key } of renames) {
    parts.push(text.slice(at, start), key)
    at = end
  }
  return [...parts, text.slice(at)].join('')
}

function renameLinks(
  component: Entry,
  from: string,
  next: Model,
  rename: (map: MapNode, entry: Entry, title: string | undefined) => void,
): void {
  const map =
    component.value.kind === 'map' ? component.value.byKey.get('communication_links')?.value : undefined
  if (map?.kind !== 'map') return
  const titleOf = titlesOf(indexOf(next).outgoing.get(from) ?? [])
  const links = linksOf(component.value)
  for (const { id, entry } of links) {
    const title = titleOf.get(id)
    // Under that title it would read with the id of another link.
    const isClash = links.some((other) => other.id !== id && other.id === linkId(title ?? ''))
    if (!isClash) rename(map, entry, title)
  }
}

function titlesOf(
  elements: readonly { readonly id: string; readonly title: string }[],
): ReadonlyMap<string, string> {
  return new Map(elements.map(({ id, title }) => [id, title]))
}
