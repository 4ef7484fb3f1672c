/** Turns the lines into a model: names into elements, indentation into zones and sources. */

import { flowRef } from '../../model/ids.ts'
import { FreeIds } from '../../model/names/free-ids.ts'
import type { Boundary, Component, Flow, Kind, Model } from '../../model/schema.ts'
import type { ComponentEntry, DrawnFlow, Entry, EntryKind, LineEntry, ZoneEntry } from './entries.ts'
import { assignIds, Names } from './names.ts'
import { Scope } from './scope.ts'
import { shorten } from './syntax/braces.ts'
import { type Line, LineProblem, type Mention, type Name, type Span } from './syntax/statement.ts'

export interface Place {
  readonly line: number
  readonly span: Span
}

/** One place in the text that names an element; a flow's reaches from its arrow to the end of its target. */
export interface Naming extends Place {
  readonly what: EntryKind | 'flow'
  /** Id of a component or boundary, ref of a flow. */
  readonly ref: string
  /** The id that is written here in braces. */
  readonly id?: string
  /** The kind whose keyword is written here. */
  readonly kind?: Kind
}

type Report = (line: number, problem: LineProblem, severity?: 'error' | 'warning') => void

const MAX_DEPTH = 64

export class Drawing {
  private readonly report: Report
  private readonly byId = new Map<string, Entry>()
  private readonly components = new Names<ComponentEntry>('component', this.byId)
  private readonly zones = new Names<ZoneEntry>('zone', this.byId)
  private readonly lines = new Names<LineEntry>('line', this.byId)
  private readonly flows: DrawnFlow[] = []
  private readonly notes: string[] = []
  private readonly scope = new Scope()
  private readonly declared = new Map<Mention, ComponentEntry>()
  private readonly named: { readonly entry: Entry; readonly line: number; readonly name: Mention }[] = []
  private title: string | undefined

  constructor(report: Report) {
    this.report = report
  }

  get elements(): number {
    const named = this.components.entries.length + this.zones.entries.length + this.lines.entries.length
    return named + this.flows.length + this.notes.length
  }

  /** First pass: the components that this line declares. */
  declare(line: number, { statement }: Line): void {
    if (statement.type !== 'chain') return
    const mentions = [
      ...(statement.first ? [statement.first] : []),
      ...statement.steps.map((step) => step.to),
    ]
    for (const mention of mentions) this.guard(line, () => this.declareComponent(line, mention))
  }

  /** Second pass, in the order of the text: zones, flows, lines and notes. */
  draw(line: number, { indent, statement }: Line): void {
    if (statement.type === 'title') this.title = statement.text
    if (statement.type === 'note') this.notes.push(statement.text)
    if (statement.type === 'line') this.guard(line, () => this.nameLine(line, statement.name))
    if (statement.type === 'zone') this.guard(line, () => this.drawZone(line, indent, statement.name))
    if (statement.type !== 'chain') return
    this.scope.enter(indent)
    let source = statement.first ? this.find(line, statement.first) : this.scope.source()
    if (statement.first && !source) return
    if (statement.first && source) {
      if (this.scope.isInsideComponent() && statement.steps.length === 0) {
        const what = `"${shorten(source.title)}" is indented below a component. Start the line with -> to draw a flow to it, or give it the same indentation.`
        this.report(line, new LineProblem('dfd-nested-component', what, statement.first.span))
      }
      this.place(line, source, statement.first, 'named')
      this.scope.open(source, indent)
    }
    for (const step of statement.steps) {
      const to = this.find(line, step.to)
      if (!to) return
      if (!source) {
        const what =
          'This arrow has no source. Put a component above it, or name one before the arrow: A -> B.'
        this.report(line, new LineProblem('dfd-no-source', what, step.span))
        return
      }
      this.place(line, to, step.to, 'drawn')
      this.drawFlow({ from: source, to, label: step.label, line, span: step.span })
      this.scope.reach(to)
      source = to
    }
    if (source) this.scope.hold(source, indent)
  }

