// The workflows run on GitHub alone; what can be wrong with them without that is looked for here.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import manifest from '../../../package.json' with { type: 'json' }

interface Step {
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}
interface Job {
  readonly uses?: string
  readonly needs?: string | readonly string[]
  readonly permissions?: Readonly<Record<string, string>>
  readonly 'timeout-minutes'?: number
  readonly steps?: readonly Step[]
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions?: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = path.join(root, '.github/workflows')
const files = readdirSync(folder)
const textOf = (file: string) => readFileSync(path.join(folder, file), 'utf8')
const read = (file: string): Workflow => parse(textOf(file))
const stepsOf = (file: string) => Object.values(read(file).jobs).flatMap(({ steps }) => steps ?? [])
const scripts: Readonly<Record<string, string>> = manifest.scripts

/** What a line of shell starts that this project has to have, and has not. */
function listMissing(line: string): string[] {
  const named = [
    ...line.matchAll(/\bnode (?:--\S+ )*([\w./-]+\.[mc]?[jt]s)\b/g),
    ...line.matchAll(/\bbash (\S+)/g),
  ]
  const run = [...line.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)]
  return [
    ...named.map(([, file = '']) => file).filter((file) => !existsSync(path.join(root, file))),
    ...run.map(([, name = '']) => name).filter((name) => !(name in scripts)),
  ]
}

test('there is one for every push and one for releases', () => {
  expect(files.sort()).toEqual(['ci.yml', 'release.yml'])
})

test('a script that is not there is seen', () => {
  expect(listMissing('node build/no.mjs && npm run nothing && bash .ci/none')).toEqual([
    ...['build/no.mjs', '.ci/none', 'nothing'],
  ])
})

describe.each(files)('%s', (file) => {
  test('starts only scripts that exist', () => {
    const lines = stepsOf(file).flatMap(({ run }) => (run === undefined ? [] : [run]))
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.flatMap(listMissing)).toEqual([])
  })

  test('names each action by a commit, with the version that it is', () => {
    const used = textOf(file)
      .split('\n')
      .filter((line) => /\buses:/.test(line) && !line.includes('uses: ./'))
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
      [],
    )
  })

  test('gives nobody more than they need, and holds no secret', () => {
    const { on, permissions, jobs } = read(file)
    expect(permissions).toSatisfy((given: Record<string, string> | undefined) =>
      Object.entries(given ?? { all: 'write' }).every(
        ([name, right]) => name === 'contents' && right === 'read',
      ),
    )
    expect(on).not.toHaveProperty('pull_request_target')
    expect(textOf(file)).not.toMatch(/secrets[.[]|NODE_AUTH_TOKEN|NPM_TOKEN/)
    const checkouts = stepsOf(file).filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    for (const step of checkouts) expect(step.with).toMatchObject({ 'persist-credentials': false })
    for (const job of Object.values(jobs)) {
      if (job.uses === undefined) expect(job['timeout-minutes']).toBeGreaterThan(0)
      for (const need of [job.needs ?? []].flat()) expect(Object.keys(jobs)).toContain(need)
    }
  })

  test('puts no words of others into a command', () => {
    // A branch's or a tag's name can hold shell; as a variable of the environment it cannot.
    const inserted = stepsOf(file).flatMap(({ run }) => [...(run ?? '').matchAll(/\$\{\{(.*?)\}\}/g)])
    expect(inserted.filter(([, words = '']) => /github\.|inputs\.|matrix\./.test(words))).toEqual([])
  })
})

test('only the jobs that publish can write, each just where it must', () => {
  const rights = Object.entries(read('release.yml').jobs).map(([name, { permissions }]) => [
    name,
    permissions,
  ])
  const attests = { contents: 'read', 'id-token': 'write', attestations: 'write' }
  expect(Object.fromEntries(rights)).toEqual({
    check: { contents: 'read' },
    installers: attests,
    cli: attests,
    release: { contents: 'write' },
    npm: { 'id-token': 'write' },
  })
})

test('S13 S14 every installer is checked after it was made and before it is uploaded', () => {
  const steps = read('release.yml').jobs.installers?.steps ?? []
  const at = (found: (step: Step) => boolean) => steps.findIndex(found)
  const order = [
    at(({ run }) => run === 'npm run pack:app'),
    at(({ run }) => run?.includes('check-app.ts') ?? false),
    at(({ uses }) => uses?.startsWith('actions/attest-build-provenance@') ?? false),
    at(({ uses }) => uses?.startsWith('actions/upload-artifact@') ?? false),
  ]
  expect(order).not.toContain(-1)
  expect([...order].sort((a, b) => a - b)).toEqual(order)
})

test('S19 the support of Electron and known faults of packages are looked at on every push and every week', () => {
  const { on, jobs } = read('ci.yml')
  expect(on).toHaveProperty('schedule')
  const runs = jobs['supply-chain']?.steps?.map(({ run }) => run)
  expect(runs).toEqual(
    expect.arrayContaining(['node build/packaging/check-electron.ts', 'npm audit --audit-level=high']),
  )
  expect(stepsOf('ci.yml').map(({ run }) => run)).toContain('bash .ci/run')
})
