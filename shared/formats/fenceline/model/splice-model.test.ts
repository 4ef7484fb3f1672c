import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aRandomModel } from '../../../../test/support/models/arbitrary-model.ts'
import { comparable } from '../../../../test/support/models/comparable-model.ts'
import { runs } from '../../../../test/support/properties/runs.ts'
import { removeElements } from '../../../model/edits/remove.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Component, Flow, Model, Risk } from '../../../model/schema.ts'
import { TEMPLATES } from '../templates/templates.ts'
import { readModel } from './read-model.ts'
import { printModel, spliceModel } from './write-model.ts'

const MESSY = `# head comment
"title": 'It''s messy'   # t
x-owner: {team: [a, "b"], n: 12345678901234567890}
data_assets: {d1: {title: D one, confidentiality: internal}, "d2": {integrity: critical,}, }

# the assets

technical_assets:

    "web":   # quoted key
        type:   process
        x-custom: &c   keep me
        # above title
        title: "Web"  # after title
        tags:
        - a    # first
        # between
        - 'b'

        communication_links:
            db: {target: db, data_assets_sent: [d1, d2], protocol: https}   # to the database
            ghost: {target: nobody}
            # above log
            log:
                target: log
                description: >
                    folded text
                    of two lines

                data_assets_sent:
                    - d1


    # belongs to db
    db: {title: DB, type: datastore, technologies: [sql, db], x: *c}
    # belongs to log
    log:
        type: datastore
        title: |
            Log
            book
        # trailing inside log

# about zones
trust_boundaries:
    z1:
      title: Zone one
      technical_assets_inside: [ web,
         db ]  # two
      trust_boundaries_nested: [z2, gone]
    z2: {}
    l1: {type: line, crossed_by: ['web>db']}
identified_risks:
-   category: tampering   # category first
    id: R1
    asset: db
    description: 'quoted'
- {id: R2, category: spoofing, link: web>log}

# between

- id: R3
  category: spoofing
  asset: unknown
risk_analysis:
    web>db:
        fingerprint: abc
        rejected:
            - {category: tampering, title: T, reason: R, key: k}
notes: ["one", two]
x-last: end
`

const ANCHORS = `title: Anchored
defaults: &base
  type: process
  owner: ops
  tags: &tags [x, y]
technical_assets:
  a:
    <<: *base
    title: A
    communication_links: &links
      b: {target: b, tags: *tags}
  b:
    <<: [*base]
    tags: *tags
  c: &c
    title: C
    type: &kind datastore
    description: &d shared text
  d:
    type: *kind
    description: *d
    communication_links: *links
trust_boundaries:
  z: {technical_assets_inside: &in [a, b]}
x-in: *in
`

const FIXTURES: readonly (readonly [name: string, text: string])[] = [
  ...TEMPLATES.map(({ id, text }) => [id, text] as const),
  ['messy', MESSY],
  ['messy with CRLF', MESSY.replaceAll('\n', '\r\n')],
  ['messy without a final newline', MESSY.slice(0, -1)],
  ['a byte order mark', `\uFEFF${MESSY}`],
  ['anchors', ANCHORS],
  [
    'one line',
    `{title: T, technical_assets: {a: {type: process}, b: {type: datastore, tags: [x]}}, notes: [n]}`,
  ],
]

function modelOf(text: string): Model {
  const { model } = readModel(text)
  if (!model) throw new Error('the fixture must read')
  return model
}

type Pick = (count: number) => number
type Edit = readonly [name: string, mostLinesGone: number, edit: (model: Model, pick: Pick) => Model]
const TEXTS = [
  'New',
  'a: b',
  '# no comment',
  'two\nlines',
  'long words '.repeat(20).trim(),
  'no',
  "it's",
  '42',
  'ends\n',
  '"q"',
]

const at = <T>(items: readonly T[], pick: Pick): T | undefined => items[pick(items.length)]
const swap = <T>(items: readonly T[], old: T | undefined, next: T): readonly T[] =>
  items.map((item) => (item === old ? next : item))
const textOf = (pick: Pick) => at(TEXTS, pick) ?? ''
const changeComponent = (
  model: Model,
  pick: Pick,
  change: (component: Component) => Partial<Component>,
): Model => {
  const old = at(model.components, pick)
  return old ? { ...model, components: swap(model.components, old, { ...old, ...change(old) }) } : model
}
const changeFlow = (model: Model, pick: Pick, change: (flow: Flow) => Partial<Flow>): Model => {
  const old = at(model.flows, pick)
  return old ? { ...model, flows: swap(model.flows, old, { ...old, ...change(old) }) } : model
}
const toggled = (list: readonly string[], word: string) =>
  list.includes(word) ? list.filter((item) => item !== word) : [...list, word]

