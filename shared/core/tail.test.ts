import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tailStart } from './tail.ts'

test('the tail is what an expression for it would find, wherever the text ends', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '.', ':', ' ') })
  fc.assert(
    fc.property(text, fc.nat(12), (whole, cut) => {
      const end = Math.min(cut, whole.length)
      expect(tailStart(whole, '.:', end)).toBe(whole.slice(0, end).replace(/[.:]+$/, '').length)
      expect(tailStart(whole, '.:')).toBe(whole.replace(/[.:]+$/, '').length)
    }),
  )
})
