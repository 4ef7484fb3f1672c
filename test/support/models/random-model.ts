// Random valid models for properties: nested zones, lines, clashing and hostile titles, parallel flows.
import fc from 'fast-check'
import { flowRef, slug, uniqueId } from '../../../shared/model/ids.ts'
import type { Boundary, Component, Flow, Model } from '../../../shared/model/schema.ts'
import { EMPTY_MODEL, KINDS } from '../../../shared/model/schema.ts'

const HOSTILE = [
  'end',
  'A -> B',
  '-->',
  '%%{init: {}}%%',
  'a"b',
  '[x]',
  '(y)',
  '{z}',
  'Zone: Q',
  'Process: P',
  '- bullet',
  '# hash',
  '`code`',
  'a|b',
  '<b>x</b>',
  '&amp;',
  '#35;',
  'style x:#1;',
  'direction LR',
  'graph TD',
  'trust boundary 1',
  'x, y',
  'Note: "n"',
  ' a ',
  'a  b',
  'a\nb',
  '注文',
  '',
  '\\',
  '\\n',
  '\u202ebidi',
  '\u200b',
  '👩‍👩‍👧',
  '__proto__',
  'constructor',
  "it's",
  'a:b',
  '1. x',
  '***',
  '→',
  'ß',
  'É',
  '{x}',
  '"',
  '""',
  '"q"',
  '(',
  ')',
  'TLS',
  'trust boundary',
  'Title: t',
  'subgraph',
  'default',
  '\t',
  '\r',
  '\ud800',
  'ﬂ°°35¶ß',
  '=1+1',
]

/** Short plain titles that clash often, hostile ones, and any text. */
export const anyTitle = fc.oneof(
  fc.constantFrom('A', 'B', 'b', 'C', 'Api Gateway', 'api gateway', 'Redis'),
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
)

const optional = (text: fc.Arbitrary<string>) => fc.option(text, { nil: undefined })
const place = fc.nat({ max: 1000 })

/** At most `max` components, flows and boundaries; ids are valid and mostly the slugs of the titles. */
export function anyModel(max = 8, title: fc.Arbitrary<string> = anyTitle): fc.Arbitrary<Model> {
  return fc
    .record({
      title,
      components: fc.array(fc.tuple(title, fc.constantFrom(...KINDS), place, optional(title), fc.boolean()), {
        maxLength: max,
      }),
      zones: fc.array(fc.tuple(title, place, fc.boolean()), { maxLength: Math.ceil(max / 2) }),
      lines: fc.array(fc.tuple(title, fc.array(place, { maxLength: 3 }), fc.boolean()), { maxLength: 3 }),
      flows: fc.array(
        fc.tuple(
          place,
          place,
          fc.oneof(fc.constant(''), title),
          optional(fc.oneof(fc.constantFrom('TLS', 'https'), title)),
          fc.boolean(),
        ),
        { maxLength: max * 2 },
      ),
      notes: fc.array(title, { maxLength: 3 }),
    })
    .map(build)
}

interface Seed {
  readonly title: string
  readonly components: readonly [string, Component['kind'], number, string | undefined, boolean][]
  readonly zones: readonly [string, number, boolean][]
  readonly lines: readonly [string, number[], boolean][]
  readonly flows: readonly [number, number, string, string | undefined, boolean][]
  readonly notes: readonly string[]
}

function build(seed: Seed): Model {
  const taken = new Set<string>()
  const newId = (title: string, isOwn: boolean) => {
    const id = uniqueId(isOwn ? `own-${slug(title)}` : slug(title), (used) => taken.has(used))
    taken.add(id)
    return id
  }
  const zones: Boundary[] = []
  for (const [title, at, isOwn] of seed.zones) {
    const parent = zones[at % (zones.length + 1)]?.id ?? null
    zones.push({ id: newId(title, isOwn), title, kind: 'zone', parent, crossedBy: [], tags: [] })
  }
  const components = seed.components.map(([title, kind, at, note, isOwn]): Component => {
    const zone = zones[at % (zones.length + 1)]?.id ?? null
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    return { id: newId(title, isOwn), title, kind, zone, ...(note === undefined ? {} : { note }), ...lists }
  })
  const flows = flowsOf(seed, components)
  const lines = seed.lines.map(([title, over, isOwn]): Boundary => {
    const crossedBy = new Set(
      flows.length === 0 ? [] : over.map((at) => flowRef(flows[at % flows.length] ?? { from: '', id: '' })),
    )
    return { id: newId(title, isOwn), title, kind: 'line', parent: null, crossedBy: [...crossedBy], tags: [] }
  })
  return {
    ...EMPTY_MODEL,
    title: seed.title,
    components,
    flows,
    boundaries: [...zones, ...lines],
    notes: seed.notes,
  }
}

function flowsOf(seed: Seed, components: readonly Component[]): readonly Flow[] {
  const refs = new Set<string>()
  const flows: Flow[] = []
  for (const [a, b, title, protocol, isOwn] of seed.flows) {
    const from = components[a % components.length]?.id
    const to = components[b % components.length]?.id
    if (from === undefined || to === undefined) continue
    const id = uniqueId(isOwn ? `own-${to}` : to, (used) => refs.has(flowRef({ from, id: used })))
    refs.add(flowRef({ from, id }))
    const lists = { dataSent: [], dataReceived: [], tags: [] }
    flows.push({ id, from, to, title, ...(protocol === undefined ? {} : { protocol }), ...lists })
  }
  return flows
}