/** The bound counts lines of the source that may be missing afterwards, block texts and written-out aliases included. */
const EDITS: readonly Edit[] = [
  ['title', 3, (model, pick) => changeComponent(model, pick, () => ({ title: textOf(pick) }))],
  ['description', 4, (model, pick) => changeComponent(model, pick, () => ({ description: textOf(pick) }))],
  ['no description', 4, (model, pick) => changeComponent(model, pick, () => ({ description: undefined }))],
  [
    'kind',
    4,
    (model, pick) =>
      changeComponent(model, pick, ({ kind }) => ({ kind: kind === 'store' ? 'process' : 'store' })),
  ],
  [
    'flag',
    3,
    (model, pick) =>
      changeComponent(model, pick, ({ internet }) => ({ internet: internet ? undefined : true })),
  ],
  [
    'tags',
    6,
    (model, pick) =>
      changeComponent(model, pick, ({ tags }) => ({
        tags: toggled(tags, at(['a', 'b', 'x', 'new', 'a, b'], pick) ?? ''),
      })),
  ],
  [
    'technologies',
    3,
    (model, pick) => changeComponent(model, pick, () => ({ technologies: ['one', 'two'].slice(pick(3)) })),
  ],
  [
    'zone',
    6,
    (model, pick) =>
      changeComponent(model, pick, () => ({
        zone:
          at([null, ...model.boundaries.filter(({ kind }) => kind === 'zone').map(({ id }) => id)], pick) ??
          null,
      })),
  ],
  ['flow title', 4, (model, pick) => changeFlow(model, pick, () => ({ title: textOf(pick) }))],
  ['flow description', 5, (model, pick) => changeFlow(model, pick, () => ({ description: textOf(pick) }))],
  [
    'flow data',
    5,
    (model, pick) =>
      changeFlow(model, pick, ({ dataSent }) => ({
        dataSent: toggled(dataSent, at(model.dataAssets, pick)?.id ?? dataSent[0] ?? '').filter(Boolean),
      })),
  ],
  [
    'add component',
    1,
    (model, pick) => {
      const added: Component = {
        id: 'added',
        title: textOf(pick),
        kind: 'process',
        zone: null,
        technologies: [],
        tags: ['t'],
        dataProcessed: [],
        dataStored: [],
        formatsAccepted: [],
      }
      return { ...model, components: model.components.toSpliced(pick(model.components.length + 1), 0, added) }
    },
  ],
  [
    'add flow',
    6,
    (model, pick) => {
      const [from, to] = [at(model.components, pick)?.id, at(model.components, pick)?.id]
      if (from === undefined || to === undefined) return model
      return {
        ...model,
        flows: [
          ...model.flows,
          { id: 'added', from, to, title: '', dataSent: [], dataReceived: [], tags: [] },
        ],
      }
    },
  ],
  [
    'remove',
    200,
    (model, pick) =>
      removeElements(model, [
        at(
          [
            ...model.components.map(({ id }) => id),
            ...model.flows.map(flowRef),
            ...model.boundaries.map(({ id }) => id),
          ],
          pick,
        ) ?? '',
      ]).model,
  ],
  [
    'lines',
    5,
    (model, pick) => ({
      ...model,
      boundaries: model.boundaries.map((line) =>
        line.kind === 'line'
          ? { ...line, crossedBy: model.flows.map(flowRef).filter(() => pick(2) === 0) }
          : line,
      ),
    }),
  ],
  [
    'add zone',
    2,
    (model, pick) => ({
      ...model,
      boundaries: [
        ...model.boundaries,
        { id: 'zone-added', title: textOf(pick), kind: 'zone', parent: null, crossedBy: [], tags: [] },
      ],
    }),
  ],
  [
    'risk',
    1,
    (model, pick) => {
      const target = at([...model.components.map(({ id }) => id), ...model.flows.map(flowRef)], pick)
      if (target === undefined) return model
      const risk: Risk = {
        id: 'added',
        target,
        category: 'spoofing',
        title: textOf(pick),
        description: textOf(pick),
        status: 'unchecked',
      }
      return { ...model, risks: model.risks.toSpliced(pick(model.risks.length + 1), 0, risk) }
    },
  ],
  [
    'risk status',
    2,
    (model, pick) => ({
      ...model,
      risks: swap(model.risks, model.risks[0], {
        ...(model.risks[0] as Risk),
        status: pick(2) ? 'mitigated' : 'accepted',
        ticket: 'T-1',
      }).filter(({ id }) => id !== undefined),
    }),
  ],
  ['no risks', 40, (model) => ({ ...model, risks: [] })],
  [
    'analysis',
    10,
    (model, pick) => {
      const target = at(model.components, pick)?.id
      if (target === undefined) return model
      return {
        ...model,
        analyses: [
          ...model.analyses.filter((other) => other.target !== target),
          {
            target,
            reviewed: '2026-11-23',
            notApplicable: { spoofing: textOf(pick) },
            rejected: [{ category: 'tampering', title: textOf(pick), reason: 'r', key: '12' }],
          },
        ],
      }
    },
  ],
  [
    'notes',
    2,
    (model, pick) => ({
      ...model,
      notes: model.notes.toSpliced(pick(model.notes.length + 1), pick(2), textOf(pick)),
    }),
  ],
  [
    'asset',
    3,
    (model, pick) => ({
      ...model,
      dataAssets: [...model.dataAssets, { id: 'asset-added', title: textOf(pick), tags: [] }],
    }),
  ],
  ['order', 100, (model) => ({ ...model, components: model.components.toReversed() })],
  ['model title', 1, (model, pick) => ({ ...model, title: textOf(pick) })],
]

