/** What a reader makes of texts that differ from a file as a broken disk, a careless merge or another version would make them; seeded. */
import { expect } from 'vitest'
import type { ReadResult } from '../../../shared/formats/format.ts'
import { randomOf } from '../models/seeded-model.ts'
import type { CorpusFile } from './corpus.ts'

const OTHERS: readonly unknown[] = [null, true, -1, '', 'x', [], {}, [1], { a: 1 }, 1e308]

/**
 * Reads `count` times four mutations of each file: each has a model or an error with its place, within two seconds.
 * Gives a line of figures.
 */
export function readMutated(
  files: readonly CorpusFile[],
  read: (text: string, file?: string) => ReadResult,
  count: number,
): string {
  let [mutated, refused, slowest] = [0, 0, 0]
  for (const { name, text } of files) {
    for (const variant of mutationsOf(text, count)) {
      const started = performance.now()
      const { model, diagnostics } = read(variant, name)
      slowest = Math.max(slowest, performance.now() - started)
      mutated += 1
      if (model) continue
      refused += 1
      const error = diagnostics.find(({ severity }) => severity === 'error')
      expect([name, (error?.range?.start.line ?? 0) > 0]).toEqual([name, true])
    }
  }
  expect(mutated).toBeGreaterThan(files.length)
  expect(slowest).toBeLessThan(2000)
  return `${mutated} mutated files, ${refused} refused; slowest ${slowest.toFixed(0)} ms`
}

/** The text cut at many places, with characters changed, and with values of its JSON swapped for other types. */
function* mutationsOf(text: string, count: number, seed = 1): Generator<string> {
  const random = randomOf(seed + text.length)
  const at = (length: number) => Math.floor(random() * length)
  for (let index = 0; index < count; index += 1) {
    const place = at(text.length)
    yield text.slice(0, place)
    yield `${text.slice(0, place)}${String.fromCharCode(at(128))}${text.slice(place + 1)}`
    yield `${text.slice(0, place)}${text.slice(place + at(40))}`
    const swapped = swapValue(text, at)
    if (swapped !== undefined) yield swapped
  }
}

/** One value somewhere in the tree is another; undefined for a text that is no JSON. */
function swapValue(text: string, at: (length: number) => number): string | undefined {
  let root: unknown
  try {
    root = JSON.parse(text)
  } catch {
    return undefined
  }
  let holder = root
  for (let depth = 1 + at(5); depth > 0; depth -= 1) {
    const keys = isHolder(holder) ? Object.keys(holder) : []
    const key = keys[at(keys.length)]
    if (!isHolder(holder) || key === undefined) break
    const inner = holder[key]
    if (depth === 1 || !isHolder(inner)) {
      holder[key] = OTHERS[at(OTHERS.length)]
      break
    }
    holder = inner
  }
  return JSON.stringify(root)
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
