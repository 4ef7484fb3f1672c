import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, encode } from './wire.ts'

test('what crosses is what a structured clone gives', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withMap: true, withSet: true, withBigInt: true }), (value) => {
      let clone: unknown
      try {
        clone = structuredClone(value)
      } catch {
        expect(() => encode(value)).toThrow()
        return
      }
      expect(decode(encode(value))).toEqual(clone)
    }),
  )
})

test('undefined, dates, maps, bytes, cycles and shared parts survive', () => {
  const shared = { at: new Date(5), never: new Date(Number.NaN) }
  const value: Record<string, unknown> = { none: undefined, shared, again: shared, map: new Map([[1, 'a']]) }
  value.self = value
  value.bytes = new Uint8Array([1, 2, 255])
  const got = decode(encode(value)) as Record<string, unknown>
  expect('none' in got).toBe(true)
  expect(got.self).toBe(got)
  expect(got.again).toBe(got.shared)
  expect(got.shared).toEqual(shared)
  expect(got.map).toEqual(new Map([[1, 'a']]))
  expect(got.bytes).toEqual(new Uint8Array([1, 2, 255]))
})

test('functions, symbols and promises throw', () => {
  for (const value of [() => {}, Symbol('s'), Promise.resolve(), { deep: [() => {}] }]) {
    expect(() => encode(value)).toThrow(/could not be cloned/)
  }
})
