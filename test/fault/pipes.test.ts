import { execFile } from 'node:child_process'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NODE_DISK } from '../../electron/backend/files/disk.ts'
import { readBytes } from '../../electron/backend/files/read-file.ts'

let folder: string
let pipe: string
let file: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fenceline-read-'))
  pipe = path.join(folder, 'pipe.threat-model.yaml')
  file = path.join(folder, 'threat-model.yaml')
  await promisify(execFile)('mkfifo', [pipe])
  await writeFile(file, 'title: Shop\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('S65 a pipe is not even opened, as opening a device can have an effect', async () => {
  let opened = 0
  const open: typeof NODE_DISK.open = (...all) => {
    opened += 1
    return NODE_DISK.open(...all)
  }
  await expect(readBytes(pipe, 'pipe', { ...NODE_DISK, open })).rejects.toMatchObject({ code: 'not-a-file' })
  expect(opened).toBe(0)
})

test('S65 what turns into a pipe after it was looked at is refused without waiting for a writer', async () => {
  const open: typeof NODE_DISK.open = async (...all) => {
    await rename(pipe, file)
    return NODE_DISK.open(...all)
  }
  await expect(readBytes(file, 'model', { ...NODE_DISK, open })).rejects.toMatchObject({ code: 'not-a-file' })
})
