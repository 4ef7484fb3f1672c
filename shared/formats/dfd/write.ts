/**
 * Prints the plain-text DFD. Lines stand without indentation except inside zones, because a chain of
 * processes would otherwise move one step right with every flow. Flows inside one zone follow its
 * members; flows between zones stand together at the end.
 */
import { flowRef, slug } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Boundary, Component, Flow, Kind, Model } from '../../model/schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { printLabel } from './syntax/label-spelling.ts'
import { readLine } from './syntax/line.ts'
import {
  collapse,
  isVisible,
  printId,
  printName,
  printQuoted,
  printRemark,
  titleKey,
} from './syntax/spelling.ts'
import { LineProblem } from './syntax/statement.ts'

const KEYWORDS: Readonly<Record<Kind, string>> = {
  external: 'External',
  process: 'Process',
  store: 'Data store',
}
/** What the reader refuses to nest deeper. */
const MAX_DEPTH = 64

/** Ends with a newline unless the model is empty. README.md says what the text cannot carry. */
export function printDfd(model: Model): string {
  const printer = new Printer(model)
  return printer.print()
}

class Printer {
  private readonly model: Model
  private readonly out: string[] = []
  private readonly declared = new Set<string>()
  private readonly printed = new Set<Flow>()
  private readonly shared: ReadonlySet<string>
  private readonly members = new Map<string | null, Component[]>()
  /** The flows that stay in one zone, by that zone. */
  private readonly inner = new Map<string | null, Flow[]>()
  /** What an arrow without a name before it starts from, as the reader sees it. */
  private source: string | undefined

  constructor(model: Model) {
    this.model = model
    this.shared = new Set([
      ...sharedTitles('component', model.components),
      ...sharedTitles(
        'zone',
        model.boundaries.filter((boundary) => boundary.kind === 'zone'),
      ),
      ...sharedTitles(
        'line',
        model.boundaries.filter((boundary) => boundary.kind === 'line'),
      ),
    ])
    for (const component of model.components) add(this.members, this.zoneOf(component), component)
    for (const flow of model.flows) {
      const [from, to] = [this.component(flow.from), this.component(flow.to)]
      if (from && to && this.zoneOf(from) === this.zoneOf(to)) add(this.inner, this.zoneOf(from), flow)
    }
  }

  print(): string {
    const { model } = this
    if (model.title !== EMPTY_MODEL.title) this.out.push(`Title: ${printTitle(model.title)}`)
    this.printMembers(null, '')
    const zones = model.boundaries.filter((boundary) => boundary.kind === 'zone')
    for (const zone of zones) if (!this.isZone(zone.parent)) this.printZones(zone)
    // What is left encloses itself, which only a broken file says.
    for (const zone of zones) this.printZones(zone)
    this.source = undefined
    for (const flow of model.flows) if (!this.printed.has(flow)) this.printFlow(flow, '', false)
    for (const line of model.boundaries) {
      if (line.kind === 'line' && !this.isCrossed(line)) this.out.push(`Line: ${this.name('line', line)}`)
    }
    for (const note of model.notes) this.out.push(printNote(note))
    return this.out.map((line) => `${line}\n`).join('')
  }

