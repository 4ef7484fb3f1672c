// S20: whatever a folder says, git runs none of its commands. Each way leaves a mark (a canary) if it runs; a plain
// git shows which of them are real.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aRepo, type TestRepo } from '../../../test/support/git/a-repo.ts'
import { createHistory } from '../history/handlers.ts'

const MODEL = 'threat-model.yaml'
const TEXT = 'title: T\ntechnical_assets:\n  web: {title: Web, type: process}\n'

let made: TestRepo
let elsewhere: TestRepo
beforeEach(() => {
  made = aRepo()
  elsewhere = aRepo()
})
afterEach(() => {
  made.remove()
  elsewhere.remove()
})

const canary = () => path.join(elsewhere.root, 'canary')
const script = (name = 'evil.sh') => path.join(made.root, name)
const config = (...lines: string[]) =>
  writeFileSync(path.join(made.root, '.git/config'), `${lines.join('\n')}\n`, { flag: 'a' })

function plant(): void {
  writeFileSync(script(), `#!/bin/sh\necho "$0 $@" >> '${canary()}'\nexit 1\n`)
  chmodSync(script(), 0o755)
}

/** Two commits of a model that moved, so that everything there is has something to do. */
function history(): void {
  made.commit('Draw', { 'old.threat-model.yaml': TEXT, 'threat-model.layout.yaml': 'version: 1\n' })
  made.commit('Move', { 'old.threat-model.yaml': null, [MODEL]: `${TEXT}# moved\n` })
}

/** Everything that the backend asks of git, in one go. */
async function readEverything() {
  const answers = createHistory(made.root, () => {})
  const list = await answers['history.list']({ path: MODEL, limit: 50 })
  const refs = await answers['history.refs']({})
  const at = []
  for (const revision of ['HEAD', 'HEAD~1', 'main']) {
    at.push(await answers['history.at']({ path: MODEL, revision, base: true }).catch((error: Error) => error))
  }
  return { list, refs, at }
}

async function expectSilence(): Promise<void> {
  const { list, refs, at } = await readEverything()
  expect(existsSync(canary())).toBe(false)
  expect(list).toMatchObject({
    state: 'listed',
    commits: [{ path: MODEL }, { path: 'old.threat-model.yaml' }],
  })
  expect(refs).toMatchObject({ state: 'listed' })
  expect(at).toMatchObject([
    { state: 'read' },
    { state: 'read', path: 'old.threat-model.yaml' },
    { state: 'read' },
  ])
}

