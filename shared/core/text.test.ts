import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, compareText, hashText, plural } from './text.ts'

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
