import { expect, it } from 'vitest'
import { createQuietQueue } from './quiet-queue.ts'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('does nothing at once, and then everything in the order in which it came', async () => {
  const queue = createQuietQueue()
  const done: number[] = []
  const all = [1, 2, 3].map((each) => queue.add(() => void done.push(each)))
  await Promise.resolve()
  expect(done).toEqual([])
  await Promise.all(all)
  expect(done).toEqual([1, 2, 3])
})

it('lets what arrives go first between two pieces of work', async () => {
  const queue = createQuietQueue()
  const heard: string[] = []
  const first = queue.add(() => {
    heard.push('first')
    setImmediate(() => heard.push('arrived'))
  })
  const second = queue.add(() => void heard.push('second'))
  await Promise.all([first, second])
  expect(heard).toEqual(['first', 'arrived', 'second'])
})

it('does not wait for ever where there is always something more', async () => {
  const queue = createQuietQueue()
  let done = 0
  const until = performance.now() + 400
  while (done === 0 && performance.now() < until) {
    void queue.add(() => {
      done += 1
    })
    await wait(1)
  }
  expect(done).toBeGreaterThan(0)
})

it('finishes all before it returns, once, and goes on afterwards', async () => {
  const queue = createQuietQueue()
  const done: number[] = []
  void queue.add(() => void done.push(1))
  void queue.add(() => void done.push(2))
  queue.finish()
  expect(done).toEqual([1, 2])
  await wait(20)
  expect(done).toEqual([1, 2])
  await queue.add(() => void done.push(3))
  expect(done).toEqual([1, 2, 3])
})

it('work that fails fails alone', async () => {
  const queue = createQuietQueue()
  const bad = queue.add(() => {
    throw new Error('broken')
  })
  const good = queue.add(() => {})
  queue.finish()
  await expect(bad).rejects.toThrow('broken')
  await expect(good).resolves.toBeUndefined()
})
