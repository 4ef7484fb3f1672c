/** A text in any readable format: ours are read at once, another tool's in a worker that can be ended. */
import { AppError } from '../../../shared/core/errors.ts'
import type { WriteResult } from '../../../shared/formats/format.ts'
import { findFormat } from '../../../shared/formats/formats.ts'
import type { Reader } from '../../../shared/formats/reading/in-turn.ts'
import type { ReadAny } from '../../../shared/formats/registry.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'

let reader: Reader | undefined

/** Never rejects and never waits longer than the limit of one file; the readers are loaded when the first text comes. */
export async function readText(text: string, file?: string): Promise<ReadAny> {
  const { foreignFormatOf, readAny } = await import('../../../shared/formats/registry.ts')
  if (foreignFormatOf(text, file) === undefined) return readAny(text, file)
  return (await theReader()).read(text, file)
}

/**
 * The model in another tool's format, put into `base` where there is one: that is a file like any other, so it is read
 * in the worker too. Throws an AppError where it cannot be.
 */
export async function writeText(
  to: string,
  model: Model,
  layout: Layout,
  base?: string,
): Promise<WriteResult> {
  const write = await findFormat(to)?.loadWriter?.()
  if (!write) throw new AppError('bad-request', `Nothing here writes ${to}.`)
  const result =
    base === undefined ? write(model, layout) : await (await theReader()).write({ to, model, layout, base })
  if (result) return result
  throw new AppError('invalid-file', 'The file to update takes too long to read.', {
    hint: 'Download a new file instead.',
  })
}

async function theReader(): Promise<Reader> {
  const [{ createReader }, { startReadingWorker }] = await Promise.all([
    import('./reader.ts'),
    import('../worker.ts'),
  ])
  reader ??= createReader(startReadingWorker)
  return reader
}
