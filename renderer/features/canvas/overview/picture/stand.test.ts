import { describe, expect, test } from 'vitest'
import { type Painted, standOf } from './stand.ts'

const VIEW = { x: 0, y: 0, zoom: 0.1, width: 1000, height: 800 }
/** A quarter of the view more on each side, as it is drawn. */
const AROUND = { x: -2500, y: -2000, width: 15_000, height: 12_000 }
const LARGE: Painted = { viewport: { x: 0, y: 0, zoom: 0.1 }, rect: AROUND, count: 5000 }
const SMALL: Painted = { ...LARGE, count: 100 }

describe('a picture of very many elements', () => {
  test('is only moved while the view stays well inside it', () => {
    expect(standOf(LARGE, VIEW, false)).toBe('good')
    expect(standOf(LARGE, { ...VIEW, x: 100, y: -80 }, true)).toBe('good')
  })

  test('serves until there is a next one near its edge, a little beyond it, and while it is scaled', () => {
    expect(standOf(LARGE, { ...VIEW, x: 200 }, false)).toBe('passing')
    expect(standOf(LARGE, { ...VIEW, x: 300 }, false)).toBe('passing')
    expect(standOf(LARGE, { ...VIEW, zoom: 0.14 }, false)).toBe('passing')
  })

  test('is scaled a little without a next one, until the zoom rests', () => {
    expect(standOf(LARGE, { ...VIEW, zoom: 0.11 }, false)).toBe('good')
    expect(standOf(LARGE, { ...VIEW, zoom: 0.11 }, true)).toBe('passing')
  })

  test('is useless where most of the view is outside of it, or scaled beyond recognition', () => {
    expect(standOf(LARGE, { ...VIEW, x: 900 }, false)).toBe('useless')
    expect(standOf(LARGE, { ...VIEW, zoom: 0.4 }, false)).toBe('useless')
    expect(standOf(null, VIEW, false)).toBe('useless')
  })
})

describe('a picture of few elements', () => {
  test('is moved, and drawn anew at once for any other zoom or what lies beyond it', () => {
    expect(standOf(SMALL, { ...VIEW, x: 200 }, false)).toBe('good')
    expect(standOf(SMALL, { ...VIEW, x: 300 }, false)).toBe('useless')
    expect(standOf(SMALL, { ...VIEW, zoom: 0.101 }, false)).toBe('useless')
  })
})
