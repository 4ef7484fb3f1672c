import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withLock } from './lock.ts'

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'fenceline-lock-'))
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(base, 'settings'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(base, { recursive: true, force: true })
})

const locks = () => readdir(path.join(base, 'settings/locks'))

test('D15 tasks for one file run one after another, those for different files need not', async () => {
  let running = 0
  let most = 0
  const task = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
  }
  await Promise.all(Array.from({ length: 8 }, () => withLock('/repo/a', task)))
  expect(most).toBe(1)
  await Promise.all(['/repo/a', '/repo/b'].map((place) => withLock(place, task)))
  expect(most).toBe(2)
  expect(await locks()).toEqual([])
})

test('a task that fails lets go', async () => {
  await expect(withLock('/repo/a', () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(await locks()).toEqual([])
})

test('the lock of a process that was killed holds nobody up', async () => {
  await withLock('/repo/a', async () => {
    const [name = ''] = await locks()
    // No system gives a process so high a number.
    await writeFile(path.join(base, 'settings/locks', name), String(2 ** 30))
    expect(await withLock('/repo/a', async () => 'done')).toBe('done')
  })
})

test('where no lock can be made the task runs all the same', async () => {
  await mkdir(path.join(base, 'settings'))
  await writeFile(path.join(base, 'settings/locks'), 'a file')
  expect(await withLock('/repo/a', async () => 'done')).toBe('done')
})
