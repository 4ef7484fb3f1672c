import { describe, expect, test } from 'vitest'
import { mergeOrder } from './three-way.ts'

const order = (base: string, ours: string, theirs: string) =>
  mergeOrder({ base: [...base], ours: [...ours], theirs: [...theirs] }).join('')

describe('mergeOrder', () => {
  test('additions of both sides stand behind what they stood behind', () => {
    expect(order('abc', 'aXbc', 'abcY')).toBe('aXbcY')
  })

  test('additions at one place stand ours first', () => {
    expect(order('ab', 'abX', 'abY')).toBe('abXY')
  })

  test('the order of the only side that reordered is taken', () => {
    expect(order('abc', 'abXc', 'cba')).toBe('cbXa')
    expect(order('abc', 'cba', 'abXc')).toBe('cbXa')
  })

  test('of two new orders ours is taken', () => {
    expect(order('abc', 'cba', 'bac')).toBe('cba')
  })
})