  /** The model and where each element stands; ids are given now, after all written ones are known. */
  finish(): {
    model: Partial<Model>
    places: ReadonlyMap<string, Place>
    namings: readonly Naming[]
  } {
    const boundaries = [...this.zones.entries, ...this.lines.entries].sort(byText)
    assignIds([...this.components.entries, ...boundaries])
    const places = new Map<string, Place>()
    for (const entry of this.components.entries)
      places.set(idOf(entry), { line: entry.line, span: entry.name.span })
    for (const entry of boundaries) {
      places.set(`boundary:${idOf(entry)}`, { line: entry.line, span: entry.name.span })
    }
    const ids = this.flowIds()
    const flows = this.flows.map((flow, at) => toFlow(flow, ids[at] ?? ''))
    const refs = new Map(this.flows.map((flow, at) => [flow, flowRef(flows[at] ?? { from: '', id: '' })]))
    for (const [flow, ref] of refs) places.set(ref, { line: flow.line, span: flow.span })
    return {
      places,
      namings: this.listNamings(refs),
      model: {
        ...(this.title === undefined ? {} : { title: this.title }),
        components: this.components.entries.map(toComponent),
        flows,
        boundaries: boundaries.map((entry) => toBoundary(entry, refs)),
        notes: this.notes,
      },
    }
  }

  private listNamings(refs: ReadonlyMap<DrawnFlow, string>): readonly Naming[] {
    const elements = this.named.map(({ entry, line, name: { span, id, kind } }): Naming => {
      const written = { ...(id === undefined ? {} : { id }), ...(kind === undefined ? {} : { kind }) }
      return { what: entry.what, ref: idOf(entry), line, span, ...written }
    })
    const flows = [...refs].map(([{ line, span, label }, ref]): Naming => {
      return { what: 'flow', ref, line, span, ...(label.id === undefined ? {} : { id: label.id }) }
    })
    return [...elements, ...flows]
  }

  private declareComponent(line: number, mention: Mention): void {
    const { kind } = mention
    if (kind === undefined) return
    const { title, id, note } = mention
    const entry = this.components.declare(mention, () => {
      return { what: 'component', title, id, kind, note, line, name: mention, zone: undefined }
    })
    if (entry.kind !== kind) {
      const what = `"${shorten(title)}" is declared with another keyword on line ${entry.line + 1}. Use the same one, or give this one another title or an id in braces.`
      throw new LineProblem('dfd-kind-differs', what, mention.span)
    }
    this.declared.set(mention, entry)
  }

  private declareLine(line: number, name: Name): LineEntry {
    return this.lines.declare(name, () => {
      return { what: 'line', title: name.title, id: name.id, line, name, crossedBy: [] }
    })
  }

  private nameLine(line: number, name: Name): LineEntry {
    const entry = this.declareLine(line, name)
    this.named.push({ entry, line, name })
    return entry
  }

  private drawZone(line: number, indent: number, name: Name): void {
    this.scope.enter(indent)
    if (this.scope.isInsideComponent()) {
      const what = `The zone "${shorten(name.title)}" is indented below a component or a flow. Give it the indentation of the zone it belongs in.`
      throw new LineProblem('dfd-zone-in-flow', what, name.span)
    }
    const parent = this.scope.zone()
    const depth = (parent?.depth ?? 0) + 1
    const zone = this.zones.declare(name, () => {
      return { what: 'zone', title: name.title, id: name.id, line, name, parent, depth }
    })
    if (zone.parent !== parent) {
      const what = `The zone "${shorten(name.title)}" is already in another place on line ${zone.line + 1}. Give it the same indentation there and here, or another id in braces.`
      throw new LineProblem('dfd-two-places', what, name.span)
    }
    if (depth > MAX_DEPTH) {
      throw new LineProblem(
        'dfd-too-deep',
        `Zones are nested more than ${MAX_DEPTH} deep. Flatten them.`,
        name.span,
      )
    }
    this.named.push({ entry: zone, line, name })
    this.scope.openZone(zone, indent)
  }

