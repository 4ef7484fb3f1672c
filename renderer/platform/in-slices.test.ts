import { expect, test } from 'vitest'
import { inSlices } from './in-slices.ts'

function* slow(steps: number, did: number[]): Generator<undefined, string> {
  for (let at = 0; at < steps; at += 1) {
    const end = performance.now() + 4
    while (performance.now() < end);
    did.push(at)
    yield
  }
  return 'done'
}

test('others have their turn between the slices, and the outcome comes at the end', async () => {
  const did: number[] = []
  const seen: number[] = []
  const timer = setInterval(() => seen.push(did.length))
  expect(await inSlices(slow(8, did), () => true)).toBe('done')
  clearInterval(timer)
  expect(seen.some((count) => count > 0 && count < 8)).toBe(true)
})

test('work that nobody wants any more ends without an outcome', async () => {
  const did: number[] = []
  expect(await inSlices(slow(100, did), () => did.length < 3)).toBe(undefined)
  expect(did.length).toBeLessThan(10)
})
