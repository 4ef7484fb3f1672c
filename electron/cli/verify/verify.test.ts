import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aRepo, type TestRepo } from '../../../test/support/git/a-repo.ts'
import { run } from '../../../test/support/run-program.ts'

const model = (risks: string, more = ''): string =>
  `title: Shop\ntechnical_assets:\n  api: {title: API, type: process}\nidentified_risks:\n${risks}${more}`
const risk = (id: string, more: string): string =>
  `  - {id: ${id}, category: spoofing, asset: api, title: Forged token, status: mitigated, ${more}}\n`

let repo: TestRepo
beforeEach(() => {
  repo = aRepo()
})
afterEach(() => {
  vi.unstubAllEnvs()
  repo.remove()
})

const verify = (...args: string[]) => run('verify', ...args)
const at = (...parts: string[]) => path.join(repo.root, ...parts)
const claimsOf = (out: string) => JSON.parse(out).models[0].claims

test('each claim shows the commits that name its ticket, and which has none', async () => {
  repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41') + risk('R2', 'ticket: SEC-4')) })
  const code = repo.commit('SEC-41: check signatures', { 'auth.ts': 'verify()\n' })
  repo.commit('SEC-412: something else')
  const { out, err, code: exit } = await verify(repo.root)
  expect(exit).toBe(0)
  expect(out).toContain('threat-model.yaml: 2 claims, 1 without support in 2 commits of HEAD')
  expect(out).toContain('R1  mitigated  API: Forged token')
  expect(out).toContain(`commit ${code.slice(0, 7)} names SEC-41: SEC-41: check signatures`)
  expect(out).toContain('no commit names SEC-4\n')
  expect(err).toContain('2 claims, 1 without support.')
})

test('the same as JSON, for programs', async () => {
  const more = 'mitigations:\n  mfa: {title: Second factor, status: landed, ticket: "#7"}\n'
  const own = '  - {id: R1, category: spoofing, asset: api, status: in-progress, mitigations: [mfa]}\n'
  repo.write({ 'threat-model.yaml': model(own, more) })
  const id = repo.commit('Ask for a second factor\n\nCloses: #7', { 'auth.ts': 'second()\n' })
  const { out } = await verify(at('threat-model.yaml'), '--format', 'json')
  expect(JSON.parse(out).models[0]).toMatchObject({ range: 'HEAD', commits: 1, more: false })
  expect(claimsOf(out)).toEqual([
    {
      ...{ id: 'R1', kind: 'risk', target: 'api', category: 'spoofing', status: 'in-progress', title: '' },
      ...{ mitigations: ['mfa'], tickets: ['#7'], support: 'commits', evidence: [] },
      commits: [
        {
          ...{
            id,
            short: id.slice(0, 7),
            ticket: '#7',
            mention: 'trailer',
            reverted: false,
            onlyModel: false,
          },
          ...{ subject: 'Ask for a second factor', author: 'Ann Author' },
        },
      ],
    },
  ])
})

test('a commit that only says so in the model supports nothing', async () => {
  repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41')) })
  repo.commit('SEC-41 is mitigated', { 'threat-model.mmd': 'flowchart LR\n' })
  const { out, code } = await verify(repo.root, '--exit-code')
  expect(code).toBe(1)
  expect(out).toContain('names SEC-41, but changes only the model: SEC-41 is mitigated')
  repo.commit('SEC-41: check signatures', { 'auth.ts': 'verify()\n' })
  expect((await verify(repo.root, '--exit-code')).code).toBe(0)
})

test('a range leaves out what was before and after it', async () => {
  repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41')) })
  const first = repo.commit('SEC-41: first')
  const second = repo.commit('SEC-41: second')
  repo.commit('SEC-41: third')
  const subjects = async (range: string) =>
    claimsOf((await verify(range, repo.root, '--format', 'json')).out)[0].commits.map(
      ({ subject }: { subject: string }) => subject,
    )
  expect(await subjects(`${first}..${second}`)).toEqual(['SEC-41: second'])
  expect(await subjects(first)).toEqual(['SEC-41: third', 'SEC-41: second'])
})

test('a commit as evidence has to be there, and in the history', async () => {
  const found = repo.commit('Check signatures')
  repo.git('checkout', '--quiet', '-b', 'side')
  const side = repo.commit('Never merged')
  repo.git('checkout', '--quiet', 'main')
  const risks = [
    risk('R1', `evidence: ["${found}"]`),
    risk('R2', `evidence: ["${side.slice(0, 12)}"]`),
    risk('R3', 'evidence: ["1234567890abcdef"]'),
    risk('R4', 'evidence: ["https://x.example/rule/4"]'),
  ]
  repo.commit('Model', { 'threat-model.yaml': model(risks.join('')) })
  const { out } = await verify(repo.root, '--format', 'json')
  expect(
    claimsOf(out).map(({ id, support, evidence }: { id: string; support: string; evidence: object[] }) => [
      id,
      support,
      evidence,
    ]),
  ).toMatchObject([
    ['R1', 'commits', [{ state: 'found' }]],
    ['R2', 'broken', [{ state: 'unmerged' }]],
    ['R3', 'broken', [{ state: 'missing' }]],
    ['R4', 'evidence', [{ state: 'unchecked' }]],
  ])
  expect((await verify(repo.root)).out).toContain('evidence 1234567890abcdef is no commit of this repository')
})

