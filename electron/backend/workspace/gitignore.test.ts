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
