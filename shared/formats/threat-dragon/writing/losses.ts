/** What a written file does not say of the model: read again and compared, so that nothing is lost without a word. */
import type { Diagnostic } from '../../../core/diagnostics.ts'
import { canonicalJson, plural } from '../../../core/text.ts'
import { spaced } from '../../../core/words.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Layout } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'
import { shorten } from '../../reporting.ts'
import type { Reading } from '../read.ts'
import { matchElements } from './match.ts'

/** How elements are counted. */
type Noun = 'component' | 'flow' | 'boundary' | 'risk'
const NOUNS: Readonly<Record<Noun, string>> = {
  component: 'components',
  flow: 'flows',
  boundary: 'boundaries',
  risk: 'risks',
}
/** Members that are compared by what they mean, or that are the model's own business. */
const OWN = new Set(['id', 'kind', 'zone', 'parent', 'from', 'to', 'target', 'crossedBy', 'source'])

export function lossesOf(model: Model, layout: Layout, written: Reading): readonly Diagnostic[] {
  const losses = new Losses()
  const matches = matchElements(model, layout, written)
  const known = written.model
  const refs = new Map<string, string>([
    ...matches.components,
    ...matches.flows,
    ...[...matches.boundaries].map(([id, other]) => [`boundary:${id}`, `boundary:${other}`] as const),
  ])
  const zone = (id: string | null) => (id === null ? null : (matches.boundaries.get(id) ?? '?'))
  const components = byKey(known.components, ({ id }) => id)
  for (const one of model.components) {
    const other = components.get(matches.components.get(one.id) ?? '')
    if (!losses.isThere('component', one.title, other)) continue
    losses.compare('component', one, other)
    if (zone(one.zone) !== other.zone) losses.count('component', 'zone')
  }
  const boundaries = byKey(known.boundaries, ({ id }) => id)
  for (const one of model.boundaries) {
    const other = boundaries.get(matches.boundaries.get(one.id) ?? '')
    if (!losses.isThere('boundary', one.title, other)) continue
    losses.compare('boundary', one, other)
    if (zone(one.parent) !== other.parent) losses.count('boundary', 'zone')
    const crossedBy = one.crossedBy.map((ref) => refs.get(ref) ?? '?').sort()
    if (canonicalJson(crossedBy) !== canonicalJson([...other.crossedBy].sort()))
      losses.count('boundary', 'crossedBy')
  }
  const flows = byKey(known.flows, flowRef)
  for (const one of model.flows) {
    const other = flows.get(matches.flows.get(flowRef(one)) ?? '')
    if (losses.isThere('flow', one.title || flowRef(one), other)) losses.compare('flow', one, other)
  }
  const risks = byKey(known.risks, ({ id }) => id)
  for (const one of model.risks) {
    const other = risks.get(matches.risks.get(one.id) ?? '')
    if (!losses.isThere('risk', one.title || one.id, other)) continue
    losses.compare('risk', one, other)
    if (refs.get(one.target) !== other.target) losses.count('risk', 'target')
  }
  losses.ofModel(model, known)
  return losses.diagnostics
}

class Losses {
  private readonly counts = new Map<string, { readonly noun: Noun; readonly field: string; count: number }>()
  private readonly said: string[] = []

  get diagnostics(): readonly Diagnostic[] {
    const fields = [...this.counts.values()].map(
      ({ noun, field, count }) =>
        `Threat Dragon cannot hold the ${spaced(field)} of ${plural(count, noun, NOUNS[noun])}.`,
    )
    return [...this.said, ...fields].map((message) => ({
      ...{ code: 'threat-dragon-not-carried', severity: 'warning', message, about: 'lost' },
    }))
  }

  isThere<T>(noun: Noun, title: string, other: T | undefined): other is T {
    if (other === undefined) this.said.push(`The ${noun} "${shorten(title)}" cannot be written to this file.`)
    return other !== undefined
  }

  count(noun: Noun, field: string): void {
    const key = `${noun} ${field}`
    const known = this.counts.get(key)
    if (known) known.count += 1
    else this.counts.set(key, { noun, field, count: 1 })
  }

  compare(noun: Noun, one: object, other: object): void {
    const there = new Map(Object.entries(other))
    for (const [field, value] of Object.entries(one)) {
      if (OWN.has(field) || isEmpty(value)) continue
      if (print(value) !== print(there.get(field))) this.count(noun, field)
    }
  }

  ofModel(model: Model, known: Model): void {
    const notes = new Set(known.notes)
    const lists: readonly (readonly [string, number])[] = [
      ['data asset', model.dataAssets.length],
      ['mitigation', model.mitigations.length],
      ['review', model.analyses.filter((each) => !isScopeOnly(each, model)).length],
      ['note', model.notes.filter((note) => !notes.has(note)).length],
      ['choice of rules', (model.rulePacks ?? []).length + Object.keys(model.rulesOff ?? {}).length],
    ]
    for (const [noun, count] of lists) {
      const nouns = noun === 'choice of rules' ? 'choices of rules' : `${noun}s`
      if (count > 0) this.said.push(`Threat Dragon has no place for ${plural(count, noun, nouns)}.`)
    }
  }
}

/** A scope of a flow is written; everything else that a review says is not. */
function isScopeOnly(analysis: Model['analyses'][number], { flows }: Model): boolean {
  const { target, outOfScope, reviewed, fingerprint, notApplicable, rejected, answered } = analysis
  const others = [reviewed, fingerprint, answered].some((each) => each !== undefined)
  const isFlow = outOfScope === undefined || flows.some((flow) => flowRef(flow) === target)
  return isFlow && !others && Object.keys(notApplicable).length === 0 && rejected.length === 0
}

function print(value: unknown): string {
  return canonicalJson(Array.isArray(value) ? [...value].sort() : value)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function byKey<T>(all: readonly T[], key: (one: T) => string): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [key(one), one]))
}