function linesGone(before: string, after: string): number {
  const left = new Map<string, number>()
  for (const line of after.split('\n')) left.set(line, (left.get(line) ?? 0) + 1)
  let gone = 0
  for (const line of before.split('\n')) {
    const count = left.get(line) ?? 0
    if (count === 0) gone += 1
    else left.set(line, count - 1)
  }
  return gone
}

describe('the model file, written in place', () => {
  test('printing and reading gives the same model', () => {
    fc.assert(
      fc.property(aRandomModel(), (model) => {
        expect(comparable(modelOf(printModel(model)))).toEqual(comparable(model))
      }),
      // Each run prints, parses and splices whole models.
      { numRuns: runs(300) },
    )
  })

  test('a model that the text holds already changes no byte', () => {
    for (const [name, text] of FIXTURES)
      expect([name, spliceModel(text, modelOf(text))]).toEqual([name, text])
  })

  test('an edit reads back and leaves the other lines alone', () => {
    const cases = fc.tuple(
      fc.constantFrom(...FIXTURES),
      fc.constantFrom(...EDITS),
      fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
    )
    fc.assert(
      fc.property(cases, ([[, source], [, most, edit], numbers]) => {
        let used = 0
        const pick: Pick = (count) => (numbers[used++ % numbers.length] ?? 0) % Math.max(count, 1)
        const next = edit(modelOf(source), pick)
        const text = spliceModel(source, next)
        expect(comparable(modelOf(text))).toEqual(comparable(next))
        expect(spliceModel(text, next)).toBe(text)
        if (source !== ANCHORS && source.includes('\n'))
          expect(linesGone(source, text)).toBeLessThanOrEqual(most)
        expect(text.endsWith('\n')).toBe(source.endsWith('\n'))
        expect(text.startsWith('\uFEFF')).toBe(source.startsWith('\uFEFF'))
        if (source.includes('\r\n')) expect(/[^\r]\n/.test(text)).toBe(false)
      }),
      { numRuns: runs(1200) },
    )
  })

  test('what is said about a value outlives the value', () => {
    const text = `title: Shop # ours
technical_assets:
  # in front
  web:
    type: process
    # what it is
    description: > # folded
      the window
    technology: gateway # see help
`
    const model = modelOf(text)
    const change = (changes: Partial<Component>) =>
      spliceModel(text, { ...model, components: model.components.map((web) => ({ ...web, ...changes })) })
    const without = change({ description: undefined })
    expect(without).toBe(text.replace('description: > # folded\n      the window', '# folded'))
    expect(change({ description: 'short' })).toContain('    description: short # folded\n')
    expect(change({ technologies: ['gateway', 'waf'] })).toContain('    # see help\n')
    const long = spliceModel(text, { ...model, title: 'long words '.repeat(20).trim() })
    expect(long).toMatch(/^title: >-? # ours\n/)
  })

  test('a list in the place of a map is another program’s and is not overwritten', () => {
    const text = 'title: T\ntechnical_assets:\n  a:\n    communication_links:\n      - target: a\n'
    const model = modelOf(text)
    const flow: Flow = { id: 'x', from: 'a', to: 'a', title: '', dataSent: [], dataReceived: [], tags: [] }
    expect(() => spliceModel(text, { ...model, flows: [flow] })).toThrow(
      '"communication_links" in line 4 is no map, so nothing can be added to it.',
    )
    expect(spliceModel(text, { ...model, title: 'U' })).toBe(text.replace('title: T', 'title: U'))
  })

  test('the last element of a file that holds nothing else leaves a model', () => {
    const text = 'technical_assets:\n  a:\n    type: process\n'
    expect(modelOf(spliceModel(text, { ...modelOf(text), components: [] })).components).toEqual([])
  })

  test('any model can be written over any other', () => {
    fc.assert(
      fc.property(aRandomModel(4), aRandomModel(4), (before, after) => {
        const text = spliceModel(printModel(before), after)
        expect(comparable(modelOf(text))).toEqual(comparable(after))
      }),
      // Each run prints, parses and splices whole models.
      { numRuns: runs(60) },
    )
  })
})
