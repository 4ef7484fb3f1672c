import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Clock, decided, isPausedAt, minutesAt, STOPPED, seenAt, spentAt } from './clock.ts'

const MINUTE = 60_000

describe('the clock of a review', () => {
  test('stands still before the first decision, whatever else is done', () => {
    expect(seenAt(STOPPED, 5 * MINUTE)).toBe(STOPPED)
    expect(spentAt(STOPPED, 9 * MINUTE)).toBe(0)
  })

  test('counts from the first decision on while somebody is at it', () => {
    let clock = decided(STOPPED, MINUTE)
    for (let at = 1; at <= 10; at += 1) clock = seenAt(clock, MINUTE + at * 30_000)
    expect(spentAt(clock, 6 * MINUTE)).toBe(5 * MINUTE)
    expect(minutesAt(clock, 6 * MINUTE + 59_000)).toBe(5)
  })

  test('pauses a minute after the last sign of life, and goes on with the next', () => {
    const clock = decided(STOPPED, 0)
    expect([isPausedAt(clock, MINUTE - 1), isPausedAt(clock, MINUTE)]).toEqual([false, true])
    expect(spentAt(clock, 60 * MINUTE)).toBe(MINUTE)
    const back = seenAt(clock, 60 * MINUTE)
    expect(isPausedAt(back, 60 * MINUTE)).toBe(false)
    expect(spentAt(back, 60 * MINUTE + 10_000)).toBe(MINUTE + 10_000)
  })

  test('never goes back and never counts more than has passed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5 * MINUTE)), (gaps) => {
        let clock: Clock = decided(STOPPED, 0)
        let now = 0
        let shown = 0
        for (const gap of gaps) {
          now += gap
          const before = spentAt(clock, now)
          clock = seenAt(clock, now)
          expect(spentAt(clock, now)).toBe(before)
          expect(before).toBeGreaterThanOrEqual(shown)
          expect(before).toBeLessThanOrEqual(now)
          shown = before
        }
      }),
    )
  })
})