  /** A zone and all in it; a list instead of recursion, since a broken file may nest without end. */
  private printZones(root: Boundary): void {
    const waiting = [{ zone: root, depth: 0 }]
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { zone, depth } = next
      if (this.declared.has(`zone ${zone.id}`)) continue
      this.declared.add(`zone ${zone.id}`)
      this.out.push(`${'  '.repeat(depth)}Zone: ${this.name('zone', zone)}`)
      this.printMembers(zone.id, '  '.repeat(depth + 1))
      const children = indexOf(this.model).zonesIn.get(zone.id) ?? []
      const inside = Math.min(depth + 1, MAX_DEPTH - 1)
      for (const child of [...children].reverse()) waiting.push({ zone: child, depth: inside })
    }
  }

  /** The components of one zone, with the flows that stay in it as early as they can be drawn. */
  private printMembers(zone: string | null, indent: string): void {
    this.source = undefined
    for (const flow of this.inner.get(zone) ?? []) this.printFlow(flow, indent, true)
    for (const component of this.members.get(zone) ?? []) {
      if (!this.declared.has(component.id)) this.out.push(`${indent}${this.declaration(component)}`)
    }
  }

  /** Between zones (`stays` is false) both ends are declared already and are named in full. */
  private printFlow(flow: Flow, indent: string, stays: boolean): void {
    const [from, to] = [this.component(flow.from), this.component(flow.to)]
    if (!from || !to) return
    this.printed.add(flow)
    if (!this.declared.has(from.id)) {
      this.out.push(`${indent}${this.declaration(from)}`)
      this.source = from.id
    }
    const isContinued = stays && this.source === from.id
    const start = isContinued ? '->' : `${this.name('component', from)} ->`
    const label = this.label(flow)
    const end = this.declared.has(to.id) ? this.name('component', to) : this.declaration(to)
    this.out.push(`${indent}${start} ${label === '' ? '' : `${label} -> `}${end}`)
    this.source = to.kind === 'process' ? to.id : from.id
  }

  private label(flow: Flow): string {
    const lines = indexOf(this.model).linesOver.get(flowRef(flow)) ?? []
    return printLabel({
      ...(flow.title === '' ? {} : { title: flow.title }),
      ...(flow.protocol === undefined ? {} : { protocol: flow.protocol }),
      ...(flow.id === flow.to ? {} : { id: flow.id }),
      lines: [...new Set(lines)].map((line) => ({
        title: line.title,
        ...(this.needsId('line', line) ? { id: line.id } : {}),
      })),
    })
  }

  private declaration(component: Component): string {
    this.declared.add(component.id)
    const note = component.note === undefined ? '' : ` ${printRemark(component.note)}`
    return `${KEYWORDS[component.kind]}: ${this.name('component', component)}${note}`
  }

  private name(what: string, element: { readonly id: string; readonly title: string }): string {
    return printName(element.title) + (this.needsId(what, element) ? ` ${printId(element.id)}` : '')
  }

  private needsId(what: string, { id, title }: { readonly id: string; readonly title: string }): boolean {
    return id !== slug(title) || this.shared.has(`${what} ${titleKey(title)}`)
  }

  private component(id: string): Component | undefined {
    return indexOf(this.model).components.get(id)
  }

  private isZone(id: string | null): boolean {
    return id !== null && indexOf(this.model).boundaries.get(id)?.kind === 'zone'
  }

  private zoneOf(component: Component): string | null {
    return this.isZone(component.zone) ? component.zone : null
  }

  private isCrossed(line: Boundary): boolean {
    return line.crossedBy.some((ref) => {
      const flow = indexOf(this.model).flows.get(ref)
      return flow !== undefined && this.printed.has(flow)
    })
  }
}

function add<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}

/** Titles that say nothing alone, because several elements of a kind have them. */
function sharedTitles(what: string, elements: readonly { readonly title: string }[]): readonly string[] {
  const seen = new Set<string>()
  const shared: string[] = []
  for (const { title } of elements) {
    const key = `${what} ${titleKey(title)}`
    if (seen.has(key)) shared.push(key)
    seen.add(key)
  }
  return shared
}

function printTitle(title: string): string {
  return title !== '' && title === collapse(title) && printName(title) === title ? title : printQuoted(title)
}

/** Verbatim where the line reads back as this note. */
function printNote(note: string): string {
  try {
    const { statement, indent } = readLine(note, true)
    if (isVisible(note) && indent === 0 && statement.type === 'note' && statement.text === note) return note
  } catch (problem) {
    if (!(problem instanceof LineProblem)) throw problem
  }
  return `Note: ${printQuoted(note)}`
}
