// A save of edits that were handed over before: what it writes is what it would have written without.
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { printLayout, printModel } from '../../../../shared/formats/fenceline/index.ts'
import { updateComponent } from '../../../../shared/model/edits/components.ts'
import { createClient, inProcess } from '../../../../shared/protocol/rpc.ts'
import { changesOf } from '../../../../shared/protocol/unsaved.ts'
import { aSeededLayout } from '../../../../test/support/models/seeded-layout.ts'
import { aSeededModel } from '../../../../test/support/models/seeded-model.ts'
import { createHandlers } from '../../handlers.ts'
import { planSave, planSteps, type SaveState } from '../plan-save.ts'
import { type ModelOnDisk, readModelFiles } from '../read-model.ts'
import { createPlanAhead } from './plan-ahead.ts'

const MODEL = 'threat-model.yaml'
const seeded = aSeededModel(30, 40)
const layout = aSeededLayout(seeded)
const state: SaveState = {
  model: updateComponent(seeded, 'part-7', { title: 'Renamed' }),
  layout,
  drafts: [],
  source: null,
  overwriteDerived: [],
}
let root = ''

vi.mock('../plan-save.ts', { spy: true })

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-ahead-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(root, '.settings'))
  await mkdir(path.join(root, '.git'))
  await writeFile(path.join(root, MODEL), printModel(seeded))
  await writeFile(path.join(root, 'threat-model.layout.yaml'), printLayout(layout))
})

afterEach(async () => {
  vi.unstubAllEnvs()
  vi.clearAllMocks()
  await rm(root, { recursive: true, force: true })
})

/** Plans ahead, and tells how many plans were asked for and how many of them came to their end. */
function aCounting() {
  const seen = { asked: 0, done: 0 }
  let tellBegun = () => {}
  const begun = new Promise<void>((resolve) => {
    tellBegun = resolve
  })
  function* counted(steps: ReturnType<typeof planSteps>): ReturnType<typeof planSteps> {
    for (;;) {
      const step = steps.next()
      tellBegun()
      if (step.done) {
        seen.done += 1
        return step.value
      }
      yield
    }
  }
  const ahead = createPlanAhead((disk, wanted) => {
    seen.asked += 1
    return counted(planSteps(disk, wanted))
  })
  return { ahead, seen, begun }
}