describe('S20: git never runs a command named by the folder:', () => {
  const settings: Record<string, (evil: string) => readonly string[]> = {
    'core.fsmonitor': (evil) => ['[core]', `fsmonitor = ${evil}`],
    'a hooks path': () => ['[core]', 'hooksPath = hooks'],
    'a pager': (evil) => ['[core]', `pager = ${evil}`, '[pager]', `log = ${evil}`, `rev-list = ${evil}`],
    'an editor and a shell for ssh': (evil) => ['[core]', `editor = ${evil}`, `sshCommand = ${evil}`],
    'a command that asks for passwords': (evil) => [
      ...['[core]', `askPass = ${evil}`, `gitProxy = ${evil}`, '[credential]', `helper = !${evil}`],
    ],
    'an external diff': (evil) => ['[diff]', `external = ${evil}`, '[diff "x"]', `command = ${evil}`],
    'a textconv': (evil) => ['[diff "x"]', `textconv = ${evil}`, 'cachetextconv = true'],
    'a filter': (evil) => [
      ...['[filter "x"]', `clean = ${evil}`, `smudge = ${evil}`, `process = ${evil}`, 'required = true'],
    ],
    'a merge driver': (evil) => ['[merge "x"]', `driver = ${evil}`],
    'aliases of what is called': (evil) =>
      ['rev-parse', 'rev-list', 'cat-file', 'ls-tree', 'diff-tree', 'for-each-ref', 'merge-base'].flatMap(
        (name) => [...['[alias]', `${name} = !${evil}`]],
      ),
    'a program that checks signatures': (evil) => [
      ...['[log]', 'showSignature = true', '[gpg]', `program = ${evil}`, '[gpg "ssh"]', `program = ${evil}`],
    ],
    'a command that lists alternates': (evil) => ['[core]', `alternateRefsCommand = ${evil}`],
    'a pack hook': (evil) => ['[uploadpack]', `packObjectsHook = ${evil}`],
  }

  test.each(Object.entries(settings))('%s', async (_, lines) => {
    history()
    plant()
    made.write({ '.gitattributes': '* filter=x diff=x merge=x\n*.yaml diff=x\n' })
    config(...lines(script()))
    await expectSilence()
  })

  test('hooks', async () => {
    history()
    plant()
    for (const place of ['hooks', '.git/hooks']) {
      mkdirSync(path.join(made.root, place), { recursive: true })
      for (const hook of [
        'post-checkout',
        'post-index-change',
        'reference-transaction',
        'fsmonitor-watchman',
      ]) {
        execFileSync('cp', [script(), path.join(made.root, place, hook)])
      }
    }
    await expectSilence()
  })

  test('settings that are included, if or always', async () => {
    history()
    plant()
    const evil = `[core]\n\tfsmonitor = ${script()}\n\tpager = ${script()}\n[diff]\n\texternal = ${script()}\n`
    writeFileSync(path.join(made.root, 'included'), evil)
    config('[include]', 'path = ../included', `[includeIf "gitdir:${made.root}/**"]`, 'path = ../included')
    await expectSilence()
  })

  test('attributes that are committed and those of the repo itself', async () => {
    plant()
    made.write({ '.gitattributes': '*.yaml diff=x merge=x\n' })
    history()
    writeFileSync(path.join(made.root, '.git/info/attributes'), '* filter=x diff=x\n')
    config(
      '[filter "x"]',
      `smudge = ${script()}`,
      `clean = ${script()}`,
      '[diff "x"]',
      `textconv = ${script()}`,
    )
    await expectSilence()
  })

  test('a .git file that points to a repo elsewhere with settings of its own', async () => {
    history()
    plant()
    const away = path.join(elsewhere.root, 'away')
    renameSync(path.join(made.root, '.git'), away)
    writeFileSync(path.join(made.root, '.git'), `gitdir: ${away}\n`)
    writeFileSync(path.join(away, 'config'), `[core]\n\tfsmonitor = ${script()}\n\tpager = ${script()}\n`, {
      flag: 'a',
    })
    await expectSilence()
  })

  test('objects that lie elsewhere', async () => {
    history()
    plant()
    const objects = path.join(elsewhere.root, 'objects')
    renameSync(path.join(made.root, '.git/objects'), objects)
    mkdirSync(path.join(made.root, '.git/objects/info'), { recursive: true })
    writeFileSync(path.join(made.root, '.git/objects/info/alternates'), `${objects}\n`)
    config('[core]', `alternateRefsCommand = ${script()}`)
    await expectSilence()
  })

  test('a bare repo that lies in the folder as if it were files', async () => {
    const bare = path.join(made.root, 'bare')
    execFileSync('git', ['init', '--quiet', '--bare', bare])
    plant()
    writeFileSync(
      path.join(bare, 'config'),
      `[core]\n\tbare = false\n\tworktree = ${bare}\n\tpager = ${script()}\n`,
    )
    const answers = createHistory(bare, () => {})
    expect(await answers['history.refs']({})).toMatchObject({ state: 'no-repo' })
    expect(existsSync(canary())).toBe(false)
  })

  test('an object that a partial clone would fetch', async () => {
    history()
    plant()
    const blob = made.git('rev-parse', `HEAD:${MODEL}`)
    rmSync(path.join(made.root, '.git/objects', blob.slice(0, 2), blob.slice(2)))
    config(
      ...['[core]', 'repositoryformatversion = 1', `sshCommand = ${script()}`],
      ...['[extensions]', 'partialClone = origin', '[remote "origin"]', 'promisor = true'],
      ...[`url = ${elsewhere.root}`, `uploadpack = ${script()}`, 'partialclonefilter = blob:none'],
    )
    // The way is real: git itself takes it.
    try {
      made.git('cat-file', '-p', blob)
    } catch {}
    expect(existsSync(canary())).toBe(true)
    rmSync(canary())
    const { at } = await readEverything()
    expect(existsSync(canary())).toBe(false)
    expect(at[0]).toMatchObject({ code: 'io', hint: expect.stringContaining('--filter') })
  })

  test('the settings are real: a plain git status runs the folder’s command', async () => {
    history()
    plant()
    config('[core]', `fsmonitor = ${script()}`)
    made.git('status')
    expect(existsSync(canary())).toBe(true)
  })
})
