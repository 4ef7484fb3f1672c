import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aRepo, type TestRepo } from '../../../test/support/git/a-repo.ts'
import { listCommits } from './commits.ts'
import { listPathsAt, readFileAt } from './objects.ts'
import { listRefs } from './refs.ts'
import { findRepo, getRepo, type Repo } from './repo.ts'
import { checkRevision, resolveRange, resolveRevision } from './revisions.ts'
import { createGit } from './run-git.ts'

let made: TestRepo
beforeEach(() => {
  made = aRepo()
})
afterEach(() => {
  vi.unstubAllEnvs()
  made.remove()
})

const repoAt = (folder = ''): Promise<Repo> => getRepo(path.join(made.root, folder))
const isName = () => true
const list = async (file: string, limit = 50, beside: string[] = []) => {
  const repo = await repoAt()
  const start = await resolveRevision(repo, 'HEAD')
  const { commits, more } = await listCommits(repo, start, { file, limit, beside, isName })
  return { shown: commits.map((commit) => `${commit.subject} ${commit.path}`), more, commits }
}

describe('findRepo', () => {
  test('a folder in a repo knows where it is in it', async () => {
    made.write({ 'docs/deep/x': '' })
    expect(await repoAt()).toMatchObject({ prefix: '' })
    expect(await repoAt('docs/deep')).toMatchObject({ prefix: 'docs/deep/' })
  })

  test('a folder that is in no repo says so', async () => {
    expect(await findRepo('/')).toMatchObject({ state: 'no-repo', message: '/ is not in a git repository.' })
  })

  test('a machine without git says so', async () => {
    expect(await findRepo(made.root, { env: { PATH: '/nowhere' } })).toMatchObject({ state: 'no-git' })
  })

  test('a repo that claims another folder as its own is not that folder’s', async () => {
    made.git('config', 'core.worktree', '/usr')
    expect(await findRepo(made.root)).toMatchObject({ state: 'no-repo' })
  })

  test('a repo whose settings git cannot read is refused with git’s reason', async () => {
    writeFileSync(path.join(made.root, '.git/config'), '[core\n')
    const found = await findRepo(made.root)
    expect(found).toMatchObject({ state: 'refused', message: expect.stringContaining('bad config') })
  })

  test.runIf(process.getuid?.() === 0)(
    'another user’s repo is refused, and the way out is named',
    async () => {
      execFileSync('chown', ['-R', '12345', made.root])
      vi.stubEnv('HOME', made.root)
      expect(await findRepo(made.root)).toMatchObject({
        state: 'refused',
        hint: expect.stringContaining('safe.directory'),
      })
    },
  )

  test('where git’s environment points elsewhere, the folder’s own repo is read', async () => {
    const other = aRepo()
    vi.stubEnv('GIT_DIR', path.join(other.root, '.git'))
    vi.stubEnv('GIT_WORK_TREE', other.root)
    made.commit('Here', { here: '' })
    const repo = await repoAt()
    expect(await listPathsAt(repo, await resolveRevision(repo, 'HEAD'))).toEqual(['here'])
    other.remove()
  })
})

