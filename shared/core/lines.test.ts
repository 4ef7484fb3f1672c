import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignLines, mergeLines, splitLines } from './lines.ts'

const texts = fc
  .array(fc.constantFrom('a', 'b', 'c', '', '  d'), { maxLength: 8 })
  .map((lines) => lines.join('\n'))

test('lines that are aligned are equal and in order', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const [old, now] = [splitLines(before), splitLines(after)]
      const same = alignLines(old, now)
      expect(same).toHaveLength(now.length)
      const known = same.flatMap((at, line) => (at === null ? [] : [[at, line] as const]))
      for (const [at, line] of known) expect(old[at]).toBe(now[line])
      expect(known.map(([at]) => at)).toEqual([...new Set(known.map(([at]) => at))].sort((a, b) => a - b))
    }),
  )
})

test('what one side left alone is as the other made it', () => {
  fc.assert(
    fc.property(texts, texts, (base, side) => {
      expect(mergeLines(base, base, side)).toEqual({ text: side, lost: [] })
      expect(mergeLines(base, side, base)).toEqual({ text: side, lost: [] })
      expect(mergeLines(base, side, side)).toEqual({ text: side, lost: [] })
    }),
  )
})

test('edits far apart are both taken', () => {
  expect(mergeLines('a\nb\nc\nd\ne', 'A\nb\nc\nd\ne', 'a\nb\nc\nd\nE').text).toBe('A\nb\nc\nd\nE')
})

test('where both changed a line ours stands and theirs is told', () => {
  expect(mergeLines('a\nb\nc', 'a\nours\nc', 'a\ntheirs\nc')).toEqual({
    text: 'a\nours\nc',
    lost: [{ base: ['b'], theirs: ['theirs'] }],
  })
})
