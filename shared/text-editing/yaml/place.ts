/** Where in the file an offset is, by keys and indentation alone: the text around a cursor is seldom whole. */
import { lineAt, linesOf, type TextLine } from '../text-lines.ts'

export interface YamlPlace {
  /** Keys from the root to the map or list that holds the cursor; `-` stands for an item of a list. */
  readonly path: readonly string[]
  /** The key whose value is being typed; undefined where a key or an item is. */
  readonly key?: string
  readonly from: number
  readonly to: number
  /** Keys and items that stand beside the cursor already. */
  readonly siblings: readonly string[]
  /** True where a colon follows, so that a key needs none. */
  readonly hasColon: boolean
  /** True between `{` and `}`, where values are one line. */
  readonly isInline: boolean
}

interface Row {
  readonly indent: number
  readonly isItem: boolean
  readonly key?: string
  readonly value: string
}

const PAIR = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#[\]{},"'&*][^#,[\]{}]*?)(?<!\s)\s*:(?:\s+|$)(.*)$/u

/** Undefined in comments, in block texts, and where the line is something else than a key, a value or an item. */
export function placeAt(text: string, offset: number): YamlPlace | undefined {
  const lines = linesOf(text)
  const at = lineAt(lines, offset)
  const line = lines[at]
  if (!line) return undefined
  const column = Math.max(0, Math.min(offset - line.start, line.text.length))
  if (isInComment(line.text.slice(0, column)) || isInBlockText(lines, at)) return undefined
  const rows = lines.map(({ text: each }) => rowsOf(each))
  const before = line.text.slice(0, column)
  const lead = /^\s*(?:-\s+)*/u.exec(before)?.[0] ?? ''
  const items = [...lead].filter((unit) => unit === '-').length
  const isBareDash = /^\s*-$/u.test(before)
  if (isBareDash) return undefined
  const indent = before.trim() === '' ? before.length : lead.length
  const path = [
    ...pathTo(rows, at, items > 0 ? lead.indexOf('-') : indent),
    ...Array<string>(items).fill('-'),
  ]
  const rest = before.slice(lead.length)
  const pair = PAIR.exec(rest)
  const inside = pair ? (pair[2] ?? '') : rest
  const valueAt = column - inside.length
  const key = pair && unquoted(pair[1] ?? '')
  if (inside.startsWith('[') || inside.startsWith('{')) {
    return inFlow(line, column, valueAt, key === null ? path : [...path, key])
  }
  const { from, to } = wordAt(line.text, column, valueAt, key !== null)
  const hasColon = /^["']?\s*:/u.test(line.text.slice(to))
  const place = { from: line.start + from, to: line.start + to, hasColon, isInline: false }
  if (key !== null) return { ...place, path, key, siblings: [] }
  const siblings = siblingsOf(rows, at, indent, items > 0 ? lead.indexOf('-') : undefined)
  return { ...place, path, siblings }
}

/** `[a, b` and `{k: v, k2: [` on the cursor's line. */
function inFlow(
  line: TextLine,
  column: number,
  start: number,
  outer: readonly string[],
): YamlPlace | undefined {
  const stack: { readonly open: string; readonly key: string | undefined; readonly names: string[] }[] = []
  let key: string | undefined
  let token = start
  for (let at = start; at < column; at += 1) {
    const unit = line.text.charAt(at)
    if (unit === '"' || unit === "'") {
      const close = line.text.indexOf(unit, at + 1)
      if (close < 0 || close >= column) return undefined
      at = close
    } else if (unit === '[' || unit === '{') {
      stack.push({ open: unit, key, names: [] })
      key = undefined
      token = at + 1
    } else if (unit === ',' || unit === ']' || unit === '}') {
      stack.at(-1)?.names.push(key ?? line.text.slice(token, at).trim())
      if (unit !== ',') key = stack.pop()?.key
      else key = undefined
      token = at + 1
    } else if (unit === ':' && /\s/.test(line.text.charAt(at + 1))) {
      key = unquoted(line.text.slice(token, at).trim())
      token = at + 1
    }
  }
  const holder = stack.at(-1)
  if (!holder) return undefined
  const path = [...outer, ...stack.slice(1).flatMap((each) => (each.key === undefined ? ['-'] : [each.key]))]
  const from = token + (/^\s*/u.exec(line.text.slice(token, column))?.[0].length ?? 0)
  let to = column
  while (to < line.text.length && !/[,\]}:#]|\s/.test(line.text.charAt(to))) to += 1
  const hasColon = /^\s*:/u.test(line.text.slice(to))
  const place = { from: line.start + from, to: line.start + to, hasColon, isInline: true }
  const after = line.text.slice(to).split(/[\]}]/u)[0] ?? ''
  const siblings = [...holder.names, ...after.split(',').map((each) => each.trim())].filter(Boolean)
  if (holder.open === '[') return { ...place, path: [...path, '-'], siblings }
  return { ...place, path, siblings, ...(key === undefined ? {} : { key }) }
}

