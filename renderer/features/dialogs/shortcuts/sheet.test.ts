import { expect, test, vi } from 'vitest'
import { sheetOf } from './sheet.ts'

// The layout's worker is found beside the page, which is not there.
vi.stubGlobal('location', { href: 'http://127.0.0.1/' })
const { ACTIONS } = await import('../../../actions/index.ts')
const sections = sheetOf(ACTIONS)

test('the sheet begins with what draws, by key and by mouse', () => {
  expect(sections.slice(0, 3).map(({ title }) => title)).toEqual(['Tools', 'With the mouse', 'Edit'])
})

test('the four directions of a step share a row', () => {
  const rows = sections.flatMap((section) => section.rows)
  expect(rows.find(({ label }) => label === 'Move by 10')?.keys).toEqual([
    'Shift+ArrowLeft',
    'ArrowRight',
    'ArrowUp',
    'ArrowDown',
  ])
  expect(rows.some(({ label }) => label === 'Move left by 10')).toBe(false)
})

test('every action with a key has its row, and no section tells a thing twice', () => {
  for (const { title, rows } of sections) {
    const labels = rows.map(({ label }) => label)
    expect([title, new Set(labels).size]).toEqual([title, labels.length])
  }
  const told = new Set(sections.flatMap(({ rows }) => rows.map(({ label }) => label)))
  expect(ACTIONS.filter(({ keys, row, label }) => keys && !told.has(row ?? label))).toEqual([])
})
