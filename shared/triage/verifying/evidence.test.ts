import { describe, expect, test } from 'vitest'
import { readEvidence } from './evidence.ts'

describe('evidence', () => {
  test.each([
    ['A1B2C3D', false],
    ['https://github.com/acme/shop/commit/a1b2c3d', true],
    ['https://gitlab.example/acme/web/shop/-/commit/a1b2c3d#note_1', true],
    ['https://bitbucket.org/acme/shop/commits/a1b2c3d', true],
    ['https://git.example/shop.git/commit/?id=a1b2c3d', true],
  ])('%s is a commit', (text, isLink) => {
    expect(readEvidence(text)).toEqual({ kind: 'commit', id: 'a1b2c3d', isLink })
  })

  test.each([
    ['src/auth.ts', 'src/auth.ts', true],
    ['./src/auth.ts:42', 'src/auth.ts', true],
    ['../auth.ts#L4-L9', '../auth.ts', true],
    ['auth.ts', 'auth.ts', false],
  ])('%s may be a file', (text, path, isSure) => {
    expect(readEvidence(text)).toEqual({ kind: 'file', path, isSure })
  })

  test.each([
    ['https://github.com/acme/shop/pull/7', 'link'],
    ['https://github.com/acme/shop/commits/main', 'link'],
    ['https://x.example/src/auth.ts', 'link'],
    ['Tested by hand', 'words'],
    ['ASVS 2.1/3.4', 'words'],
    ['SEC-41', 'words'],
  ])('%s is %s', (text, kind) => {
    expect(readEvidence(text).kind).toBe(kind)
  })
})
