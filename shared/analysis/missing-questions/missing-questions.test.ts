import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { CATEGORIES, type Component, type Flow, type Model, type Risk } from '../../model/schema.ts'
import { evaluateModel } from '../evaluate.ts'
import { aComponent, aFlow, aLine, aModel, aZone, PLAIN_ORDERS } from '../sample.ts'
import { findAnswer, missingQuestions } from './list.ts'
import { TOPICS } from './question.ts'
import { COMPONENT_QUESTIONS, CROSSING_QUESTIONS } from './table.ts'

const ROWS = [...COMPONENT_QUESTIONS, ...CROSSING_QUESTIONS]
const idsAt = (model: Model, target: string) =>
  missingQuestions(model, [])
    .filter((question) => question.target === target)
    .map(({ id }) => id)

/** One component between a browser and a database, with what makes it interesting. */
const between = (part: Partial<Component>, more: readonly Component[] = [], flows: readonly Flow[] = []) =>
  aModel({
    components: [
      aComponent({ id: 'browser', kind: 'external', title: 'Browser' }),
      aComponent({ id: 'it', kind: 'process', title: 'Catalogue', ...part }),
      aComponent({ id: 'db', kind: 'store', title: 'Postgres' }),
      ...more,
    ],
    flows: [aFlow({ from: 'browser', to: 'it' }), aFlow({ from: 'it', to: 'db' }), ...flows],
  })
const STRIPE = aComponent({ id: 'stripe', kind: 'external', title: 'Stripe', note: 'third party' })
const PARTNER = aComponent({ id: 'partner', kind: 'external', title: 'Partner', note: 'third party' })
const zoned = (model: Model): Model => ({
  ...model,
  boundaries: [aZone('app', 'App')],
  components: model.components.map((each) => (each.id === 'it' ? { ...each, zone: 'app' } : each)),
})

/** Where each row is asked, and a like place where it is not. */
const CASES: readonly (readonly [id: string, target: string, asked: Model, notAsked: Model])[] = [
  ['admin-operations', 'it', between({ title: 'Admin Console' }), between({})],
  ['impersonation', 'it', between({ title: 'Web portal' }), between({ title: 'Mailer' })],
  ['deploy', 'it', between({ title: 'Deployment pipeline' }), between({})],
  ['act-for-a-text', 'it', between({ title: 'Support LLM' }), between({})],
  ['refund', 'it', between({ title: 'Billing' }), between({})],
  ['amount-from-client', 'it', between({ title: 'Checkout' }), between({})],
  ['paid-twice', 'it', between({ title: 'Payments' }), between({})],
  ['owner-check', 'it', between({}), aModel({ components: [aComponent({ id: 'it', kind: 'process' })] })],
  [
    'delete-or-export-all',
    'it',
    between({}),
    aModel({ components: [aComponent({ id: 'it', kind: 'process' })] }),
  ],
  ['tenant-isolation', 'it', between({ multiTenant: true }), between({})],
  [
    'shared-store',
    'db',
    between({}, [aComponent({ id: 'job', kind: 'process' })], [aFlow({ from: 'job', to: 'db' })]),
    between({}),
  ],
  ['client-fields', 'it', between({}), aModel({ components: [aComponent({ id: 'it', kind: 'process' })] })],
  ['session-end', 'it', between({ title: 'Session service' }), between({})],
  ['party-fails', 'it', between({}, [STRIPE], [aFlow({ from: 'it', to: 'stripe' })]), between({})],
  ['credentials-of', 'it', between({}), aModel({ components: [aComponent({ id: 'it', kind: 'process' })] })],
  ['vault-access', 'db', between({}, [], []), between({})],
  ['upload', 'it', between({ title: 'Image uploads' }), between({})],
  ['log-content', 'it', between({}), aModel({ components: [aComponent({ id: 'it', kind: 'process' })] })],
  ['who-did-it', 'it', between({}), aModel({ components: [aComponent({ id: 'it', kind: 'process' })] })],
  ['backup', 'db', between({}), between({})],
  [
    'expensive-request',
    'it',
    between({}),
    aModel({ components: [aComponent({ id: 'it', kind: 'process' })] }),
  ],
  [
    'party-receives',
    'it>stripe',
    zoned(between({ title: 'Payments' }, [STRIPE], [aFlow({ from: 'it', to: 'stripe' })])),
    between({ title: 'Payments' }, [STRIPE], [aFlow({ from: 'it', to: 'stripe' })]),
  ],
  [
    'party-calls',
    'partner>it',
    zoned(between({}, [PARTNER], [aFlow({ from: 'partner', to: 'it' })])),
    zoned(between({}, [PARTNER])),
  ],
]

const withStore = (title: string): Model => ({
  ...between({}),
  components: between({}).components.map((each) => (each.id === 'db' ? { ...each, title } : each)),
})
/** Stores, which the table above cannot rename. */
const STORES: Readonly<Record<string, readonly [asked: Model, notAsked: Model]>> = {
  'vault-access': [withStore('Vault'), withStore('Postgres')],
  backup: [withStore('Postgres'), withStore('Redis cache')],
}

