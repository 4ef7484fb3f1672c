/** Three texts of one file into the text that says a merged model: comments and order of both sides survive. */
import { AppError } from '../../core/errors.ts'
import { type Clash, mergeLines, splitLines } from '../../core/lines.ts'
import { spliceModel } from '../../formats/fenceline/index.ts'
import type { Model } from '../../model/schema.ts'

export interface MergedText {
  readonly text: string
  /** Comments of theirs that found no place, because they ended lines that ours changed. */
  readonly lostComments: readonly string[]
}

/** As `mergeText`, for a model file. */
export function mergeModelText(base: string, ours: string, theirs: string, model: Model): MergedText {
  return mergeText(base, ours, theirs, (text) => spliceModel(text, model))
}

/**
 * The lines are merged first, ours standing where both changed one; then `splice` changes only the
 * lines that do not say the merged value yet. Throws `invalid-file` when not even ours can be read.
 */
export function mergeText(
  base: string,
  ours: string,
  theirs: string,
  splice: (text: string) => string,
): MergedText {
  const isCrlf = isAllCrlf(ours)
  const own = (text: string) => (isCrlf ? asLf(text).replaceAll('\n', '\r\n') : text)
  // Only a text that somebody's checkout converted as a whole differs from ours by its line ends.
  const like = (text: string) => (isCrlf || isAllCrlf(text) ? asLf(text) : text)
  const known = new Set(commentsIn(like(base)))
  const settle = (clash: Clash) => withTheirComments(clash, known)
  const merged = own(mergeLines(like(base), like(ours), like(theirs), settle))
  const text = trySplice(merged, splice) ?? splice(ours)
  const kept = new Set([...known, ...commentsIn(text)])
  return { text, lostComments: commentsIn(theirs).filter((comment) => !kept.has(comment)) }
}

/** A line of its own that is a comment can stand beside ours; the rest of theirs is said by the splice. */
function withTheirComments({ ours, theirs }: Clash, known: ReadonlySet<string>): readonly string[] {
  const present = new Set(commentsIn(ours.join('\n')))
  const added = theirs.filter((line) => {
    const comment = line.trim()
    return comment.startsWith('#') && !known.has(comment) && !present.has(comment)
  })
  return [...added, ...ours]
}

/**
 * Merged lines need not be YAML: two halves can close a bracket twice. What a splice makes whole again in them, such
 * as a risk at a zone that only one side has, nobody left there: the second splice takes it away where it was deleted.
 */
function trySplice(text: string, splice: (text: string) => string): string | null {
  try {
    return splice(splice(text))
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

/** Also what only looks like a comment inside a quoted text: asking once too often loses nothing. */
function commentsIn(text: string): readonly string[] {
  return splitLines(text).flatMap((line) => /(?:^|\s)(#(?:\s|$).*)/.exec(line)?.[1]?.trim() ?? [])
}
