/** Risks that a person found, where Threagile has them: in a category under `risks_identified`. */
import type { MapNode, SourceNode, Span } from '../../../../core/yaml/source-node.ts'
import { idGiver, idInside, linkId } from '../entry-ids.ts'

export interface FoundCategory {
  /** v0.9 has a map by title, HEAD a list by id. */
  readonly section: 'individual_risk_categories' | 'custom_risk_categories'
  /** The map's key, or the list's id. */
  readonly key: string
  readonly id: string
  readonly node: MapNode
}

export interface FoundRisk {
  /** As Threagile makes it: the category and what it is at, joined by `@`. */
  readonly id: string
  /** The id without what the file itself gives it and without a suffix. */
  readonly synthetic: string
  readonly category: FoundCategory
  readonly key: string
  readonly place: Span
  readonly node: MapNode
}

const RELEVANT = [
  'technical_asset',
  'communication_link',
  'trust_boundary',
  'shared_runtime',
  'data_asset',
] as const

export function listCategories(root: MapNode | null): readonly FoundCategory[] {
  const map = root?.byKey.get('individual_risk_categories')?.value
  const list = root?.byKey.get('custom_risk_categories')?.value
  const titled = (map?.kind === 'map' ? [...map.byKey.values()] : []).flatMap(({ key, value }) =>
    value.kind === 'map'
      ? [{ section: 'individual_risk_categories' as const, key, id: idInside(value) ?? key, node: value }]
      : [],
  )
  const listed = (list?.kind === 'list' ? list.items : []).flatMap(({ value }) => {
    const id = idInside(value)
    return value.kind === 'map' && id !== undefined
      ? [{ section: 'custom_risk_categories' as const, key: id, id, node: value }]
      : []
  })
  return [...titled, ...listed]
}

export function listFound(root: MapNode | null): readonly FoundRisk[] {
  const free = idGiver()
  return listCategories(root).flatMap((category) => {
    const risks = category.node.byKey.get('risks_identified')?.value
    return (risks?.kind === 'map' ? [...risks.byKey.values()] : []).flatMap(
      ({ key, keySpan, value }): FoundRisk[] => {
        if (value.kind !== 'map') return []
        const synthetic = [category.id, ...RELEVANT.map((what) => relevant(value, what))]
          .filter((part) => part !== undefined)
          .join('@')
        const id = free(idInside(value) ?? synthetic)
        return [{ id, synthetic, category, key, place: keySpan, node: value }]
      },
    )
  })
}

export function relevant(node: MapNode, what: (typeof RELEVANT)[number]): string | undefined {
  return wordAt(node, `most_relevant_${what}`)
}

/** The title of a risk that a person found: its key without markup. */
export function titleOfKey(key: string): string {
  return key.replace(/<\/?[a-z]+>/gi, '').trim()
}

/** Flows by the id that Threagile gives their link, where the file gives it another. */
export function flowsByTitle(
  root: MapNode | null,
  targets: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const refs = new Map<string, string>()
  const assets = root?.byKey.get('technical_assets')?.value
  for (const { value } of assets?.kind === 'map' ? assets.byKey.values() : []) {
    const from = idInside(value)
    if (from === undefined || value.kind !== 'map') continue
    const links = value.byKey.get('communication_links')?.value
    for (const link of links?.kind === 'map' ? links.byKey.values() : []) {
      const id = link.value.kind === 'map' ? wordAt(link.value, 'id') : undefined
      const ref = `${from}>${id}`
      if (id !== undefined && targets.has(ref)) refs.set(`${from}>${linkId(link.key)}`, ref)
    }
  }
  return refs
}

export function wordAt(node: MapNode, key: string): string | undefined {
  return wordOf(node.byKey.get(key)?.value)
}

function wordOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.type !== 'null' && node.text !== '' ? node.text : undefined
}
