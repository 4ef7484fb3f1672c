import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aRepo } from '../../../test/support/git/a-repo.ts'
import { run } from '../../../test/support/run-program.ts'
import {
  GITHUB_TOKEN,
  type GitHubScript,
  type GitHubServer,
  startGitHub,
} from '../../../test/support/trackers/github.ts'
import { JIRA_TOKEN, startJira } from '../../../test/support/trackers/jira.ts'

const MODEL = `# A comment of the team.
title: Shop
technical_assets:
  gateway: {title: Gateway, type: process}   # in flow style
identified_risks:
  - id: R1
    category: spoofing
    asset: gateway
    title: Token replayed by @mallory
    mitigation: Bind it
  - {id: R2, category: tampering, asset: gateway, title: Query forged, ticket: "acme/shop#900"}
  - id: R3
    category: spoofing
    asset: gateway
    title: Session stolen
`

let folder: string
let settings: string
let api: GitHubServer | undefined
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-tickets-')))
  settings = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-settings-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', settings)
  for (const name of ['GITHUB_TOKEN', 'GITLAB_TOKEN', 'JIRA_TOKEN', 'JIRA_EMAIL']) {
    vi.stubEnv(name, undefined)
    vi.stubEnv(`FENCELINE_${name}`, undefined)
  }
  vi.stubEnv('FENCELINE_GITHUB_TOKEN', GITHUB_TOKEN)
  await writeFile(file(), MODEL)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await api?.close()
  api = undefined
  for (const each of [folder, settings]) await rm(each, { recursive: true, force: true })
})

const file = () => path.join(folder, 'threat-model.yaml')

async function tickets(script: GitHubScript, ...more: string[]) {
  api ??= await startGitHub(script)
  vi.stubEnv('FENCELINE_GITHUB_TOKEN', GITHUB_TOKEN)
  return run('tickets', folder, '--to', 'github', '--url', api.url, '--project', 'acme/shop', ...more)
}

