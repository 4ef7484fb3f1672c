import { expect, test } from 'vitest'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { RICH_ORDERS } from '../../../shared/analysis/sample.ts'
import { printDrafts, readDrafts } from './drafts-file.ts'

const drafts = evaluateModel(RICH_ORDERS)
const read = (text: string) => readDrafts({ hash: 'h', text }, 'drafts.json')
const titled = (json: string) =>
  printDrafts(drafts.slice(0, 1)).replace(/"title":"[^"]*"/, () => `"title":${json}`)

test('drafts are read as they were printed', () => {
  expect(read(printDrafts(drafts)).drafts).toEqual(drafts)
})

test('marks that turn text or take no room are shown, whether they stand in the file or are spelled out', () => {
  for (const json of ['"a\u202eb"', '"a\\u202eb"'])
    expect(read(titled(json)).drafts?.[0]?.title).toBe('a\\u{202e}b')
  expect(read(titled('"a\\bb\\rc"')).drafts?.[0]?.title).toBe('a\\u{8}b\\u{d}c')
  expect(read(titled('"C:\\\\users\\n"')).drafts?.[0]?.title).toBe('C:\\users\n')
})

test('a file that cannot be read says so and gives none', () => {
  expect(read('{')).toMatchObject({
    drafts: null,
    diagnostics: [{ code: 'drafts-unreadable', file: 'drafts.json' }],
  })
})
