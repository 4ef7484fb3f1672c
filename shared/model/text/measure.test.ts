import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitText, isInInter, textWidth, wrapText } from './measure.ts'

const style = { size: 10 }

describe('the width of a text', () => {
  test('is the sum of its characters', () => {
    expect(textWidth('ab', style)).toBeCloseTo(textWidth('a', style) + textWidth('b', style))
    expect(textWidth('', style)).toBe(0)
  })

  test('grows with size and weight', () => {
    expect(textWidth('Orders', { size: 20 })).toBeCloseTo(2 * textWidth('Orders', style))
    expect(textWidth('Orders', { size: 10, strong: true })).toBeGreaterThan(textWidth('Orders', style))
  })

  test('counts a wide script by its size, and marks and joiners as nothing', () => {
    expect(textWidth('注文', style)).toBe(20)
    expect(textWidth('e\u0301', style)).toBe(textWidth('e', style))
    expect(textWidth('a\u200db', style)).toBe(textWidth('ab', style))
  })
})

test('a width is known for what Inter has, and guessed for the rest', () => {
  expect(isInInter('Żółć → Заказы…')).toBe(true)
  expect(isInInter('注文')).toBe(false)
})

describe('fitting a text', () => {
  test('leaves what fits', () => {
    expect(fitText('Orders', 100, style)).toBe('Orders')
  })

  test('ends what does not fit with an ellipsis within the width', () => {
    const fitted = fitText('Orders Service of the Platform', 60, style)
    expect(fitted).toMatch(/^Orders.*…$/)
    expect(textWidth(fitted, style)).toBeLessThanOrEqual(60)
  })

  test('never cuts through a family of emoji', () => {
    expect(fitText('👩‍👩‍👧👩‍👩‍👧', 45, style)).toMatch(/^(👩‍👩‍👧)?…$/u)
  })
})

describe('wrapping a text', () => {
  test('breaks between words and keeps line breaks', () => {
    expect(wrapText('one two\nthree', 25, style)).toEqual(['one', 'two', 'three'])
  })

  test('breaks a word that is wider than a line', () => {
    const lines = wrapText('x'.repeat(40), 50, style)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('')).toBe('x'.repeat(40))
  })

  test('says with an ellipsis that lines were left out', () => {
    expect(wrapText('one two three four', 32, style, 2)).toEqual(['one', 'two…'])
  })

  test('gives lines within the width and loses no letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 20, max: 90 }), (text, width) => {
        const lines = wrapText(text, width, style)
        const letters = (value: string) => value.replace(/[\n ]/g, '')
        const isWithin = lines.every((line) => textWidth(line, style) <= Math.max(width, 60))
        return isWithin && letters(lines.join('')) === letters(text)
      }),
    )
  })

  test('is quick for a text without spaces', () => {
    const started = performance.now()
    expect(wrapText('x'.repeat(100_000), 100, style).length).toBeGreaterThan(1000)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