describe('a revision', () => {
  test.each([
    ['--upload-pack=touch /tmp/x', 'begins with a dash'],
    ['-x', 'begins with a dash'],
    ['--output=x', 'begins with a dash'],
    ['', 'is empty'],
    ['a b', 'holds a space'],
    ['main\nHEAD', 'holds a space'],
    ['ma\u202ein', 'holds a space or an invisible'],
    ['HEAD:secret.txt', 'holds :'],
    [':/message', 'holds :'],
    ['a..b', 'is a range'],
    ['ref*', 'holds *'],
    ['a'.repeat(300), 'is too long'],
  ])('%j is refused', (revision, why) => {
    expect(() => checkRevision(revision)).toThrow(why)
  })

  test('names a commit by branch, tag, digits and distance', async () => {
    const first = made.commit('First')
    made.git('tag', '--annotate', 'v1', '--message', 'One')
    const second = made.commit('Second')
    const repo = await repoAt()
    const found = ['main', 'v1', second.slice(0, 8), 'HEAD~1', 'HEAD^'].map((name) =>
      resolveRevision(repo, name),
    )
    expect(await Promise.all(found)).toEqual([second, first, second, first, first])
  })

  test('that nothing is called is not found', async () => {
    made.commit('First')
    await expect(resolveRevision(await repoAt(), 'nope')).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no revision "nope" in this repository.',
    })
  })

  test('two dots compare the ends and three the place where they parted', async () => {
    const base = made.commit('Base')
    made.git('checkout', '--quiet', '-b', 'side')
    const side = made.commit('Side')
    made.git('checkout', '--quiet', 'main')
    const main = made.commit('Main')
    const repo = await repoAt()
    expect(await resolveRange(repo, 'main..side')).toEqual({ from: main, to: side })
    expect(await resolveRange(repo, 'main...side')).toEqual({ from: base, to: side })
    expect(await resolveRange(repo, 'side..')).toEqual({ from: side, to: main })
    expect(await resolveRange(repo, 'side')).toEqual({ from: side, to: null })
    await expect(resolveRange(repo, 'main..-x')).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('branches without a commit in common have no place where they parted', async () => {
    made.commit('Main')
    made.git('checkout', '--quiet', '--orphan', 'other')
    made.commit('Other')
    await expect(resolveRange(await repoAt(), 'main...other')).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('a file at a commit', () => {
  test('has the bytes that were committed', async () => {
    const old = made.commit('One', { 'docs/a.yaml': 'old\r\n' })
    made.commit('Two', { 'docs/a.yaml': 'new\n' })
    expect((await readFileAt(await repoAt('docs'), old, 'a.yaml'))?.text).toBe('old\r\n')
  })

  test('that is not there is null', async () => {
    const id = made.commit('One', { a: '' })
    const repo = await repoAt()
    expect(await readFileAt(repo, id, 'b')).toBeNull()
    expect(await readFileAt(repo, id, 'a/b')).toBeNull()
    expect(await readFileAt(repo, id, 'a\nb')).toBeNull()
  })

  test('is followed through a link inside the repo, and no link leads out', async () => {
    made.write({ 'real/a': 'text' })
    symlinkSync('real/a', path.join(made.root, 'inner'))
    symlinkSync('/etc/hostname', path.join(made.root, 'outer'))
    const id = made.commit('Links')
    const repo = await repoAt()
    expect((await readFileAt(repo, id, 'inner'))?.text).toBe('text')
    await expect(readFileAt(repo, id, 'outer')).rejects.toMatchObject({ code: 'not-a-file' })
    await expect(readFileAt(repo, id, 'real')).rejects.toMatchObject({ code: 'not-a-file' })
  })

  test('of more than 8 MB is refused', async () => {
    const id = made.commit('Large', { large: 'x'.repeat(8 * 1024 * 1024 + 1) })
    await expect(readFileAt(await repoAt(), id, 'large')).rejects.toMatchObject({ code: 'too-large' })
  })

  test('that is damaged is a fault that names the commit', async () => {
    const id = made.commit('One', { a: 'text' })
    const blob = made.git('rev-parse', 'HEAD:a')
    const place = path.join(made.root, '.git/objects', blob.slice(0, 2), blob.slice(2))
    chmodSync(place, 0o644)
    writeFileSync(place, 'damaged')
    await expect(readFileAt(await repoAt(), id, 'a')).rejects.toMatchObject({
      code: 'io',
      message: expect.stringContaining(id.slice(0, 8)),
    })
  })

  test('is listed from the folder that was opened', async () => {
    const id = made.commit('One', { top: '', 'docs/ä b.yaml': '', 'docs/in/x.yaml': '', 'docsier/y': '' })
    expect(await listPathsAt(await repoAt('docs'), id)).toEqual(['in/x.yaml', 'ä b.yaml'])
  })
})

describe('the commits of a file', () => {
  test('are those that touched it, newest first, with who and when', async () => {
    const id = made.commit('Draw', { a: '1' })
    made.commit('Elsewhere', { b: '1' })
    made.commit('Redraw', { a: '2' })
    const { shown, more, commits } = await list('a')
    expect(shown).toEqual(['Redraw a', 'Draw a'])
    expect(more).toBe(false)
    expect(commits[1]).toEqual({
      ...{ id, short: id.slice(0, 7), author: 'Ann Author', date: 1_790_000_060_000 },
      ...{ subject: 'Draw', path: 'a' },
    })
  })

  test('go on under the name that it had before', async () => {
    const text = 'line\n'.repeat(20)
    made.commit('One', { 'old name': text })
    made.commit('Two', { 'old name': `${text}more\n` })
    made.commit('Move', { 'old name': null, 'docs/new': `${text}more\nand more\n` })
    made.commit('Four', { 'docs/new': text })
    expect((await list('docs/new')).shown).toEqual([
      'Four docs/new',
      'Move docs/new',
      'Two old name',
      'One old name',
    ])
  })

  test('end where there are more than were asked for', async () => {
    for (const subject of ['One', 'Two', 'Three']) made.commit(subject, { a: subject })
    expect(await list('a', 2)).toMatchObject({ shown: ['Three a', 'Two a'], more: true })
    expect(await list('a', 3)).toMatchObject({ more: false })
  })

  test('are those of what it includes, too', async () => {
    made.commit('One', { a: '1', included: '1' })
    made.commit('Two', { included: '2' })
    expect((await list('a', 9, ['included'])).shown).toEqual(['Two a', 'One a'])
  })

  test('cannot write on more than their line', async () => {
    made.commit('Sub\u202eject \u0007 of\u009b31m it', { a: '' })
    expect((await list('a')).shown).toEqual(['Sub(U+202E)ject \ufffd of\ufffd31m it a'])
  })

  test('of a path that is a pattern are that file’s alone', async () => {
    made.commit('Star', { '*': '' })
    made.commit('Other', { other: '' })
    expect((await list('*')).shown).toEqual(['Star *'])
  })
})

describe('the refs', () => {
  test('are branches and tags, the most recent first, with the branch that work starts from', async () => {
    const first = made.commit('First')
    made.git('tag', 'v1')
    made.git('checkout', '--quiet', '-b', 'feature/a')
    const second = made.commit('Second')
    const refs = await listRefs(await repoAt())
    expect(refs).toMatchObject({ head: { id: second, branch: 'feature/a' }, trunk: 'main', more: false })
    expect(refs?.refs.map(({ name, kind, id }) => ({ name, kind, id }))).toEqual([
      { name: 'feature/a', kind: 'branch', id: second },
      { name: 'main', kind: 'branch', id: first },
      { name: 'v1', kind: 'tag', id: first },
    ])
  })

  test('of a repo without commits are none', async () => {
    expect(await listRefs(await repoAt())).toBeUndefined()
  })

  test('have no branch where a commit itself is checked out', async () => {
    made.commit('First')
    made.git('checkout', '--quiet', '--detach')
    expect((await listRefs(await repoAt()))?.head.branch).toBeNull()
  })
})

test('a history that git cannot read is told, not shown as none', async () => {
  const first = made.commit('Draw', { a: '1' })
  made.commit('Later', { a: '2' })
  rmSync(path.join(made.root, '.git/objects', first.slice(0, 2), first.slice(2)))
  await expect(list('a')).rejects.toMatchObject({
    code: 'io',
    message: expect.stringContaining('cannot be read'),
  })
})

describe('running git', () => {
  test('ends one that does not answer', async () => {
    made.commit('First')
    execFileSync('mkfifo', [path.join(made.root, 'pipe')])
    writeFileSync(path.join(made.root, '.git/config'), '[include]\n\tpath = ../pipe\n')
    await expect(
      createGit(made.root, { patience: 300 }).run('rev-parse', ['--show-toplevel']),
    ).rejects.toMatchObject({ code: 'io', message: expect.stringContaining('did not answer') })
  })

  test('ends one that says too much', async () => {
    const id = made.commit('Large', { large: 'x'.repeat(20_000) })
    await expect(
      createGit(made.root, { maxBytes: 10_000 }).run('cat-file', ['--batch'], `${id}:large\n`),
    ).rejects.toMatchObject({ code: 'too-large' })
  })

  test('never runs one that the folder brings', async () => {
    const bin = path.join(made.root, 'node_modules/.bin')
    mkdirSync(bin, { recursive: true })
    writeFileSync(path.join(bin, 'git'), '#!/bin/sh\necho planted\n', { mode: 0o755 })
    const env = { PATH: ['', '.', 'node_modules/.bin', bin, process.env.PATH].join(path.delimiter) }
    const { stdout } = await createGit(made.root, { env }).run('rev-parse', ['--show-toplevel'])
    expect(stdout.toString()).toBe(`${made.root}\n`)
  })

  test('never runs one that the repo brings, whichever folder of it is named', async () => {
    const bin = path.join(made.root, 'node_modules/.bin')
    made.write({ 'docs/deep/x': '' })
    mkdirSync(bin, { recursive: true })
    writeFileSync(path.join(bin, 'git'), '#!/bin/sh\necho planted\n', { mode: 0o755 })
    const env = { PATH: [bin, process.env.PATH].join(path.delimiter) }
    const git = createGit(path.join(made.root, 'docs/deep'), { env })
    const { stdout } = await git.run('rev-parse', ['--show-toplevel'])
    expect(stdout.toString()).toBe(`${made.root}\n`)
  })
})
