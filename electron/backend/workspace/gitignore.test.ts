import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isIgnored, parseGitignore } from './gitignore.ts'

const ignored = (text: string, path: string, isFolder = true, folder = '') =>
  isIgnored(parseGitignore(text, folder), path, isFolder)

test('a bare name matches at any depth', () => {
  expect(ignored('out', 'a/b/out')).toBe(true)
  expect(ignored('out', 'a/outer')).toBe(false)
})

test('a name with a slash is anchored to the folder of its file', () => {
  expect(ignored('/out', 'a/out')).toBe(false)
  expect(ignored('docs/out', 'docs/out')).toBe(true)
  expect(ignored('/out', 'sub/out', true, 'sub')).toBe(true)
})

test('a trailing slash matches folders only', () => {
  expect(ignored('out/', 'out', false)).toBe(false)
  expect(ignored('out/', 'out', true)).toBe(true)
})

test('the last pattern decides', () => {
  expect(ignored('*.d\n!keep.d', 'keep.d')).toBe(false)
  expect(ignored('!keep.d\n*.d', 'keep.d')).toBe(true)
})

test('two stars span folders and one does not', () => {
  expect(ignored('a/**/z', 'a/b/c/z')).toBe(true)
  expect(ignored('a/**/z', 'a/z')).toBe(true)
  expect(ignored('a/*/z', 'a/b/c/z')).toBe(false)
})

test('comments, blank lines and characters of patterns mean themselves', () => {
  expect(ignored('# out\n\n', 'out')).toBe(false)
  expect(ignored('a.(b)', 'a.(b)')).toBe(true)
  expect(ignored('a.b', 'axb')).toBe(false)
})

test('a pattern of many stars is matched in time of its length, and means what it says', () => {
  const stars = '*a'.repeat(100)
  expect(ignored(`${stars}b`, 'a'.repeat(250))).toBe(false)
  expect(ignored(stars, 'a'.repeat(250))).toBe(true)
  expect(ignored('**/a/'.repeat(40), 'a/'.repeat(100))).toBe(false)
  expect(ignored('a/**/b/**/c/**/*.d*', 'a/x/y/b/c/z/q.doc')).toBe(true)
  expect(ignored('a/*/b/*/c/*.d*', 'a/x/y/b/z/c/q.doc')).toBe(false)
  expect(ignored('*x*/**', 'sub/axb/deep/er', true, 'sub')).toBe(true)
  expect(ignored('*x*/**', 'axb/deep/er', true, 'sub')).toBe(false)
  expect(ignored('/*x*y*z*/**', 'sub/axyz/deep/er', true, 'sub')).toBe(true)
})

test('the name of the folder that a file lies in is no pattern', () => {
  expect(ignored('/out', '*/out', true, '*')).toBe(true)
  expect(ignored('/out', 'a/out', true, '*')).toBe(false)
  expect(ignored('*a*b*c*😀', 'a.b/abc😀', true, 'a.b')).toBe(true)
})

test('both ways of matching answer alike', () => {
  const glob = fc.string({
    unit: fc.constantFrom('*', '**', '**/', '?', '/', 'a', 'b'),
    minLength: 1,
    maxLength: 4,
  })
  const path = fc.string({ unit: fc.constantFrom('/', 'a', 'b'), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(glob, path, (pattern, place) => {
      // Folders of any number, four times over, are no other: but more wildcards than an expression is made for.
      const many = `${'**/'.repeat(4)}${pattern.replace(/^\//, '')}`
      const few = `**/${pattern.replace(/^\//, '')}`
      expect(ignored(many, place)).toBe(ignored(few, place))
    }),
  )
})

test('blanks at the end of a line do not count, but for one behind a backslash', () => {
  expect(ignored('out  \t', 'out')).toBe(true)
  expect(ignored(`${' '.repeat(4_000_000)}x`, 'x')).toBe(false)
})

test('rules beyond the first thousand are not compared', () => {
  expect(ignored(`${'x\n'.repeat(999)}out`, 'out')).toBe(true)
  expect(ignored(`${'x\n'.repeat(1000)}out`, 'out')).toBe(false)
})
