import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readBranch } from './branch.ts'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-branch-')))
  await mkdir(path.join(root, '.git/worktrees/two'), { recursive: true })
  await writeFile(path.join(root, '.git/HEAD'), 'ref: refs/heads/feature/orders\n')
})
afterEach(() => rm(root, { recursive: true, force: true }))

test('the branch of a folder inside the repo is the repo’s', async () => {
  await mkdir(path.join(root, 'docs/deep'), { recursive: true })
  expect(await readBranch(path.join(root, 'docs/deep'))).toBe('feature/orders')
})

test('a worktree has its own branch', async () => {
  await writeFile(path.join(root, '.git/worktrees/two/HEAD'), 'ref: refs/heads/two\n')
  await mkdir(path.join(root, 'tree'))
  await writeFile(path.join(root, 'tree/.git'), 'gitdir: ../.git/worktrees/two\n')
  expect(await readBranch(path.join(root, 'tree'))).toBe('two')
})

test('a detached head is named by the start of its commit', async () => {
  await writeFile(path.join(root, '.git/HEAD'), `${'0123456789'.repeat(4)}\n`)
  expect(await readBranch(root)).toBe('0123456')
})

test('a damaged HEAD is no branch', async () => {
  await writeFile(path.join(root, '.git/HEAD'), '<<<<<<<')
  expect(await readBranch(root)).toBeUndefined()
})
