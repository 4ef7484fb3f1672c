import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../shared/core/errors.ts'
import { checkPlainData } from './plain-data.ts'

const codeOf = (input: unknown, most?: number): string | null => {
  try {
    checkPlainData(input, most)
    return null
  } catch (error) {
    return error instanceof AppError ? error.code : 'not an AppError'
  }
}

test('S10 what JSON can say passes', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => codeOf(value) === null))
})

test('S10 anything at all passes or is a typed fault', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withNullPrototype: true,
  })
  fc.assert(fc.property(anything, (value) => [null, 'bad-request', 'too-large'].includes(codeOf(value))))
})

test('S10 a cycle and 100,000 levels are refused without a deep stack', () => {
  const cycle: unknown[] = []
  cycle.push(cycle)
  expect(codeOf(cycle)).toBe('bad-request')
  let deep: unknown = 1
  for (let level = 0; level < 100_000; level += 1) deep = { deep }
  expect(codeOf(deep)).toBe('bad-request')
})

test('S10 size is counted over names, texts, long lists and what is shared', () => {
  expect(codeOf('x'.repeat(101), 100)).toBe('too-large')
  expect(codeOf({ ['n'.repeat(101)]: 1 }, 100)).toBe('too-large')
  expect(codeOf(Array(100).fill(1), 100)).toBe('too-large')
  const shared = Array(30).fill('text')
  let doubled: unknown = shared
  for (let level = 0; level < 40; level += 1) doubled = [doubled, doubled]
  expect(codeOf(doubled)).toBe('too-large')
  // A sparse array can claim a length that its few members do not have.
  const sparse: unknown[] = []
  sparse.length = 4_000_000_000
  expect(codeOf(sparse)).toBe('too-large')
})

test('S10 maps, dates, bytes and big integers are not plain data', () => {
  for (const value of [new Map(), new Set(), new Date(0), new Uint8Array(4), /x/, 1n, [new Map()]])
    expect(codeOf(value)).toBe('bad-request')
})
