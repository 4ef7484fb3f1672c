// What is left on disk when a save fails, at any step and for any reason. Ids are those of the safety table.
import { type ChildProcess, spawn } from 'node:child_process'
import type { PathLike } from 'node:fs'
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  writeFile as put,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NODE_DISK } from '../../electron/backend/files/disk.ts'
import { hashBytes } from '../../electron/backend/files/read-file.ts'
import { stageFile, type WriteRequest, writeFile } from '../../electron/backend/files/writer.ts'
import { faultyDisk } from '../support/faults/faulty-disk.ts'

const FILE = 'threat-model.yaml'
const OLD = 'title: old\n'
const NEW = 'title: new, and longer than it was\n'
let root: string
let outside: string

beforeEach(async () => {
  const base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-fault-')))
  root = path.join(base, 'repo')
  outside = path.join(base, 'outside')
  await mkdir(root)
  await mkdir(outside)
  await put(path.join(root, FILE), OLD)
})
afterEach(() => rm(path.dirname(root), { recursive: true, force: true }))

const place = (name = FILE) => path.join(root, name)
const content = (name = FILE) => readFile(place(name), 'utf8')
const change = (more: Partial<WriteRequest> = {}): WriteRequest => ({
  root,
  path: FILE,
  content: NEW,
  ...more,
})
const temps = async () => (await readdir(root)).filter((name) => name.endsWith('.tmp'))
const hashOf = (text: string) => hashBytes(Buffer.from(text))

describe('a crash', () => {
  const rounds = Number(process.env.FENCELINE_KILLS ?? 200)

  const lanes = ['one', 'two', 'three', 'four']
  // What Node makes of the script's TypeScript is kept, so that a process starts in a third of the time.
  const compiled = path.join(tmpdir(), 'fenceline-fault-compiled')
  const start = (script: string, ...args: readonly string[]) =>
    spawn(process.execPath, ['--no-warnings', script, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    })

  test(`D1 kill -9 at ${rounds} random moments leaves one whole generation`, async () => {
    const script = fileURLToPath(new URL('../support/faults/kill-writer.ts', import.meta.url))
    const killOnce = async (file: string) => {
      // Node runs TypeScript itself; a process for each round keeps the moments independent.
      const child = start(script, root, file)
      await new Promise((resolve) => child.stdout.once('data', resolve))
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 25))
      child.kill('SIGKILL')
      await ended(child)
      const text = await content(file)
      const [line = ''] = text.split('\n')
      expect(text).toBe(line === 'title: old' ? OLD : `${line}\n`.repeat(2000))
    }
    const runLane = async (file: string) => {
      await put(place(file), OLD)
      for (let round = 0; round < rounds / lanes.length; round += 1) await killOnce(file)
    }
    // One that ends by itself: only such a process keeps anything.
    await ended(start(script, root, '', 'once'))
    await Promise.all(lanes.map(runLane))
    process.stdout.write(`D1: killed ${rounds} times while saving, 0 files torn\n`)
  })
})

describe('a fault at each step', () => {
  for (const forever of [false, true]) {
    for (const code of ['EIO', 'ENOSPC', 'EROFS']) {
      test(`D2 ${code} at any call${forever ? ' and ever after' : ''} leaves the old file or the new one`, async () => {
        for (let at = 1; ; at += 1) {
          await put(place(), OLD)
          const faulty = faultyDisk({ at, code, forever })
          const outcome = await writeFile(change(), faulty.disk).then(
            () => 'written',
            (error: Error) => error,
          )
          if (outcome === 'written') expect(await content()).toBe(NEW)
          else {
            expect(outcome).toMatchObject({ name: 'AppError', message: expect.stringContaining(FILE) })
            expect(await content()).toBe(OLD)
          }
          if (!forever) expect(await temps()).toEqual([])
          if (faulty.count() < at) break
          for (const name of await temps()) await rm(place(name))
        }
      })
    }
  }

  test('D5 a write that is shorter than asked for is noticed', async () => {
    const disk = {
      ...NODE_DISK,
      open: async (...args: Parameters<typeof NODE_DISK.open>) => {
        const handle = await NODE_DISK.open(...args)
        const write = handle.writeFile.bind(handle)
        handle.writeFile = async (data) => write((data as Buffer).subarray(0, -1))
        return handle
      },
    }
    await expect(writeFile(change(), disk)).rejects.toMatchObject({ code: 'disk-full' })
    expect(await content()).toBe(OLD)
    expect(await temps()).toEqual([])
  })

  test('D22 a file that is held open for a moment is written when it is let go', async () => {
    const { disk, count } = faultyDisk({ at: 1, code: 'EBUSY', only: 'rename' })
    await writeFile(change(), disk)
    expect(count()).toBe(2)
    expect(await content()).toBe(NEW)
  })

  test('D22 a file that stays held keeps its content, and the new version is kept and named', async () => {
    let renames = 0
    const disk = {
      ...NODE_DISK,
      async rename(from: PathLike, to: PathLike) {
        renames += 1
        if (to === place()) throw Object.assign(new Error('held'), { code: 'EPERM' })
        await NODE_DISK.rename(from, to)
      },
    }
    const error = await writeFile(change(), disk).catch((caught: unknown) => caught)
    const [kept = ''] = (await readdir(root)).filter((name) => name.includes('.unsaved-'))
    expect(error).toMatchObject({ code: 'io', hint: expect.stringContaining(kept) })
    expect(await content(kept)).toBe(NEW)
    expect(await content()).toBe(OLD)
    expect(renames).toBe(8)
  }, 10_000)

  test('D23 after a failed sync everything is written again, to a new file', async () => {
    const opened: string[] = []
    const { disk } = faultyDisk({ at: 1, code: 'EIO', only: 'handle.sync' })
    const recording = { ...disk, open: recordOpens(disk.open, opened) }
    const { notes } = await writeFile(change(), recording)
    expect(new Set(opened).size).toBe(2)
    expect(notes).toEqual([])
    expect(await content()).toBe(NEW)
    expect(await temps()).toEqual([])
  })

  test('D23 a sync that fails twice is a failed save', async () => {
    const { disk } = faultyDisk({ at: 1, code: 'EIO', only: 'handle.sync', forever: true })
    await expect(writeFile(change(), disk)).rejects.toMatchObject({ code: 'io' })
    expect(await content()).toBe(OLD)
  })
})

