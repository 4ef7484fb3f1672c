/** A file of unsaved edits: its name, its form, and when it may be offered to somebody. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Recovery, recoverySchema, type Unsaved } from '../../../shared/protocol/contract.ts'

const VERSION = 1
const NAME = /^[0-9a-f]{32}-[\w-]{8,64}\.json$/
const ALIVE_MS = 60_000
const OLDEST_MS = 30 * 24 * 60 * 60 * 1000

const fileSchema = recoverySchema.extend({
  version: z.literal(VERSION),
  /** Real path of the folder, and the model's path in it. */
  root: z.string(),
  path: z.string(),
  pid: z.number().int(),
})

export type RecoveryFile = z.infer<typeof fileSchema>

/** Whose edits they are. */
export interface Owner {
  readonly path: string
  readonly window: string
}

/** Two windows never share a file, nor do two models. */
export function nameOf(root: string, { path, window }: Owner): string {
  return `${prefixOf(root, path)}${window}.json`
}

/** What the names of all files of a model begin with. */
export function prefixOf(root: string, path: string): string {
  return `${createHash('sha256').update(`${root}\0${path}`).digest('hex').slice(0, 32)}-`
}

export function isRecoveryName(name: string): boolean {
  return NAME.test(name)
}

const texts = new WeakMap<RecoveryFile['base'], string>()

/** What the edits were made on stays the same while they go on, and is printed once. */
export function printRecovery({ base, ...file }: Omit<RecoveryFile, 'version'>): string {
  const text = texts.get(base) ?? JSON.stringify(base)
  texts.set(base, text)
  return `{"base":${text},${JSON.stringify({ version: VERSION, ...file }).slice(1)}`
}

/** Null for anything that is not such a file; it is left where it is. */
export function parseRecovery(text: string): RecoveryFile | null {
  try {
    return fileSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What a page gets of it. */
export function offerOf({
  window,
  time,
  document,
  base,
  source,
  modelHash,
  layoutHash,
}: RecoveryFile): Recovery & Unsaved {
  return { window, time, document, base, source, modelHash, layoutHash }
}

/** True while its window may still be working on the edits: its process runs and has touched the file lately. */
export function isAlive(
  file: Pick<RecoveryFile, 'pid'>,
  { touched, now, answers }: { touched: number; now: number; answers: (pid: number) => boolean },
): boolean {
  return now - touched < ALIVE_MS && answers(file.pid)
}

/** A time of touching that no living window has. */
export function untouched(now: number): number {
  return now - 2 * ALIVE_MS
}

/** True for edits that nobody asked for in 30 days. */
export function isOld(touched: number, now: number): boolean {
  return now - touched > OLDEST_MS
}
