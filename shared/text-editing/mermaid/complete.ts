/** Completion in a flowchart: ids of nodes after an arrow, keywords and ids where a statement starts. */
import type { Completion, CompletionOption } from '../suggesting/completion.ts'
import { lineAt, linesOf } from '../text-lines.ts'
import { draw } from './drawn.ts'

const KEYWORDS = ['subgraph ', 'end', 'direction ', 'classDef ', 'class ', 'style ', 'linkStyle ', 'click ']
const DIRECTIONS = ['LR', 'TB', 'RL', 'BT']
const KINDS = { external: 'external', process: 'process', store: 'data store' } as const
const ID = '[\\p{L}_][\\p{L}\\p{N}_.]*(?:-[\\p{L}\\p{N}_.]+)*'
/** An arrow or an ampersand, perhaps with a label, and the beginning of an id behind it. */
const AFTER_ARROW = new RegExp(
  `(?:[-=.]{2,}[>xo-]?|[-=]>|&)\\s*(?:\\|[^|]*\\|\\s*)?(?<typed>(?:${ID})?-?)$`,
  'u',
)
const AT_START = new RegExp(`^\\s*(?<typed>(?:${ID})?)$`, 'u')
const NAMES = new RegExp(`^\\s*(?:class|style|click)\\s+(?:${ID},\\s*)*(?<typed>(?:${ID})?)$`, 'u')
const DIRECTION = /^\s*(?:flowchart|graph|direction)\s+(?<typed>[A-Za-z]*)$/u

export function completeMermaid(text: string, offset: number): Completion | null {
  const lines = linesOf(text)
  const at = lineAt(lines, offset)
  const line = lines[at]
  if (!line) return null
  const column = Math.max(0, Math.min(offset - line.start, line.text.length))
  const before = line.text.slice(0, column)
  if (before.trimStart().startsWith('%%') || isInFrontmatter(lines.slice(0, at)) || isInLabel(before))
    return null
  const complete = (found: RegExpExecArray, options: readonly CompletionOption[]): Completion => {
    const rest = /^[\p{L}\p{N}_]*/u.exec(line.text.slice(column))?.[0].length ?? 0
    const from = line.start + column - (found.groups?.typed ?? '').length
    return { from, to: line.start + column + rest, options }
  }
  const others = [...lines.slice(0, at), ...lines.slice(at + 1)].map((each) => each.text)
  const direction = DIRECTION.exec(before)
  if (direction)
    return complete(
      direction,
      DIRECTIONS.map((label) => ({ label, kind: 'value' })),
    )
  const arrow = AFTER_ARROW.exec(before)
  if (arrow) return complete(arrow, namesIn(others, false))
  const names = NAMES.exec(before)
  if (names) return complete(names, namesIn(others, true))
  const start = AT_START.exec(before)
  if (!start) return null
  const isFirst = lines.slice(0, at).every((each) => /^\s*(?:%%.*)?$/u.test(each.text))
  if (isFirst) return complete(start, [keyword('flowchart LR')])
  return complete(start, [...namesIn(others, false), ...KEYWORDS.map(keyword)])
}

function keyword(insert: string): CompletionOption {
  return { label: insert.trim(), insert, kind: 'keyword' }
}

/** The ids that the other lines have; this one is being typed. */
function namesIn(lines: readonly string[], withZones: boolean): readonly CompletionOption[] {
  const drawn = draw(lines.join('\n'))
  if (!drawn.model) return scanNames(lines)
  return [...drawn.elements.values()].flatMap(({ kind, name, title, what }): readonly CompletionOption[] => {
    if (name === undefined || (what === 'zone' && !withZones)) return []
    if (what === 'zone') return [{ label: name, detail: title, kind: 'boundary' }]
    const word = kind === 'external' || kind === 'store' ? KINDS[kind] : KINDS.process
    return [{ label: name, detail: title === name ? word : title, kind: 'component' }]
  })
}

/** In a text that cannot be read: whatever stands before a bracket. */
function scanNames(lines: readonly string[]): readonly CompletionOption[] {
  const node = new RegExp(`(?:^|[\\s&>|;])(${ID})(?=[[({])`, 'gu')
  const names = lines
    .filter((line) => !/^\s*(?:%%|subgraph\b|classDef\b)/u.test(line))
    .flatMap((line) => [...line.matchAll(node)].map((found) => found[1] ?? ''))
  return [...new Set(names)].map((label) => ({ label, kind: 'component' }))
}

function isInFrontmatter(before: readonly { readonly text: string }[]): boolean {
  const marks = before.filter(({ text }) => text.trim() === '---').length
  return before[0]?.text.trim() === '---' && marks < 2
}

/** Inside quotes, brackets or the bars of an arrow's label, where any words may stand. */
function isInLabel(before: string): boolean {
  const open: string[] = []
  let bars = 0
  for (const unit of before) {
    const top = open.at(-1)
    if (top === '"') {
      if (unit === '"') open.pop()
    } else if ('"[({'.includes(unit)) open.push(unit)
    else if ('])}'.includes(unit)) open.pop()
    else if (unit === '|' && open.length === 0) bars += 1
  }
  return open.length > 0 || bars % 2 === 1
}
