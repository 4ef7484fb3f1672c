import { expect, test } from 'vitest'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { RICH_ORDERS } from '../../../shared/analysis/sample.ts'
import { holdsOnly, printDrafts, readDrafts } from './drafts-file.ts'

const drafts = evaluateModel(RICH_ORDERS)
const read = (text: string) => readDrafts({ hash: 'h', text }, 'drafts.json')
const titled = (json: string) =>
  printDrafts(drafts.slice(0, 1)).replace(/"title":"[^"]*"/, () => `"title":${json}`)

test('drafts are read as they were printed', () => {
  expect(read(printDrafts(drafts)).drafts).toEqual(drafts)
})

test('a file holds only some drafts where printing them would give it', () => {
  const text = printDrafts(drafts)
  expect(holdsOnly(text, drafts)).toBe(true)
  expect(holdsOnly(text, drafts.slice(1))).toBe(false)
  expect(holdsOnly(text, drafts.slice(0, -1))).toBe(false)
  expect(holdsOnly(printDrafts(drafts.slice(1)), drafts)).toBe(false)
  expect(holdsOnly(text.replace('"title":"', '"title":"Another '), drafts)).toBe(false)
  expect(holdsOnly(`${text} `, drafts)).toBe(false)
  const remark = { id: 'r', kind: 'question', target: 'web', text: 'Who?', source: { by: 'llm' } } as const
  expect(holdsOnly(printDrafts(drafts, [remark]), drafts)).toBe(false)
  expect(holdsOnly('', drafts)).toBe(false)
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
