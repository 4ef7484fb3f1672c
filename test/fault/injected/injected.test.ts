// Saves whose system calls really fail, or are the last ones: strace answers for the kernel, or kills the process as it
// asks. Where strace cannot run, `save.test.ts` and `writer.test.ts` do the same with a file system that fails.
import { spawn, spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createModel } from '../../../electron/backend/model-files/create-model.ts'
import { openModel } from '../../../electron/backend/model-files/open-model.ts'
import { readModelFiles } from '../../../electron/backend/model-files/read-model.ts'
import { saveModel } from '../../../electron/backend/model-files/save-model.ts'
import { isSoak } from '../../support/properties/runs.ts'

const SCRIPT = fileURLToPath(new URL('save-model.ts', import.meta.url))
const FILE = 'threat-model.yaml'
const RENAMES = '?rename,?renameat,?renameat2'
let base: string
let start: string
let before: Record<string, string>
let after: Record<string, string>

const canInject =
  spawnSync('strace', [
    '-f',
    '-q',
    '--seccomp-bpf',
    '-e',
    'inject=fsync:error=EIO',
    '-o',
    '/dev/null',
    'true',
  ]).status === 0

interface Outcome {
  readonly killed: boolean
  readonly injected: number
  readonly report?: { code?: string; message?: string; told?: string[]; bug?: string }
  readonly files: Record<string, string>
}

beforeAll(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-injected-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(base, 'settings'))
  start = path.join(base, 'start')
  await mkdir(start)
  await createModel(start, FILE, { text: 'External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n' })
  await saveAs(start, 'First', 1)
  before = await filesIn(start)
  if (canInject) after = (await saveUnder([])).files
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(base, { recursive: true, force: true })
})

async function saveAs(folder: string, title: string, x: number): Promise<void> {
  const { model, layout, ...opened } = openModel(await readModelFiles(folder, FILE), false)
  expect(opened.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  if (!model) throw new Error('not a model')
  const state = { model: { ...model, title }, layout: { ...layout, boxes: [{ id: 'browser', x, y: 8 }] } }
  const drafts = [...opened.drafts]
  // What is printed of another model than the opened one is named, and written again on demand.
  const overwriteDerived = opened.derived.filter((file) => file.state === 'differs').map((file) => file.path)
  await saveModel(folder, { ...opened, ...state, drafts, path: FILE, overwriteDerived })
}

async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('threat-model'))
  const texts = names.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')])
  return Object.fromEntries(await Promise.all(texts))
}

/** A save of a fresh copy with these faults; one thread makes all calls, so that they come in one order. */
async function saveUnder(faults: readonly string[]): Promise<Outcome & { readonly folder: string }> {
  const folder = await mkdtemp(path.join(base, 'copy-'))
  await cp(start, folder, { recursive: true })
  const log = `${folder}.log`
  const calls = `${RENAMES},fsync`
  // With a filter of its own in the kernel strace is faster, and sends no signals.
  const fast = faults.some((fault) => fault.includes('signal=')) ? [] : ['--seccomp-bpf']
  const traced = ['-e', `trace=${calls}`, ...faults.flatMap((fault) => ['-e', fault])]
  const options = ['-f', '-q', ...fast, '-o', log, ...traced]
  const program = [process.execPath, '--no-warnings', SCRIPT, folder, FILE, 'Renamed']
  const child = spawn('strace', [...options, ...program], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  await new Promise((resolve) => child.once('close', resolve))
  const trace = await readFile(log, 'utf8')
  const killed = trace.includes('killed by SIGKILL')
  const injected = trace.split('\n').filter((line) => line.includes('(INJECTED)')).length
  return {
    folder,
    killed,
    injected,
    files: await filesIn(folder),
    ...(killed ? {} : { report: JSON.parse(output) }),
  }
}

function expectWhole({ files }: Outcome, fault: string): void {
  expect(Object.keys(files), fault).toEqual(Object.keys(before))
  for (const [name, text] of Object.entries(files))
    expect([before[name], after[name]], `${name}: ${fault}`).toContain(text)
}

/** As a person goes on: opens what is there, makes the same edit and saves. */
async function expectRepaired(folder: string, fault: string): Promise<void> {
  await saveAs(folder, 'Renamed', 'Renamed'.length)
  expect(await filesIn(folder), fault).toEqual(after)
}

/** Each N from 1 until there is no N-th call; several at a time. */
async function atEach(
  faultAt: (nth: number) => string,
  check: (outcome: Awaited<ReturnType<typeof saveUnder>>, fault: string) => Promise<void>,
): Promise<number> {
  for (let nth = 1; ; nth += 2) {
    const faults = [faultAt(nth), faultAt(nth + 1)]
    const outcomes = await Promise.all(faults.map((fault) => saveUnder([`inject=${fault}`])))
    for (const [at, outcome] of outcomes.entries()) {
      const fault = faults[at] ?? ''
      expectWhole(outcome, fault)
      if (!outcome.killed && outcome.injected === 0) return nth + at - 1
      await check(outcome, fault)
    }
  }
}

describe.skipIf(!canInject)('a save under strace (skipped where strace cannot run)', () => {
  test('D3 killed before any of its renames leaves whole files that open and are saved again', async () => {
    const kills = await atEach(
      (nth) => `${RENAMES}:signal=SIGKILL:when=${nth}`,
      ({ folder }, fault) => expectRepaired(folder, fault),
    )
    process.stdout.write(`D3: killed before each of ${kills} renames, 0 files torn\n`)
    const changed = Object.keys(after).filter((name) => before[name] !== after[name])
    expect(changed.length).toBeGreaterThan(2)
    expect(kills).toBe(changed.length)
  })

  test.runIf(isSoak)('D3 killed at any sync leaves whole files that open and are saved again', async () => {
    const kills = await atEach(
      (nth) => `fsync:signal=SIGKILL:when=${nth}`,
      ({ folder }, fault) => expectRepaired(folder, fault),
    )
    expect(kills).toBeGreaterThan(Object.keys(before).length)
  })

  const errors = [
    ['rename', RENAMES, 'EXDEV', ''],
    ['sync', 'fsync', 'EIO', ' and ever after'],
    ...(isSoak
      ? ([
          ['rename', RENAMES, 'EROFS', ' and ever after'],
          ['rename', RENAMES, 'EIO', ''],
          ['sync', 'fsync', 'EIO', ''],
          ['sync', 'fsync', 'ENOSPC', ' and ever after'],
        ] as const)
      : []),
  ] as const
  test.each(errors)(
    'D2 each %s in turn (%s) fails with %s%s: it is told, and every file is whole',
    async (_, calls, code, forever) => {
      const faults = await atEach(
        (nth) => `${calls}:error=${code}:when=${nth}${forever && '+'}`,
        async ({ report, files, folder }, fault) => {
          expect(report?.bug, fault).toBeUndefined()
          const isTold = report?.code !== undefined || (report?.told ?? []).length > 0
          if (!isTold) expect(files, fault).toEqual(after)
          await expectRepaired(folder, fault)
        },
      )
      process.stdout.write(`D2: ${code} at each of ${faults} calls${forever}, 0 files torn\n`)
      expect(faults).toBeGreaterThan(0)
    },
  )
})
