import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignLines, markClashes, mergeLines, splitLines } from './lines.ts'

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
      expect(mergeLines(base, base, side)).toBe(side)
      expect(mergeLines(base, side, base)).toBe(side)
      expect(mergeLines(base, side, side)).toBe(side)
    }),
  )
})

test('edits far apart are both taken', () => {
  expect(mergeLines('a\nb\nc\nd\ne', 'A\nb\nc\nd\ne', 'a\nb\nc\nd\nE')).toBe('A\nb\nc\nd\nE')
})

test('where both changed a line ours stands, or what settles the clash', () => {
  const texts = ['a\nb\nc', 'a\nours\nc', 'a\ntheirs\nc'] as const
  expect(mergeLines(...texts)).toBe('a\nours\nc')
  expect(mergeLines(...texts, ({ ours, theirs }) => [...theirs, ...ours])).toBe('a\ntheirs\nours\nc')
})

test('choosing one side at every mark gives the text of that side', () => {
  const choose = (text: string, side: 'ours' | 'theirs') =>
    text.replace(
      /^<<<<<<< ours\n([\s\S]*?)^=======\n([\s\S]*?)^>>>>>>> theirs(\n|$)/gm,
      (_, ours: string, theirs: string) => (side === 'ours' ? ours : theirs),
    )
  fc.assert(
    fc.property(texts, texts, (one, two) => {
      const [ours, theirs] = [`${one}\nend\n`, `${two}\nend\n`]
      const marked = markClashes(ours, theirs)
      expect(choose(marked, 'ours')).toBe(ours)
      expect(choose(marked, 'theirs')).toBe(theirs)
    }),
  )
})
