import { describe, expect, test } from 'vitest'
import { crossingsOf } from '../../model/crossings.ts'
import { flowRef } from '../../model/ids.ts'
import { readDfd } from './read.ts'
import { printDfd } from './write.ts'

const ORDERS = `External: Browser (untrusted)
-> [TLS, trust boundary 1] -> Process: API Gateway (DMZ)
-> [trust boundary 2] -> Process: Orders Service (app tier)
-> Data store: Postgres (orders, PII)
-> [trust boundary 3] -> External: Stripe API (third party)
-> Data store: Redis (session cache)
Auth: JWT issued by Identity Service, validated at Gateway
`
const INDENTED_ORDERS = `External: Browser (untrusted)
  -> [TLS, trust boundary 1] -> Process: API Gateway (DMZ)
      -> [trust boundary 2] -> Process: Orders Service (app tier)
          -> Data store: Postgres (orders, PII)
          -> [trust boundary 3] -> External: Stripe API (third party)
          -> Data store: Redis (session cache)
Auth: JWT issued by Identity Service, validated at Gateway
`

function modelOf(text: string) {
  const { model, diagnostics } = readDfd(text)
  if (!model) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return model
}

function problemsOf(text: string) {
  return readDfd(text).diagnostics.map(
    ({ code, range }) => `${code} ${range?.start.line}:${range?.start.column}`,
  )
}

const refsOf = (text: string) => modelOf(text).flows.map(flowRef)

