/** Components, flows, boundaries and data assets of a model file. */
import { flowRef } from '../../../model/ids.ts'
import type { Boundary, Component, DataAsset, Flow, Kind } from '../../../model/schema.ts'
import type { MapNode, Span } from '../yaml/source-node.ts'
import { BOUNDARY, COMPONENT, DATA_ASSET, FLOW } from './attributes.ts'
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
  return reading.elements(root, 'data_assets').map(({ entry, node }) => {
    reading.places.set(`data:${entry.key}`, entry.keySpan)
    const title = reading.text(node, 'title') ?? entry.key
    return { id: entry.key, title, ...reading.attributes(node, DATA_ASSET) } as DataAsset
  })
}

function readComponents(reading: Reading, root: MapNode, assets: ReadonlySet<string>): Component[] {
  return reading.elements(root, 'technical_assets').flatMap(({ entry, node }) => {
    const id = entry.key
    if (!isUsableId(reading, id, entry.keySpan)) return []
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
    const single = reading.text(node, 'technology')
    const technologies =
      single !== undefined && members.technologies.length === 0 ? [single] : members.technologies
    const outOfScope = reading.outOfScope(node, id)
    const component = {
      ...members,
      id,
      title: reading.text(node, 'title') ?? id,
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
  return reading.elements(root, 'technical_assets').flatMap(({ entry: { key: from }, node: asset }) => {
    if (!components.has(from)) return []
    return reading.elements(asset, 'communication_links').flatMap(({ entry, node }): Flow[] => {
      const ref = flowRef({ from, id: entry.key })
      if (!isUsableId(reading, entry.key, entry.keySpan)) return []
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
          id: entry.key,
          from,
          to,
          title: reading.text(node, 'title') ?? '',
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

interface Zones {
  readonly boundaries: readonly Boundary[]
  readonly zoneOf: ReadonlyMap<string, string>
  /** Where a line names a flow, by `line flow`. */
  readonly crossings: ReadonlyMap<string, Span>
}

function readBoundaries(reading: Reading, root: MapNode, components: readonly Component[]): Zones {
  const ids = new Set(components.map(({ id }) => id))
  const boundaries: Boundary[] = []
  const crossings = new Map<string, Span>()
  const entries = reading.elements(root, 'trust_boundaries').filter(({ entry }) => {
    if (!ids.has(entry.key)) return isUsableId(reading, entry.key, entry.keySpan)
    reading.error(
      'duplicate-id',
      `"${entry.key}" is a component and a boundary. Give one of them another id.`,
      entry.keySpan,
      entry.key,
    )
    return false
  })
  for (const { entry, node } of entries) {
    const type = reading.text(node, 'type')
    const named = type === 'line' ? reading.texts(node, 'crossed_by') : []
    for (const { text, at } of named) crossings.set(`${entry.key} ${text}`, at)
    reportMisplaced(reading, node, type === 'line', entry.key)
    reading.places.set(entry.key, entry.keySpan)
    reading.places.set(`boundary:${entry.key}`, entry.keySpan)
    boundaries.push({
      ...reading.attributes(node, BOUNDARY),
      id: entry.key,
      title: reading.text(node, 'title') ?? entry.key,
      kind: type === 'line' ? 'line' : 'zone',
      ...(type === undefined || type === 'line' ? {} : { type }),
      parent: null,
      crossedBy: [...new Set(named.map(({ text }) => text))],
    } as unknown as Boundary)
  }
  const zoneIds = new Set(boundaries.filter(({ kind }) => kind === 'zone').map(({ id }) => id))
  const zoneOf = new Map<string, string>()
  const places = new Map<string, Span>()
  const parentOf = new Map<string, string>()
  for (const { entry, node } of entries) {
    if (!zoneIds.has(entry.key)) continue
    for (const { text, at } of reading.texts(node, 'technical_assets_inside')) {
      const other = zoneOf.get(text)
      if (!ids.has(text))
        reading.error(
          'unknown-component',
          `Zone "${entry.key}" holds "${text}", and there is no such component.`,
          at,
          entry.key,
        )
      else if (other !== undefined && other !== entry.key) {
        reading.error(
          'two-zones',
          `"${text}" is in the zones "${other}" and "${entry.key}". Remove it from one.`,
          at,
          text,
        )
      } else {
        zoneOf.set(text, entry.key)
        places.set(text, at)
      }
    }
    for (const { text, at } of reading.texts(node, 'trust_boundaries_nested')) {
      if (!zoneIds.has(text))
        reading.error(
          'unknown-boundary',
          `Zone "${entry.key}" holds "${text}", and there is no such zone.`,
          at,
          entry.key,
        )
      else if (parentOf.has(text))
        reading.error('two-zones', `Zone "${text}" is nested twice. Remove it from one.`, at, text)
      else if (isInside(parentOf, entry.key, text))
        reading.error('zone-cycle', `Zones "${entry.key}" and "${text}" hold each other.`, at, text)
      else parentOf.set(text, entry.key)
    }
  }
  readInside(reading, root, zoneIds, zoneOf, places)
  return {
    zoneOf,
    crossings,
    boundaries: boundaries.map((boundary) => ({ ...boundary, parent: parentOf.get(boundary.id) ?? null })),
  }
}

/** A zone holds and a line is crossed; what is written at the other has no effect. */
function reportMisplaced(reading: Reading, node: MapNode, isLine: boolean, id: string): void {
  const keys = isLine ? ['technical_assets_inside', 'trust_boundaries_nested'] : ['crossed_by']
  const first = keys.flatMap((key) => reading.texts(node, key).map(({ at }) => ({ key, at })))[0]
  if (!first) return
  const message = isLine
    ? `"${id}" is a line and holds nothing. Remove ${first.key}, or remove type: line.`
    : `"${id}" is a zone, and only a line is crossed by named flows. Add type: line, or remove crossed_by.`
  reading.error(isLine ? 'not-a-zone' : 'not-a-line', message, first.at, id)
}

/** `inside_trust_boundary` says the same from the component's side; where it says another zone, the zone's list wins. */
function readInside(
  reading: Reading,
  root: MapNode,
  zones: ReadonlySet<string>,
  zoneOf: Map<string, string>,
  places: ReadonlyMap<string, Span>,
): void {
  for (const { entry, node } of reading.elements(root, 'technical_assets')) {
    const inside = reading.text(node, 'inside_trust_boundary')
    if (inside === undefined) continue
    const at = node.byKey.get('inside_trust_boundary')?.value ?? entry.keySpan
    const listed = zoneOf.get(entry.key)
    if (!zones.has(inside))
      reading.error(
        'unknown-boundary',
        `"${entry.key}" is inside "${inside}", and there is no such zone.`,
        at,
        entry.key,
      )
    else if (listed === undefined) zoneOf.set(entry.key, inside)
    else if (listed !== inside) {
      const place = places.get(entry.key) ?? at
      const message = `"${entry.key}" says it is inside "${inside}", but "${listed}" lists it. Correct one of the two lines.`
      reading.error('zone-contradiction', message, at, entry.key)
      reading.error('zone-contradiction', message, place, entry.key)
    }
  }
}

function isInside(parentOf: ReadonlyMap<string, string>, zone: string, of: string): boolean {
  for (let id: string | undefined = zone; id !== undefined; id = parentOf.get(id)) if (id === of) return true
  return false
}

function isUsableId(reading: Reading, id: string, at: Span): boolean {
  if (id !== '' && !/[>:]/.test(id)) return true
  reading.error(
    'bad-id',
    `"${id}" cannot be an id: > and : are for references. Use lower-case words joined by hyphens.`,
    at,
  )
  return false
}