describe('a plan made ahead', () => {
  test('is the one that a save takes, and no other is made', async () => {
    const { ahead, seen } = aCounting()
    ahead.expect(await readModelFiles(root, MODEL), state)
    await vi.waitFor(() => expect(seen.done).toBe(1))
    const disk = await readModelFiles(root, MODEL)
    expect(ahead.plan(disk, structuredClone(state))).toEqual(planSave(disk, state))
    expect(seen.asked).toBe(1)
  })

  test('is finished by a save that comes in the midst of it', async () => {
    const { ahead, seen, begun } = aCounting()
    const disk = await readModelFiles(root, MODEL)
    ahead.expect(disk, state)
    await begun
    expect(seen.done).toBe(0)
    expect(ahead.plan(disk, state)).toEqual(planSave(disk, state))
    expect(seen).toMatchObject({ asked: 1, done: 1 })
  })

  test('is for one save only', async () => {
    const { ahead, seen } = aCounting()
    const disk = await readModelFiles(root, MODEL)
    ahead.expect(disk, state)
    ahead.plan(disk, state)
    ahead.plan(disk, state)
    expect(seen.asked).toBe(2)
  })

  test('ends where other edits are expected, or none', async () => {
    const { ahead, seen } = aCounting()
    const disk = await readModelFiles(root, MODEL)
    ahead.expect(disk, state)
    ahead.expect(disk, { ...state, model: seeded })
    await vi.waitFor(() => expect(seen.done).toBe(1))
    ahead.forget()
    ahead.plan(disk, { ...state, model: seeded })
    expect(seen).toMatchObject({ asked: 3, done: 2 })
  })

  test.each([
    ['the model', MODEL],
    ['the layout', 'threat-model.layout.yaml'],
    ['a derived file', 'threat-model.md'],
    ['the settings of the folder', '.fenceline/config.yaml'],
    ['the drafts', '.fenceline/drafts/threat-model.yaml.json'],
    ['the ignore file', '.fenceline/.gitignore'],
  ])('is not taken where %s is another on disk', async (_, name) => {
    await mkdir(path.join(root, '.fenceline/drafts'), { recursive: true })
    const { ahead, seen } = aCounting()
    ahead.expect(await readModelFiles(root, MODEL), state)
    await vi.waitFor(() => expect(seen.done).toBe(1))
    const old = await readFile(path.join(root, name), 'utf8').catch(() => '')
    await writeFile(path.join(root, name), `${old}# by somebody else\n`)
    const disk = await readModelFiles(root, MODEL)
    expect(ahead.plan(disk, state)).toEqual(planSave(disk, state))
    expect(seen.asked).toBe(2)
  })

  const others: readonly (readonly [string, Partial<SaveState>])[] = [
    ['another model', { model: seeded }],
    ['another layout', { layout: { ...layout, boxes: layout.boxes.slice(1) } }],
    ['a typed text', { source: `# Typed\n${printModel(seeded)}` }],
    ['a file to print anew', { overwriteDerived: ['threat-model.md'] }],
  ]
  test.each(others)('is not taken for %s', async (_, other) => {
    const { ahead, seen } = aCounting()
    const disk: ModelOnDisk = await readModelFiles(root, MODEL)
    ahead.expect(disk, state)
    await vi.waitFor(() => expect(seen.done).toBe(1))
    const wanted = { ...state, ...other }
    expect(ahead.plan(disk, wanted)).toEqual(planSave(disk, wanted))
    expect(seen.asked).toBe(2)
  })
})

describe('edits that were kept for a crash', () => {
  /** Opens, keeps an edit, lets `meanwhile` happen to the folder and saves the edit. */
  async function save(meanwhile: () => Promise<void>) {
    const backend = await createHandlers({ folder: root, version: '1.0.0', host: 'browser' })
    try {
      const client = createClient(inProcess(backend.handlers))
      const opened = await client.call('model.open', { path: MODEL })
      const { modelHash, layoutHash, source } = opened
      if (!opened.model) throw new Error('not a model')
      const base = { model: opened.model, layout: opened.layout, drafts: opened.drafts }
      const document = { ...base, model: updateComponent(base.model, 'part-7', { title: 'Renamed' }) }
      const basis = { base, source, modelHash, layoutHash }
      const changes = changesOf(basis, document)
      const owner = { path: MODEL, window: 'window-1' }
      await client.call('recovery.store', {
        ...owner,
        baseId: 'one',
        base: basis,
        ...(changes ? { changes } : {}),
      })
      await meanwhile()
      const given = { path: MODEL, source: null, overwriteDerived: [], modelHash, layoutHash }
      return await client.call('model.save', { ...given, ...document, drafts: [] })
    } finally {
      await backend.close()
    }
  }

  test('are saved as they were planned ahead', async () => {
    const { written } = await save(() => vi.waitFor(() => expect(planSteps).toHaveBeenCalled()))
    expect(planSteps).toHaveBeenCalledTimes(1)
    expect(written).toEqual([MODEL, 'threat-model.mmd', 'threat-model.md'])
    expect(await readFile(path.join(root, MODEL), 'utf8')).toContain('Renamed')
  })

  test('D11 are not saved over what somebody else saved since', async () => {
    const others = printModel({ ...seeded, title: 'Theirs' })
    const saving = save(() => writeFile(path.join(root, MODEL), others))
    await expect(saving).rejects.toMatchObject({ code: 'conflict' })
    expect(await readFile(path.join(root, MODEL), 'utf8')).toBe(others)
  })
})
