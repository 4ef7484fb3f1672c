/** Zones and lines of a model file, and what the zones hold. */

import { contentOf } from '../../../core/yaml/moved.ts'
import type { MapNode, Span } from '../../../core/yaml/source-node.ts'
import type { Boundary, Component } from '../../../model/schema.ts'
import { BOUNDARY } from './keys/attributes.ts'
import type { Reading } from './reading.ts'

export interface Zones {
  readonly boundaries: readonly Boundary[]
  readonly zoneOf: ReadonlyMap<string, string>
  /** Where a line names a flow, by `line flow`. */
  readonly crossings: ReadonlyMap<string, Span>
}

export function readBoundaries(reading: Reading, root: MapNode, components: readonly Component[]): Zones {
  const ids = new Set(components.map(({ id }) => id))
  const boundaries: Boundary[] = []
  const crossings = new Map<string, Span>()
  const entries = reading.elements(root, 'trust_boundaries').filter(({ id, entry }) => {
    if (!ids.has(id)) return reading.isUsableId(id, entry.keySpan)
    reading.error(
      'duplicate-id',
      `"${id}" is a component and a boundary. Give one of them another id.`,
      entry.keySpan,
      id,
    )
    return false
  })
  for (const { id, entry, node } of entries) {
    const type = reading.text(node, 'type')
    const named = type === 'line' ? reading.texts(node, 'crossed_by') : []
    for (const { text, at } of named) crossings.set(`${id} ${text}`, at)
    reportMisplaced(reading, node, type === 'line', id)
    reading.places.set(id, entry.keySpan)
    reading.places.set(`boundary:${id}`, entry.keySpan)
    boundaries.push({
      ...reading.attributes(node, BOUNDARY),
      id: id,
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
  for (const { id, node } of entries) {
    if (!zoneIds.has(id)) continue
    for (const { text, at } of reading.texts(node, 'technical_assets_inside')) {
      const other = zoneOf.get(text)
      if (!ids.has(text))
        reading.error(
          'unknown-component',
          `Zone "${id}" holds "${text}", and there is no such component.`,
          at,
          id,
        )
      else if (other !== undefined && other !== id) {
        reading.error(
          'two-zones',
          `"${text}" is in the zones "${other}" and "${id}". Remove it from one.`,
          at,
          text,
        )
      } else {
        zoneOf.set(text, id)
        places.set(text, at)
      }
    }
    for (const { text, at } of reading.texts(node, 'trust_boundaries_nested')) {
      if (!zoneIds.has(text))
        reading.error('unknown-boundary', `Zone "${id}" holds "${text}", and there is no such zone.`, at, id)
      else if (parentOf.has(text))
        reading.error('two-zones', `Zone "${text}" is nested twice. Remove it from one.`, at, text)
      else if (isInside(parentOf, id, text))
        reading.error('zone-cycle', `Zones "${id}" and "${text}" hold each other.`, at, text)
      else parentOf.set(text, id)
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
  for (const { id, entry, node } of reading.elements(root, 'technical_assets')) {
    if (!contentOf(node).byKey.has('inside_trust_boundary')) continue
    const inside = reading.text(node, 'inside_trust_boundary')
    if (inside === undefined) continue
    const at = node.byKey.get('inside_trust_boundary')?.value ?? entry.keySpan
    const listed = zoneOf.get(id)
    if (!zones.has(inside))
      reading.error('unknown-boundary', `"${id}" is inside "${inside}", and there is no such zone.`, at, id)
    else if (listed === undefined) zoneOf.set(id, inside)
    else if (listed !== inside) {
      const place = places.get(id) ?? at
      const message = `"${id}" says it is inside "${inside}", but "${listed}" lists it. Correct one of the two lines.`
      reading.error('zone-contradiction', message, at, id)
      reading.error('zone-contradiction', message, place, id)
    }
  }
}

function isInside(parentOf: ReadonlyMap<string, string>, zone: string, of: string): boolean {
  for (let id: string | undefined = zone; id !== undefined; id = parentOf.get(id)) if (id === of) return true
  return false
}
