// What is left of unsaved edits when the process is killed. Ids are those of the safety table.
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHandlers } from '../../electron/backend/handlers.ts'

const MODEL = 'threat-model.yaml'
const ROUNDS = 8
const COMPONENTS = Array.from({ length: 200 }, (_, at) => `  c${at}:\n    title: C${at}\n    type: process\n`)
const TEXT = `title: Shop\ntechnical_assets:\n${COMPONENTS.join('')}`
const SCRIPT = fileURLToPath(new URL('../support/faults/keep-recovering.ts', import.meta.url))
let base: string
let root: string

beforeEach(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-killed-')))
  root = path.join(base, 'repo')
  await mkdir(root)
  await writeFile(path.join(root, MODEL), TEXT)
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(base, 'settings'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(base, { recursive: true, force: true })
})

/** Kills a backend at a random moment; the last edit that it said was kept. */
async function killWhileKeeping(): Promise<number> {
  const child = spawn(process.execPath, ['--no-warnings', SCRIPT, root, MODEL], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const begun = new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      resolve()
    }),
  )
  const ended = new Promise((resolve) => child.once('close', resolve))
  await begun
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
  child.kill('SIGKILL')
  await ended
  return Number(output.trim().split('\n').at(-1))
}

async function offered() {
  const backend = await createHandlers({ folder: root, version: '1.2.3', host: 'browser' })
  try {
    return await backend.handlers['model.open']({ path: MODEL, window: 'window-two' })
  } finally {
    backend.close()
  }
}

test(`D19 after kill -9 at ${ROUNDS} random moments the last kept edits are offered whole, and the model is untouched`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const last = await killWhileKeeping()
    const { recovery, model } = await offered()
    const title = recovery?.document.model.title ?? ''
    // The kill can come between the rename and the word about it.
    expect([`generation ${last}`, `generation ${last + 1}`]).toContain(title)
    expect(recovery?.document.model.components.map((component) => component.title)).toEqual(
      COMPONENTS.map(() => title),
    )
    expect(recovery?.base.model).toEqual(model)
    expect(await readFile(path.join(root, MODEL), 'utf8')).toBe(TEXT)
    expect(await readdir(root)).toEqual([MODEL])
  }
}, 60_000)

test('D19 edits of a model that is gone are listed and become a new file, with the wording of the old one', async () => {
  await writeFile(path.join(root, MODEL), `# by hand\n${TEXT}`)
  await killWhileKeeping()
  await rm(path.join(root, MODEL))
  const { handlers, close } = await createHandlers({ folder: root, version: '1.2.3', host: 'browser' })
  try {
    const [left] = await handlers['recovery.list']({})
    expect(left).toMatchObject({ path: MODEL, window: 'window-one' })
    const to = 'shop.threat-model.yaml'
    await writeFile(path.join(root, to), 'title: Taken\n')
    const restore = (name: string) =>
      handlers['recovery.restore']({ path: MODEL, window: 'window-one', to: name })
    await expect(restore(to)).rejects.toMatchObject({ code: 'conflict' })
    expect(await handlers['recovery.list']({})).toHaveLength(1)
    const opened = await restore('again.threat-model.yaml')
    expect(opened.model?.title).toMatch(/^generation \d+$/)
    expect(await readFile(path.join(root, 'again.threat-model.yaml'), 'utf8')).toMatch(/^# by hand\n/)
    expect(await handlers['recovery.list']({})).toEqual([])
  } finally {
    close()
  }
}, 30_000)
