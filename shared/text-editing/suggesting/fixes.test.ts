import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../core/diagnostics.ts'
import { readDfd } from '../../formats/dfd/read.ts'
import { readModel } from '../../formats/fenceline/index.ts'
import { readMermaid } from '../../formats/mermaid/read.ts'
import { EMPTY_DOCUMENT } from '../../model/document.ts'
import { EMPTY_MODEL, type Model } from '../../model/schema.ts'
import { showText, type TextTab, typeText } from '../editing.ts'
import { type Fix, findFixes } from './fixes.ts'

const READ = { dfd: readDfd, mermaid: readMermaid, yaml: readModel }

function applied(text: string, { edits }: Fix): string {
  return edits
    .toReversed()
    .reduce((now, { from, insert, to }) => now.slice(0, from) + insert + now.slice(to), text)
}

/** Each fix of the first diagnostic with the code, by what it is called, with the text it gives. */
function fixed(tab: TextTab, text: string, code: string, model: Model = EMPTY_MODEL): Record<string, string> {
  const { diagnostics } = READ[tab](text)
  const diagnostic = diagnostics.find((each) => each.code === code)
  if (!diagnostic) throw new Error(`no ${code} in ${JSON.stringify(diagnostics)}`)
  return mended(text, diagnostic, tab, model, (next) => READ[tab](next).diagnostics)
}

function mended(
  text: string,
  diagnostic: Diagnostic,
  tab: TextTab,
  model: Model,
  problemsOf: (text: string) => readonly Diagnostic[],
): Record<string, string> {
  const isThere = (given: string) => problemsOf(given).some(({ message }) => message === diagnostic.message)
  expect(isThere(text)).toBe(true)
  const fixes = findFixes(tab, text, diagnostic, model)
  return Object.fromEntries(
    fixes.map((fix) => {
      const next = applied(text, fix)
      expect([fix.title, isThere(next)]).toEqual([fix.title, false])
      return [fix.title, next]
    }),
  )
}

describe('quick fixes of a DFD', () => {
  test('an unknown component is declared or is a known one', () => {
    const text = 'Process: Orders\nOrders -> Reddis\nData store: Redis\n'
    expect(fixed('dfd', text, 'dfd-unknown-component')).toEqual({
      'Use Redis': text.replace('Reddis', 'Redis'),
      'Declare Reddis as a process': text.replace('Reddis', 'Process: Reddis'),
    })
  })

  test('other mentions follow a title that was changed in its declaration', () => {
    const { model } = readDfd('Process: Api\nData store: Db\nApi -> Db\nDb -> Api {api}\n')
    const text = 'Process: Gateway\nData store: Db\nApi -> Db\nDb -> Api\n'
    expect(fixed('dfd', text, 'dfd-unknown-component', model ?? EMPTY_MODEL)).toMatchObject({
      'Rename Api to Gateway in the whole text':
        'Process: Gateway\nData store: Db\nGateway -> Db\nDb -> Gateway\n',
    })
  })

  test('a misspelt keyword is the keyword', () => {
    expect(fixed('dfd', 'Proces: A\n', 'dfd-near-keyword')).toMatchObject({
      'Write Process:': 'Process: A\n',
    })
    const chain = fixed('dfd', 'External: U\n-> Proccess: A\n', 'dfd-near-keyword')
    expect(chain).toMatchObject({ 'Write Process:': 'External: U\n-> Process: A\n' })
  })

  test('a line that says nothing is a note or a process', () => {
    expect(fixed('dfd', 'Orders\n', 'dfd-unknown-line')).toEqual({
      'Declare it as a process': 'Process: Orders\n',
      'Make it a note': 'Note: Orders\n',
    })
  })

  test('a comment is kept as a note', () => {
    expect(fixed('dfd', '  # to do\n', 'dfd-comment')).toEqual({ 'Make it a note': '  Note: to do\n' })
  })

  test('another keyword for one title is the first one', () => {
    const text = 'Process: A\nData store: A\n'
    expect(fixed('dfd', text, 'dfd-kind-differs')).toEqual({ 'Write Process:': 'Process: A\nProcess: A\n' })
  })

  test('a component in two zones is in one', () => {
    const text = 'Zone: X\n  Process: A\nZone: Y\n  Process: A\n  Process: B\n'
    expect(fixed('dfd', text, 'dfd-two-zones')).toEqual({
      'Remove it from this zone': 'Zone: X\n  Process: A\nZone: Y\n  Process: B\n',
    })
    const chain = 'Zone: X\n  Process: A\nZone: Y\n  Process: B\n  Process: A -> B\n'
    expect(fixed('dfd', chain, 'dfd-two-zones')).toEqual({
      'Name it without a keyword': chain.replace('Process: A ->', 'A ->'),
    })
  })

  test('a second remark goes, an open bracket is closed, an id is another one', () => {
    expect(fixed('dfd', 'Process: A (x)\nA (y) -> A\n', 'dfd-two-remarks')).toEqual({
      'Remove this remark': 'Process: A (x)\nA -> A\n',
    })
    expect(fixed('dfd', 'Process: A (x\n', 'dfd-unclosed')).toEqual({ 'Close with )': 'Process: A (x)\n' })
    expect(fixed('dfd', 'Process: A\n-> [TLS -> Process: B\n', 'dfd-unclosed')).toEqual({
      'Close with ]': 'Process: A\n-> [TLS] -> Process: B\n',
    })
    expect(fixed('dfd', 'Process: A {x}\nProcess: B {x}\n', 'dfd-duplicate-id')).toEqual({
      'Use {x-2}': 'Process: A {x}\nProcess: B {x-2}\n',
    })
    const twins = 'Process: A {x}\nProcess: A {y}\nA -> A {x}\n'
    expect(Object.keys(fixed('dfd', twins, 'dfd-ambiguous-name'))).toEqual(['Use A {x}', 'Use A {y}'])
  })

  test('a keyword that is being retyped can be finished, and a taken title kept apart', () => {
    const { model } = readDfd('Process: Order\nProcess: Orders\n')
    const shown = showText('dfd', { ...EMPTY_DOCUMENT, model: model ?? EMPTY_MODEL }, null)
    const retyped = (text: string) => {
      const [diagnostic] = typeText('dfd', shown, text, null).diagnostics
      if (!diagnostic) throw new Error('it must be refused')
      return mended(
        text,
        diagnostic,
        'dfd',
        shown.document.model,
        (next) => typeText('dfd', shown, next, null).diagnostics,
      )
    }
    expect(Object.keys(retyped('Process: Order\nData: Orders\n'))).toEqual([
      'Write Data store:',
      'Write External:',
      'Write Process:',
      'Make it a note',
    ])
    expect(retyped('Process: Order\nProcess: Order\n')).toEqual({
      'Keep both: write {orders}': 'Process: Order {order}\nProcess: Order {orders}\n',
    })
  })
})

