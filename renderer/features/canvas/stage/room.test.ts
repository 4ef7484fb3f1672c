import { expect, test } from 'vitest'
import { middleIn, roomIn } from './room.ts'

test('a diagram stays clear of the tools above it and of the edges', () => {
  expect(roomIn({ width: 1000, height: 700 })).toEqual({ margin: 32, top: 64, width: 936, height: 572 })
})

test('a low or narrow surface gives at least half of itself to the diagram', () => {
  for (const [width, height] of [
    [360, 110],
    [180, 600],
    [90, 90],
  ] as const) {
    const room = roomIn({ width, height })
    expect([room.width >= width / 2, room.height >= height / 2]).toEqual([true, true])
  }
})

test('a diagram that fills the surface lies above what floats at its foot, and below the tools', () => {
  const surface = { width: 1000, height: 700 }
  const { height } = roomIn(surface)
  expect(middleIn(surface, height) + height / 2).toBeLessThanOrEqual(700 - 52)
  expect(middleIn(surface, height) - height / 2).toBeGreaterThanOrEqual(64 + 12)
  expect(middleIn(surface, 300)).toBe((700 + 64) / 2)
  expect(middleIn(surface, 2000)).toBe((700 + 64) / 2)
})
