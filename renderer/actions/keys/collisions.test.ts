import { expect, test, vi } from 'vitest'

// The layout's worker is found beside the page, which is not there.
vi.stubGlobal('location', { href: 'http://127.0.0.1/' })
const { ACTIONS } = await import('../index.ts')

/** These share a key because never more than one of them can run. */
const TAKING_TURNS = [
  ['edit.rename', 'tool.place'],
  // A draft, a kept risk, a question or nothing is in hand.
  ['review.keep', 'review.true', 'review.add-found', 'review.go-on'],
  ['review.not-applicable', 'review.false'],
]

const taken = (one: string, other: string) =>
  TAKING_TURNS.some((ids) => ids.includes(one) && ids.includes(other))

test('no two actions that can run at the same place have the same key', () => {
  const pairs = ACTIONS.flatMap((one, at) =>
    ACTIONS.slice(at + 1).flatMap((other) => {
      const shared = one.keys?.find((keys) => other.keys?.includes(keys))
      // Review and Changes have keys of their own, which come before those of the canvas.
      const jobs = [one, other].map(({ scope }) => (scope === 'review' || scope === 'changes' ? scope : ''))
      const isApart = jobs[0] !== jobs[1]
      return shared === undefined || isApart || taken(one.id, other.id)
        ? []
        : [`${shared}: ${one.id} and ${other.id}`]
    }),
  )
  expect(pairs).toEqual([])
})

test('every action has an id and a label of its own', () => {
  expect(new Set(ACTIONS.map(({ id }) => id)).size).toBe(ACTIONS.length)
  expect(new Set(ACTIONS.map(({ label }) => label)).size).toBe(ACTIONS.length)
})
