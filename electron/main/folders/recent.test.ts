import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadRecent } from './recent.ts'

let settings: string
beforeEach(async () => {
  settings = await mkdtemp(path.join(tmpdir(), 'fenceline-recent-'))
})
afterEach(() => rm(settings, { recursive: true, force: true }))

test('the ten newest folders are kept, newest first, each once', async () => {
  const recent = await loadRecent(settings)
  for (let at = 1; at <= 12; at += 1) await recent.add(`/repo/${at}`)
  await recent.add('/repo/5')
  await recent.forget('/repo/9')
  const again = await loadRecent(settings)
  expect(again.paths.map((folder) => folder.slice(6))).toEqual([
    ...['5', '12', '11', '10', '8', '7', '6', '4', '3'],
  ])
})

test('a folder that is gone is listed as gone', async () => {
  const recent = await loadRecent(settings)
  await recent.add('/no/such/folder')
  await recent.add(settings)
  expect(await recent.list()).toEqual([
    { path: settings, name: path.basename(settings), exists: true },
    { path: '/no/such/folder', name: 'folder', exists: false },
  ])
})

test('changes at the same moment are all kept', async () => {
  const recent = await loadRecent(settings)
  await Promise.all(['/a', '/b', '/c'].map((folder) => recent.add(folder)))
  expect(JSON.parse(await readFile(path.join(settings, 'recent.json'), 'utf8'))).toEqual({
    folders: ['/c', '/b', '/a'],
  })
})

test('a file that does not fit gives an empty list', async () => {
  await writeFile(path.join(settings, 'recent.json'), '{"folders": [7]}')
  expect((await loadRecent(settings)).paths).toEqual([])
})
