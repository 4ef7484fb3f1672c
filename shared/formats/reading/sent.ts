/**
 * Another tool's file is read in a thread that can be killed. What comes back from it is plain data: a result without
 * its function, or a refusal when the thread had to be ended.
 */
import type { Range } from '../../core/diagnostics.ts'
import { flowRef } from '../../model/ids.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import type { ReadAny } from '../registry.ts'

/** Milliseconds that reading one file may take. */
export const READ_LIMIT = 2000

export interface Asked {
  readonly text: string
  readonly file: string | undefined
}

export interface SentRead extends Omit<ReadAny, 'locate'> {
  /** Where each element stands, by what `locate` is asked for. */
  readonly places: ReadonlyMap<string, Range>
}

/** What is posted back. */
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
