import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDfd } from '../../formats/dfd/read.ts'
import { readModel, TEMPLATES } from '../../formats/fenceline/index.ts'
import type { Model } from '../../model/schema.ts'
import type { TextTab } from '../editing.ts'
import { completeText } from './complete.ts'

const MODEL = modelOf(`title: Shop
data_assets:
  pii: {title: Personal data}
technical_assets:
  web: {title: Web shop, type: process, communication_links: {db: {target: db}}}
  db: {title: Database, type: datastore}
trust_boundaries:
  dmz: {title: DMZ}
  edge: {type: line, title: trust boundary 1, crossed_by: [web>db]}
`)

function modelOf(text: string): Model {
  const { model } = readModel(text)
  if (!model) throw new Error('the fixture must read')
  return model
}

/** The labels offered at `|`, and what they would replace. */
function offered(tab: TextTab, marked: string, model = MODEL) {
  const offset = marked.indexOf('|')
  const text = marked.slice(0, offset) + marked.slice(offset + 1)
  const found = completeText(tab, text, offset, model)
  if (!found) return null
  return { labels: found.options.map(({ label }) => label), replaces: text.slice(found.from, found.to) }
}
const labels = (tab: TextTab, marked: string) => offered(tab, marked)?.labels ?? null

describe('completion in a DFD', () => {
  test('a line starts with a keyword or a component', () => {
    expect(labels('dfd', 'Process: A\n|')).toEqual([
      'Process:',
      'External:',
      'Data store:',
      'Zone:',
      'Line:',
      'Note:',
      'Web shop',
      'Database',
    ])
    expect(labels('dfd', '# about\n|')).toContain('Title:')
    expect(labels('dfd', 'Zone: DMZ\n  Pro|')).toContain('Process:')
  })

  test('a keyword that stands there is replaced with its colon', () => {
    expect(offered('dfd', 'Pro|cess: A')?.replaces).toBe('Process: ')
    expect(offered('dfd', '|Process: A')?.replaces).toBe('Process: ')
  })

  test('an arrow reaches a component by its title, whole and in quotes where it must be', () => {
    expect(labels('dfd', 'Web shop -> D|')).toEqual([
      'Web shop',
      'Database',
      'Process:',
      'External:',
      'Data store:',
    ])
    expect(offered('dfd', '-> |Web shop (front)')?.replaces).toBe('Web shop')
    expect(offered('dfd', '-> Web| shop -> Database')?.replaces).toBe('Web shop')
    const { model } = readDfd('Process: "a -> b"\nProcess: X {x1}\nProcess: X {x2}')
    const found = completeText('dfd', '-> ', 3, model ?? MODEL)?.options.map(
      ({ label, insert }) => insert ?? label,
    )
    expect(found?.slice(0, 3)).toEqual(['"a -> b"', 'X {x1}', 'X {x2}'])
  })

  test('a bracket holds protocol words and boundaries', () => {
    expect(labels('dfd', '-> [|')).toEqual(expect.arrayContaining(['TLS', 'https', 'trust boundary 1']))
    expect(labels('dfd', '-> [TLS, trust boundary |] -> Database')).toEqual(['trust boundary 1'])
    expect(offered('dfd', '-> [TLS, ht|tps, x]')?.replaces).toBe('https')
  })

  test('comments, remarks, quotes, ids, titles and notes are left alone', () => {
    for (const text of [
      '# Pro|',
      'Process: A|',
      'Process: A (|',
      'Title: |',
      'Auth: J|',
      '-> ["ti|',
      'Process: A {|',
      '-> Process: D|',
    ]) {
      expect([text, labels('dfd', text)]).toEqual([text, null])
    }
  })

  test('a text with CRLF is completed at the same place', () => {
    expect(offered('dfd', 'Process: A\r\n-> Dat|\r\nNote: x')?.replaces).toBe('Dat')
  })
})

