/**
 * Another tool's file is read in a thread that can be killed. What comes back from it is plain data: a result without
 * its function, or a refusal when the thread had to be ended.
 */
import type { Range } from '../../core/diagnostics.ts'
import { flowRef } from '../../model/ids.ts'
import { EMPTY_LAYOUT, type Layout } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import type { WriteResult } from '../format.ts'
import { findFormat } from '../formats.ts'
import type { ReadAny } from '../registry.ts'

/** Milliseconds that reading one file may take. */
export const READ_LIMIT = 2000

/** A text to read. */
export interface AskedRead {
  readonly text: string
  readonly file: string | undefined
}

/** A model to write into the text of another tool's file, which has to be read for it. */
export interface AskedWrite {
  readonly to: string
  readonly model: Model
  readonly layout: Layout
  readonly base: string
}

export type Asked = AskedRead | AskedWrite

export interface SentRead extends Omit<ReadAny, 'locate'> {
  /** Where each element stands, by what `locate` is asked for. */
  readonly places: ReadonlyMap<string, Range>
}

/** What the thread does with what it is asked. Null: there is no such writer. */
export async function answer(
  asked: Asked,
  read: (text: string, file?: string) => ReadAny,
): Promise<SentRead | WriteResult | null> {
  if ('text' in asked) return toSent(read(asked.text, asked.file))
  const write = await findFormat(asked.to)?.loadWriter?.()
  return write?.(asked.model, asked.layout, asked.base) ?? null
}

/** What is posted back for a text. */
export function toSent({ locate, ...read }: ReadAny): SentRead {
  const places = new Map<string, Range>()
  for (const id of read.model ? idsIn(read.model) : []) {
    const place = locate(id)
    if (place) places.set(id, place)
  }
  return { ...read, places }
}

export function fromSent({ places, ...read }: SentRead): ReadAny {
  return { ...read, locate: (id) => places.get(id) }
}

/** The result for a file whose reading was ended: no model, and an error that says why. */
export function refusedRead(code: 'reading-too-slow' | 'reading-failed', file: string | undefined): ReadAny {
  const message =
    code === 'reading-too-slow'
      ? 'Reading took more than two seconds and was stopped. Split the file in its tool, or save it anew there.'
      : 'Reading ended without a result: the file needs more memory than a threat model may, or the reader has a fault. Split the file in its tool.'
  const start = { line: 1, column: 1 }
  const range = { start, end: start }
  const where = file === undefined ? {} : { file }
  return {
    format: 'unknown',
    model: null,
    layout: EMPTY_LAYOUT,
    diagnostics: [{ code, severity: 'error', message, ...where, range }],
    locate: () => undefined,
  }
}

function idsIn(model: Model): readonly string[] {
  return [
    ...model.components.map(({ id }) => id),
    ...model.flows.map(flowRef),
    ...model.boundaries.map(({ id }) => `boundary:${id}`),
    ...model.dataAssets.map(({ id }) => `data:${id}`),
    ...model.risks.map(({ id }) => `risk:${id}`),
  ]
}
