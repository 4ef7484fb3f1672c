/** Components, flows, boundaries and data assets of a model file. */

import type { MapNode, Span } from '../../../core/yaml/source-node.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Boundary, Component, DataAsset, Flow, Kind } from '../../../model/schema.ts'
import { idInside, linksOf } from '../threagile/entry-ids.ts'
import { statedTechnologies } from '../threagile/stated.ts'
import { COMPONENT, DATA_ASSET, FLOW } from './keys/attributes.ts'
import { readBoundaries } from './read-boundaries.ts'
import type { Reading } from './reading.ts'
import { Memory } from './remembered/memory.ts'

const KINDS: Readonly<Record<string, Kind>> = {
  'external-entity': 'external',
  process: 'process',
  datastore: 'store',
}

export interface Elements {
  readonly title: string
  readonly description?: string
  readonly dataAssets: readonly DataAsset[]
  readonly components: readonly Component[]
  readonly flows: readonly Flow[]
  readonly boundaries: readonly Boundary[]
}

export function readElements(reading: Reading, root: MapNode): Elements {
  const dataAssets = readDataAssets(reading, root)
  reading.others = { components: new Set(), dataAssets: new Set(dataAssets.map(({ id }) => id)) }
  const found = readComponents(reading, root)
  reading.others = { ...reading.others, components: new Set(found.map(({ id }) => id)) }
  const zones = readBoundaries(reading, root, found)
  const flows = readFlows(reading, root)
  const refs = new Set(flows.map(flowRef))
  const boundaries = zones.boundaries.map((boundary) => ({
    ...boundary,
    crossedBy: boundary.crossedBy.filter((ref) => {
      if (refs.has(ref)) return true
      const place = zones.crossings.get(`${boundary.id} ${ref}`) ?? root
      reading.error(
        'unknown-flow',
        `Boundary "${boundary.id}" is crossed by "${ref}", and there is no such flow.`,
        place,
        boundary.id,
      )
      return false
    }),
  }))
  const components = found.map((component) => inZone(component, zones.zoneOf.get(component.id) ?? null))
  const description = reading.text(root, 'description')
  const title = reading.text(root, 'title') ?? 'Threat model'
  return {
    title,
    ...(description === undefined ? {} : { description }),
    dataAssets,
    components,
    flows,
    boundaries,
  }
}

/** By what they are without a zone, so that an element which is as it was is the object that it was. */
const zoned = new WeakMap<Component, Component>()

function inZone(component: Component, zone: string | null): Component {
  if (zone === null) return component
  const known = zoned.get(component)
  if (known?.zone === zone) return known
  const inside = { ...component, zone }
  zoned.set(component, inside)
  return inside
}

const knownAssets = new Memory<DataAsset>()

function readDataAssets(reading: Reading, root: MapNode): DataAsset[] {
  return reading.elements(root, 'data_assets').map((named) => {
    const { id, entry } = named
    reading.places.set(`data:${id}`, entry.keySpan)
    return knownAssets.read(reading, named, [id, entry.key], (own, node) => {
      const title = own.text(node, 'title') ?? entry.key
      return { id, title, ...own.attributes(node, DATA_ASSET) } as DataAsset
    })
  })
}

const knownComponents = new Memory<Component>()

function readComponents(reading: Reading, root: MapNode): Component[] {
  return reading.elements(root, 'technical_assets').flatMap((named) => {
    const { id, entry } = named
    if (!reading.isUsableId(id, entry.keySpan)) return []
    reading.places.set(id, entry.keySpan)
    const read = (own: Reading, node: MapNode, key: Span) => readComponent(own, node, id, entry.key, key)
    return [knownComponents.read(reading, named, [id, entry.key], read)]
  })
}

function readComponent(reading: Reading, node: MapNode, id: string, key: string, at: Span): Component {
  const type = reading.text(node, 'type')
  const kind = type === undefined ? 'process' : KINDS[type]
  if (type === undefined) {
    reading.report(
      'warning',
      'missing-type',
      `"${id}" has no type, so it is taken for a process. Add type: external-entity, process or datastore.`,
      at,
      id,
    )
  } else if (!kind) {
    reading.error(
      'unknown-word',
      `"type: ${type}" of "${id}" is none of external-entity, process, datastore.`,
      node.byKey.get('type')?.value ?? node,
      id,
    )
  }
  const members = reading.attributes(node, COMPONENT) as Pick<
    Component,
    'technologies' | 'dataProcessed' | 'dataStored'
  >
  const single = members.technologies.length === 0 ? reading.text(node, 'technology') : undefined
  const technologies = single === undefined ? members.technologies : statedTechnologies(node, single)
  const outOfScope = reading.outOfScope(node, id)
  return {
    ...members,
    id,
    title: reading.text(node, 'title') ?? key,
    kind: kind ?? 'process',
    zone: null,
    technologies,
    dataProcessed: known(reading, node, 'data_assets_processed', id),
    dataStored: known(reading, node, 'data_assets_stored', id),
    ...(outOfScope === undefined ? {} : { outOfScope }),
  } as Component
}

const knownFlows = new Memory<readonly Flow[]>()

function readFlows(reading: Reading, root: MapNode): readonly Flow[] {
  const { components } = reading.others
  return reading.elements(root, 'technical_assets').flatMap((named) => {
    const { id } = named
    if (!components.has(id)) return []
    return knownFlows.read(reading, named, [id], (own, node) => flowsFrom(own, node, id))
  })
}

function flowsFrom(reading: Reading, asset: MapNode, from: string): readonly Flow[] {
  const ids = new Map(linksOf(asset).map(({ id, entry }) => [entry, id]))
  const isTitled = idInside(asset) !== undefined
  const links = reading.elements(asset, 'communication_links', (entry) => ids.get(entry) ?? entry.key)
  return links.flatMap(({ id, entry, node }): Flow[] => {
    const ref = flowRef({ from, id })
    if (!reading.isUsableId(id, entry.keySpan)) return []
    reading.places.set(ref, entry.keySpan)
    const to = reading.text(node, 'target') ?? entry.key
    if (!reading.has('components', to)) {
      const at = node.byKey.get('target')?.value ?? entry.keySpan
      reading.error(
        'unknown-target',
        `Flow "${ref}" goes to "${to}", and there is no such component. Add it or change the target.`,
        at,
        ref,
      )
      return []
    }
    const members = reading.attributes(node, FLOW)
    return [
      {
        ...members,
        id,
        from,
        to,
        title: reading.text(node, 'title') ?? (isTitled ? entry.key : ''),
        dataSent: known(reading, node, 'data_assets_sent', ref),
        dataReceived: known(reading, node, 'data_assets_received', ref),
      } as Flow,
    ]
  })
}

function known(reading: Reading, node: MapNode, key: string, owner: string): readonly string[] {
  const names = new Set<string>()
  for (const { text, at } of reading.texts(node, key)) {
    if (reading.has('dataAssets', text)) names.add(text)
    else
      reading.error(
        'unknown-data-asset',
        `"${owner}" names the data asset "${text}", and there is none of that name.`,
        at,
        owner,
      )
  }
  return [...names]
}
