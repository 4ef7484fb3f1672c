import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyDelta, deltaSchema, findDelta } from './delta.ts'

const travelled = (value: unknown) => JSON.parse(JSON.stringify(value))
const wired = (before: unknown, next: unknown) => {
  const delta = findDelta(before, next)
  return delta && deltaSchema.parse(travelled(delta))
}

describe('a delta', () => {
  test('brings back what differs, whatever the two values are', () => {
    // No -0: JSON has none.
    const anything = fc.jsonValue({ maxDepth: 3, noUnicodeString: false }).map(travelled)
    fc.assert(
      fc.property(anything, anything, (before, next) => {
        expect(applyDelta(before, wired(before, next))).toEqual(next)
      }),
    )
  })

  test('brings back lists whose items were moved, changed, repeated, added and taken out', () => {
    const item = fc.record({ id: fc.nat(9), title: fc.string({ maxLength: 3 }) })
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 8 }),
        fc.array(fc.nat(20), { maxLength: 12 }),
        (before, picks) => {
          const next = picks.map((pick) => {
            const old = before[pick % (before.length + 1)]
            if (!old) return { id: pick, title: 'new' }
            return pick > 12 ? { ...old, title: `${old.title}+` } : old
          })
          expect(applyDelta(before, wired(before, next))).toEqual(next)
        },
      ),
    )
  })

  test('is as large as what changed, not as the whole', () => {
    const components = Array.from({ length: 1000 }, (_, at) => ({ id: `part-${at}`, title: `Part ${at}` }))
    const before = { model: { title: 'Shop', components }, layout: { boxes: components.slice() } }
    const next = {
      ...before,
      model: {
        ...before.model,
        components: components.map((each, at) => (at === 500 ? { ...each, title: 'Gateway' } : each)),
      },
    }
    expect(JSON.stringify(findDelta(before, next)).length).toBeLessThan(220)
  })

  test('of a text keeps what stays at both ends', () => {
    expect(findDelta('a: b\nc: d\n', 'a: bb\nc: d\n')).toEqual({ text: [4, 'b', 6] })
    expect(applyDelta('aaa', findDelta('aaa', 'aa'))).toBe('aa')
  })

  test('is none between values that only differ in identity, or in members that are undefined', () => {
    expect(findDelta({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }], c: undefined })).toBeUndefined()
  })

  test('that belongs to another value is an error, not another value', () => {
    expect(() => applyDelta([1], { list: [{ from: 0, count: 2 }] })).toThrow(RangeError)
    expect(() => applyDelta([], { list: [{ at: 0, by: { is: 1 } }] })).toThrow(RangeError)
    expect(() => applyDelta('ab', { text: [2, '', 1] })).toThrow(RangeError)
    expect(() => applyDelta(3, { keys: {}, gone: [] })).toThrow(RangeError)
    expect(() => applyDelta({}, { list: [] })).toThrow(RangeError)
  })

  test('cannot reach the prototype of what it is applied to', () => {
    const hostile = JSON.parse('{"keys": {"__proto__": {"is": {"bad": true}}}, "gone": []}')
    const made = applyDelta({ a: 1 }, hostile) as Record<string, unknown>
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype)
    expect(made.bad).toBeUndefined()
  })
})
