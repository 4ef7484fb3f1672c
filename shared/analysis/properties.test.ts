import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listTargets } from '../model/crossings.ts'
import type { Model } from '../model/schema.ts'
import { CATEGORIES, KINDS } from '../model/schema.ts'
import { coverageOf } from './coverage.ts'
import { evaluateModel } from './evaluate.ts'
import { explainCell } from './explain.ts'
import { openDrafts } from './redrafting/open-drafts.ts'
import { aComponent, aFlow, aModel, aZone } from './sample.ts'

const TITLES = [
  'API Gateway',
  'Postgres',
  'Redis',
  'Kafka',
  'LLM agent',
  'Vault',
  'Admin console',
  'Stripe',
  'Browser',
  'x',
]
const PROTOCOLS = ['https', 'http', 'TLS', 'mqtt'] as const
const AUTHENTICATIONS = ['none', 'jwt', 'certificate'] as const

const models: fc.Arbitrary<Model> = fc
  .record({
    parts: fc.array(
      fc.record({
        kind: fc.constantFrom(...KINDS),
        title: fc.constantFrom(...TITLES),
        zone: fc.constantFrom(null, 'z', 'inner', 'gone'),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    links: fc.array(
      fc.record({
        from: fc.nat(8),
        to: fc.nat(8),
        protocol: fc.option(fc.constantFrom(...PROTOCOLS), { nil: undefined }),
        authentication: fc.option(fc.constantFrom(...AUTHENTICATIONS), { nil: undefined }),
      }),
      { maxLength: 12 },
    ),
    notes: fc.array(fc.string(), { maxLength: 2 }),
  })
  .map(({ parts, links, notes }) =>
    aModel({
      components: parts.map((part, at) => aComponent({ id: `c${at}`, ...part })),
      flows: links.map(({ from, to, protocol, authentication }, at) =>
        aFlow({
          from: `c${from}`,
          to: `c${to}`,
          id: `f${at}`,
          ...(protocol ? { protocol } : {}),
          ...(authentication ? { authentication } : {}),
        }),
      ),
      boundaries: [aZone('z', 'Zone'), aZone('inner', 'Inner', 'z')],
      notes,
    }),
  )

function turned(model: Model): Model {
  return {
    ...model,
    components: model.components.toReversed(),
    flows: model.flows.toReversed(),
    boundaries: model.boundaries.toReversed(),
  }
}

describe('for any model', () => {
  it('the drafts are the same each time, each on a target, one per cell, with its own id and key', () => {
    fc.assert(
      fc.property(models, (model) => {
        const drafts = evaluateModel(model)
        expect(evaluateModel(structuredClone(model))).toEqual(drafts)
        const targets = new Set(listTargets(model))
        for (const draft of drafts) expect(targets.has(draft.target)).toBe(true)
        for (const of of ['id', 'key'] as const)
          expect(new Set(drafts.map((each) => each[of])).size).toBe(drafts.length)
      }),
    )
  })

  it('the order of the file changes neither which drafts there are nor their rank', () => {
    fc.assert(
      fc.property(models, (model) => {
        const ids = (each: Model): readonly string[] =>
          evaluateModel(each).map((draft) => `${draft.id} ${draft.key}`)
        expect(ids(turned(model))).toEqual(ids(model))
      }),
    )
  })

  it('every target has six cells, and each open draft is in one of them', () => {
    fc.assert(
      fc.property(models, (model) => {
        const drafts = evaluateModel(model)
        const cells = coverageOf(model, drafts).flatMap((row) => Object.values(row.cells))
        expect(cells).toHaveLength(listTargets(model).length * CATEGORIES.length)
        const shown = cells.flatMap((cell) => (cell.state === 'drafts' ? cell.drafts : []))
        expect(shown).toHaveLength(openDrafts(model, drafts).length)
      }),
    )
  })

  it('a cell either has a draft or says that no rule drafts it', () => {
    fc.assert(
      fc.property(models, (model) => {
        const drafted = new Set(evaluateModel(model).map((draft) => `${draft.target}|${draft.category}`))
        for (const target of listTargets(model)) {
          for (const category of CATEGORIES) {
            const says = explainCell(model, target, category)
            expect(
              says.startsWith(drafted.has(`${target}|${category}`) ? 'Rules draft' : 'No rule drafts'),
              says,
            ).toBe(true)
          }
        }
      }),
    )
  })
})
