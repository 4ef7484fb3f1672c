/** How much text a file gives: where one text stands for many elements, a small file can unfold to any size. */
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import type { ReadResult } from '../format.ts'

/** Characters; a longer model file could not be opened again. */
const MOST_TEXT = 8 * 1024 * 1024

/** The result, or a refusal where model and layout together say more than a model's file may hold. */
export function withinLimits(read: ReadResult, file?: string): ReadResult {
  if (!read.model || !isTooMuchText([read.model, read.layout])) return read
  const message =
    'What the file says unfolds to more than 8 MB of text, as texts in it stand for many elements. Split the model in its tool, or shorten what is repeated.'
  const start = { line: 1, column: 1 }
  const where = { ...(file === undefined ? {} : { file }), range: { start, end: start } }
  return {
    model: null,
    layout: EMPTY_LAYOUT,
    diagnostics: [{ code: 'too-much-text', severity: 'error', message, ...where }],
    locate: () => undefined,
  }
}

function isTooMuchText(values: readonly unknown[]): boolean {
  const waiting = [...values]
  let size = 0
  while (waiting.length > 0 && size <= MOST_TEXT) {
    const value = waiting.pop()
    if (typeof value === 'string') size += value.length
    // One by one: a list may be longer than a call takes arguments.
    else if (typeof value === 'object' && value !== null)
      for (const member of Object.values(value)) waiting.push(member)
  }
  return size > MOST_TEXT
}
