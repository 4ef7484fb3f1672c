/**
 * Prints Mermaid flowcharts. A model that is too large for one diagram becomes an overview of its zones
 * and one diagram for each zone, because GitHub and GitLab show nothing for a larger one.
 */

import { groupBy } from '../../core/group.ts'
import { crossingsOf } from '../../model/crossings.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Component, Flow, Model } from '../../model/schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { commentsOf, componentLabel, flowLabel } from './labels.ts'
import {
  type Picture,
  type PictureEdge,
  type PictureNode,
  type PictureParts,
  printPicture,
} from './picture.ts'
import { fits, splitPicture } from './split.ts'
import { overviewOf, zonePictures } from './zones.ts'

/** Nesting that every Mermaid's parser follows without trouble. */
const MAX_DEPTH = 64

export interface Diagram {
  readonly title: string
  /** A whole Mermaid document. */
  readonly text: string
}

/** The one diagram of the model, or its overview when it is too large for one. */
export function printMermaid(model: Model): string {
  const { whole, overview } = picturesOf(model)
  if (fits(whole)) return printPicture(whole)
  const [first] = overview()
  return first ? printPicture(first) : ''
}

/** One diagram, or the overview and then the zones in the model's order, outside first. Never empty. */
export function printMermaidDiagrams(model: Model): readonly Diagram[] {
  const { whole, parts, overview } = picturesOf(model)
  if (fits(whole)) return [{ title: model.title, text: printPicture(whole) }]
  const pictures = [...overview(), ...zonePictures(model, parts).flatMap(splitPicture)]
  return pictures.map((picture) => ({ title: picture.title, text: printPicture(picture) }))
}

interface Pictures {
  readonly parts: PictureParts
  readonly whole: Picture
  /** The zones as boxes, in as many pictures as that takes. */
  readonly overview: () => readonly Picture[]
}

/** The last ones: a save prints the same model as a diagram of its own and inside its report. */
let last: { readonly model: Model; readonly pictures: Pictures } | undefined

function picturesOf(model: Model): Pictures {
  if (last?.model !== model) last = { model, pictures: drawPictures(model) }
  return last.pictures
}

function drawPictures(model: Model): Pictures {
  const parts = pictureParts(model)
  const { nodes, edges, zones } = parts
  const title = model.title === EMPTY_MODEL.title ? '' : model.title
  let overview: readonly Picture[] | undefined
  return {
    parts,
    whole: {
      title,
      zones,
      nodes: [...nodes.values()],
      edges,
      comments: (idOf) => commentsOf(model, idOf),
    },
    overview: () => {
      overview ??= splitPicture(overviewOf(model, parts))
      return overview
    },
  }
}

function pictureParts(model: Model): PictureParts {
  const parents = zoneParents(model)
  return {
    nodes: new Map(model.components.map((component) => [component.id, toNode(component, parents)])),
    edges: edgesOf(model),
    zones: model.boundaries.flatMap(({ id, title }) => {
      const parent = parents.get(id)
      return parent === undefined ? [] : [{ key: id, label: title, parent }]
    }),
  }
}

function toNode(component: Component, zones: ReadonlyMap<string, unknown>): PictureNode {
  const zone = component.zone !== null && zones.has(component.zone) ? component.zone : null
  return { key: component.id, label: componentLabel(component), shape: component.kind, zone }
}

/** The zone around each zone; a zone in itself or too deep is drawn as an outermost one. */
function zoneParents(model: Model): ReadonlyMap<string, string | null> {
  const zones = new Map(
    model.boundaries.filter((zone) => zone.kind === 'zone').map((zone) => [zone.id, zone]),
  )
  const parents = new Map<string, string | null>()
  const isRooted = (id: string): boolean => {
    let zone: string | null = id
    for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
      zone = zones.get(zone)?.parent ?? null
      if (zone === null || !zones.has(zone)) return true
    }
    return false
  }
  for (const { id, parent } of zones.values()) {
    parents.set(id, parent !== null && zones.has(parent) && isRooted(id) ? parent : null)
  }
  return parents
}

/** In the model's order; a flow and its exact way back are one edge where neither has anything to say. */
function edgesOf(model: Model): readonly PictureEdge[] {
  const { components } = indexOf(model)
  const crossings = crossingsOf(model)
  // With its length in front, one end is told from the other whatever the ids are.
  const ends = (from: string, to: string) => `${from.length} ${from}${to}`
  const between = groupBy(model.flows, (flow) => ends(flow.from, flow.to))
  const wayBack = (flow: Flow): Flow | undefined => {
    const there = between.get(ends(flow.from, flow.to)) ?? []
    const back = between.get(ends(flow.to, flow.from)) ?? []
    const [only] = back
    return flow.from !== flow.to && there.length === 1 && back.length === 1 ? only : undefined
  }
  const isPlain = (flow: Flow) => flow.id === flow.to && flowLabel(model, flow) === ''
  const edges: PictureEdge[] = []
  const drawn = new Set<Flow>()
  for (const flow of model.flows) {
    if (drawn.has(flow) || !components.has(flow.from) || !components.has(flow.to)) continue
    const label = flowLabel(model, flow)
    const back = flow.id === flow.to && label === '' ? wayBack(flow) : undefined
    const isTwoWay = back !== undefined && isPlain(back)
    if (isTwoWay) drawn.add(back)
    edges.push({
      from: flow.from,
      to: flow.to,
      label,
      isTwoWay,
      crosses: crossings.has(flowRef(flow)),
    })
  }
  return edges
}
