/**
 * The Markdown that Mermaid draws, reduced to its text: emphasis and escapes go, in paragraphs only. Lists,
 * headings, code and quotes are drawn as they are written.
 */

/** A run of `*` or `_`; what is left of it stays in the text. */
interface Run {
  readonly mark: string
  readonly at: number
  readonly length: number
  left: number
  readonly canOpen: boolean
  readonly canClose: boolean
}

const HEADING = /^ {0,3}#{1,6}(?: |$)/
/** Begins what is drawn as written up to the next blank line. */
const AS_WRITTEN =
  /^ {0,3}(?:[-+*] +\S|1[.)] +\S|>|```|~~~|<\/?(?:div|p|ul|ol|li|table|tr|td|h[1-6]|pre|script|style)\b)/i
/** Does so at the start of a block only. */
const AS_WRITTEN_AT_START = /^(?: {4,}\S|\t| {0,3}(?:[-+*]|\d{1,9}[.)])(?: |$))/

/** Still HTML: its tags and entities are left as they are. */
export function plainMarkdown(markdown: string): string {
  return markdown
    .split(/(\n[ \t]*\n\s*)/)
    .map((block, index) => (index % 2 === 1 ? block : plainBlock(block)))
    .join('')
}

function plainBlock(block: string): string {
  if (AS_WRITTEN_AT_START.test(block)) return block
  const lines = block.split('\n')
  const out: string[] = []
  let paragraph: string[] = []
  const endParagraph = () => {
    if (paragraph.length > 0) out.push(plainParagraph(paragraph.join('\n')))
    paragraph = []
  }
  for (const [index, line] of lines.entries()) {
    if (AS_WRITTEN.test(line)) {
      endParagraph()
      return [...out, ...lines.slice(index)].join('\n')
    }
    if (HEADING.test(line)) {
      endParagraph()
      out.push(line)
    } else paragraph.push(line)
  }
  endParagraph()
  return out.join('\n')
}

const ESCAPABLE = /[!-/:-@[-`{-~]/
/** In code and tags no mark means anything. */
const VERBATIM = /`+|<\/?[a-z][^<>]*>/iy

function plainParagraph(text: string): string {
  const pieces: (string | Run)[] = []
  let at = 0
  while (at < text.length) {
    const end = endOfPiece(text, at)
    const character = text.charAt(at)
    if (character === '*' || character === '_') pieces.push(runAt(text, at, end))
    else if (isEscape(text, at)) pieces.push(text.charAt(at + 1))
    else pieces.push(text.slice(at, end))
    at = end
  }
  pair(pieces.filter((piece) => typeof piece !== 'string'))
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.mark.repeat(piece.left))).join('')
}

function isEscape(text: string, at: number): boolean {
  return text[at] === '\\' && ESCAPABLE.test(text.charAt(at + 1))
}

function endOfPiece(text: string, at: number): number {
  const character = text.charAt(at)
  if (character === '*' || character === '_') {
    let end = at
    while (text[end] === character) end += 1
    return end
  }
  if (isEscape(text, at)) return at + 2
  VERBATIM.lastIndex = at
  const verbatim = VERBATIM.exec(text)?.[0]
  if (verbatim?.startsWith('<')) return VERBATIM.lastIndex
  if (verbatim !== undefined) {
    const close = text.indexOf(verbatim, at + verbatim.length)
    return close < 0 ? at + verbatim.length : close + verbatim.length
  }
  let end = at + 1
  while (end < text.length && !/[*_\\`<]/.test(text.charAt(end))) end += 1
  return end
}

/** CommonMark's rules of what can open and close: no space inside, and `_` not within a word. */
function runAt(text: string, at: number, end: number): Run {
  const before = text.charAt(at - 1)
  const after = text.charAt(end)
  const isSpace = (character: string) => character === '' || /\s/.test(character)
  const isPunctuation = (character: string) => /[\p{P}\p{S}]/u.test(character)
  const opensLeft = !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before))
  const closesRight = !isSpace(before) && (!isPunctuation(before) || isSpace(after) || isPunctuation(after))
  const mark = text.charAt(at)
  const isFree = mark === '*'
  return {
    mark,
    at,
    length: end - at,
    left: end - at,
    canOpen: opensLeft && (isFree || !closesRight || isPunctuation(before)),
    canClose: closesRight && (isFree || !opensLeft || isPunctuation(after)),
  }
}

function pair(runs: readonly Run[]): void {
  const open: Run[] = []
  /** How many of the open ones, from the first, fit no run of a sort. */
  const fruitless = new Map<string, number>()
  for (const run of runs) {
    if (run.canClose) close(run, open, fruitless)
    if (run.canOpen && run.left > 0) open.push(run)
  }
}

/** The nearest run that fits is its other half; what was open between them stays in the text. */
function close(run: Run, open: Run[], fruitless: Map<string, number>): void {
  const sort = `${run.mark}${run.canOpen}${run.length % 3}`
  const bottom = fruitless.get(sort) ?? 0
  for (let index = open.length - 1; index >= bottom && run.left > 0; ) {
    const opener = open[index]
    if (!opener || !fits(opener, run)) {
      index -= 1
      continue
    }
    const used = opener.left >= 2 && run.left >= 2 ? 2 : 1
    opener.left -= used
    run.left -= used
    open.length = opener.left > 0 ? index + 1 : index
    if (opener.left === 0) index -= 1
  }
  for (const [other, count] of fruitless) if (count > open.length) fruitless.set(other, open.length)
  if (run.left > 0) fruitless.set(sort, open.length)
}

function fits(opener: Run, closer: Run): boolean {
  if (opener.mark !== closer.mark) return false
  const isEither = opener.canClose || closer.canOpen
  return (
    !isEither ||
    (opener.length + closer.length) % 3 !== 0 ||
    (opener.length % 3 === 0 && closer.length % 3 === 0)
  )
}
