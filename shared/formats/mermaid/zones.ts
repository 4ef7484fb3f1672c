/** The diagrams of a model that is too large for one: zones as boxes, then what is in each. */

import { groupBy } from '../../core/group.ts'
import { plural } from '../../core/text.ts'
import type { Model } from '../../model/schema.ts'
import type { Picture, PictureEdge, PictureNode, PictureParts } from './picture.ts'

const OUTSIDE = 'Outside'
/** More components than this outside every zone are one box in the overview. */
const MAX_OUTSIDE = 50
/** With three zones side by side Mermaid's layout can contradict itself and draw nothing; with two it cannot. */
const MAX_ZONES = 2

/** Each outermost zone is one node, and all flows from one to another are one edge. */
export function overviewOf(model: Model, parts: PictureParts): Picture {
  const roots = rootsOf(parts)
  const outside = [...parts.nodes.values()].filter((node) => node.zone === null)
  const isFolded = outside.length > MAX_OUTSIDE
  const outsideKey = freeKey(parts)
  const boxOf = (key: string): string => {
    const zone = parts.nodes.get(key)?.zone ?? null
    if (zone !== null) return roots.get(zone) ?? zone
    return isFolded ? outsideKey : key
  }
  const folded: PictureNode[] = [
    { key: outsideKey, label: OUTSIDE, shape: 'external', zone: null, isZone: true },
  ]
  const shown = new Set(roots.values())
  const zones = parts.zones
    .filter((zone) => shown.has(zone.key))
    .map((zone) => ({
      key: zone.key,
      label: zone.label,
      shape: 'process' as const,
      zone: null,
      isZone: true,
    }))
  return {
    title: model.title,
    zones: [],
    nodes: [...(isFolded ? folded : outside), ...zones],
    edges: joined(parts.edges, boxOf),
    comments: () => ['%% fenceline overview'],
  }
}

/** One picture for outside and for each zone that directly holds components, with the other ends of its flows. */
export function zonePictures(model: Model, parts: PictureParts): readonly Picture[] {
  const zoneOf = (key: string) => parts.nodes.get(key)?.zone ?? null
  const members = groupBy(parts.nodes.values(), (node) => node.zone)
  const touching = new Map<string | null, PictureEdge[]>()
  for (const edge of parts.edges) {
    for (const zone of new Set([zoneOf(edge.from), zoneOf(edge.to)])) {
      const edges = touching.get(zone)
      if (edges) edges.push(edge)
      else touching.set(zone, [edge])
    }
  }
  const zones = new Map(parts.zones.map((zone) => [zone.key, zone]))
  return [null, ...zones.keys()].flatMap((zone) => {
    const inside = members.get(zone) ?? []
    if (inside.length === 0) return []
    const edges = touching.get(zone) ?? []
    const keys = new Set([
      ...inside.map((node) => node.key),
      ...edges.flatMap((edge) => [edge.from, edge.to]),
    ])
    const shown = new Set<string>()
    const show = (from: string | null) => {
      for (let key = from; key !== null && !shown.has(key); key = zones.get(key)?.parent ?? null)
        shown.add(key)
    }
    show(zone)
    const others = [...keys].flatMap((key) => parts.nodes.get(key)?.zone ?? [])
    // Else only the zones around this one are drawn.
    if (new Set(others).size <= MAX_ZONES) others.forEach(show)
    const shownAround = (from: string | null): string | null => {
      let key = from
      while (key !== null && !shown.has(key)) key = zones.get(key)?.parent ?? null
      return key
    }
    const nodes = [...keys].flatMap((key) => {
      const node = parts.nodes.get(key)
      return node ? { ...node, zone: shownAround(node.zone) } : []
    })
    const title = zone === null ? OUTSIDE : (zones.get(zone)?.label ?? zone)
    const pictured = parts.zones.filter((other) => shown.has(other.key))
    return [
      {
        title: `${model.title}: ${title}`,
        zones: pictured,
        nodes,
        edges,
        comments: () => ['%% fenceline part'],
      },
    ]
  })
}

/** The outermost zone around each zone. */
function rootsOf(parts: PictureParts): ReadonlyMap<string, string> {
  const parents = new Map(parts.zones.map((zone) => [zone.key, zone.parent]))
  const roots = new Map<string, string>()
  for (const { key } of parts.zones) {
    const chain = [key]
    let top = key
    for (let parent = parents.get(top) ?? null; parent !== null; parent = parents.get(top) ?? null) {
      const known = roots.get(parent)
      if (known !== undefined || chain.includes(parent)) {
        top = known ?? parent
        break
      }
      chain.push(parent)
      top = parent
    }
    for (const zone of chain) roots.set(zone, top)
  }
  return roots
}

/** All flows between two boxes are one edge, with arrows where they go. */
function joined(edges: readonly PictureEdge[], boxOf: (key: string) => string): readonly PictureEdge[] {
  interface Joined {
    readonly from: string
    readonly to: string
    count: number
    isTwoWay: boolean
    crosses: boolean
  }
  const found = new Map<string, Joined>()
  for (const edge of edges) {
    const [from, to] = [boxOf(edge.from), boxOf(edge.to)]
    if (from === to) continue
    const key = JSON.stringify(from < to ? [from, to] : [to, from])
    const known = found.get(key) ?? { from, to, count: 0, isTwoWay: false, crosses: false }
    known.count += edge.isTwoWay ? 2 : 1
    known.isTwoWay ||= edge.isTwoWay || known.from !== from
    known.crosses ||= edge.crosses
    found.set(key, known)
  }
  return [...found.values()].map(({ count, ...edge }) => ({ ...edge, label: plural(count, 'flow') }))
}

function freeKey(parts: PictureParts): string {
  let key = 'outside'
  while (parts.nodes.has(key) || parts.zones.some((zone) => zone.key === key)) key += '-'
  return key
}
