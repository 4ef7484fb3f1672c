import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, compareText, hashText, isSameJson, plural } from './text.ts'

describe('text', () => {
  test('a hash is the start of the SHA-256 of its UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(hashText(text)).toBe(createHash('sha256').update(text).digest('hex'))
      }),
    )
    for (const text of ['', 'a', 'é', 'x'.repeat(1024), 'x'.repeat(1025), `${'x'.repeat(1023)}é`])
      expect(hashText(text, 9)).toBe(createHash('sha256').update(text).digest('hex').slice(0, 9))
  })

  test('canonical JSON says the same as the value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
      }),
    )
    expect(canonicalJson({ b: 1, a: undefined, c: [undefined] })).toBe('{"b":1,"c":[null]}')
  })

  test('two values are the same JSON exactly when their canonical texts are equal', () => {
    const nested = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, undefined, 0, 1, '', 'a', true),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b'), tie('value')),
      ),
    })).value
    const whole = (value: unknown) => value !== undefined && !JSON.stringify([value]).includes('null')
    fc.assert(
      fc.property(nested.filter(whole), nested.filter(whole), (a, b) => {
        expect(isSameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b))
        expect(isSameJson(a, structuredClone(a))).toBe(true)
      }),
    )
    expect(isSameJson({ a: 1, b: [{ c: null }] }, { b: [{ c: null, d: undefined }], a: 1 })).toBe(true)
    expect(isSameJson([], {})).toBe(false)
    expect(isSameJson([1], [1, 2])).toBe(false)
    expect(isSameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false)
    expect(isSameJson(null, {})).toBe(false)
  })

  test('texts are ordered by UTF-16 units, as sort does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        expect([...texts].sort(compareText)).toEqual([...texts].sort())
      }),
    )
  })

  test('a count has its noun', () => {
    expect([plural(0, 'flow'), plural(1, 'flow'), plural(2, 'entry', 'entries')]).toEqual([
      '0 flows',
      '1 flow',
      '2 entries',
    ])
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  )
}
