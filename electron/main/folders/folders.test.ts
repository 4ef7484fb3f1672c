import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEvents } from '../../backend/events.ts'
import type { Backend } from '../../backend/handlers.ts'
import { createFolders } from './folders.ts'

let base: string
let log: string[]
beforeEach(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-folders-')))
  log = []
})
afterEach(() => rm(base, { recursive: true, force: true }))

const quit: Promise<unknown>[] = []
const wait = (work: Promise<unknown>) => quit.push(work)

const folders = () =>
  createFolders(async (root) => {
    log.push(`open ${path.basename(root)}`)
    const handlers = {} as Backend['handlers']
    return {
      root,
      handlers,
      events: createEvents(),
      release: async () => {},
      close: async () => void log.push(`close ${path.basename(root)}`),
    }
  }, wait)

test('windows on one folder share its backend, by whatever path they name it', async () => {
  await mkdir(path.join(base, 'repo'))
  await symlink(path.join(base, 'repo'), path.join(base, 'link'))
  const { acquire } = folders()
  const [one, two] = await Promise.all([acquire(path.join(base, 'repo')), acquire(path.join(base, 'link'))])
  expect(one.backend).toBe(two.backend)
  one.release()
  expect(log).toEqual(['open repo'])
  two.release()
  expect(log).toEqual(['open repo', 'close repo'])
  expect(quit).toHaveLength(1)
  await acquire(path.join(base, 'repo'))
  expect(log.at(-1)).toBe('open repo')
})

test('a folder that is not there is a fault that names it', async () => {
  const missing = path.join(base, 'missing')
  await expect(folders().acquire(missing)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining(missing),
  })
})

test('a folder that failed to open is opened anew the next time', async () => {
  let fails = true
  const { acquire } = createFolders(async (root) => {
    if (fails) throw new Error('once')
    return {
      root,
      handlers: {} as Backend['handlers'],
      events: createEvents(),
      release: async () => {},
      close: async () => {},
    }
  }, wait)
  await expect(acquire(base)).rejects.toThrow('once')
  fails = false
  expect((await acquire(base)).backend.root).toBe(base)
})