/** A line as what it opens: `- id: x` is an item and, two columns further, a key. */
function rowsOf(text: string): readonly Row[] {
  const rows: Row[] = []
  let at = /^\s*/u.exec(text)?.[0].length ?? 0
  let rest = text.slice(at)
  if (rest === '' || rest.startsWith('#')) return rows
  for (let dash = /^-(?:\s+|$)/u.exec(rest); dash; dash = /^-(?:\s+|$)/u.exec(rest)) {
    rows.push({ indent: at, isItem: true, value: rest.slice(dash[0].length) })
    at += dash[0].length
    rest = text.slice(at)
  }
  const pair = PAIR.exec(rest)
  if (pair) rows.push({ indent: at, isItem: false, key: unquoted(pair[1] ?? ''), value: pair[2] ?? '' })
  return rows
}

/** The keys and items that hold a line whose first sign is at `indent`. */
function pathTo(rows: readonly (readonly Row[])[], at: number, indent: number): readonly string[] {
  const path: string[] = []
  let limit = indent
  const isItem = rows[at]?.[0]?.isItem === true
  for (let line = at - 1; line >= 0 && limit >= 0; line -= 1) {
    for (const row of (rows[line] ?? []).toReversed()) {
      // A list may stand at the column of its key.
      const holds = row.indent < limit || (row.indent === limit && path.length === 0 && isItem && !row.isItem)
      if (!holds) continue
      path.unshift(row.isItem ? '-' : (row.key ?? ''))
      limit = row.indent
    }
    if (limit === 0 && rows[line]?.[0]?.isItem === false) break
  }
  return path
}

function siblingsOf(
  rows: readonly (readonly Row[])[],
  at: number,
  indent: number,
  dash: number | undefined,
): readonly string[] {
  const names: string[] = []
  const column = dash ?? indent
  const scan = (step: 1 | -1) => {
    for (let line = at + step; line >= 0 && line < rows.length; line += step) {
      const row = rows[line]
      const first = row?.[0]
      if (!row || !first) continue
      if (first.indent < column && !row.some((each) => each.indent === column)) break
      for (const each of row) {
        if (each.indent !== column) continue
        if (dash === undefined && each.key !== undefined) names.push(each.key)
        if (dash !== undefined && each.isItem) names.push(unquoted(each.value.trim()))
      }
      if (dash === undefined && first.isItem && first.indent < column) break
    }
  }
  scan(-1)
  if (dash !== undefined || rows[at]?.[0]?.isItem !== true) scan(1)
  return names
}

function wordAt(text: string, column: number, start: number, isValue: boolean): { from: number; to: number } {
  let from = column
  while (from > start && !/\s/.test(text.charAt(from - 1))) from -= 1
  // A value is all that stands there: "in progress" is no two words.
  if (isValue) from = start
  let to = column
  const stop = isValue ? /[\s#]/ : /[\s#:"']/
  while (to < text.length && !stop.test(text.charAt(to))) to += 1
  return { from, to }
}

function isInComment(before: string): boolean {
  let quote = ''
  for (let at = 0; at < before.length; at += 1) {
    const unit = before.charAt(at)
    if (quote !== '') {
      if (unit === '\\' && quote === '"') at += 1
      else if (unit === quote) quote = ''
    } else if ((unit === '"' || unit === "'") && !/\w/.test(before.charAt(at - 1))) quote = unit
    else if (unit === '#' && (at === 0 || /\s/.test(before.charAt(at - 1)))) return true
  }
  return false
}

/** True below `key: |` or `key: >`, as long as the lines are indented further. */
function isInBlockText(lines: readonly TextLine[], at: number): boolean {
  const indentOf = (text: string) => /^\s*/u.exec(text)?.[0].length ?? 0
  const own = lines[at]?.text ?? ''
  let limit = own.trim() === '' ? Number.POSITIVE_INFINITY : indentOf(own)
  for (let line = at - 1; line >= 0 && limit > 0; line -= 1) {
    const text = lines[line]?.text ?? ''
    if (text.trim() === '' || indentOf(text) >= limit) continue
    if (/(?::|-)\s+(?:&\S+\s+)?[|>][+-]?\d?[+-]?\s*(?:#.*)?$/u.test(text)) {
      return own.trim() !== '' || indentOf(own) > indentOf(text)
    }
    limit = indentOf(text)
  }
  return false
}

function unquoted(text: string): string {
  return /^(["']).*\1$/u.test(text) ? text.slice(1, -1) : text
}
