/** Three texts of one model file into the text that says a merged model: comments and order of both sides survive. */
import { AppError } from '../core/errors.ts'
import { mergeLines, splitLines } from '../core/lines.ts'
import { spliceModel } from '../formats/fenceline/index.ts'
import type { Model } from '../model/schema.ts'

export interface MergedText {
  readonly text: string
  /** Comment lines of theirs that found no place, because ours changed the same lines. */
  readonly lostComments: readonly string[]
}

/**
 * The lines are merged first, ours standing where both changed one; then only the lines that do not
 * say `model` yet are changed. Throws `invalid-file` when not even ours can be read.
 */
export function mergeModelText(base: string, ours: string, theirs: string, model: Model): MergedText {
  const isCrlf = isAllCrlf(ours)
  const own = (text: string) => (isCrlf ? asLf(text).replaceAll('\n', '\r\n') : text)
  // Only a text that somebody's checkout converted as a whole differs from ours by its line ends.
  const like = (text: string) => (isCrlf || isAllCrlf(text) ? asLf(text) : text)
  const merged = own(mergeLines(like(base), like(ours), like(theirs)).text)
  const text = trySplice(merged, model) ?? spliceModel(ours, model)
  const kept = new Set(commentLines(text))
  const known = new Set([...commentLines(base), ...kept])
  return { text, lostComments: commentLines(theirs).filter((line) => !known.has(line)) }
}

/** Merged lines need not be YAML: two halves can close a bracket twice. */
function trySplice(text: string, model: Model): string | null {
  try {
    return spliceModel(text, model)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

function isAllCrlf(text: string): boolean {
  return text.includes('\r\n') && !/(^|[^\r])\n/.test(text)
}

function asLf(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

function commentLines(text: string): readonly string[] {
  return splitLines(text)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('#'))
}
