/** What facts are read against: zones and lines, data assets and notes, which an edit of an element leaves alone. */
import { flowRef } from '../../model/ids.ts'
import type { Boundary, Component, DataAsset, Flow, Model } from '../../model/schema.ts'
import { noteFinder } from './notes.ts'

export interface Surroundings {
  readonly dataAssets: ReadonlyMap<string, DataAsset>
  readonly notesOf: (title: string) => readonly string[]
  readonly zoneTitle: (id: string) => string
  /** Titles of the boundaries between the zones of two components, and of lines over the flow between them. */
  readonly crossed: (flow: Flow, from: Component, to: Component) => readonly string[]
  /** True for every model that these surroundings fit. */
  readonly fit: (model: Model) => boolean
}

const NONE: readonly string[] = []

/** The surroundings of a model; look-ups between two zones are remembered. */
export function surroundingsOf({ boundaries, dataAssets, notes }: Model): Surroundings {
  const byId = new Map(boundaries.map((boundary) => [boundary.id, boundary]))
  const titleOf = (id: string) => byId.get(id)?.title ?? id
  const chains = new Map<string | null, readonly string[]>()
  const chainOf = (zone: string | null) => {
    const known = chains.get(zone)
    if (known) return known
    const chain = new Set<string>()
    for (let id = zone; id !== null && !chain.has(id); id = byId.get(id)?.parent ?? null) chain.add(id)
    const made = [...chain]
    chains.set(zone, made)
    return made
  }
  const passages = new Map<string | null, Map<string | null, Passage>>()
  const passageOf = (from: string | null, to: string | null): Passage => {
    const known = passages.get(from)?.get(to)
    if (known) return known
    const left = chainOf(from).filter((id) => !chainOf(to).includes(id))
    const entered = chainOf(to).filter((id) => !chainOf(from).includes(id))
    const passage = { left: left.map(titleOf), entered: entered.reverse().map(titleOf) }
    const made = { ...passage, both: [...passage.left, ...passage.entered] }
    const row = passages.get(from) ?? new Map<string | null, Passage>()
    passages.set(from, row.set(to, made))
    return made
  }
  const lines = linesOver(boundaries)
  return {
    dataAssets: new Map(dataAssets.map((asset) => [asset.id, asset])),
    notesOf: noteFinder(notes),
    zoneTitle: titleOf,
    crossed: (flow, from, to) => {
      const over = lines.size > 0 ? (lines.get(flowRef(flow)) ?? NONE) : NONE
      if (from.zone === to.zone) return over
      const { left, entered, both } = passageOf(from.zone, to.zone)
      return over.length > 0 ? [...left, ...over, ...entered] : both
    },
    fit: (model) =>
      isSame(model.boundaries, boundaries) &&
      isSame(model.dataAssets, dataAssets) &&
      isSame(model.notes, notes),
  }
}

function isSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return some === others || (some.length === others.length && some.every((item, at) => item === others[at]))
}

interface Passage {
  readonly left: readonly string[]
  readonly entered: readonly string[]
  readonly both: readonly string[]
}

function linesOver(boundaries: readonly Boundary[]): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>()
  for (const { kind, title, crossedBy } of boundaries) {
    if (kind !== 'line') continue
    for (const ref of new Set(crossedBy)) {
      const others = lines.get(ref)
      if (others) others.push(title)
      else lines.set(ref, [title])
    }
  }
  return lines
}
