import { expect, test } from 'vitest'
import { asEdited, offsetInEditor, offsetInFile, withLineEnds } from './line-ends.ts'

const mixed = 'a\r\nb\nc\r\nd'

test('lines that nobody touched keep their ends, and new ones get those of the file', () => {
  const edited = asEdited(mixed)
  expect(withLineEnds(mixed, edited)).toBe(mixed)
  expect(withLineEnds(mixed, edited.replace('c', 'c2'))).toBe('a\r\nb\nc2\r\nd')
  expect(withLineEnds(mixed, `${edited}\ne`)).toBe('a\r\nb\nc\r\nd\r\ne')
  expect(withLineEnds('a\nb', 'a\nx\nb')).toBe('a\nx\nb')
})

test('an offset finds its place in the other text and back', () => {
  const edited = asEdited(mixed)
  for (let at = 0; at <= edited.length; at += 1) {
    expect(offsetInEditor(mixed, offsetInFile(mixed, at))).toBe(at)
    expect(mixed.charAt(offsetInFile(mixed, at)).replace('\r', '\n')).toBe(edited.charAt(at))
  }
})
