import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween, type TextChange } from './text-changes.ts'

const applied = (text: string, changes: readonly TextChange[]) =>
  changes
    .toReversed()
    .reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text)

test('the same text needs no change', () => {
  expect(changesBetween('a\nb', 'a\nb')).toEqual([])
})

test('a word that changed is the only thing that is replaced', () => {
  const before = 'External: Browser\nProcess: Gateway\nProcess: Orders'
  expect(changesBetween(before, before.replace('Gateway', 'API'))).toEqual([
    { from: 27, to: 34, insert: 'API' },
  ])
})

test('a line that came in replaces nothing', () => {
  expect(changesBetween('a\nb\nc', 'a\nb\nx\nc')).toEqual([{ from: 4, to: 4, insert: 'x\n' }])
  expect(changesBetween('a\nb', 'a\nb\nc')).toEqual([{ from: 3, to: 3, insert: '\nc' }])
})

test('two changes far apart leave the lines between them alone', () => {
  const before = 'one\ntwo\nthree\nfour\nfive'
  const changes = changesBetween(before, 'ONE\ntwo\nthree\nfour\nfive\nsix')
  expect(changes).toHaveLength(2)
  expect(changes[0]).toEqual({ from: 0, to: 3, insert: 'ONE' })
})

test('the changes give the text, in order and apart from each other, whatever the texts are', () => {
  const line = fc.constantFrom('', 'a', 'b', 'ab', 'aba', '  a', 'b b')
  const text = fc.array(line, { maxLength: 9 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = changesBetween(before, after)
      expect(applied(before, changes)).toBe(after)
      changes.forEach((change, at) => {
        expect(change.from).toBeGreaterThanOrEqual(changes[at - 1]?.to ?? 0)
      })
    }),
  )
})
