/** `%%` comment lines and `%%{ }%%` directives, which Mermaid takes out before it parses. */
import type { FlowComment, FlowExtra } from '../flowchart.ts'
import { Rewriter, type Rewritten } from './rewrite.ts'

const SPACE = /\s/
const LINE_START = /[\n\r\u2028\u2029]/

/** Mermaid's pattern takes a word, a colon and one more word or everything to `}%%`, and is content with less. */
export function dropDirectives(before: Rewritten): { rest: Rewritten; directives: readonly FlowExtra[] } {
  const { text } = before
  const rewriter = new Rewriter(text)
  const directives: FlowExtra[] = []
  const open = /%%\{\s*\w+/g
  for (let match = open.exec(text); match; match = open.exec(text)) {
    const to = directiveEnd(text, open.lastIndex)
    rewriter.replace(match.index, to, '')
    directives.push({ what: 'directive', at: before.toSource(match.index, to) })
    open.lastIndex = to
  }
  return { rest: rewriter.finish(before), directives }
}

function directiveEnd(text: string, afterName: number): number {
  const colon = /\s*:/y
  colon.lastIndex = afterName
  let at = colon.test(text) ? colon.lastIndex : afterName
  at = skipSpace(text, at)
  const word = /\w+/y
  word.lastIndex = at
  at = word.test(text) ? word.lastIndex : endOfArguments(text, at)
  at = skipSpace(text, at)
  return text.startsWith('}%%', at) ? at + 3 : at
}

function endOfArguments(text: string, from: number): number {
  const end = /\}%%|[\r\u2028\u2029]/g
  end.lastIndex = from
  return end.exec(text)?.index ?? text.length
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && SPACE.test(text[at] ?? '')) at += 1
  return at
}

/** A comment is a line that begins with `%%` and says something; blank lines before it go with it. */
export function dropComments(before: Rewritten): { rest: Rewritten; comments: readonly FlowComment[] } {
  const { text } = before
  const rewriter = new Rewriter(text)
  const comments: FlowComment[] = []
  let dropped = 0
  for (let mark = text.indexOf('%%'); mark >= 0; mark = text.indexOf('%%', Math.max(mark + 1, dropped))) {
    const after = text[mark + 2]
    if (after === undefined || after === '{' || after === '\n') continue
    const from = commentStart(text, mark, dropped)
    if (from === undefined) continue
    const newLine = text.indexOf('\n', mark)
    const end = newLine < 0 ? text.length : newLine
    dropped = newLine < 0 ? end : end + 1
    rewriter.replace(from, dropped, '')
    comments.push({ text: text.slice(mark + 2, end).trim(), at: before.toSource(mark, end) })
  }
  return { rest: trimStart(rewriter.finish(before)), comments }
}

/** The first line start before the mark with nothing but space between. */
function commentStart(text: string, mark: number, floor: number): number | undefined {
  let start: number | undefined
  for (let at = mark; at >= floor; at -= 1) {
    if (at === 0 || LINE_START.test(text[at - 1] ?? '')) start = at
    if (at === 0 || !SPACE.test(text[at - 1] ?? '')) break
  }
  return start
}

function trimStart(before: Rewritten): Rewritten {
  const { text } = before
  const rewriter = new Rewriter(text)
  const start = text.length - text.trimStart().length
  if (start > 0) rewriter.replace(0, start, '')
  return rewriter.finish(before)
}