describe('tickets --to github', () => {
  test('makes a ticket for each risk that needs one and writes its id, changing nothing else of the file', async () => {
    const { code, out, err } = await tickets({})
    expect([code, err]).toEqual([0, expect.stringContaining('2 tickets created')])
    expect(out).toContain('created  acme/shop#1  ')
    expect(await readFile(file(), 'utf8')).toBe(
      MODEL.replace(
        '    mitigation: Bind it\n',
        '    mitigation: Bind it\n    status: in-progress\n    ticket: acme/shop#1\n',
      ).replace(
        'title: Session stolen\n',
        'title: Session stolen\n    status: in-progress\n    ticket: acme/shop#2\n',
      ),
    )
  })

  test('run again has nothing left to do', async () => {
    await tickets({})
    const requests = api?.requests.length
    const { code, err } = await tickets({})
    expect([code, err]).toEqual([0, expect.stringContaining('every risk has a ticket or a decision')])
    expect(api?.requests).toHaveLength(requests ?? 0)
  })

  test('finds the ticket of an id that was lost, and writes it again', async () => {
    await tickets({})
    await writeFile(file(), MODEL)
    const { out } = await tickets({})
    expect(out.match(/^found/gm)).toHaveLength(2)
    expect(await readFile(file(), 'utf8')).toContain('ticket: acme/shop#2')
    expect(api?.made()).toHaveLength(2)
  })

  test('finds them after the model got another title, another place, or both in turn, and not for a copy', async () => {
    const repo = aRepo(folder)
    await tickets({})
    const renamed = MODEL.replace('title: Shop', 'title: Orders')
    repo.write({ 'threat-model.yaml': renamed })
    expect((await tickets({})).out.match(/^found/gm)).toHaveLength(2)
    repo.write({ 'threat-model.yaml': null, 'docs/threat-model.yaml': MODEL })
    expect((await tickets({})).out.match(/^found/gm)).toHaveLength(2)
    expect(api?.made()).toHaveLength(2)
    repo.write({ 'threat-model.yaml': MODEL, 'mail/threat-model.yaml': MODEL })
    expect((await tickets({})).out.match(/^created/gm)).toHaveLength(2)
    expect(api?.made()).toHaveLength(4)
  })

  test('with --dry-run prints to the byte what would be sent and opens no connection', async () => {
    const dry = await tickets({}, '--dry-run')
    expect(api?.requests).toEqual([])
    expect(dry.out).toContain('Token replayed by @\\u{200b}mallory')
    await tickets({})
    for (const { title, body } of api?.made() ?? []) {
      expect(dry.out).toContain(`Title: ${title.replaceAll('\u200b', '\\u{200b}')}\n${body.trimEnd()}`)
    }
    expect(dry.out).toMatch(/ -->\n\nTitle: /)
    expect(api?.made()).toHaveLength(2)
  })

  test('with --group makes one ticket for the same threat over many targets', async () => {
    const twice = MODEL.replace('Session stolen', 'Token replayed by @mallory\n    mitigation: Bind it')
    await writeFile(file(), twice)
    const { code } = await tickets({}, '--group')
    expect([code, api?.made().length]).toEqual([0, 1])
    expect((await readFile(file(), 'utf8')).match(/ticket: acme\/shop#1\n/g)).toHaveLength(2)
  })

  test('keeps the ids it has when the tracker gives up in the middle, and ends with 1', async () => {
    let posts = 0
    const { code, err } = await tickets({
      answer: ({ method }) => {
        if (method === 'POST') posts += 1
        return posts > 1 ? { status: 401, json: { message: 'Bad credentials' } } : undefined
      },
    })
    expect([code, err]).toEqual([1, expect.stringContaining('does not take the token: Bad credentials')])
    expect((await readFile(file(), 'utf8')).match(/ticket: acme\/shop#1\n/g)).toHaveLength(1)
  })

  test('ends with 2 where nothing can be made: no token, no project, no model, a wrong token', async () => {
    vi.stubEnv('FENCELINE_GITHUB_TOKEN', undefined)
    const bare = await run('tickets', folder, '--to', 'github', '--project', 'acme/shop')
    expect([bare.code, bare.err]).toEqual([
      2,
      expect.stringContaining('FENCELINE_GITHUB_TOKEN or GITHUB_TOKEN'),
    ])
    const nowhere = await run('tickets', folder, '--to', 'github')
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('Give it as --project')])
    expect((await run('tickets', settings, '--to', 'csv')).code).toBe(2)
    api = await startGitHub()
    vi.stubEnv('GITHUB_TOKEN', 'ghp_wrong')
    const wrong = await run('tickets', folder, '--to', 'github', '--url', api.url, '--project', 'acme/shop')
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('does not take the token')])
    expect(wrong.err).not.toContain('ghp_wrong')
  })

  test('takes every token out of the environment, so that no child process has one', async () => {
    vi.stubEnv('GITLAB_TOKEN', 'glpat-x')
    await tickets({}, '--dry-run')
    expect([process.env.FENCELINE_GITHUB_TOKEN, process.env.GITLAB_TOKEN]).toEqual([undefined, undefined])
  })

  test('sends nothing where the folder says, and gives the token to no other tracker', async () => {
    const thief = await startGitHub()
    await writeFile(path.join(folder, '.env'), `GITHUB_TOKEN=x\nFENCELINE_TICKETS_URL=${thief.url}\n`)
    await rm(path.join(folder, '.fenceline'), { recursive: true, force: true })
    const { code } = await tickets({})
    expect(code).toBe(0)
    expect(thief.requests).toEqual([])
    await thief.close()
    const gitlab = await run('tickets', folder, '--to', 'gitlab', '--project', 'acme/shop')
    expect(gitlab.err).toMatch(/every risk|There is no token for GitLab/)
  })

  test('says which option does not go with what it does', async () => {
    const csv = await run('tickets', folder, '--to', 'csv', '--project', 'a/b')
    expect([csv.code, csv.err]).toEqual([2, expect.stringContaining('--project does not go with --to csv')])
    expect((await run('tickets', folder)).code).toBe(2)
    expect((await run('tickets', folder, '--to', 'trello')).code).toBe(2)
  })
})

test('tickets --to jira takes the account of Jira Cloud from the environment', async () => {
  const jira = await startJira()
  vi.stubEnv('JIRA_TOKEN', JIRA_TOKEN)
  vi.stubEnv('JIRA_EMAIL', 'reviewer@example.com')
  const { code } = await run('tickets', folder, '--to', 'jira', '--url', jira.url, '--project', 'SEC')
  expect(code).toBe(0)
  expect(await readFile(file(), 'utf8')).toContain('ticket: SEC-1')
  await jira.close()
})

test('tickets --to csv and markdown print them, with nothing sent and nothing written', async () => {
  const csv = await run('tickets', folder, '--to', 'csv')
  expect(csv.code).toBe(0)
  expect(csv.out.split('\r\n')[0]).toBe('title,description,labels,category,owner,targets,risks,key')
  expect(csv.out).toContain('Session stolen (Gateway)')
  const markdown = await run('tickets', folder, '--to', 'markdown')
  expect(markdown.out).toContain('## Token replayed by @&#8203;mallory')
  expect((await run('tickets', folder, '--to', 'csv', '--dry-run')).out).toBe(csv.out)
  expect(await readFile(file(), 'utf8')).toBe(MODEL)
})