test('a link to a commit and a path of the repo are checked; what cannot be is counted', async () => {
  const found = repo.commit('Check signatures', { 'src/auth.ts': 'verify()\n' })
  const link = (id: string) => `https://git.example/acme/shop/-/commit/${id}`
  const risks = [
    risk('R1', `evidence: ["${link(found)}"]`),
    risk('R2', `evidence: ["${link('1234567890abcdef')}"]`),
    risk('R3', 'evidence: ["src/auth.ts:1"]'),
    risk('R4', 'evidence: ["../src/auth.ts"]'),
    risk('R5', 'evidence: ["src/gone.ts#L4"]'),
    risk('R6', 'evidence: ["Checked with Node.js"]'),
  ]
  repo.commit('Model', { 'docs/threat-model.yaml': model(risks.join('')) })
  const { out } = await verify(repo.root, '--format', 'json')
  const states = claimsOf(out).map(
    ({ support, evidence }: { support: string; evidence: { state: string }[] }) => [
      support,
      evidence[0]?.state,
    ],
  )
  expect(states).toEqual([
    ...[
      ['commits', 'found'],
      ['evidence', 'unchecked'],
      ['evidence', 'file'],
      ['evidence', 'file'],
    ],
    ...[
      ['broken', 'gone'],
      ['evidence', 'unchecked'],
    ],
  ])
  const told = await verify(repo.root)
  expect(told.err).toContain('6 claims, 1 without support, 2 not checked (links or words).')
  expect(told.out).toContain('evidence src/gone.ts#L4 is no file of this history')
  expect(told.out).toContain('evidence Checked with Node.js was not checked: look for yourself')
})

test('a commit that was reverted supports nothing', async () => {
  repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41')) })
  repo.commit('Model')
  const made = repo.commit('SEC-41: check', { 'auth.ts': 'verify()\n' })
  repo.git('revert', '--no-edit', made)
  const { out, code } = await verify(repo.root, '--exit-code')
  expect(out).toContain('names SEC-41, reverted later')
  expect(code).toBe(1)
})

test('a shallow clone says that older commits are not there, a whole one does not', async () => {
  repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41')) })
  repo.commit('SEC-41: check')
  repo.commit('Later')
  const clone = aRepo()
  clone.git('fetch', '--quiet', '--depth=1', `file://${repo.root}`, 'main')
  clone.git('checkout', '--quiet', 'FETCH_HEAD')
  const { out, err } = await verify(clone.root)
  expect(out).toContain('1 without support in 1 commit of HEAD')
  expect(err).toContain('The clone is shallow, so older commits were not looked at: fetch the whole history.')
  expect(JSON.parse((await verify(clone.root, '--format', 'json')).out).models[0].more).toBe(true)
  expect((await verify(repo.root)).err).not.toContain('shallow')
  clone.remove()
})

test('a history that git cannot read is no history without commits', async () => {
  repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41')) })
  const first = repo.commit('SEC-41: check')
  repo.commit('Later')
  rmSync(at('.git/objects', first.slice(0, 2), first.slice(2)))
  expect(await verify(repo.root)).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('cannot be read'),
  })
})

describe('exit codes', () => {
  test('--exit-code is 1 for a claim without support and 0 when all have some', async () => {
    repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41')) })
    repo.commit('Model')
    expect((await verify(repo.root)).code).toBe(0)
    expect((await verify(repo.root, '--exit-code')).code).toBe(1)
    repo.commit('SEC-41: check', { 'auth.ts': 'verify()\n' })
    expect((await verify(repo.root, '--exit-code')).code).toBe(0)
  })

  test('a model that claims nothing says so', async () => {
    repo.commit('Model', { 'threat-model.yaml': 'title: Shop\ntechnical_assets:\n  api: {type: process}\n' })
    const { code, err } = await verify(repo.root, '--exit-code')
    expect([code, err]).toEqual([0, expect.stringContaining('nothing is to be verified')])
  })

  test('what cannot be looked at is 2: no repo, no model, no commit, no such range', async () => {
    expect((await verify(repo.root)).code).toBe(2)
    repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41')) })
    expect((await verify(repo.root)).code).toBe(2)
    repo.commit('Model')
    expect(await verify('nope..HEAD', repo.root)).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no revision "nope"'),
    })
    expect((await verify('--output=x..HEAD', repo.root)).code).toBe(2)
    expect((await verify(repo.root, '--dry-run')).err).toContain('--dry-run needs --llm')
    const bare = aRepo()
    mkdirSync(path.join(bare.root, '.git-gone'))
    writeFileSync(path.join(bare.root, 'threat-model.yaml'), model(risk('R1', 'ticket: SEC-41')))
    bare.git('config', 'core.worktree', '/usr')
    expect(await verify(bare.root)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not in a git repository'),
    })
    bare.remove()
  })
})

test('what stands in a commit message steers no terminal', async () => {
  repo.write({ 'threat-model.yaml': model(risk('R1', 'ticket: SEC-41')) })
  repo.commit('SEC-41: \u001b[31mred\u202e')
  const { out } = await verify(repo.root)
  expect(out).not.toContain('\u001b')
  expect(out).not.toContain('\u202e')
})
