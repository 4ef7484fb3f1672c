/** Components, flows, boundaries and data assets of a model file. */

import type { MapNode } from '../../../core/yaml/source-node.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Boundary, Component, DataAsset, Flow, Kind } from '../../../model/schema.ts'
import { idInside, linksOf } from '../threagile/entry-ids.ts'
import { statedTechnologies } from '../threagile/stated.ts'
import { COMPONENT, DATA_ASSET, FLOW } from './keys/attributes.ts'
import { readBoundaries } from './read-boundaries.ts'
import type { Reading } from './reading.ts'

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
  const assets = new Set(dataAssets.map(({ id }) => id))
  const found = readComponents(reading, root, assets)
  const zones = readBoundaries(reading, root, found)
  const flows = readFlows(reading, root, new Set(found.map(({ id }) => id)), assets)
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
  const components = found.map((component) => ({
    ...component,
    zone: zones.zoneOf.get(component.id) ?? null,
  }))
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

function readDataAssets(reading: Reading, root: MapNode): DataAsset[] {
  return reading.elements(root, 'data_assets').map(({ id, entry, node }) => {
    reading.places.set(`data:${id}`, entry.keySpan)
    const title = reading.text(node, 'title') ?? entry.key
    return { id, title, ...reading.attributes(node, DATA_ASSET) } as DataAsset
  })
}

function readComponents(reading: Reading, root: MapNode, assets: ReadonlySet<string>): Component[] {
  return reading.elements(root, 'technical_assets').flatMap(({ id, entry, node }) => {
    if (!reading.isUsableId(id, entry.keySpan)) return []
    reading.places.set(id, entry.keySpan)
    const type = reading.text(node, 'type')
    const kind = type === undefined ? 'process' : KINDS[type]
    if (type === undefined) {
      reading.report(
        'warning',
        'missing-type',
        `"${id}" has no type, so it is taken for a process. Add type: external-entity, process or datastore.`,
        entry.keySpan,
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
    const component = {
      ...members,
      id,
      title: reading.text(node, 'title') ?? entry.key,
      kind: kind ?? 'process',
      zone: null,
      technologies,
      dataProcessed: known(reading, node, 'data_assets_processed', assets, id),
      dataStored: known(reading, node, 'data_assets_stored', assets, id),
      ...(outOfScope === undefined ? {} : { outOfScope }),
    }
    return [component as Component]
  })
}

function readFlows(
  reading: Reading,
  root: MapNode,
  components: ReadonlySet<string>,
  assets: ReadonlySet<string>,
): Flow[] {
  return reading.elements(root, 'technical_assets').flatMap(({ id: from, entry: owner, node: asset }) => {
    if (!components.has(from)) return []
    const ids = new Map(linksOf(asset).map(({ id, entry }) => [entry, id]))
    const isTitled = idInside(owner.value) !== undefined
    const links = reading.elements(asset, 'communication_links', (entry) => ids.get(entry) ?? entry.key)
    return links.flatMap(({ id, entry, node }): Flow[] => {
      const ref = flowRef({ from, id })
      if (!reading.isUsableId(id, entry.keySpan)) return []
      reading.places.set(ref, entry.keySpan)
      const to = reading.text(node, 'target') ?? entry.key
      if (!components.has(to)) {
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
          dataSent: known(reading, node, 'data_assets_sent', assets, ref),
          dataReceived: known(reading, node, 'data_assets_received', assets, ref),
        } as Flow,
      ]
    })
  })
}

function known(
  reading: Reading,
  node: MapNode,
  key: string,
  ids: ReadonlySet<string>,
  owner: string,
): readonly string[] {
  const names = new Set<string>()
  for (const { text, at } of reading.texts(node, key)) {
    if (ids.has(text)) names.add(text)
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
