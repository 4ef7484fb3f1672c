/** Fixes of what was begun and not ended: each is tried, and offered only where the text can be read with it. */
import type { Broken, Fix, TextEdit } from '../suggesting/fix.ts'
import { eolOf, lineAt, linesOf, type TextLine } from '../text-lines.ts'
import { draw } from './drawn.ts'

const CLOSES: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }
/** What is open may have begun above the line that cannot go on. */
const LINES_ABOVE = 3

export function fixMermaid({ at, text }: Broken): readonly Fix[] {
  const lines = linesOf(text)
  const here = lineAt(lines, at.from)
  const near = [here, ...Array.from({ length: LINES_ABOVE }, (_, back) => here - 1 - back)]
  const closing = near.flatMap((line) => closeLine(lines[line]))
  return [...closing, closeSubgraph(text, lines), beginFlowchart(text)].flatMap((fix) =>
    fix && isReadable(text, fix.edits) ? [fix] : [],
  )
}

function closeLine(line: TextLine | undefined): readonly Fix[] {
  const missing = line ? unclosedIn(line.text) : ''
  if (!line || missing === '') return []
  const to = line.start + line.text.trimEnd().length
  const link = line.text.search(/[-=.]{2}/u)
  const ends = link < 0 ? [to] : [line.start + line.text.slice(0, link).trimEnd().length, to]
  return ends.map((end) => ({
    title: `Close with ${missing}`,
    edits: [{ from: end, to: end, insert: missing }],
  }))
}

/** The closing signs that a line lacks, in their order. */
function unclosedIn(text: string): string {
  const open: string[] = []
  for (const unit of text) {
    const close = CLOSES[unit]
    if (open.at(-1) === '"') {
      if (unit === '"') open.pop()
    } else if (unit === '"') open.push('"')
    else if (close !== undefined) open.push(close)
    else if (open.at(-1) === unit) open.pop()
  }
  return open.toReversed().join('')
}

function closeSubgraph(text: string, lines: readonly TextLine[]): Fix | undefined {
  const starts = lines.findLast((line) => /^\s*subgraph\b/u.test(line.text))
  if (!starts) return undefined
  const indent = /^\s*/u.exec(starts.text)?.[0] ?? ''
  const eol = eolOf(text)
  const insert = `${text.endsWith('\n') || text === '' ? '' : eol}${indent}end${eol}`
  return { title: 'Close the subgraph with end', edits: [{ from: text.length, to: text.length, insert }] }
}

function beginFlowchart(text: string): Fix {
  const insert = `flowchart LR${eolOf(text)}`
  return { title: 'Begin with flowchart LR', edits: [{ from: 0, to: 0, insert }] }
}

function isReadable(text: string, edits: readonly TextEdit[]): boolean {
  const next = edits.reduceRight(
    (now, { from, insert, to }) => now.slice(0, from) + insert + now.slice(to),
    text,
  )
  return draw(next).model !== null
}
