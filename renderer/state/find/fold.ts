/** Texts as they are compared in a search: without case, accents and compatibility forms. */

const MARKS = /\p{M}+/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is plain ASCII needs no normalizing
const ASCII = /^[\x00-\x7f]*$/

export function fold(text: string): string {
  const lower = text.toLowerCase()
  return ASCII.test(lower) ? lower : lower.normalize('NFKD').replace(MARKS, '').replaceAll('ß', 'ss')
}

/** The words of a query, folded. */
export function wordsOf(query: string): readonly string[] {
  return fold(query).split(/\s+/).filter(Boolean)
}

/** A piece of a text as it is shown; `hit` where a word was found. */
export interface Piece {
  readonly text: string
  readonly hit: boolean
}

/** The text cut at what the folded words match, for showing why it was found. */
export function piecesOf(text: string, words: readonly string[]): readonly Piece[] {
  // Folding may make one character several, so each folded one remembers where it came from.
  const characters = [...text]
  const origins: number[] = []
  let folded = ''
  for (const [at, character] of characters.entries()) {
    const part = fold(character)
    folded += part
    for (let count = 0; count < part.length; count += 1) origins.push(at)
  }
  const marked = new Set<number>()
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0 && word !== ''; at = folded.indexOf(word, at + word.length)) {
      for (let within = at; within < at + word.length; within += 1) marked.add(origins[within] ?? -1)
    }
  }
  const pieces: { text: string; hit: boolean }[] = []
  for (const [at, character] of characters.entries()) {
    const hit = marked.has(at)
    const last = pieces.at(-1)
    if (last?.hit === hit) last.text += character
    else pieces.push({ text: character, hit })
  }
  return pieces
}

const BEFORE = 14
const LONG = 44

/** The part of a long text in which a word was found. */
export function excerptOf(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ')
  if (line.length <= LONG) return line
  const folded = fold(line)
  const places = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0)
  const start = Math.max(0, Math.min(...places, line.length) - BEFORE)
  if (start === 0 || places.length === 0) return line
  const word = line.indexOf(' ', start)
  return `…${line.slice(word < 0 || word > start + BEFORE ? start : word + 1)}`
}
