import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byText } from './by-text.ts'

test('it gives what the function gives, whatever it was asked before', () => {
  const asked = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 3 }), { maxLength: 40 })
  fc.assert(
    fc.property(asked, fc.integer({ min: 1, max: 5 }), (texts, most) => {
      const upper = byText((text) => text.toUpperCase(), most)
      expect(texts.map(upper)).toEqual(texts.map((text) => text.toUpperCase()))
    }),
  )
})

test('a text that is asked for again is not made again, nor is one while few others were asked for', () => {
  const made: string[] = []
  const same = byText((text) => {
    made.push(text)
    return text
  }, 2)
  for (const text of ['a', 'a', 'b', 'c', 'a']) same(text)
  expect(made).toEqual(['a', 'b', 'c'])
})

test('it forgets what nobody asks for, and never remembers a long text', () => {
  let made = 0
  const same = byText((text) => {
    made += 1
    return text
  }, 2)
  for (const text of ['a', 'b', 'c', 'd', 'e', 'a']) same(text)
  expect(made).toBe(6)
  const long = 'x'.repeat(1000)
  same(long)
  same(long)
  expect(made).toBe(8)
})
