import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSentBatches, type SentBatch } from './batch-state.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fenceline-batches-'))
  vi.stubEnv('FENCELINE_CONFIG_DIR', folder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

function aBatch(at: number): SentBatch {
  const files = [`/models/${at}.yaml`]
  const asked = { model: 'm', tier: 'schema', maxTokens: 9, date: '2026-11-25', requests: [] } as const
  return { ...asked, id: `b${at}`, origin: 'https://a.test', files, requests: [] }
}

it("commands that run at the same time lose none of each other's batches", async () => {
  const batches = Array.from({ length: 8 }, (_, at) => aBatch(at))
  // Each command reads and writes the file by itself.
  await Promise.all(batches.map((batch) => createSentBatches(folder).keep(batch)))
  const found = await Promise.all(batches.map((batch) => createSentBatches(folder).find(batch)))
  expect(found).toEqual(batches)
  await Promise.all(batches.slice(1).map(({ id }) => createSentBatches(folder).forget(id)))
  const left = await Promise.all(batches.map((batch) => createSentBatches(folder).find(batch)))
  expect(left.filter(Boolean)).toEqual(batches.slice(0, 1))
})
