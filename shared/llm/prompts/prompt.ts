/**
 * Reads a prompt file: Markdown below front matter of four plain lines. Front matter is read line by line
 * and not as YAML, because it needs none of YAML's powers and every problem then has one line.
 */
import type { Diagnostic } from '../../core/diagnostics.ts'
import { hashText } from '../../core/text.ts'
import { isId } from '../../model/ids.ts'
import { type Prompt, UNITS, type Unit } from '../types.ts'

const MAX_BYTES = 64 * 1024
const MAX_VALUE = 200
const KEYS = ['id', 'version', 'unit', 'title'] as const
type Key = (typeof KEYS)[number]

interface Line {
  /** From 1. */
  readonly at: number
  readonly text: string
}

type Report = (code: string, message: string, line?: Line, severity?: 'error' | 'warning') => void

/** Never throws. The prompt is null when there is an error; an unknown key in front matter is a warning. */
export function parsePrompt(
  text: string,
  file: string,
): { prompt: Prompt | null; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const report: Report = (code, message, line = { at: 1, text: '' }, severity = 'error') => {
    const start = { line: line.at, column: 1 }
    const end = { line: line.at, column: line.text.length + 1 }
    diagnostics.push({ code: `prompt-${code}`, severity, message, file, range: { start, end } })
  }
  const prompt = readPrompt(text, report)
  const isBroken = diagnostics.some((diagnostic) => diagnostic.severity === 'error')
  return { prompt: isBroken ? null : prompt, diagnostics }
}

function readPrompt(text: string, report: Report): Prompt | null {
  if (isTooLarge(text)) {
    report('too-large', 'The prompt is longer than 64 kB. Shorten it.')
    return null
  }
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((line, index): Line => ({ at: index + 1, text: line }))
  const [first, ...rest] = lines
  if (first?.text.trimEnd() !== '---') {
    report(
      'no-front-matter',
      'The prompt has no front matter. Start the file with a line --- and then id, version, unit and title.',
      first,
    )
    return null
  }
  const end = rest.findIndex((line) => line.text.trimEnd() === '---')
  if (end < 0) {
    report(
      'open-front-matter',
      'The front matter that opens here never closes. Add a line --- below it.',
      first,
    )
    return null
  }
  const values = readFrontMatter(rest.slice(0, end), report)
  const closing = rest[end]
  for (const key of KEYS) {
    if (!values.has(key))
      report(`no-${key}`, `The front matter has no ${key}. Add a line "${key}: ...".`, first)
  }
  const words = rest
    .slice(end + 1)
    .map((line) => line.text)
    .join('\n')
    .trim()
  if (words === '') report('empty', 'The prompt has no text. Write it below the front matter.', closing)
  const unit = UNITS.find((each) => each === values.get('unit'))
  const [id, version, title] = [values.get('id'), values.get('version'), values.get('title')]
  if (id === undefined || version === undefined || unit === undefined || title === undefined) return null
  return { id, version, unit, title, text: words, hash: hashText(text) }
}

function readFrontMatter(lines: readonly Line[], report: Report): ReadonlyMap<Key, string> {
  const values = new Map<Key, string>()
  for (const line of lines) {
    if (line.text.trim() === '' || line.text.trimStart().startsWith('#')) continue
    const [, name, rest] = /^([\w-]+):(?:\s+(.*))?$/u.exec(line.text.trimEnd()) ?? []
    if (name === undefined) {
      report('bad-line', 'This line of the front matter is not of the form "key: value".', line)
      continue
    }
    const key = KEYS.find((each) => each === name)
    if (!key) {
      const known = 'Only id, version, unit and title mean something here.'
      report('unknown-key', `"${name}" is not known and has no effect. ${known}`, line, 'warning')
    } else if (values.has(key)) {
      report('duplicate-key', `The front matter says ${key} twice. Remove one of the lines.`, line)
    } else values.set(key, readValue(key, unquote(rest ?? ''), line, report))
  }
  return values
}

/** The value even where it is bad, so that it is not missing as well. */
function readValue(key: Key, value: string, line: Line, report: Report): string {
  if (value === '') report(`no-${key}`, `The front matter says no ${key}. Write one after "${key}:".`, line)
  else if (value.length > MAX_VALUE)
    report('long-value', `The ${key} is longer than ${MAX_VALUE} characters. Shorten it.`, line)
  else if (key === 'id' && !isId(value)) {
    const form = 'Use lower-case letters, digits and hyphens.'
    report('bad-id', `"${value}" cannot be the id of a prompt. ${form}`, line)
  } else if (key === 'unit' && !isUnit(value)) {
    report('unknown-unit', `"${value}" is not a unit. Use one of: ${UNITS.join(', ')}.`, line)
  }
  return value
}

function isUnit(value: string): value is Unit {
  return UNITS.some((unit) => unit === value)
}

function unquote(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1).trim() : value.trim()
}

/** In bytes of UTF-8, without making them. */
function isTooLarge(text: string): boolean {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
    if (bytes > MAX_BYTES) return true
  }
  return false
}