describe('the table', () => {
  test('has a case for each row, each with an id of its own', () => {
    const ids = ROWS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(CASES.map(([id]) => id).sort()).toEqual([...ids].sort())
  })

  test.each(CASES)('%s is asked where it matters and nowhere else', (id, target, asked, notAsked) => {
    const [yes, no] = STORES[id] ?? [asked, notAsked]
    expect(idsAt(yes, target)).toContain(id)
    const words = missingQuestions(yes, []).map((each) => `${each.question} ${each.title} ${each.mitigation}`)
    expect(words.join(' ')).not.toMatch(/[{}]/)
    expect(idsAt(no, target)).not.toContain(id)
  })

  test('every question of any model ends as one and names an element of it', () => {
    fc.assert(
      fc.property(anyModel(8), (model) => {
        const titles = [...model.components, ...model.boundaries].map(({ title }) => title)
        for (const { question, title, topic, category } of missingQuestions(model, [])) {
          expect(question).toMatch(/\?$/)
          expect(titles.some((each) => question.includes(each))).toBe(true)
          expect([TOPICS.includes(topic), CATEGORIES.includes(category), title !== '']).toEqual([
            true,
            true,
            true,
          ])
        }
      }),
    )
  })

  test('no target is asked the same twice', () => {
    fc.assert(
      fc.property(anyModel(8), (model) => {
        const keys = missingQuestions(model, []).map(({ id, target }) => `${id} ${target}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })
})

describe('Orders', () => {
  const questions = missingQuestions(PLAIN_ORDERS, evaluateModel(PLAIN_ORDERS))

  test('is asked about refunds, prices from the client, sessions, Stripe, secrets, logs and backups by name', () => {
    const all = questions.map(({ question }) => question)
    for (const words of [
      /refund.* in Orders Service/,
      /Does Orders Service take a price, quantity or discount from API Gateway/,
      /sessions or tokens of Redis/,
      /Orders Service send to Stripe API/,
      /credentials for Postgres, Stripe API and Redis/,
      /could Orders Service write into logs/,
      /backups of Postgres/,
    ])
      expect(all).toContainEqual(expect.stringMatching(words))
  })

  test('has few enough questions to be answered in a sitting, by topic', () => {
    expect(questions.length).toBeLessThanOrEqual(20)
    const order = questions.map(({ topic }) => TOPICS.indexOf(topic))
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })
})

describe('boundaries and zones', () => {
  const crossed = (part: Partial<Model> = {}) =>
    aModel({
      components: [
        aComponent({ id: 'a', kind: 'external', title: 'Ada' }),
        aComponent({ id: 'b', kind: 'process', title: 'Box', zone: 'z' }),
      ],
      flows: [aFlow({ from: 'a', to: 'b' })],
      boundaries: [aZone('z', 'Zone'), aLine('l', 'Line', []), aZone('empty', 'Empty')],
      ...part,
    })
  const ids = (model: Model, drafts = evaluateModel(aModel({}))) =>
    missingQuestions(model, drafts).map(({ id }) => id)
  const aRisk = (part: Partial<Risk>): Risk => ({
    id: 'r',
    target: 'b',
    category: 'tampering',
    title: 'T',
    status: 'unchecked',
    ...part,
  })

  test('a boundary that something crosses and nobody named a risk at is asked about', () => {
    expect(ids(crossed())).toContain('boundary-without-risk:z')
    expect(ids(crossed())).not.toContain('boundary-without-risk:l')
  })

  test.each([['a>b'], ['boundary:z']])('a risk at %s is one at the boundary', (target) => {
    expect(ids(crossed({ risks: [aRisk({ target })] }))).not.toContain('boundary-without-risk:z')
  })

  test('a zone is not asked about when the lines around it are', () => {
    const model = crossed({ boundaries: [aZone('z', 'Zone'), aLine('l', 'Line', ['a>b'])] })
    const asked = ids(model).filter((id) => id.startsWith('boundary-without-risk'))
    expect(asked).toEqual(['boundary-without-risk:z'])
    const two = crossed({
      flows: [aFlow({ from: 'a', to: 'b' }), aFlow({ from: 'b', to: 'a' })],
      boundaries: [aZone('z', 'Zone'), aLine('l', 'Line', ['a>b']), aLine('m', 'Line 2', ['b>a'])],
    })
    expect(ids(two).filter((id) => id.startsWith('boundary-without-risk'))).toEqual([
      'boundary-without-risk:l',
      'boundary-without-risk:m',
    ])
  })

  test('drafts of its crossings come first', () => {
    const model = crossed()
    expect(ids(model, evaluateModel(model))).not.toContain('boundary-without-risk:z')
  })

  test('each category that nobody thought of in a zone is asked about once, until somebody does', () => {
    const blank = ids(crossed()).filter((id) => id.startsWith('blank-in-zone:z'))
    expect(blank).toHaveLength(CATEGORIES.length)
    const seen = crossed({
      risks: [aRisk({})],
      analyses: [
        {
          target: 'a>b',
          notApplicable: { spoofing: 'Certificates' },
          rejected: [{ category: 'repudiation', title: 'R', reason: 'No', key: 'k' }],
        },
      ],
    })
    const left = ids(seen).filter((id) => id.startsWith('blank-in-zone:z'))
    expect(left.map((id) => id.split(':')[2])).toEqual([
      'information-disclosure',
      'denial-of-service',
      'elevation-of-privilege',
    ])
  })

  test('what is out of scope is asked nothing', () => {
    const model = between({ title: 'Billing', outOfScope: 'A vendor runs it' })
    expect(idsAt(model, 'it')).toEqual([])
  })
})

test('an answer is found by its question, whatever the target is called by then', () => {
  const renamed: Model = {
    ...PLAIN_ORDERS,
    components: PLAIN_ORDERS.components.map((each) => ({ ...each, title: `${each.title} 2` })),
    analyses: [{ target: 'orders-service', notApplicable: {}, rejected: [], answered: { refund: 'Nobody' } }],
  }
  const refund = missingQuestions(renamed, []).find(({ id }) => id === 'refund')
  expect(refund && findAnswer(renamed, refund)).toBe('Nobody')
  expect(refund && findAnswer(PLAIN_ORDERS, refund)).toBeUndefined()
})
