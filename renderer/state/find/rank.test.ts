import { expect, test } from 'vitest'
import { nameFor, rank } from './rank.ts'

const titles = [
  'Zoom to the selection',
  'Zoom in',
  'Save',
  'Save and close window',
  'Copy as Plain-text DFD',
  'Postgres',
]

/** What answers the query, the best first. */
const answers = (query: string, among: readonly string[] = titles) =>
  among
    .map((title) => ({ title, score: rank(nameFor(title), query) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ title }) => title)

test('the name itself comes before what begins with it', () => {
  expect(answers('save', ['Save and close window', 'Save'])).toEqual(['Save', 'Save and close window'])
})

test('the starts of words answer in any order', () => {
  expect(answers('zo sel')).toEqual(['Zoom to the selection'])
  expect(answers('sel zoom')).toEqual(['Zoom to the selection'])
})

test('initials answer', () => {
  expect(answers('zts')).toEqual(['Zoom to the selection'])
  expect(answers('dfd')).toEqual(['Copy as Plain-text DFD'])
  expect(rank(nameFor('API Gateway'), 'ag')).toBeGreaterThan(rank(nameFor('Storage'), 'ag'))
})

test('letters within a word come after those at its start', () => {
  expect(answers('port', ['Export', 'Portal'])).toEqual(['Portal', 'Export'])
})

test('close scattered letters answer, far ones are chance', () => {
  expect(answers('pstgr')).toEqual(['Postgres'])
  expect(answers('post', ['Copy as Plain-text DFD'])).toEqual([])
})

test('accents and case do not matter, and nothing typed answers nothing', () => {
  expect(answers('général', ['General ledger'])).toEqual(['General ledger'])
  expect(answers('GENERAL', ['Général ledger'])).toEqual(['Général ledger'])
  expect(answers('  ')).toEqual([])
})
