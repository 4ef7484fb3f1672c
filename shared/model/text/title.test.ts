import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wrapText } from './measure.ts'
import { fitTitle, titleLines, titleParts } from './title.ts'

const linesOf = (title: string, kind: string, width: number, far = 1) => {
  const { size, room } = fitTitle(title, kind, width, far)
  return wrapText(title, room, { size, strong: true })
}

describe('the title of a component', () => {
  test('stands as large as it is meant to, away from the sides, where its words fit', () => {
    expect(fitTitle('Web server', 'process', 120)).toMatchObject({ size: 13, left: 12, right: 12 })
    expect(fitTitle('Orders', 'store', 120)).toMatchObject({ size: 13, left: 18, right: 12 })
  })

  test('takes the room of the sides before it gets smaller', () => {
    const { size, left } = fitTitle('Background Worker', 'process', 92)
    expect([size, left < 12]).toEqual([13, true])
    expect(linesOf('Background Worker', 'process', 92)).toEqual(['Background', 'Worker'])
  })

  test('gets smaller before a word is broken, near and far', () => {
    expect(fitTitle('Accounting DB', 'store', 78).size).toBeLessThan(13)
    for (const far of [1, 1.25, 1.6])
      expect(linesOf('Accounting DB', 'store', 78, far)).toEqual(['Accounting', 'DB'])
  })

  test('does not get too small to be read', () => {
    expect(fitTitle('Unquestionably', 'process', 50).size).toBeCloseTo(6.76)
    expect(linesOf('Unquestionably', 'process', 50).length).toBeGreaterThan(1)
  })

  test('is broken between the parts of a name before it gets smaller', () => {
    expect(fitTitle('SubjectAccessReview', 'process', 80).size).toBe(13)
    expect(linesOf('SubjectAccessReview', 'process', 80)).toEqual(['Subject', 'Access', 'Review'])
    expect(linesOf('the base_snapshot_id', 'process', 90)).toEqual(['the base_', 'snapshot_', 'id'])
    expect(linesOf('HTTPServer', 'process', 70)).toEqual(['HTTP', 'Server'])
  })

  test('has a name in one part where that fits, and every character of any title in some part', () => {
    expect(titleParts('Call the SubjectAccessReview', 'process', 200)).toEqual([
      'Call the SubjectAccessReview',
    ])
    expect(titleParts('Call the SubjectAccessReview now', 'process', 90)).toEqual([
      'Call the Subject',
      'Access',
      'Review now',
    ])
    const words = fc.array(fc.constantFrom('a', 'B', ' ', '_', '.', '\n', '1', '注'), { maxLength: 40 })
    fc.assert(
      fc.property(words, fc.double({ min: 0, max: 200, noNaN: true }), (title, width) => {
        expect(titleParts(title.join(''), 'store', width).join('')).toBe(title.join(''))
      }),
    )
  })

  test('takes as many lines as its box has room for, two at least', () => {
    expect(titleLines(40, false)).toBe(2)
    expect(titleLines(64, true)).toBe(2)
    expect(titleLines(100, false)).toBe(4)
    expect(titleLines(100, true)).toBe(4)
    expect(titleLines(100_000, false)).toBe(6)
  })

  test('whatever it is, its size and room are numbers within bounds', () => {
    const widths = fc.double({ min: 0, max: 1e5, noNaN: true })
    fc.assert(
      fc.property(fc.string(), widths, fc.constantFrom('store', 'process'), (title, width, kind) => {
        const { size, left, right } = fitTitle(title, kind, width)
        expect(size).toBeGreaterThanOrEqual(6.76 - 1e-9)
        expect(size).toBeLessThanOrEqual(13)
        expect(left).toBeGreaterThanOrEqual(3)
        expect(right).toBeGreaterThanOrEqual(3)
      }),
    )
  })
})
