/** Ids in the file: those that an element came with, else its own, so that the file reads back the same. */

import { flowRef } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Model } from '../../../model/schema.ts'
import type { Item } from '../file/file.ts'
import type { Mapped } from '../mapping/mapping.ts'

export interface FileIds {
  /** Of components and zones. */
  readonly elements: ReadonlyMap<string, string>
  /** By ref. */
  readonly flows: ReadonlyMap<string, string>
  readonly assets: ReadonlyMap<string, string>
  readonly mitigations: ReadonlyMap<string, string>
  /** For threats that are new. */
  readonly threats: FreeIds
  /** The items that elements came from, by the same keys. */
  readonly itemOf: Readonly<
    Record<'elements' | 'flows' | 'assets' | 'mitigations', ReadonlyMap<string, Item>>
  >
}

export function fileIds(model: Model, { file, elements, flows, risks }: Mapped): FileIds {
  const { sections } = file
  const inDrawing = [...sections.trustZones, ...sections.components, ...sections.dataflows]
  const [taken, assets, mitigations, threats] = [
    inDrawing,
    sections.assets,
    sections.mitigations,
    sections.threats,
  ].map(takenBy) as [FreeIds, FreeIds, FreeIds, FreeIds]
  const itemsOf = (ids: ReadonlyMap<Item, string>, items: readonly Item[]) =>
    new Map(items.flatMap((item) => (ids.has(item) ? [[ids.get(item) ?? '', item] as const] : [])))
  const itemOf = {
    elements: itemsOf(elements.idOf, [...sections.components, ...sections.trustZones]),
    flows: new Map([...flows.refsOf].flatMap(([item, [ref = '']]) => [[ref, item] as const])),
    assets: itemsOf(elements.idOf, sections.assets),
    mitigations: itemsOf(risks.mitigationIds, sections.mitigations),
  }
  const named = (
    known: ReadonlyMap<string, Item>,
    wanted: readonly (readonly [key: string, id: string])[],
    ids: FreeIds,
  ) => new Map(wanted.map(([key, id]) => [key, known.get(key)?.id ?? ids.take(id)]))
  const drawn = [...model.boundaries.filter(({ kind }) => kind === 'zone'), ...model.components]
  const flowId = ({ id, from }: Model['flows'][number]) => {
    const ref = flowRef({ id, from })
    return itemOf.flows.get(ref)?.id ?? (taken.claim(id) ? id : taken.take(`${from}-to-${id}`))
  }
  const byOwn = ({ id }: { readonly id: string }) => [id, id] as const
  return {
    elements: named(itemOf.elements, drawn.map(byOwn), taken),
    flows: new Map(model.flows.map((flow) => [flowRef(flow), flowId(flow)])),
    assets: named(itemOf.assets, model.dataAssets.map(byOwn), assets),
    mitigations: named(itemOf.mitigations, model.mitigations.map(byOwn), mitigations),
    ...{ threats, itemOf },
  }
}

function takenBy(items: readonly Item[]): FreeIds {
  const ids = new FreeIds()
  for (const { id } of items) ids.claim(id)
  return ids
}
