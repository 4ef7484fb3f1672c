/** A text in any readable format: ours are read at once, another tool's in a worker that can be ended. */
import type { ReadAny } from '../../../shared/formats/registry.ts'
import type { Reader } from './reader.ts'

let reader: Reader | undefined

/** Never rejects and never waits longer than the limit of one file; the readers are loaded when the first text comes. */
export async function readText(text: string, file?: string): Promise<ReadAny> {
  const { foreignFormatOf, readAny } = await import('../../../shared/formats/registry.ts')
  if (foreignFormatOf(text, file) === undefined) return readAny(text, file)
  const [{ createReader }, { startReadingWorker }] = await Promise.all([
    import('./reader.ts'),
    import('../worker.ts'),
  ])
  reader ??= createReader(startReadingWorker)
  return reader.read(text, file)
}