describe('completion in YAML', () => {
  test('a map offers the keys that it does not have yet', () => {
    expect(labels('yaml', 'title: T\n|')).toEqual([
      'description',
      'data_assets',
      'technical_assets',
      'trust_boundaries',
      'identified_risks',
      'mitigations',
      'risk_analysis',
      'notes',
      'rules',
    ])
    const component = labels('yaml', 'technical_assets:\n  web:\n    title: W\n    |\n    type: process\n')
    expect(component).toContain('technologies')
    expect(component).not.toContain('title')
    expect(component).not.toContain('type')
    expect(labels('yaml', 'identified_risks:\n  - id: R\n    |')).toContain('category')
    expect(labels('yaml', 'identified_risks:\n  - |id: R\n')).toContain('category')
    expect(
      labels('yaml', 'technical_assets:\n  web:\n    communication_links:\n      db:\n        pro|'),
    ).toContain('protocol')
    expect(labels('yaml', 'technical_assets:\n  web: {type: process, |}')).toContain('technologies')
  })

  test('a key is inserted with its colon where it has none', () => {
    const insert = (text: string, key: string) =>
      completeText('yaml', text, text.length, MODEL)?.options.find(({ label }) => label === key)?.insert
    expect(insert('tech', 'technical_assets')).toBe('technical_assets:')
    expect(insert('ti', 'title')).toBe('title: ')
    expect(completeText('yaml', 'ti: x', 2, MODEL)?.options[0]).toEqual({ label: 'title', kind: 'key' })
  })

  test('a value is one of the words of its key', () => {
    expect(labels('yaml', 'technical_assets:\n  a:\n    type: |')).toEqual([
      'process',
      'external-entity',
      'datastore',
    ])
    expect(labels('yaml', 'technical_assets:\n  a:\n    internet: t|')).toEqual(['true', 'false'])
    expect(labels('yaml', 'identified_risks:\n  - id: R\n    status: |')).toContain('wont-fix')
    expect(labels('yaml', 'identified_risks:\n  - id: R\n    category: sp|')).toContain('spoofing')
    expect(labels('yaml', 'identified_risks:\n- {id: R, category: |}')).toContain('spoofing')
    expect(labels('yaml', 'risk_analysis:\n  web:\n    not_applicable:\n      |')).toContain('spoofing')
    expect(offered('yaml', 'technical_assets:\n  a:\n    type: pro|cess # c')?.replaces).toBe('process')
  })

  test('references are the ids that there are', () => {
    const link = 'technical_assets:\n  web:\n    communication_links:\n      x:\n        '
    expect(labels('yaml', `${link}target: |`)).toEqual(['web', 'db'])
    expect(labels('yaml', `${link}data_assets_sent: [|]`)).toEqual(['pii'])
    expect(
      labels('yaml', 'trust_boundaries:\n  z:\n    technical_assets_inside:\n      - web\n      - |'),
    ).toEqual(['db'])
    expect(labels('yaml', 'trust_boundaries:\n  z:\n    technical_assets_inside: [web, |]')).toEqual(['db'])
    expect(labels('yaml', 'trust_boundaries:\n  z:\n    trust_boundaries_nested: [|]')).toEqual(['dmz'])
    expect(labels('yaml', 'trust_boundaries:\n  l:\n    crossed_by:\n    - |')).toEqual(['web>db'])
    expect(labels('yaml', 'identified_risks:\n  - id: R\n    asset: |')).toEqual(['web', 'db'])
    expect(labels('yaml', 'identified_risks:\n  - id: R\n    link: |')).toEqual(['web>db'])
    expect(labels('yaml', 'identified_risks:\n  - id: R\n    boundary: |')).toEqual(['dmz', 'edge'])
    expect(labels('yaml', 'risk_analysis:\n  |')).toEqual(['web', 'db', 'web>db'])
    expect(labels('yaml', 'technical_assets:\n  web:\n    communication_links:\n      |')).toEqual(['db'])
  })

  test('comments and free texts are left alone', () => {
    for (const text of [
      '# ti|',
      'title: S|',
      'title: T # ti|',
      'technical_assets:\n  web:\n    description: a|',
      'technical_assets:\n  web:\n    description: |-\n      ty¦'
        .replace('|', '@')
        .replace('¦', '|')
        .replace('@', '>'),
      'technical_assets:\n  w|',
    ]) {
      expect([text, labels('yaml', text)]).toEqual([text, null])
    }
  })

  test('a text with CRLF is completed at the same place', () => {
    expect(offered('yaml', 'technical_assets:\r\n  a:\r\n    type: pro|\r\n')?.replaces).toBe('pro')
  })
})

test('completion never throws and never reaches outside the text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(...TEMPLATES.map(({ text }) => text)),
    fc.constantFrom('External: A\n-> [TLS, trust boundary 1] -> Process: B {b} (x)\n', '{a: [b, {c: d, '),
  )
  fc.assert(
    fc.property(
      fc.constantFrom<TextTab>('dfd', 'yaml'),
      texts,
      fc.nat(),
      fc.nat(),
      (tab, text, start, length) => {
        const cut = text.slice(start % (text.length + 1))
        const at = length % (cut.length + 1)
        const found = completeText(tab, cut, at, MODEL)
        if (!found) return
        expect(found.from).toBeLessThanOrEqual(at)
        expect(found.to).toBeGreaterThanOrEqual(at)
        expect(found.to).toBeLessThanOrEqual(cut.length)
        expect(cut.slice(found.from, found.to)).not.toContain('\n')
      },
    ),
  )
})

describe('completion in a flowchart', () => {
  const CHART =
    'flowchart LR\n  web["Web shop"]\n  db[("Orders")]\n  subgraph core["Core"]\n    mail\n  end\n'

  test('an arrow, an ampersand and a label ask for the id of a node', () => {
    for (const start of [
      'web -->|',
      'web --> d|',
      'web -- "x" --> |',
      'web --> db & |',
      'web -.->|"x"| |',
      'web <--> |',
    ]) {
      const marked = `${CHART}  ${start.replace(/\|$/, '')}|`
      const text = marked.slice(0, -1)
      const found = completeText('mermaid', text, text.length, MODEL)
      expect([start, found?.options.map(({ label }) => label)]).toEqual([start, ['web', 'db', 'mail']])
    }
  })

  test('a statement starts with a node or a keyword, and a text with what it is', () => {
    expect(labels('mermaid', `${CHART}  we|`)).toEqual(
      expect.arrayContaining(['web', 'subgraph', 'end', 'style']),
    )
    expect(labels('mermaid', 'fl|')).toEqual(['flowchart LR'])
    expect(labels('mermaid', 'flowchart |')).toEqual(['LR', 'TB', 'RL', 'BT'])
    expect(offered('mermaid', `${CHART}  w|eb --> db`)?.replaces).toBe('web')
  })

  test('styling names nodes and zones, and labels, comments and frontmatter are left alone', () => {
    expect(labels('mermaid', `${CHART}  class |`)).toEqual(['web', 'db', 'mail', 'core'])
    for (const marked of ['a["w|', 'a --> |w|', '%% w|']) {
      const at = marked.lastIndexOf('|')
      const text = `${CHART}  ${marked.slice(0, at)}`
      expect([marked, completeText('mermaid', text, text.length, MODEL)]).toEqual([marked, null])
    }
    expect(labels('mermaid', '---\ntitle|')).toBeNull()
  })
})
