/** One component or boundary as written: `Kind: Title {id} (note)`; kind, id and note may be missing. */
import type { Kind } from '../../../model/schema.ts'
import { readBraces, readQuote, readRemark, shorten, skipSpace } from './braces.ts'
import { findArrow } from './label.ts'
import { collapse } from './spelling.ts'
import { LineProblem, type Mention, type Span } from './statement.ts'

const KEYWORD = /(external(?:[\s_-]*entity)?|process|data[\s_-]*store|zone|line)\s*:/iuy
const SPELLINGS = ['external', 'external entity', 'process', 'data store', 'datastore']

/** The keyword that opens at `at`, in lower case without spaces, and the column after its colon. */
export function readKeyword(text: string, at: number): { word: string; end: number } | undefined {
  KEYWORD.lastIndex = at
  const match = KEYWORD.exec(text)
  if (!match) return undefined
  return { word: (match[1] ?? '').toLowerCase().replace(/[\s_-]+/gu, ''), end: KEYWORD.lastIndex }
}

/** A component with or without its keyword. */
export function readMention(text: string, from: number): Mention {
  const start = skipSpace(text, from)
  const keyword = readKeyword(text, start)
  if (!keyword) {
    const name = readName(text, start, start)
    const colon = name.title.indexOf(':')
    if (colon > 0 && text.charAt(start) !== '"') refuseNearMiss(name.title.slice(0, colon), name.span)
    return name
  }
  const kind = kindOf(keyword.word, { start, end: keyword.end })
  return { ...readName(text, keyword.end, start), kind }
}

/** A title with what may follow it; `start` is where the span begins (its keyword, if any). */
export function readName(text: string, from: number, start: number): Mention {
  const title = readTitle(text, skipSpace(text, from))
  let end = title.end
  let id: string | undefined
  let note: string | undefined
  for (;;) {
    const next = skipSpace(text, end)
    if (text.charAt(next) === '{' && id === undefined) ({ text: id, end } = readBraces(text, next))
    else if (text.charAt(next) === '(' && note === undefined) ({ text: note, end } = readRemark(text, next))
    else break
  }
  if (title.text === undefined) {
    throw new LineProblem(
      'dfd-missing-name',
      'A name is missing here. Write one, as in Process: API Gateway.',
      {
        start,
        end: Math.max(end, start + 1),
      },
    )
  }
  return {
    title: title.text,
    span: { start, end },
    ...(id === undefined ? {} : { id }),
    ...(note === undefined ? {} : { note }),
  }
}

/** Throws where the word is a keyword with one letter wrong. */
export function refuseNearMiss(word: string, span: Span): void {
  const near = SPELLINGS.find((keyword) => isNearMiss(collapse(word).toLowerCase(), keyword))
  if (near === undefined) return
  throw new LineProblem(
    'dfd-near-keyword',
    `"${shorten(word)}:" looks like a misspelt "${near}:". Write "${near}:", or keep the line as a note by quoting it: Note: "...".`,
    span,
  )
}

function kindOf(word: string, span: Span): Kind {
  if (word.startsWith('external')) return 'external'
  if (word === 'process') return 'process'
  if (word === 'datastore') return 'store'
  throw new LineProblem(
    'dfd-zone-in-flow',
    `A ${word} cannot be an end of a flow. Write it on a line of its own and draw the flow to a component.`,
    span,
  )
}

/** A title runs to an arrow or an opening bracket; no text where nothing stands. */
function readTitle(text: string, at: number): { text: string | undefined; end: number } {
  if (text.charAt(at) === '"') return readQuote(text, at)
  let end = at
  const limit = findArrow(text, at)?.start ?? text.length
  while (end < limit && !'([{'.includes(text.charAt(end))) end += 1
  const raw = text.slice(at, end)
  return { text: collapse(raw) || undefined, end: at + raw.trimEnd().length }
}

/** One letter missing, added, changed or swapped with its neighbour. */
function isNearMiss(word: string, keyword: string): boolean {
  if (word === keyword || word.length < 5 || Math.abs(word.length - keyword.length) > 1) return false
  let at = 0
  while (at < keyword.length && word.charAt(at) === keyword.charAt(at)) at += 1
  const [w, k] = [word.slice(at), keyword.slice(at)]
  const isSwap = w.charAt(0) === k.charAt(1) && w.charAt(1) === k.charAt(0) && w.slice(2) === k.slice(2)
  return isSwap || w.slice(1) === k.slice(1) || w.slice(1) === k || w === k.slice(1)
}
