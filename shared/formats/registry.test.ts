import { expect, test } from 'vitest'
import { TEMPLATES } from './fenceline/index.ts'
import { FORMATS, isForeign } from './formats.ts'
import { foreignFormatOf, readAny } from './registry.ts'

test.each([
  ['title: X\ntechnical_assets: {}\n', undefined, 'fenceline'],
  ['External: Browser\n-> Process: API\n', undefined, 'dfd'],
  ['External: Browser\n-> Process: API\n', 'a.yaml', 'dfd'],
  ['- Process: A\ntitle: a note in lower case\n', undefined, 'dfd'],
  ['Title: X\nProcess: A\n', undefined, 'dfd'],
  ['# a comment\nZone: X\n  Process: A\n', undefined, 'dfd'],
  ['risk_analysis: {}\n', 'a.threat-model.yaml', 'fenceline'],
  ['Auth: JWT\n', undefined, 'dfd'],
  ['', undefined, 'dfd'],
  ['graph TD\n  A --> B\n', undefined, 'mermaid'],
  ['\ufeff\r\n%% a comment\r\nflowchart LR;A-->B', 'a.txt', 'mermaid'],
  ['---\ntitle: X\n---\n\n%%{init: {}}%%\nflowchart TB\n', 'a.yaml', 'mermaid'],
  ['sequenceDiagram\n  A->>B: hi\n', undefined, 'mermaid'],
  ['# Docs\n\n```mermaid\ngraph TD\n  A --> B\n```\n', undefined, 'mermaid'],
  ['---\ntitle: Docs\n---\n\n1. x\n\n   ```mermaid\n   graph TD\n   ```\n', 'README.md', 'mermaid'],
  ['title: X\ndescription: |\n  ```mermaid\n  graph TD\n  ```\n', undefined, 'fenceline'],
  ['timeline: all in UTC\nProcess: A\n', undefined, 'dfd'],
  ['A --> B\n', 'a.mmd', 'mermaid'],
  ['graphs: two\n', undefined, 'dfd'],
  ['{"title": "X", "technical_assets": {}}', 'a.json', 'fenceline'],
  ['{"a": 1}', 'a.json', 'unknown'],
  ['\uFEFF [1]', undefined, 'unknown'],
  ['<?xml version="1.0"?>\n<!-- x -->\n<project/>', 'a.xml', 'unknown'],
  ['<html><body>', undefined, 'unknown'],
  ['digraph tm {\n  a -> b;\n}\n', 'a.dot', 'unknown'],
  ['<mxfile><diagram/></mxfile>', 'a.xml', 'drawio'],
  ['<?xml version="1.0"?>\n<mxGraphModel><root/></mxGraphModel>', undefined, 'drawio'],
  ['<svg content="&lt;mxfile>&lt;/mxfile>"/>', 'a.svg', 'drawio'],
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg', 'unknown'],
  ['not XML', 'a.drawio', 'drawio'],
])('%j (%s) is read as %s', (text, file, format) => {
  expect(readAny(text, file).format).toBe(format)
})

test('every template is a model in its own format', () => {
  for (const { text } of TEMPLATES) expect(readAny(text)).toMatchObject({ format: 'fenceline', model: {} })
})

test.each([
  ['\n{"a": 1}', 2, 'JSON'],
  ['<?xml version="1.0"?>\n<project/>', 1, '<project>'],
  ['strict digraph "x y" {', 1, 'Graphviz'],
])('%j is refused at line %i with a word about %s', (text, line, word) => {
  const { model, diagnostics } = readAny(text)
  expect(model).toBeNull()
  expect(diagnostics).toMatchObject([
    { severity: 'error', code: 'unknown-format', range: { start: { line } } },
  ])
  expect(diagnostics[0]?.message).toContain(word)
})

test('a name that only one format has decides where the content shows nothing', () => {
  expect(foreignFormatOf('nothing', 'x.TM7')).toBe('tm7')
  expect(foreignFormatOf('nothing', 'x.json')).toBeUndefined()
  expect(foreignFormatOf('nothing', 'x.yaml')).toBeUndefined()
})

test('only formats of other tools are foreign', () => {
  expect(isForeign('tm7')).toBe(true)
  for (const id of ['fenceline', 'dfd', 'mermaid', 'unknown', 'toString']) expect(isForeign(id)).toBe(false)
})

test('a long start that is neither is refused quickly', () => {
  const start = performance.now()
  readAny(`${'# x\n'.repeat(100_000)}${' '.repeat(200_000)}y`)
  readAny('- '.repeat(300_000))
  readAny('%% x\n'.repeat(200_000))
  readAny('```mermaid\n'.repeat(50_000))
  readAny(`<!-- ${'x'.repeat(4_000_000)}`)
  readAny(`{${'"a": 1,\n'.repeat(400_000)}`)
  readAny(`---\n${'a: b\n'.repeat(200_000)}`)
  expect(performance.now() - start).toBeLessThan(5000)
}, 10_000)

// A pattern that may take one stretch in two ways doubles its work with each of them: these would not end this year.
test.each([
  ['blank lines', '\n'.repeat(5000)],
  ['comments of XML', '<!---->'.repeat(1000)],
  ['instructions of XML', '<?a?>'.repeat(1000)],
  ['document types', '<!DOCTYPE a>'.repeat(500)],
  ['spaces behind a fence', `\`\`\`${' '.repeat(4_000_000)}`],
  ['back quotes', `${'`'.repeat(2_000_000)}${' '.repeat(2_000_000)}`],
])('what a text is shows itself however many %s it begins with', (_, start) => {
  expect(readAny(`${start}!`).format).toMatch(/^(?:unknown|dfd)$/u)
  expect(readAny(`${start}<a>`).format).toMatch(/^(?:unknown|dfd)$/u)
})

test('comments, blank lines and instructions before a start hide it from nobody', () => {
  expect(foreignFormatOf('\n# by hand\n \n---\notmVersion: 0.2.0\n')).toBe('otm')
  expect(foreignFormatOf('<?xml version="1.0"?><!-- a -- > b --><!-- c --><ThreatModel/>')).toBe('tm7')
  expect(readAny('<?xml?><!-- a --><?b?>\n<project/>').diagnostics[0]?.message).toContain('<project>')
})

test('a small file in which one text stands for many elements is refused, not unfolded', () => {
  const long = 'x'.repeat(100_000)
  const threat = { threat: 't', state: 'exposed', mitigations: [] }
  const otm = (count: number) =>
    JSON.stringify({
      ...{ otmVersion: '0.2.0', project: { name: 'p', id: 'p' } },
      components: [{ id: 'a', name: 'a', type: 'x', threats: Array(count).fill(threat) }],
      threats: [{ id: 't', name: 't', description: long, risk: { likelihood: 1, impact: 1 } }],
    })
  expect(readAny(otm(10)).model?.risks).toHaveLength(10)
  expect(readAny(otm(100), 'a.otm')).toMatchObject({
    ...{ format: 'otm', model: null },
    diagnostics: [{ code: 'too-much-text', severity: 'error', file: 'a.otm', range: { start: { line: 1 } } }],
  })
})

test('format ids are unique', () => {
  expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length)
})
