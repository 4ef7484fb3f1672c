/** Nodes as components and subgraphs as zones: their ids, titles, notes and kinds. */

import { slug } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Boundary, Component } from '../../../model/schema.ts'
import { shownText } from '../encode.ts'
import { componentLabel, oneLine, readComponentLabel } from '../labels.ts'
import type { Flowchart, FlowSubgraph, FlowVertex } from '../syntax/flowchart.ts'
import { type Comments, type SaidComponent, type SaidZone, shorten } from './comments.ts'
import type { DrawnComponent, DrawnZone } from './drawn.ts'
import { findIcon, plainLabel, readForeignComponentLabel } from './foreign-labels.ts'
import { habitOf, printGuess, readKind } from './kinds.ts'
import type { Report } from './report.ts'

const MAX_DEPTH = 64

export interface Elements {
  readonly components: readonly { readonly component: Component; readonly drawn: DrawnComponent }[]
  readonly zones: readonly { readonly zone: Boundary; readonly drawn: DrawnZone }[]
  readonly placeholders: readonly FlowVertex[]
  /** Ids of components by Mermaid id. */
  readonly componentOf: ReadonlyMap<string, string>
  /** For whatever else needs an id of its own. */
  readonly ids: FreeIds
}

export function readElements(
  chart: Flowchart,
  comments: Comments,
  isOurs: boolean,
  report: Report,
): Elements {
  const ends = new Set(chart.edges.flatMap(({ from, to }) => [from, to]))
  const isPlaceholder = ({ id, label, classes }: FlowVertex) =>
    classes.includes('placeholder') && oneLine(label) === '' && !ends.has(id)
  const placeholders = chart.vertices.filter(isPlaceholder)
  const vertices = chart.vertices.filter((vertex) => !isPlaceholder(vertex))
  const subgraphs = [
    ...new Map([...chart.subgraphs].reverse().map((each) => [each.id, each])).values(),
  ].reverse()

  const ids = new FreeIds()
  const nodes = new Set([...vertices, ...subgraphs].map(({ id }) => id))
  for (const { value, comment } of [...comments.components.values(), ...comments.zones.values()]) {
    if (nodes.has(value.node)) ids.claim(value.id)
    else {
      const what = `This line is about "${shorten(value.node)}", which is not in the diagram. Delete the line.`
      report('mermaid-comment', 'info', what, comment.at)
    }
  }
  for (const { value } of comments.lines) ids.claim(value.id)

  const habit = habitOf(chart, isOurs)
  const named = vertices.map((vertex) => {
    const said = comments.components.get(vertex.id)
    const words = wordsOf(vertex, said, isOurs)
    const own = slug(vertex.id)
    const id = said?.value.id ?? ids.take(isOurs ? own : slug(words.title, own))
    return { vertex, said, words, id }
  })
  const zoneIds = new Map(
    subgraphs.map((subgraph) => {
      const said = comments.zones.get(subgraph.id)
      const own = slug(subgraph.id, 'zone')
      const id = said?.value.id ?? ids.take(isOurs ? own : slug(titleOf(subgraph, said, isOurs), own))
      return [subgraph.id, id]
    }),
  )
  const zoneOf = (subgraph: string | null) => (subgraph === null ? null : (zoneIds.get(subgraph) ?? null))

  return {
    ids,
    placeholders,
    componentOf: new Map(named.map(({ vertex, id }) => [vertex.id, id])),
    components: named.map(({ vertex, said, words: { icon, ...words }, id }) => {
      const reading = readKind(vertex, words.title, icon, habit)
      if (reading.from !== undefined) {
        report('mermaid-kind-guessed', 'info', printGuess(shorten(words.title), reading), placeOf(vertex), id)
      }
      const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
      return {
        component: { id, kind: reading.kind, zone: zoneOf(vertex.subgraph), ...words, ...lists },
        drawn: { ref: id, vertex, ...(said ? { comment: said.comment } : {}) },
      }
    }),
    zones: readZones(subgraphs, report).map(({ subgraph, parent }) => {
      const said = comments.zones.get(subgraph.id)
      const id = zoneOf(subgraph.id) ?? ''
      const title = titleOf(subgraph, said, isOurs)
      return {
        zone: { id, title, kind: 'zone', parent: zoneOf(parent), crossedBy: [], tags: [] },
        drawn: { ref: id, subgraph, ...(said ? { comment: said.comment } : {}) },
      }
    }),
  }
}

/** Where a node is written with its label, else first named. */
export function placeOf(vertex: FlowVertex) {
  return vertex.declared ?? vertex.mentions[0] ?? { from: 0, to: 0 }
}

/** The exact words of a comment line where they are the ones that the label shows; a label edited by hand wins. */
function wordsOf(
  { id, label, icon }: FlowVertex,
  said: SaidComponent | undefined,
  isOurs: boolean,
): Pick<Component, 'title' | 'note' | 'description'> & { readonly icon?: string } {
  if (said && shownText(componentLabel(said.value)) === shownText(label)) {
    const { title, note } = said.value
    return { title, ...(note === undefined ? {} : { note }) }
  }
  if (isOurs) return readComponentLabel(label)
  const shown = icon ?? findIcon(label)
  const words = readForeignComponentLabel(label)
  return {
    ...words,
    ...(words.title === '' ? { title: id } : {}),
    ...(shown === undefined ? {} : { icon: shown }),
  }
}

function titleOf({ id, title }: FlowSubgraph, said: SaidZone | undefined, isOurs: boolean): string {
  if (said && oneLine(said.value.title) === oneLine(title)) return said.value.title
  return isOurs ? oneLine(title) : oneLine(plainLabel(title)) || id
}

function readZones(
  subgraphs: readonly FlowSubgraph[],
  report: Report,
): readonly { readonly subgraph: FlowSubgraph; readonly parent: string | null }[] {
  const depths = new Map<string | null, number>([[null, 0]])
  return subgraphs.map((subgraph) => {
    const { id, parent, head } = subgraph
    // A parent opens above; one that does not is the zone itself or one that it is in.
    const known = depths.get(parent)
    const depth = (known ?? 0) + 1
    depths.set(id, depth)
    if (depth === MAX_DEPTH + 1) {
      const what = `Subgraphs are nested more than ${MAX_DEPTH} deep. Flatten them.`
      report('mermaid-too-deep', 'error', what, head)
    }
    return { subgraph, parent: known === undefined ? null : parent }
  })
}
