import { chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AuditEntry, createAudit } from './audit.ts'

const ENTRY: AuditEntry = {
  time: '2026-11-25T10:00:00.000Z',
  origin: 'https://api.anthropic.com',
  model: 'claude-sonnet-5-5',
  prompt: { id: 'stride-crossing', version: '1', hash: 'a'.repeat(64) },
  bodyHash: 'b'.repeat(64),
  replacements: { host: 2, secret: 1 },
  tokens: { input: 900, output: 300, cached: 700 },
  attempts: 2,
  result: 'answered',
}
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fenceline-audit-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('L10 notes each request as one line of JSON that only its owner may read, in the order they came', async () => {
  const audit = createAudit(path.join(folder, 'new'))
  await Promise.all([audit.note(ENTRY), audit.note({ ...ENTRY, result: 'failed' })])
  await createAudit(path.join(folder, 'new')).note({ ...ENTRY, result: 'stopped' })
  const file = path.join(folder, 'new', 'llm-audit.jsonl')
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    ENTRY,
    { ...ENTRY, result: 'failed' },
    { ...ENTRY, result: 'stopped' },
  ])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

it('L10 takes back what others may read of a log that was there', async () => {
  const file = path.join(folder, 'llm-audit.jsonl')
  await writeFile(file, '')
  await chmod(file, 0o644)
  await createAudit(folder).note(ENTRY)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

it('L14 writes the fields of an entry and nothing else that the object holds', async () => {
  const more = { ...ENTRY, key: 'sk-canary', body: 'payroll', prompt: { ...ENTRY.prompt, text: 'payroll' } }
  await createAudit(folder).note(more)
  expect(await readFile(path.join(folder, 'llm-audit.jsonl'), 'utf8')).not.toMatch(/canary|payroll/)
})

it('L10 reports a log that cannot be written once and goes on', async () => {
  const elsewhere = path.join(folder, 'elsewhere')
  await writeFile(elsewhere, 'mine')
  await symlink(elsewhere, path.join(folder, 'llm-audit.jsonl'))
  const reports: string[] = []
  const audit = createAudit(folder, (message) => reports.push(message))
  await audit.note(ENTRY)
  await audit.note(ENTRY)
  expect(reports).toEqual([expect.stringContaining('llm-audit.jsonl, cannot be written (ELOOP)')])
  expect(await readFile(elsewhere, 'utf8')).toBe('mine')
})

it('L10 a line is in the log when its note resolves, also when many come at once', async () => {
  const audit = createAudit(folder)
  const file = path.join(folder, 'llm-audit.jsonl')
  const counted = await Promise.all(
    Array.from({ length: 20 }, async (_, at) => {
      await audit.note({ ...ENTRY, model: `m${at}` })
      return (await readFile(file, 'utf8')).includes(`"model":"m${at}"`)
    }),
  )
  expect(counted.every(Boolean)).toBe(true)
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line).model)).toEqual(counted.map((_, at) => `m${at}`))
})
