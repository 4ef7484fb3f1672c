import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scanFolder } from './scan.ts'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-scan-')))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function put(file: string, text = ''): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true })
  await writeFile(path.join(root, file), text)
}

test('models are found by name in every folder, sorted', async () => {
  for (const file of [
    'z/threat-model.yaml',
    'a/shop.threat-model.yaml',
    'b/threagile.yaml',
    'b/threagile.layout.yaml',
    'threat-model.layout.yaml',
    'model.yaml',
  ]) {
    await put(file)
  }
  expect((await scanFolder(root)).models).toEqual([
    'a/shop.threat-model.yaml',
    'b/threagile.yaml',
    'z/threat-model.yaml',
  ])
})

test('built, vendored, hidden and ignored folders are not entered', async () => {
  await put('.gitignore', 'generated/\n')
  await put('inner/.gitignore', '/tmp\n')
  const skipped = [
    'node_modules',
    '.git',
    '.cache',
    'dist',
    'build',
    'target',
    'vendor',
    'generated',
    'inner/tmp',
  ]
  for (const folder of skipped) await put(`${folder}/threat-model.yaml`)
  const { models, folders } = await scanFolder(root)
  expect(models).toEqual([])
  expect(folders).toEqual(['', 'inner'])
})

test('a linked folder is not entered, so a loop ends', async () => {
  await put('a/threat-model.yaml')
  await symlink('..', path.join(root, 'a/loop'))
  expect((await scanFolder(root)).models).toEqual(['a/threat-model.yaml'])
})

test('folders deeper than the limit are left out and that is said', async () => {
  await put(`${'d/'.repeat(20)}threat-model.yaml`)
  expect(await scanFolder(root)).toMatchObject({ models: [], isComplete: false })
})

test('rules that are dear to compare end the scan, and that is said', async () => {
  await put('.gitignore', Array.from({ length: 1000 }, (_, at) => `/${'*a'.repeat(200)}${at}\n`).join(''))
  for (let at = 0; at < 20; at += 1) await mkdir(path.join(root, `${'a'.repeat(200)}${at}`))
  await put('threat-model.yaml')
  const { models, folders, isComplete } = await scanFolder(root)
  expect(isComplete).toBe(false)
  expect(models).toEqual(['threat-model.yaml'])
  expect(folders.length).toBeLessThan(4)
})

test('as many ordinary rules as a file may have leave a folder of hundreds complete', async () => {
  await put('.gitignore', Array.from({ length: 1000 }, (_, at) => `/packages/*/out-${at}/\n`).join(''))
  for (let at = 0; at < 200; at += 1)
    await mkdir(path.join(root, `packages/service-${at}/out-${at}`), { recursive: true })
  const { folders, isComplete } = await scanFolder(root)
  expect([isComplete, folders.length]).toEqual([true, 202])
})
