/** Halves a picture until each part is small enough for Mermaid; nothing is left out. */
import { groupBy } from '../../core/group.ts'
import { MAX_CHARACTERS, MAX_EDGES, type Picture, printPicture } from './picture.ts'

/** What a label is cut to where even a single element is too much; far beyond what anybody reads. */
const MAX_LABEL = 400

/** More take Mermaid's layout longer than its hosts wait. */
const MAX_NODES = 250
/**
 * Its layout contradicts itself, and draws nothing, the more often the more zones stand side by side and the more
 * edges go between them. Of random diagrams within these limits 2 in 100 fail, of those with 100 edges between 10
 * zones 40.
 */
const FEW_ZONES = 7
const MAX_BETWEEN_FEW = 120
const MAX_BETWEEN_MANY = 60

/** True when GitHub's Mermaid takes the picture as it is, and draws it before anybody gives up. */
export function fits(picture: Picture): boolean {
  if (picture.edges.length > MAX_EDGES || picture.nodes.length > MAX_NODES) return false
  if (picture.zones.length > MAX_CHARACTERS / 8 || !canBeLaidOut(picture)) return false
  return printPicture(picture).length <= MAX_CHARACTERS
}

/** Two zones side by side cannot contradict each other, whatever goes between them. */
function canBeLaidOut({ zones, nodes, edges }: Picture): boolean {
  const sideBySide = groupBy(zones, (zone) => zone.parent)
  const widest = Math.max(0, ...[...sideBySide.values()].map((siblings) => siblings.length))
  if (widest <= 2) return true
  const zoneOf = new Map(nodes.map((node) => [node.key, node.zone]))
  const between = edges.filter(({ from, to }) => zoneOf.get(from) !== zoneOf.get(to))
  return between.length <= (widest <= FEW_ZONES ? MAX_BETWEEN_FEW : MAX_BETWEEN_MANY)
}

/** The picture, or several with the same title and a number. An element may stand in more than one. */
export function splitPicture(picture: Picture): readonly Picture[] {
  if (fits(picture)) return [picture]
  const parts: Picture[] = []
  const waiting = [picture]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const halves = fits(next) ? undefined : halve(next)
    if (halves) waiting.push(halves[1], halves[0])
    else parts.push(fits(next) ? next : shorten(next))
  }
  if (parts.length === 1) return parts
  return parts.map((part, at) => ({
    ...part,
    title: `${shortText(picture.title)} (${at + 1} of ${parts.length})`,
  }))
}

/** Edges with their ends first, then what no edge reaches; undefined when nothing is left to halve. */
function halve(picture: Picture): [Picture, Picture] | undefined {
  const reached = new Set(picture.edges.flatMap((edge) => [edge.from, edge.to]))
  const lonely = picture.nodes.filter((node) => !reached.has(node.key))
  if (picture.edges.length > 0 && lonely.length > 0) {
    return [partOf(picture, picture.edges, []), partOf(picture, [], lonely)]
  }
  if (picture.edges.length > 1) {
    const middle = Math.ceil(picture.edges.length / 2)
    return [
      partOf(picture, picture.edges.slice(0, middle), []),
      partOf(picture, picture.edges.slice(middle), []),
    ]
  }
  if (picture.edges.length === 0 && lonely.length > 1) {
    const middle = Math.ceil(lonely.length / 2)
    return [partOf(picture, [], lonely.slice(0, middle)), partOf(picture, [], lonely.slice(middle))]
  }
  if (picture.nodes.length === 0 && picture.zones.length > 1) {
    const middle = Math.ceil(picture.zones.length / 2)
    const roots = picture.zones.map((zone) => ({ ...zone, parent: null }))
    return [
      { ...picture, zones: roots.slice(0, middle) },
      { ...picture, zones: roots.slice(middle) },
    ]
  }
  return undefined
}

function partOf(picture: Picture, edges: Picture['edges'], lonely: Picture['nodes']): Picture {
  const keys = new Set([...edges.flatMap((edge) => [edge.from, edge.to]), ...lonely.map((node) => node.key)])
  const nodes = picture.nodes.filter((node) => keys.has(node.key))
  const zones = new Map(picture.zones.map((zone) => [zone.key, zone]))
  const shown = new Set<string>()
  for (const node of nodes) {
    for (let key = node.zone; key !== null && !shown.has(key); key = zones.get(key)?.parent ?? null)
      shown.add(key)
  }
  return {
    ...picture,
    edges,
    nodes,
    zones: picture.zones.filter((zone) => shown.has(zone.key)),
  }
}

function shorten(picture: Picture): Picture {
  return {
    ...picture,
    title: shortText(picture.title),
    zones: picture.zones.map((zone) => ({ ...zone, label: shortText(zone.label) })),
    nodes: picture.nodes.map((node) => ({ ...node, label: shortText(node.label) })),
    edges: picture.edges.map((edge) => ({ ...edge, label: shortText(edge.label) })),
  }
}

function shortText(text: string): string {
  return text.length <= MAX_LABEL ? text : `${text.slice(0, MAX_LABEL)}…`
}
