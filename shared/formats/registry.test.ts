import { expect, test } from 'vitest'
import { TEMPLATES } from './fenceline/index.ts'
import { FORMATS, readAny } from './registry.ts'

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
])('%j (%s) is read as %s', (text, file, format) => {
  expect(readAny(text, file).format).toBe(format)
})

test('every template is a model in its own format', () => {
  for (const { text } of TEMPLATES) expect(readAny(text)).toMatchObject({ format: 'fenceline', model: {} })
})

test('a long start that is neither is refused quickly', () => {
  const start = performance.now()
  readAny(`${'# x\n'.repeat(100_000)}${' '.repeat(200_000)}y`)
  readAny('- '.repeat(300_000))
  expect(performance.now() - start).toBeLessThan(5000)
}, 10_000)

test('format ids are unique', () => {
  expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length)
})
