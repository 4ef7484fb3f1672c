// `fenceline merge` as git calls it: a real repo with two branches, merged by the driver the README sets up.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TEMPLATES } from '../../shared/formats/fenceline/index.ts'

const FILE = 'threat-model.yaml'
const LAYOUT = 'threat-model.layout.yaml'
const main = fileURLToPath(new URL('../../dist/node/main.js', import.meta.url))
const ORDERS = TEMPLATES.find(({ id }) => id === 'orders')?.text ?? ''
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'fenceline-git-'))
  git('init', '--quiet', '--initial-branch', 'main')
  git('config', 'user.email', 'a@example.org')
  git('config', 'user.name', 'A')
  git('config', 'merge.fenceline.driver', `'${process.execPath}' '${main}' merge %O %A %B %P`)
  write('.gitattributes', '*threat-model.yaml merge=fenceline\n*threat-model.layout.yaml merge=fenceline\n')
  write(FILE, ORDERS)
  write(LAYOUT, 'version: 1\nelements:\n  postgres: {x: 0, y: 0}\n  redis: {x: 0, y: 99}\n')
  commit('base')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text)
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
const commit = (message: string) => {
  git('add', '-A')
  git('commit', '--quiet', '-m', message)
}
const edit = (name: string, from: string, to: string) => {
  expect(read(name)).toContain(from)
  write(name, read(name).replace(from, to))
}
/** Commits each edit on a branch of its own and merges theirs into ours; what git said. */
const mergeBranches = (theirs: () => void, ours: () => void): { ok: boolean; said: string } => {
  git('switch', '--quiet', '-c', 'theirs')
  theirs()
  commit('theirs')
  git('switch', '--quiet', 'main')
  ours()
  commit('ours')
  try {
    return { ok: true, said: git('merge', '--no-edit', 'theirs') }
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return { ok: false, said: stdout + stderr }
  }
}

test('two edits in neighbouring lines, and two moved boxes, merge by themselves', () => {
  const { ok, said } = mergeBranches(
    () => {
      edit(FILE, 'title: Redis', 'title: Session cache')
      edit(LAYOUT, 'redis: {x: 0', 'redis: {x: 7')
    },
    () => {
      edit(FILE, '    title: Redis\n', '    title: Redis\n    owner: platform # asked\n')
      edit(LAYOUT, 'postgres: {x: 0', 'postgres: {x: 5')
    },
  )
  expect([ok, said]).toEqual([true, expect.any(String)])
  expect(read(FILE)).toContain('    title: Session cache\n    owner: platform # asked\n')
  expect(read(LAYOUT)).toBe('version: 1\nelements:\n  postgres: {x: 5, y: 0}\n  redis: {x: 7, y: 99}\n')
})

test('one title that both changed stops the merge, marked in its line alone and named', () => {
  const { ok, said } = mergeBranches(
    () => edit(FILE, 'title: Redis', 'title: Sessions'),
    () => edit(FILE, 'title: Redis', 'title: Cache'),
  )
  expect(ok).toBe(false)
  expect(said).toContain('threat-model.yaml: conflict: component “Cache”, title: ours Cache, theirs Sessions')
  expect(read(FILE)).toContain(
    '<<<<<<< ours\n    title: Cache\n=======\n    title: Sessions\n>>>>>>> theirs\n',
  )
  expect(git('status', '--porcelain', FILE)).toMatch(/^UU/)
})

test('a version that is no model stops the merge and leaves ours as it was', () => {
  const { ok, said } = mergeBranches(
    () => write(FILE, 'title: [\n'),
    () => edit(FILE, 'title: Redis', 'title: Cache'),
  )
  expect(ok).toBe(false)
  expect(said).toMatch(/threat-model\.yaml cannot be merged: theirs in line \d/)
  expect(read(FILE)).toBe(ORDERS.replace('title: Redis', 'title: Cache'))
})