describe('what stands in the way', () => {
  test('D7 a link inside the folder is followed and stays a link', async () => {
    await mkdir(place('docs'))
    await symlink(path.join('..', FILE), place('docs/threat-model.yaml'))
    await writeFile(change({ path: 'docs/threat-model.yaml' }))
    expect((await lstat(place('docs/threat-model.yaml'))).isSymbolicLink()).toBe(true)
    expect(await content()).toBe(NEW)
  })

  test('D7 a link out of the folder is refused, as a file and as a folder', async () => {
    await put(path.join(outside, FILE), OLD)
    await symlink(path.join(outside, FILE), place('out.threat-model.yaml'))
    await symlink(outside, place('dir'))
    for (const name of ['out.threat-model.yaml', `dir/${FILE}`, 'dir/new.threat-model.yaml']) {
      await expect(writeFile(change({ path: name }))).rejects.toMatchObject({ code: 'outside-root' })
    }
    expect(await readFile(path.join(outside, FILE), 'utf8')).toBe(OLD)
    expect(await readdir(outside)).toEqual([FILE])
  })

  test('D7 a folder beside ours whose name begins the same is outside', async () => {
    const beside = `${root}-evil`
    await mkdir(beside)
    await symlink(beside, place('beside'))
    const write = writeFile(change({ path: 'beside/new.threat-model.yaml' }))
    await expect(write).rejects.toMatchObject({ code: 'outside-root' })
    expect(await readdir(beside)).toEqual([])
  })

  test('D7 a link to nothing is refused', async () => {
    await symlink('nowhere', place('broken.threat-model.yaml'))
    const write = writeFile(change({ path: 'broken.threat-model.yaml' }))
    await expect(write).rejects.toMatchObject({ code: 'not-a-file' })
  })

  test.each([0o600, 0o755, 0o664])('D8 mode %o is kept', async (mode) => {
    await chmod(place(), mode)
    await writeFile(change())
    expect((await stat(place())).mode & 0o777).toBe(mode)
  })

  test('D8 a hard link is broken and that is told', async () => {
    await link(place(), place('other.yaml'))
    const { notes } = await writeFile(change())
    expect(notes).toEqual([expect.stringContaining('hard links')])
    expect(await content('other.yaml')).toBe(OLD)
  })

  test('D10 saving the same bytes touches nothing', async () => {
    const before = await stat(place(), { bigint: true })
    const { changed } = await writeFile(change({ content: OLD, base: hashOf(OLD) }))
    const after = await stat(place(), { bigint: true })
    expect(changed).toBe(false)
    expect([after.ino, after.mtimeNs, after.ctimeNs]).toEqual([before.ino, before.mtimeNs, before.ctimeNs])
  })

  test('D12 an edit of the same size and time is a conflict', async () => {
    const { atime, mtime } = await stat(place())
    await put(place(), 'title: odl\n')
    await utimes(place(), atime, mtime)
    await expect(writeFile(change({ base: hashOf(OLD) }))).rejects.toMatchObject({ code: 'conflict' })
    expect(await content()).toBe('title: odl\n')
  })

  test('D12 an edit that arrives while the save is under way is a conflict', async () => {
    const staged = await stageFile(change({ base: hashOf(OLD) }))
    await put(place(), 'title: theirs\n')
    await expect(staged.commit()).rejects.toMatchObject({ code: 'conflict' })
    expect(await content()).toBe('title: theirs\n')
    expect(await temps()).toEqual([])
  })

  test('D20 a temporary file of ours is removed when it is old, and no other file', async () => {
    const ours = `.fenceline-${'0123456789abcdef'.repeat(2)}.tmp`
    const fresh = `.fenceline-${'f'.repeat(32)}.tmp`
    const theirs = ['notes.tmp', '.fenceline-notes.tmp']
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000)
    for (const name of [ours, ...theirs]) {
      await put(place(name), '')
      await utimes(place(name), longAgo, longAgo)
    }
    await put(place(fresh), '')
    await writeFile(change())
    expect((await readdir(root)).sort()).toEqual([...theirs, fresh, FILE].sort())
  })
})

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('close', resolve))
}

function recordOpens(open: typeof NODE_DISK.open, opened: string[]): typeof NODE_DISK.open {
  return async (...args) => {
    if (args[1] === 'wx') opened.push(String(args[0]))
    return open(...args)
  }
}