describe('the Orders text', () => {
  test.each([
    ['without indentation', ORDERS],
    ['with indentation', INDENTED_ORDERS],
    ['with tabs', INDENTED_ORDERS.replaceAll('    ', '\t').replaceAll('  ->', '\t->')],
    [
      'indented as a whole, with Windows line ends',
      ORDERS.replace(/^(?=.)/gm, '    ').replaceAll('\n', '\r\n'),
    ],
  ])('%s gives six components, five flows, three lines and a note', (_how, text) => {
    const model = modelOf(text)
    expect(model.components.map(({ id, kind, note, zone }) => [id, kind, note, zone])).toEqual([
      ['browser', 'external', 'untrusted', null],
      ['api-gateway', 'process', 'DMZ', null],
      ['orders-service', 'process', 'app tier', null],
      ['postgres', 'store', 'orders, PII', null],
      ['stripe-api', 'external', 'third party', null],
      ['redis', 'store', 'session cache', null],
    ])
    expect(model.flows.map(flowRef)).toEqual([
      'browser>api-gateway',
      'api-gateway>orders-service',
      'orders-service>postgres',
      'orders-service>stripe-api',
      'orders-service>redis',
    ])
    expect(model.flows.map((flow) => flow.protocol)).toEqual([
      'TLS',
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(model.boundaries.map(({ id, title, kind, crossedBy }) => [id, title, kind, crossedBy])).toEqual([
      ['trust-boundary-1', 'trust boundary 1', 'line', ['browser>api-gateway']],
      ['trust-boundary-2', 'trust boundary 2', 'line', ['api-gateway>orders-service']],
      ['trust-boundary-3', 'trust boundary 3', 'line', ['orders-service>stripe-api']],
    ])
    expect(crossingsOf(model).size).toBe(3)
    expect(model.notes).toEqual(['Auth: JWT issued by Identity Service, validated at Gateway'])
  })

  test('prints back as it is written without indentation', () => {
    expect(printDfd(modelOf(ORDERS))).toBe(ORDERS)
    expect(printDfd(modelOf(INDENTED_ORDERS))).toBe(ORDERS)
  })

  test('is located line by line', () => {
    const { locate } = readDfd(ORDERS)
    expect(locate('api-gateway')?.start).toEqual({ line: 2, column: 31 })
    expect(locate('browser>api-gateway')?.start).toEqual({ line: 2, column: 1 })
    expect(locate('boundary:trust-boundary-3')?.start.line).toBe(5)
    expect(locate('absent')).toBeUndefined()
  })
})

describe('components', () => {
  test('keywords are tolerant of case, spaces and bullets', () => {
    const text = '- EXTERNAL ENTITY: A\n* process : B\n+ Datastore: C\n• Data Store:D\n- external-entity: E'
    expect(modelOf(text).components.map(({ title, kind }) => `${kind} ${title}`)).toEqual([
      'external A',
      'process B',
      'store C',
      'store D',
      'external E',
    ])
  })

  test('a title written again is the same component, whatever its case', () => {
    const model = modelOf('External: A\n-> Process: API Gateway\nExternal: B\n-> Process: api  gateway\n')
    expect(model.components).toHaveLength(3)
    expect(model.flows.map(flowRef)).toEqual(['a>api-gateway', 'b>api-gateway'])
  })

  test('quotes hold what would otherwise mean something', () => {
    const [component] = modelOf('Process: "A -> (B) [c] {d}: \\"e\\" \\u0041" (x (y) z) {own-id}').components
    expect(component).toMatchObject({ title: 'A -> (B) [c] {d}: "e" A', note: 'x (y) z', id: 'own-id' })
  })

  test('titles in any script are kept, and clashing ids get a suffix', () => {
    const model = modelOf('Process: 注文\nProcess: 支払い\nData store: Entrepôt\n')
    expect(model.components.map(({ id, title }) => [id, title])).toEqual([
      ['element', '注文'],
      ['element-2', '支払い'],
      ['entrepot', 'Entrepôt'],
    ])
  })

  test('a written id is never given to another element', () => {
    expect(modelOf('Process: A\nProcess: B {a}\nZone: B').components.map(({ id }) => id)).toEqual([
      'a-2',
      'a',
    ])
  })
})

describe('flows', () => {
  test('a line may name both ends, also before they are declared', () => {
    expect(refsOf('A -> [TLS] -> B\nProcess: A\nProcess: B')).toEqual(['a>b'])
  })

  test('a line may hold several flows', () => {
    expect(refsOf('External: A -> [x] -> Process: B -> Data store: C')).toEqual(['a>b', 'b>c'])
  })

  test('the bracket holds a title, protocol words, lines and an id', () => {
    const text =
      'Process: A\n-> ["places, order", HTTPS, mTLS, trust boundary "Edge" {e}, {go}] -> Process: B'
    const model = modelOf(text)
    expect(model.flows[0]).toMatchObject({ id: 'go', title: 'places, order', protocol: 'HTTPS, mTLS' })
    expect(model.boundaries).toMatchObject([{ id: 'e', title: 'Edge', kind: 'line', crossedBy: ['a>go'] }])
  })

  test('one line boundary may be crossed by several flows', () => {
    const model = modelOf(
      'Process: A\n-> [trust boundary X] -> Process: B\n-> [Trust Boundary x] -> Process: C',
    )
    expect(model.boundaries).toMatchObject([{ title: 'trust boundary X', crossedBy: ['a>b', 'b>c'] }])
  })

  test('a second flow between the same ends gets an id of its own', () => {
    expect(refsOf('Process: A\nProcess: B\nA -> B\nA -> B')).toEqual(['a>b', 'a>b-2'])
  })

  test('without indentation a component on its own line is the source of the arrows below it', () => {
    expect(refsOf('External: A\n-> Process: P\nExternal: M\n-> P\n-> Data store: D')).toEqual([
      'a>p',
      'm>p',
      'p>d',
    ])
  })
})

describe('zones', () => {
  const text = `Zone: DMZ
  Process: Gateway
    -> Process: Filter
  Zone: Inner {in}
    Data store: Cache
Zone: App
  -> Process: Orders
External: Browser
Browser -> [TLS] -> Gateway
Gateway -> Orders
`
  test('hold what is indented below them, and nest', () => {
    const model = modelOf(text)
    expect(model.components.map(({ id, zone }) => [id, zone])).toEqual([
      ['gateway', 'dmz'],
      ['filter', 'dmz'],
      ['cache', 'in'],
      ['orders', 'app'],
      ['browser', null],
    ])
    expect(model.boundaries.map(({ id, parent }) => [id, parent])).toEqual([
      ['dmz', null],
      ['in', 'dmz'],
      ['app', null],
    ])
  })

  test('a component that is declared in a zone is in it, wherever a flow names it first', () => {
    const model = modelOf('Process: A\n-> Process: B\nZone: Z\n  Process: B\n')
    expect(model.components[1]).toMatchObject({ id: 'b', zone: 'z' })
  })

  test('print back with the flows between zones at the end', () => {
    expect(printDfd(modelOf(text))).toBe(`External: Browser
Zone: DMZ
  Process: Gateway
  -> Process: Filter
  Zone: Inner {in}
    Data store: Cache
Zone: App
  Process: Orders
Filter -> Orders
Browser -> [TLS] -> Gateway
Gateway -> Orders
`)
  })
})

describe('notes and the title', () => {
  test('any other word with a colon is a note, verbatim', () => {
    expect(modelOf('Auth: a -> b\nNote: x\nNote: "no colon"\nSee https://x.test/\n').notes).toEqual([
      'Auth: a -> b',
      'Note: x',
      'no colon',
      'See https://x.test/',
    ])
  })

  test('the title may stand in the first line only', () => {
    expect(modelOf('\nTitle: Orders\nTitle: second')).toMatchObject({
      title: 'Orders',
      notes: ['Title: second'],
    })
  })

  test('an empty text is an empty model', () => {
    expect(modelOf('')).toMatchObject({ title: 'Threat model', components: [] })
  })
})

describe('problems', () => {
  test.each([
    ['-> Process: A', 'dfd-no-source 1:1'],
    ['Process: A\n-> Nowhere', 'dfd-unknown-component 2:4'],
    ['Process: A\nProces: B', 'dfd-near-keyword 2:1'],
    ['Process: A\n-> Extrenal: B', 'dfd-near-keyword 2:4'],
    ['Process: A\n-> Zone: B', 'dfd-zone-in-flow 2:4'],
    ['Process: A\n  Zone: B', 'dfd-zone-in-flow 2:3'],
    ['Process: A {x}\nProcess: B {x}', 'dfd-duplicate-id 2:1'],
    ['Process: A\nProcess: B\nA -> [{x}] -> B\nA -> [{x}] -> B', 'dfd-duplicate-id 4:3'],
    ['Process: A\nExternal: A', 'dfd-kind-differs 2:1'],
    ['Process: A {x}\nProcess: A {y}\nA -> A {x}', 'dfd-ambiguous-name 3:1'],
    ['Process: A\n  Process: B', 'dfd-nested-component 2:3'],
    ['Zone: X\n  Process: A\nZone: Y\n  Process: A', 'dfd-two-zones 4:3'],
    ['Zone: X\n  Zone: Y\nZone: Y', 'dfd-two-places 3:1'],
    ['Process: A\nA <-> A', 'dfd-arrow-direction 2:3'],
    ['Process: A [x]', 'dfd-unexpected-text 1:12'],
    ['Process: "A', 'dfd-unclosed 1:10'],
    ['Process: A (b', 'dfd-unclosed 1:12'],
    ['Process: A {b', 'dfd-unclosed 1:12'],
    ['Process: A\n-> [TLS -> A', 'dfd-unclosed 2:4'],
    ['Process: A {b>c}', 'dfd-bad-id 1:12'],
    ['Process:', 'dfd-missing-name 1:1'],
    ['Process: A ->', 'dfd-missing-name 1:14'],
    ['hello', 'dfd-unknown-line 1:1'],
    ['Zone: A (b)', 'dfd-unexpected-text 1:1'],
    ['Process: A\nA -> ["x", "y"] -> A', 'dfd-twice 2:12'],
  ])('%j is %s', (text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
    expect(readDfd(text).model).toBeNull()
  })

  test('a message names the thing and says what to do, with the file', () => {
    const [problem] = readDfd('Process: A\n-> Redis', 'orders.dfd').diagnostics
    expect(problem).toMatchObject({ severity: 'error', file: 'orders.dfd' })
    expect(problem?.message).toBe(
      'There is no component "Redis". Declare it, for example as Process: Redis, or correct the name.',
    )
  })

  test('a second remark and a comment are told and do not fail the text', () => {
    expect(problemsOf('# x\nProcess: A (b)\nProcess: A (c)')).toEqual([
      'dfd-comment 1:1',
      'dfd-two-remarks 3:1',
    ])
    expect(modelOf('# x\nProcess: A (b)\nProcess: A (c)').components).toMatchObject([{ note: 'b' }])
  })

  test('at most a hundred problems are reported', () => {
    expect(readDfd('hello\n'.repeat(1000)).diagnostics).toHaveLength(100)
  })
})

describe('large texts', () => {
  test('more than 8 MB or 50,000 elements is refused', () => {
    expect(problemsOf('x'.repeat(8 * 1024 * 1024 + 1))).toEqual(['dfd-too-large 1:1'])
    expect(problemsOf('Note: x\n'.repeat(50_001))).toEqual(['dfd-too-large 1:1'])
  })

  test.each([
    [
      'components whose ids clash',
      Array.from({ length: 20_000 }, (_, i) => `Process: ${String.fromCodePoint(0x4e00 + i)}`).join('\n'),
    ],
    ['a chain', `Process: A\n${Array.from({ length: 20_000 }, (_, i) => `-> Process: P${i}`).join('\n')}`],
    ['parallel flows', `Process: A\nProcess: B\n${'A -> B\n'.repeat(20_000)}`],
    ['open brackets', `Process: A\n-> ${'['.repeat(1_000_000)}`],
    ['open parentheses', `Process: ${'('.repeat(1_000_000)}`],
    ['arrows', '->'.repeat(1_000_000)],
    ['white space', `Process: A${' '.repeat(1_000_000)}x`],
    ['lines in one bracket', `Process: A\nA -> [${'trust boundary 1,'.repeat(100_000)}] -> A`],
    ['deep zones', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}Zone: Z${i}`).join('\n')],
    // A quadratic step would take minutes; the limit leaves room for a busy machine.
  ])(
    '%s are read in linear time',
    (_what, text) => {
      const start = performance.now()
      const { model } = readDfd(text)
      if (model) expect(readDfd(printDfd(model)).model).not.toBeNull()
      expect(performance.now() - start).toBeLessThan(10_000)
    },
    20_000,
  )
})
