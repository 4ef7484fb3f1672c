/** What facts are read against: zones and lines, data assets and notes, which an edit of an element leaves alone. */
import { flowRef } from '../../model/ids.ts'
import type { Boundary, Component, DataAsset, Flow, Model } from '../../model/schema.ts'
import { isSameList } from './kept.ts'
import { noteFinder } from './notes.ts'

export interface Surroundings {
  readonly dataAssets: ReadonlyMap<string, DataAsset>
  readonly notesOf: (title: string) => readonly string[]
  readonly zoneTitle: (id: string) => string
  /** Titles of the boundaries between the zones of two components, and of lines over the flow between them. */
  readonly crossed: (flow: Flow, from: Component, to: Component) => readonly string[]
  /** Ids of a zone and of those around it, innermost first. */
  readonly chainOf: (zone: string | null) => readonly string[]
  readonly lines: Lines
  /** What they were read from. */
  readonly model: Pick<Model, 'boundaries' | 'dataAssets' | 'notes'>
}

/** What reads otherwise in other surroundings. */
export interface Changes {
  /** Zones whose title is another. */
  readonly titles: ReadonlySet<string>
  /** Zones that are elsewhere, or whose way out has other titles. */
  readonly zones: ReadonlySet<string>
  /** Flows by their refs that other lines cross. */
  readonly lines: ReadonlySet<string>
  readonly data: ReadonlySet<string>
}

const NONE: readonly string[] = []

/** The surroundings of a model, `last` itself where they are the same; look-ups between two zones are remembered. */
export function surroundingsOf(model: Model, last?: Surroundings): Surroundings {
  const { boundaries, dataAssets, notes } = model
  if (
    last &&
    isSameList(last.model.boundaries, boundaries) &&
    isSameList(last.model.dataAssets, dataAssets) &&
    isSameList(last.model.notes, notes)
  )
    return last
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
    chainOf,
    lines,
    model: { boundaries, dataAssets, notes },
  }
}

const NOTHING: ReadonlySet<string> = new Set()
const NO_CHANGES: Changes = { titles: NOTHING, zones: NOTHING, lines: NOTHING, data: NOTHING }

/** Undefined where nothing can be said: a note may be about any component. */
export function changesBetween(then: Surroundings, now: Surroundings): Changes | undefined {
  if (then === now) return NO_CHANGES
  if (!isSameList(then.model.notes, now.model.notes)) return undefined
  const ids = [...then.model.boundaries, ...now.model.boundaries].map(({ id }) => id)
  const titles = new Set(ids.filter((id) => then.zoneTitle(id) !== now.zoneTitle(id)))
  const isElsewhere = (id: string) => {
    const chain = now.chainOf(id)
    return !isSameList(chain, then.chainOf(id)) || chain.some((zone) => titles.has(zone))
  }
  const refs = [...then.lines.keys(), ...now.lines.keys()]
  const data = [...then.dataAssets.keys(), ...now.dataAssets.keys()]
  return {
    titles,
    zones: new Set(ids.filter(isElsewhere)),
    lines: new Set(
      refs.filter((ref) => !isSameList(then.lines.get(ref) ?? NONE, now.lines.get(ref) ?? NONE)),
    ),
    data: new Set(data.filter((id) => then.dataAssets.get(id) !== now.dataAssets.get(id))),
  }
}

interface Passage {
  readonly left: readonly string[]
  readonly entered: readonly string[]
  readonly both: readonly string[]
}

/** Titles of the lines over each flow, by its ref. */
type Lines = ReadonlyMap<string, readonly string[]>

function linesOver(boundaries: readonly Boundary[]): Lines {
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
