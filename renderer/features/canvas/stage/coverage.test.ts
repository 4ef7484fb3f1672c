import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contains } from '../../../../shared/model/geometry.ts'
import { coverageFor, isCovered, isFar } from './coverage.ts'

const VIEW = { x: 100, y: 200, width: 1000, height: 600 }
const moved = (x: number) => ({ ...VIEW, x: VIEW.x + x })

describe('what the page holds', () => {
  test('is the view and half of its size on each side where that is few', () => {
    expect(coverageFor(VIEW, () => 200)).toEqual({ x: -400, y: -100, width: 2000, height: 1200 })
  })

  test('has a smaller margin where many elements lie, and always the view', () => {
    const crowded = (rect: { readonly width: number }) => (rect.width > 1400 ? 5000 : 300)
    expect(coverageFor(VIEW, crowded).width).toBe(1300)
    fc.assert(
      fc.property(fc.nat(10_000), (count) =>
        contains(
          coverageFor(VIEW, () => count),
          VIEW,
        ),
      ),
    )
  })

  test('is enough for a short way and not for a long one', () => {
    const coverage = coverageFor(VIEW, () => 0)
    expect(isCovered(coverage, VIEW)).toBe(true)
    expect(isCovered(coverage, moved(40))).toBe(true)
    expect(isCovered(coverage, moved(120))).toBe(false)
  })

  test('is too much once the view is a small part of it', () => {
    const coverage = coverageFor(VIEW, () => 0)
    expect(isCovered(coverage, { x: 500, y: 400, width: 250, height: 150 })).toBe(false)
  })
})

describe('one picture shows the diagram', () => {
  test('from afar, however few elements there are', () => {
    expect(isFar(0.2, 3, false)).toBe(true)
    expect(isFar(0.3, 3, false)).toBe(false)
  })

  test('nearer too where more lie in view than the page can move, but never near by', () => {
    expect(isFar(0.4, 2000, false)).toBe(true)
    expect(isFar(0.4, 100, false)).toBe(false)
    expect(isFar(1, 9000, false)).toBe(false)
  })

  test('a little longer once it is shown, so that it does not flicker', () => {
    expect(isFar(0.26, 3, false)).toBe(false)
    expect(isFar(0.26, 3, true)).toBe(true)
  })
})
