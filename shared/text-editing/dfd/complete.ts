/** Completion in a DFD: by what stands before the cursor in its line. */
import { findArrow } from '../../formats/dfd/syntax/label.ts'
import { printId, printName, printQuoted, titleKey } from '../../formats/dfd/syntax/spelling.ts'
import { PROTOCOLS } from '../../model/names/words.ts'
import type { Boundary, Component, Model } from '../../model/schema.ts'
import type { Completion, CompletionOption } from '../suggesting/completion.ts'
import { lineAt, linesOf, type TextLine } from '../text-lines.ts'

const KEYWORDS = ['Process: ', 'External: ', 'Data store: ', 'Zone: ', 'Line: ', 'Note: ']
/** Those that an arrow may reach. */
const TARGETS = KEYWORDS.slice(0, 3)
const BULLET = /^[-*+•][ \t]+/u
const KEYWORD = /^(?:external(?:[\s_-]*entity)?|process|data[\s_-]*store|zone|line)\s*:/iu
const KINDS = { external: 'external', process: 'process', store: 'data store' } as const

export function completeDfd(text: string, offset: number, model: Model): Completion | null {
  const lines = linesOf(text)
  const at = lineAt(lines, offset)
  const line = lines[at]
  if (!line) return null
  const column = Math.max(0, Math.min(offset - line.start, line.text.length))
  const start = skipLead(line.text)
  if (line.text.charAt(start) === '#' || column < start) return null
  const before = line.text.slice(start, column)
  const open = openBracket(before)
  if (open === '[') return inBracket(line, column, model)
  if (open !== undefined) return null
  const arrow = lastArrow(before)
  if (arrow === undefined) return atStart(lines, at, start, column, model)
  const from = start + arrow + leadOf(before.slice(arrow))
  if (KEYWORD.test(before.slice(arrow).trimStart())) return null
  const options = [...componentsOf(model), ...TARGETS.map(keyword)]
  return span(line, from, Math.max(column, titleEnd(line.text, from)), options)
}

function atStart(
  lines: readonly TextLine[],
  at: number,
  start: number,
  column: number,
  model: Model,
): Completion | null {
  const line = lines[at]
  // After a colon comes a title or a note, which are free.
  if (!line || line.text.slice(start, column).includes(':')) return null
  const isFirst = lines.slice(0, at).every(({ text }) => /^\s*(?:#.*)?$/u.test(text))
  const words = isFirst ? ['Title: ', ...KEYWORDS] : KEYWORDS
  const rest = line.text.slice(column)
  const colon = /^[\p{L}\s_-]*:[ \t]*/u.exec(rest)
  const end = colon ? column + colon[0].length : Math.max(column, titleEnd(line.text, start))
  return span(line, start, end, [...words.map(keyword), ...(colon ? [] : componentsOf(model))])
}

/** Protocol words and the line boundaries that a flow may cross. */
function inBracket(line: TextLine, column: number, model: Model): Completion | null {
  const before = line.text.slice(0, column)
  const open = Math.max(before.lastIndexOf('['), before.lastIndexOf(','))
  const from = open + 1 + leadOf(before.slice(open + 1))
  let end = column
  while (end < line.text.length && !',]{'.includes(line.text.charAt(end))) end += 1
  const to = Math.max(column, from + line.text.slice(from, end).trimEnd().length)
  const lines = model.boundaries.filter(({ kind }) => kind === 'line')
  const boundaries = lines.map((boundary) => boundaryOption(boundary, lines))
  const next = { label: 'trust boundary', insert: 'trust boundary ', kind: 'keyword' } as const
  const isBoundary = /^trust\s+boundary(?:\s|$)/iu.test(before.slice(from))
  if (isBoundary) return span(line, from, to, boundaries)
  const used = model.flows.flatMap(({ protocol }) => (protocol === undefined ? [] : [protocol]))
  const words = [...new Set([...used, 'TLS', 'mTLS', ...PROTOCOLS])].filter((word) => !/[,\]"{]/.test(word))
  const protocols = words.map((label): CompletionOption => ({ label, kind: 'value' }))
  return span(line, from, to, [...boundaries, next, ...protocols])
}

function boundaryOption(boundary: Boundary, lines: readonly Boundary[]): CompletionOption {
  const { id, title } = boundary
  const isPlain = /^trust boundary [^,\]{"]+$/u.test(title) && title === title.trim()
  const label = isPlain ? title : `trust boundary ${printQuoted(title)}`
  const isShared = lines.some((other) => other !== boundary && titleKey(other.title) === titleKey(title))
  return {
    label,
    ...(isShared ? { insert: `${label} ${printId(id)}` } : {}),
    detail: 'boundary',
    kind: 'boundary',
  }
}

function componentsOf({ components }: Model): readonly CompletionOption[] {
  const counts = new Map<string, number>()
  for (const { title } of components) counts.set(titleKey(title), (counts.get(titleKey(title)) ?? 0) + 1)
  return components.map((component) =>
    componentOption(component, (counts.get(titleKey(component.title)) ?? 0) > 1),
  )
}

function componentOption({ id, kind, title }: Component, isShared: boolean): CompletionOption {
  const name = printName(title) + (isShared ? ` ${printId(id)}` : '')
  return { label: title, detail: KINDS[kind], kind: 'component', ...(name === title ? {} : { insert: name }) }
}

function keyword(insert: string): CompletionOption {
  return { label: insert.trim(), insert, kind: 'keyword' }
}

function span(line: TextLine, from: number, to: number, options: readonly CompletionOption[]): Completion {
  return { from: line.start + from, to: line.start + to, options }
}

function skipLead(text: string): number {
  const indent = leadOf(text)
  return indent + (BULLET.exec(text.slice(indent))?.[0].length ?? 0)
}

function leadOf(text: string): number {
  return text.length - text.trimStart().length
}

/** The bracket or quote that is still open at the end of the text. */
function openBracket(text: string): string | undefined {
  const open: string[] = []
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at)
    if (open.at(-1) === '"') {
      if (unit === '\\') at += 1
      else if (unit === '"') open.pop()
    } else if ('"([{'.includes(unit)) open.push(unit)
    else if (')]}'.includes(unit)) open.pop()
  }
  return open.at(-1)
}

/** The column after the last arrow; undefined where the line is no chain. */
function lastArrow(text: string): number | undefined {
  let end: number | undefined
  const first = findArrow(text, 0)
  const colon = text.indexOf(':')
  const isNote = colon >= 0 && (!first || colon < first.start) && !KEYWORD.test(text) && !text.startsWith('"')
  if (isNote) return undefined
  for (let arrow = first; arrow; arrow = findArrow(text, arrow.end)) end = arrow.end
  return end
}

/** Where the title at a column ends: before an arrow or a bracket, without the spaces there. */
function titleEnd(text: string, from: number): number {
  const arrow = findArrow(text, from)?.start ?? text.length
  const bracket = text.slice(from, arrow).search(/[([{]/u)
  const end = bracket < 0 ? arrow : from + bracket
  return from + text.slice(from, end).trimEnd().length
}
