/** A text in any readable format: ours are read at once, another tool's in a thread that can be killed. */
import { foreignFormatOf, type ReadAny, readAny } from '../../../shared/formats/registry.ts'
import { createReader, type Reader } from './reader.ts'

let reader: Reader | undefined

/** Never rejects and never waits longer than the limit of one file. */
export async function readText(
  text: string,
  file?: string,
  include?: (path: string) => string | undefined,
): Promise<ReadAny> {
  if (foreignFormatOf(text, file) === undefined) return readAny(text, file, include)
  reader ??= createReader(scriptUrl())
  return reader.read(text, file)
}

/** Beside this file, and in a bundle where `vite.node.config.mjs` puts it. */
function scriptUrl(from: string = import.meta.url): URL {
  if (from.endsWith('.ts')) return new URL('./thread.ts', from)
  return new URL(from.replace(/\/dist\/(?:node|desktop)\/.*$/u, '/dist/node/reader.js'))
}
