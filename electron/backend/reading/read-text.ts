/** A text in any readable format: ours are read at once, another tool's in a thread that can be killed. */
import { AppError } from '../../../shared/core/errors.ts'
import type { WriteResult } from '../../../shared/formats/format.ts'
import { findFormat } from '../../../shared/formats/formats.ts'
import type { Reader } from '../../../shared/formats/reading/in-turn.ts'
import { foreignFormatOf, type ReadAny, readAny } from '../../../shared/formats/registry.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { createReader } from './reader.ts'

let reader: Reader | undefined

/** Never rejects and never waits longer than the limit of one file. */
export async function readText(
  text: string,
  file?: string,
  include?: (path: string) => string | undefined,
): Promise<ReadAny> {
  if (foreignFormatOf(text, file) === undefined) return readAny(text, file, include)
  return theReader().read(text, file)
}

/**
 * The model in another tool's format, put into `base` where there is one: that is a file like any other, so it is read
 * in the thread too. Throws an AppError where it cannot be.
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
    base === undefined ? write(model, layout) : await theReader().write({ to, model, layout, base })
  if (result) return result
  throw new AppError('invalid-file', 'The file to update takes too long to read.', {
    hint: 'Name another file to write, and nothing of the old one is kept.',
  })
}

function theReader(): Reader {
  reader ??= createReader(scriptUrl())
  return reader
}

/** Beside this file, and in a bundle where `build/vite/node.config.mjs` puts it. */
function scriptUrl(from: string = import.meta.url): URL {
  if (from.endsWith('.ts')) return new URL('./thread.ts', from)
  return new URL(from.replace(/\/dist\/(?:node|desktop)\/.*$/u, '/dist/node/reader.js'))
}