const YAML = `title: Shop
data_assets:
  pii: {title: Personal}
technical_assets:
  web:
    type: process
    communication_links:
      query:
        target: db # read only
        data_assets_sent: [pii]
  db:
    type: datastore
trust_boundaries:
  dmz:
    technical_assets_inside:
      - web
  inner: {technical_assets_inside: [db]}
  edge: {type: line, crossed_by: [web>query]}
identified_risks:
  - id: R1
    category: spoofing
    asset: web
  - {id: R2, category: tampering, link: "web>query"}
risk_analysis:
  web: {reviewed: 2026-01-01}
`

function fixYaml(from: string, to: string, code: string): Record<string, string> {
  const { model } = readModel(YAML)
  if (!YAML.includes(from)) throw new Error(`no ${from}`)
  return fixed('yaml', YAML.replace(from, to), code, model ?? EMPTY_MODEL)
}

describe('quick fixes of the model file', () => {
  test('an unknown name is a known one or is added', () => {
    expect(fixYaml('target: db', 'target: dbx', 'unknown-target')['Use db']).toBe(YAML)
    expect(fixYaml('target: db', 'target: cache', 'unknown-target')['Add component cache']).toContain(
      '\n  cache:\n',
    )
    expect(fixYaml('- web', '- wob', 'unknown-component')['Use web']).toBe(YAML)
    expect(fixYaml('[pii]', '[pi]', 'unknown-data-asset')['Use pii']).toBe(YAML)
    expect(fixYaml('[pii]', '[cards]', 'unknown-data-asset')['Add data asset cards']).toContain('\n  cards:')
    expect(fixYaml('[web>query]', '[web>quer]', 'unknown-flow')['Use web>query']).toBe(YAML)
    const nested = fixYaml('  inner: {', '  inner: {trust_boundaries_nested: [dmx], ', 'unknown-boundary')
    expect(Object.keys(nested)).toEqual(['Use dmz', 'Add zone dmx'])
    expect(fixYaml('asset: web', 'asset: wed', 'unknown-risk-target')['Use web']).toBe(YAML)
    expect(fixYaml('"web>query"', '"web>querry"', 'unknown-risk-target')['Use web>query']).toBe(YAML)
    expect(fixYaml('  web: {rev', '  wep: {rev', 'unknown-target')['Use web']).toBe(YAML)
  })

  test('an id that was changed where it stands is changed in the whole text', () => {
    const text = YAML.replace('\n  web:\n', '\n  shop:\n')
    const { model } = readModel(YAML)
    const whole = text
      .replace('- web', '- shop')
      .replaceAll('web>query', 'shop>query')
      .replace('asset: web', 'asset: shop')
      .replace('  web: {rev', '  shop: {rev')
    for (const code of ['unknown-component', 'unknown-flow', 'unknown-risk-target', 'unknown-target']) {
      const fixes = fixed('yaml', text, code, model ?? EMPTY_MODEL)
      expect([code, fixes['Rename web to shop in the whole text']]).toEqual([code, whole])
    }
    const store = YAML.replace('  db:\n', '  store:\n')
    expect(fixed('yaml', store, 'unknown-target', model ?? EMPTY_MODEL)).toMatchObject({
      'Rename db to store in the whole text': store
        .replace('target: db', 'target: store')
        .replace('[db]', '[store]'),
    })
  })

  test('an unknown word is one of those that are known', () => {
    expect(fixYaml('type: datastore', 'type: database', 'unknown-word')['Use datastore']).toBe(YAML)
    expect(fixYaml('category: spoofing', 'category: spoof', 'unknown-word')['Use spoofing']).toBe(YAML)
    expect(fixYaml('category: tampering', 'category: "tamper"', 'unknown-word')['Use tampering']).toBe(
      YAML.replace('category: tampering', 'category: "tampering"'),
    )
    const reasons = fixYaml('{reviewed: 2026-01-01}', '{not_applicable: {repudation: x}}', 'unknown-word')
    expect(Object.keys(reasons)).toEqual(['Use repudiation'])
  })

  test('a missing type is one of three', () => {
    expect(fixYaml('    type: process\n', '', 'missing-type')).toEqual({
      'Add type: process': YAML,
      'Add type: external-entity': YAML.replace('process', 'external-entity'),
      'Add type: datastore': YAML.replace('process', 'datastore'),
    })
    expect(fixYaml('  db:\n    type: datastore', '  db:', 'missing-type')['Add type: datastore']).toBe(YAML)
    const inline = fixYaml('  db:\n    type: datastore', '  db: {title: DB}', 'missing-type')
    expect(inline['Add type: process']).toContain('db: {type: process, title: DB}')
  })

  test('what stands twice gets another name', () => {
    const again = fixYaml('  db:\n', '  web: {type: process}\n  db:\n', 'duplicate-id')
    expect(again['Rename to web-2']).toContain('\n  web-2: {type: process}\n')
    expect(fixYaml('  inner: {', '  db: {', 'duplicate-id')['Rename to db-2']).toContain('\n  db-2: {tech')
    expect(fixYaml('id: R2', 'id: R1', 'duplicate-id')['Rename to R1-2']).toContain('id: R1-2')
    expect(
      Object.keys(fixYaml('    type: datastore', '    type: datastore\n    type: process', 'duplicate-key')),
    ).toEqual(['Rename to type-2'])
  })

  test('a component in two zones is taken out of one', () => {
    expect(fixYaml('[db]', '[db, web]', 'two-zones')['Remove it here']).toBe(YAML)
    expect(fixYaml('[db]', '[web, db]', 'two-zones')['Remove it here']).toBe(YAML)
    const listed = YAML.replace(
      '{technical_assets_inside: [db]}',
      '\n    technical_assets_inside:\n      - db\n      - web # too',
    )
    expect(fixed('yaml', listed, 'two-zones')['Remove it here']).toBe(
      listed.replace('      - web # too\n', ''),
    )
  })

  test('a misspelt key is the key, and a name with a colon is an id', () => {
    expect(fixYaml('    type: datastore', '    tipe: datastore', 'unknown-key')['Use type']).toBe(YAML)
    expect(fixYaml('  db:\n', '  "a:b":\n', 'bad-id')['Use a-b']).toContain('"a-b":')
  })

  test('a component that says another zone than the zone does is in the zone that lists it', () => {
    const fixes = fixYaml(
      '    type: process',
      '    type: process\n    inside_trust_boundary: inner',
      'zone-contradiction',
    )
    expect(fixes).toEqual({
      'Use dmz': YAML.replace('    type: process', '    type: process\n    inside_trust_boundary: dmz'),
    })
  })
})

describe('quick fixes of a flowchart', () => {
  const fixesOf = (text: string) => {
    const [diagnostic] = readMermaid(text).diagnostics
    if (!diagnostic) throw new Error('the text must have a problem')
    return mended(text, diagnostic, 'mermaid', EMPTY_MODEL, (next) => readMermaid(next).diagnostics)
  }

  test('what was opened is closed, where the text can be read then', () => {
    expect(fixesOf('flowchart LR\n  a[("Redis")\n  b --> a\n')).toEqual({
      'Close with ]': 'flowchart LR\n  a[("Redis")]\n  b --> a\n',
    })
    expect(fixesOf('flowchart LR\n  subgraph core["Core"]\n    a --> b\n')).toEqual({
      'Close the subgraph with end': 'flowchart LR\n  subgraph core["Core"]\n    a --> b\n  end\n',
    })
    expect(fixesOf('a --> b\n')).toEqual({ 'Begin with flowchart LR': 'flowchart LR\na --> b\n' })
    expect(fixesOf('flowchart LR\n  a ~~> b ??\n')).toEqual({})
  })
})