  private find(line: number, mention: Mention): ComponentEntry | undefined {
    // A declaration that failed was reported by the first pass.
    if (mention.kind !== undefined) return this.declared.get(mention)
    return this.guard(line, () => {
      const entry = this.components.refer(mention)
      if (entry) return entry
      const title = shorten(mention.title)
      const what = `There is no component "${title}". Declare it, for example as Process: ${title}, or correct the name.`
      throw new LineProblem('dfd-unknown-component', what, mention.span)
    })
  }

  private place(line: number, entry: ComponentEntry, mention: Mention, by: 'named' | 'drawn'): void {
    this.named.push({ entry, line, name: mention })
    if (mention.note !== undefined && mention.note !== entry.note) {
      if (entry.note === undefined) entry.note = mention.note
      else {
        const what = `"${shorten(entry.title)}" already has the remark (${shorten(entry.note)}), which is kept. Write it once.`
        this.report(line, new LineProblem('dfd-two-remarks', what, mention.span), 'warning')
      }
    }
    if (mention.kind === undefined) return
    const zone = this.scope.zone()
    const known = entry.zone
    const isFirmer = !known || (by === 'named' && (known.by === 'drawn' || known.entry === null))
    if (isFirmer) entry.zone = { entry: zone, by }
    else if (by === 'named' && zone !== null && known.entry !== zone) {
      const what = `"${shorten(entry.title)}" is already in the zone "${shorten(known.entry?.title ?? '')}". Declare it in one zone.`
      this.report(line, new LineProblem('dfd-two-zones', what, mention.span))
    }
  }

  private drawFlow(flow: DrawnFlow): void {
    this.flows.push(flow)
    for (const name of flow.label.lines) {
      const line = this.guard(flow.line, () => this.nameLine(flow.line, name))
      if (line && line.crossedBy.at(-1) !== flow) line.crossedBy.push(flow)
    }
  }

  private flowIds(): readonly string[] {
    const refs = new FreeIds()
    for (const { from, label, line, span } of this.flows) {
      if (label.id === undefined || refs.claim(flowRef({ from: idOf(from), id: label.id }))) continue
      const what = `A flow from "${shorten(from.title)}" already has the id {${shorten(label.id)}}. Give this one another.`
      this.report(line, new LineProblem('dfd-duplicate-id', what, span))
    }
    return this.flows.map(({ from, to, label }) => {
      const start = flowRef({ from: idOf(from), id: '' })
      return label.id ?? refs.take(`${start}${idOf(to)}`).slice(start.length)
    })
  }

  /** Runs a step of reading; a problem is reported and gives undefined. */
  private guard<T>(line: number, step: () => T): T | undefined {
    try {
      return step()
    } catch (problem) {
      if (!(problem instanceof LineProblem)) throw problem
      this.report(line, problem)
      return undefined
    }
  }
}

function idOf(entry: Entry): string {
  return entry.id ?? ''
}

function byText(a: Entry, b: Entry): number {
  return a.line - b.line || a.name.span.start - b.name.span.start
}

function toComponent(entry: ComponentEntry): Component {
  return {
    id: idOf(entry),
    title: entry.title,
    kind: entry.kind,
    zone: entry.zone?.entry ? idOf(entry.zone.entry) : null,
    ...(entry.note === undefined ? {} : { note: entry.note }),
    technologies: [],
    tags: [],
    dataProcessed: [],
    dataStored: [],
    formatsAccepted: [],
  }
}

function toFlow(flow: DrawnFlow, id: string): Flow {
  const { title, protocol } = flow.label
  return {
    id,
    from: idOf(flow.from),
    to: idOf(flow.to),
    title: title ?? '',
    ...(protocol === undefined ? {} : { protocol }),
    dataSent: [],
    dataReceived: [],
    tags: [],
  }
}

function toBoundary(entry: ZoneEntry | LineEntry, refs: ReadonlyMap<DrawnFlow, string>): Boundary {
  const parent = entry.what === 'zone' && entry.parent ? idOf(entry.parent) : null
  const crossedBy = entry.what === 'line' ? entry.crossedBy.map((flow) => refs.get(flow) ?? '') : []
  return { id: idOf(entry), title: entry.title, kind: entry.what, parent, crossedBy, tags: [] }
}
