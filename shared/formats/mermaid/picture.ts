/** One flowchart before it is text, and its printing. A model too large for one is several of these. */

import { groupBy } from '../../core/group.ts'
import type { Kind } from '../../model/schema.ts'
import { printLabel, SafeIds } from './encode.ts'

export interface PictureNode {
  /** Unique in the picture; the Mermaid id is made from it. */
  readonly key: string
  readonly label: string
  readonly shape: Kind
  /** Key of the zone it is drawn in. */
  readonly zone: string | null
  /** Drawn with a zone's border: it stands for a zone that has a diagram of its own. */
  readonly isZone?: boolean
}

export interface PictureEdge {
  readonly from: string
  readonly to: string
  /** Empty for none. */
  readonly label: string
  readonly isTwoWay: boolean
  readonly crosses: boolean
}

interface PictureZone {
  readonly key: string
  readonly label: string
  readonly parent: string | null
}

export interface Picture {
  readonly title: string
  readonly zones: readonly PictureZone[]
  readonly nodes: readonly PictureNode[]
  readonly edges: readonly PictureEdge[]
  /** Whole `%%` lines, given the Mermaid ids of zones and nodes. */
  readonly comments: (idOf: (key: string) => string) => readonly string[]
}

/** What the diagrams of a large model are made from; the parents of its zones form no circle. */
export interface PictureParts {
  readonly nodes: ReadonlyMap<string, PictureNode>
  readonly edges: readonly PictureEdge[]
  readonly zones: readonly PictureZone[]
}

/** Mermaid refuses more than 500 edges and more than 50,000 characters unless told otherwise. */
export const MAX_EDGES = 499
export const MAX_CHARACTERS = 49_000
const BRACKETS: Readonly<Record<Kind, readonly [string, string]>> = {
  external: ['[', ']'],
  process: ['([', '])'],
  store: ['[(', ')]'],
}
/** Hosts show the same text on white and on near-black paper: these are read on both. */
const INK_ON_ANY_PAPER = '#777777'
const ZONE_TITLE = '#e03131'
/** Inside a shape and on an edge's label the paper is always light. */
const INK = '#333333'
const BOUNDARY = `fill:none,stroke:#dc2626,stroke-dasharray:6 4,color:${ZONE_TITLE}`
const CROSSING = `stroke:#dc2626,stroke-width:2px,color:${INK}`
/** Without it Mermaid before 11 draws every edge as wide as a crossing. */
const EDGE = `stroke-width:1px,color:${INK}`

const texts = new WeakMap<Picture, string>()

/** The text of a picture in the order of its parts, with a final newline. Only printing tells whether it is too long. */
export function printPicture(picture: Picture): string {
  const known = texts.get(picture)
  if (known !== undefined) return known
  const text = printParts(picture)
  texts.set(picture, text)
  return text
}

function printParts(picture: Picture): string {
  const ids = new SafeIds()
  for (const { key } of [...picture.zones, ...picture.nodes]) ids.of(key)
  const placeholders: string[] = []
  const body = printBody(picture, ids, placeholders)
  const crossings = picture.edges.flatMap((edge, at) => (edge.crosses ? [at] : []))
  const bounded = [
    ...picture.zones.map((zone) => ids.of(zone.key)),
    ...picture.nodes.filter((node) => node.isZone).map((node) => ids.of(node.key)),
  ]
  const lines = [
    '---',
    ...(picture.title === '' ? [] : [`title: ${printYamlText(picture.title)}`]),
    'config:',
    '  layout: dagre',
    '  theme: default',
    '  look: classic',
    '  themeVariables:',
    `    lineColor: "${INK_ON_ANY_PAPER}"`,
    `    textColor: "${INK_ON_ANY_PAPER}"`,
    '    edgeLabelBackground: "#ffffff"',
    '---',
    'flowchart LR',
    ...body,
    ...picture.edges.map((edge) => `  ${printEdge(edge, ids)}`),
    ...(picture.nodes.length === 0 ? [] : [`  classDef default color:${INK}`]),
    ...(bounded.length === 0
      ? []
      : [`  classDef boundary ${BOUNDARY}`, `  class ${bounded.join(',')} boundary`]),
    ...(placeholders.length === 0
      ? []
      : ['  classDef placeholder fill:none,stroke:none', `  class ${placeholders.join(',')} placeholder`]),
    ...(picture.edges.length === 0 ? [] : [`  linkStyle default ${EDGE}`]),
    ...(crossings.length === 0 ? [] : [`  linkStyle ${crossings.join(',')} ${CROSSING}`]),
    ...picture.comments((key) => ids.of(key)),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** True for a text that starts as `printPicture` does, whatever its title. */
export function isPrinted(text: string): boolean {
  return /^\uFEFF?---\r?\n(?:title: .*\r?\n)?config:\r?\n {2}layout: dagre\r?\n {2}theme: default\r?\n {2}look: classic\r?\n/u.test(
    text,
  )
}

function printBody(picture: Picture, ids: SafeIds, placeholders: string[]): readonly string[] {
  const nodes = groupBy(picture.nodes, (node) => node.zone)
  const zones = groupBy(picture.zones, (zone) => zone.parent)
  const out: string[] = []
  const printZone = (zone: string | null, depth: number): void => {
    const indent = '  '.repeat(depth)
    for (const node of nodes.get(zone) ?? []) {
      const [open, close] = BRACKETS[node.shape]
      out.push(`${indent}${ids.of(node.key)}${open}${printLabel(node.label)}${close}`)
    }
    for (const child of zones.get(zone) ?? []) {
      out.push(`${indent}subgraph ${ids.of(child.key)}[${printLabel(child.label)}]`)
      const isEmpty = !nodes.has(child.key) && !zones.has(child.key)
      if (isEmpty) {
        // Mermaid before 12 draws no subgraph without a node.
        const id = ids.of(`${child.key} empty`)
        placeholders.push(id)
        out.push(`${indent}  ${id}[${printLabel('')}]`)
      } else printZone(child.key, depth + 1)
      out.push(`${indent}end`)
    }
  }
  printZone(null, 1)
  return out
}

function printEdge(edge: PictureEdge, ids: SafeIds): string {
  const arrow = edge.isTwoWay ? '<-->' : '-->'
  const label = edge.label === '' ? '' : `|${printLabel(edge.label)}|`
  return `${ids.of(edge.from)} ${arrow}${label} ${ids.of(edge.to)}`
}

/** JSON is YAML; what Mermaid looks for before it reads the frontmatter is escaped. */
function printYamlText(text: string): string {
  return JSON.stringify(text).replace(
    /[<>%#;{}]|[\u007f-\u009f\u2028\u2029\ufeff]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
