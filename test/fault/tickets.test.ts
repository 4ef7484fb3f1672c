// Tickets over a tracker that fails every third call, made by a real command line that is killed in the middle.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { printModel, readModel } from '../../shared/formats/fenceline/index.ts'
import { addComponent } from '../../shared/model/edits/components.ts'
import { EMPTY_MODEL, type Model } from '../../shared/model/schema.ts'
import { addRisk } from '../../shared/triage/risks.ts'
import { GITHUB_TOKEN, startGitHub } from '../support/trackers/github.ts'
import { GITLAB_TOKEN, startGitLab } from '../support/trackers/gitlab.ts'
import { JIRA_EMAIL, JIRA_TOKEN, startJira } from '../support/trackers/jira.ts'
import type { Failure, Script, Seen, TrackerServer } from '../support/trackers/server.ts'

const MAIN = fileURLToPath(new URL('../support/trackers/run-program.ts', import.meta.url))

let folder: string
let settings: string
let server: TrackerServer
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'fenceline-tickets-')))
  settings = realpathSync(mkdtempSync(path.join(tmpdir(), 'fenceline-settings-')))
})
afterEach(async () => {
  await server.close()
  for (const each of [folder, settings]) rmSync(each, { recursive: true, force: true })
})

const file = () => path.join(folder, 'threat-model.yaml')
const COMMENT = '# Kept by hand.\n'

function manyRisks(count: number): Model {
  const { model, id } = addComponent(EMPTY_MODEL, {
    kind: 'process',
    title: 'API Gateway',
    zone: null,
    technologies: [],
  })
  let all: Model = { ...model, title: 'Shop' }
  for (let at = 1; at <= count; at += 1) {
    all = addRisk(all, { target: id, category: 'tampering', title: `Threat ${at}`, mitigation: `Do ${at}` })
  }
  return all
}

interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  out: string
}

function start(args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN, 'tickets', folder, ...args], {
    env: { ...process.env, FENCELINE_CONFIG_DIR: settings, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (out += chunk))
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, out })),
  )
  return { child, ended }
}

const isCreate = ({ method, path: at }: Seen) => method === 'POST' && !/search|bulkfetch/.test(at)
const FAILURES: readonly Failure[] = ['before', 'after', 'lost']

/** `last`: how many tickets there are when the process dies, the last of them on the tracker and in no file. */
const TRACKERS = {
  github: {
    count: 100,
    last: 40,
    open: startGitHub,
    args: ['--project', 'acme/shop'],
    env: { FENCELINE_GITHUB_TOKEN: GITHUB_TOKEN },
  },
  gitlab: {
    count: 30,
    last: 12,
    open: startGitLab,
    args: ['--project', 'acme/web/shop'],
    env: { FENCELINE_GITLAB_TOKEN: GITLAB_TOKEN },
  },
  jira: {
    count: 30,
    last: 12,
    open: (script: Script) => startJira({ ...script, lag: 60 }),
    args: ['--project', 'SEC'],
    env: { FENCELINE_JIRA_TOKEN: JIRA_TOKEN, JIRA_EMAIL },
  },
} as const

test.each(Object.keys(TRACKERS) as (keyof typeof TRACKERS)[])(
  'risks into %s, every third call failing, killed between a ticket and its id, run again: a ticket each, none twice, all ids in the file',
  async (to) => {
    const { open, args, env, count: risksCount, last } = TRACKERS[to]
    let child: ChildProcess | undefined
    let failed = 0
    server = await open({
      fail(seen, count) {
        // Its ticket is made before this answer is given, and nobody hears of it.
        if (child && isCreate(seen) && server.made().length === last - 1) {
          child.kill('SIGKILL')
          child = undefined
          return 'lost'
        }
        if (count % 3 !== 0) return undefined
        failed += 1
        return FAILURES[failed % FAILURES.length]
      },
    })
    writeFileSync(file(), COMMENT + printModel(manyRisks(risksCount)))
    const all = ['--to', to, '--url', server.url, ...args]

    const first = start(all, env)
    child = first.child
    expect((await first.ended).signal).toBe('SIGKILL')
    const atKill = server.made().length
    const lastMade = server.made().at(-1)?.number
    const written = readFileSync(file(), 'utf8').match(/ticket: /g)?.length ?? 0
    expect([atKill, written]).toEqual([last, last - 1])
    const requestsBefore = server.requests.length

    const second = await start(all, env).ended
    expect(second).toMatchObject({ code: 0 })
    const text = readFileSync(file(), 'utf8')
    const risks = readModel(text, 'threat-model.yaml').model?.risks ?? []
    const made = server.made()
    const titles = new Set(made.map(({ title }) => title))
    const prefix = { github: 'acme/shop#', gitlab: 'acme/web/shop#', jira: '' }[to]
    const numberOf = new Map(
      made.map(({ title, number }) => [title.replace(/ \(.*/, ''), `${prefix}${number}`]),
    )
    console.log(
      `${to}: killed with ${atKill} tickets made and ${written} ids written; in the end ${made.length} tickets, ` +
        `${made.length - titles.size} duplicates, ${risks.filter(({ ticket }) => ticket).length} of ${risks.length} ids ` +
        `written; ${server.requests.length} requests (${requestsBefore} before the kill), ${failed} of them failed`,
    )
    expect([made.length, titles.size]).toEqual([risksCount, risksCount])
    expect(risks.map(({ title, ticket }) => [title, ticket])).toEqual(
      risks.map(({ title }) => [title, numberOf.get(title)]),
    )
    expect(second.out).toContain(`found  ${prefix}${lastMade}`)
    expect(text.startsWith(COMMENT)).toBe(true)
  },
  240_000,
)
