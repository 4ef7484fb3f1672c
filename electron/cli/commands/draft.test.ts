import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RICH_ORDERS } from '../../../shared/analysis/sample.ts'
import { printModel } from '../../../shared/formats/fenceline/index.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import { updateFlow } from '../../../shared/model/edits/flows.ts'
import type { Draft, Model } from '../../../shared/model/schema.ts'
import { markAnalysed } from '../../../shared/triage/analyses.ts'
import { run } from '../../../test/support/run-program.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fenceline-draft-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = (model: Model) => writeFile(path.join(folder, 'threat-model.yaml'), printModel(model))
const DRAFTS = ['.fenceline', 'drafts', 'threat-model.yaml.json']
const stored = async (): Promise<{ drafts: Draft[] }> =>
  JSON.parse(await readFile(path.join(folder, ...DRAFTS), 'utf8'))

describe('drafting again', () => {
  test('leaves the stored drafts as they are where nothing changed', async () => {
    await write(RICH_ORDERS)
    const first = await run('draft', folder)
    const before = await readFile(path.join(folder, ...DRAFTS), 'utf8')
    const { ino } = await stat(path.join(folder, ...DRAFTS))
    expect(await run('draft', folder)).toEqual(first)
    expect(await readFile(path.join(folder, ...DRAFTS), 'utf8')).toBe(before)
    expect((await stat(path.join(folder, ...DRAFTS))).ino).toBe(ino)
  })

  test('keeps the drafts of a language model', async () => {
    await write(RICH_ORDERS)
    await run('draft', folder)
    const kept = await stored()
    const [first] = kept.drafts
    const asked = { ...first, id: 'asked', key: 'asked', title: 'Asked for', source: { by: 'llm' } }
    await writeFile(
      path.join(folder, ...DRAFTS),
      JSON.stringify({ ...kept, drafts: [...kept.drafts, asked] }),
    )
    expect((await run('draft', folder)).out).toContain('Asked for')
    expect((await stored()).drafts).toContainEqual(asked)
  })

  test('replaces what cannot be read', async () => {
    await write(RICH_ORDERS)
    await run('draft', folder)
    const { drafts } = await stored()
    await writeFile(path.join(folder, ...DRAFTS), '{"version": 1, "drafts": [')
    await run('draft', folder)
    expect((await stored()).drafts).toEqual(drafts)
  })
})

describe('draft --changed', () => {
  const reviewed = markAnalysed(RICH_ORDERS, listTargets(RICH_ORDERS), { date: '2026-11-02' })
  const edited = updateFlow(reviewed, 'orders-service>redis', { protocol: 'plaintext' })

  test('drafts again what an edit made stale, and leaves the drafts of all else as they are', async () => {
    await write(reviewed)
    await run('draft', folder)
    const kept = await stored()
    const gateway = kept.drafts.map((draft) =>
      draft.target === 'api-gateway' ? { ...draft, title: `Kept: ${draft.title}` } : draft,
    )
    await writeFile(path.join(folder, ...DRAFTS), JSON.stringify({ ...kept, drafts: gateway }))
    await write(edited)
    const { code, out } = await run('draft', folder, '--changed', '--format', 'json')
    expect(code).toBe(0)
    const [{ drafted, drafts }] = JSON.parse(out).models
    const stale = JSON.parse((await run('review', folder, '--format', 'json')).out).models[0].stale
    expect(drafted).toEqual(stale)
    expect(drafted).toEqual(expect.arrayContaining(['redis', 'orders-service']))
    expect(drafted).not.toContain('api-gateway')
    expect([...new Set(drafts.map(({ target }: Draft) => target))].sort()).toEqual([...drafted].sort())
    const after = (await stored()).drafts.filter(({ target }) => target === 'api-gateway')
    expect(after.length).toBeGreaterThan(0)
    expect(after.every(({ title }) => title.startsWith('Kept: '))).toBe(true)
  })

  test('says how many targets that were, none included', async () => {
    await write(reviewed)
    expect((await run('draft', folder, '--changed')).err).toContain(
      'threat-model.yaml: 0 targets drafted again, 0 drafts to review',
    )
    await write(RICH_ORDERS)
    const all = listTargets(RICH_ORDERS).length
    expect((await run('draft', folder, '--changed')).err).toContain(`: ${all} targets drafted again, `)
  })
})

describe('draft', () => {
  const file = () => path.join(folder, ...DRAFTS)

  test('a second run leaves the stored drafts as they are, in whatever order their keys are', async () => {
    await write(RICH_ORDERS)
    await run('draft', folder)
    const { drafts } = await stored()
    const turned = drafts.map((draft) => Object.fromEntries(Object.entries(draft).reverse()))
    const text = JSON.stringify({ drafts: turned, version: 1 })
    await writeFile(file(), text)
    await run('draft', folder)
    expect(await readFile(file(), 'utf8')).toBe(text)
    await writeFile(file(), JSON.stringify({ drafts: turned.slice(1), version: 1 }))
    await run('draft', folder)
    expect((await stored()).drafts).toEqual(drafts)
  })

  test('a layout that cannot be read keeps nobody from drafting', async () => {
    await write(RICH_ORDERS)
    await writeFile(path.join(folder, 'threat-model.layout.yaml'), 'elements: [')
    expect((await run('draft', folder)).code).toBe(0)
    expect((await stored()).drafts.length).toBeGreaterThan(0)
  })
})
