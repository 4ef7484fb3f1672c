/** Texts as YAML scalars. Plain where that is safe for YAML 1.2 and for the 1.1 readers around it. */
import { scalarType } from '../direct/scalar-text.ts'
import type { ScalarNode } from '../source-node.ts'

export interface ScalarPlace {
  readonly inFlow: boolean
  /** Column of the key or dash that the scalar belongs to; block scalars stand two further in. */
  readonly indent: number
  /** Columns left on the line. */
  readonly room: number
  /** The style of what is replaced; kept where it can hold the text. */
  readonly style?: ScalarNode['style']
  /** True where a block scalar could not end in a line break: a text without a final newline. */
  readonly isUnterminated: boolean
}

export const LINE_WIDTH = 110

/** One line, or a block scalar whose further lines carry their indentation; never ends in a line break. */
export function printScalar(text: string, place: ScalarPlace): string {
  const { style, inFlow } = place
  if (!inFlow && text.includes('\n') && canBeBlock(text, place)) return literal(text, place.indent)
  if (style === 'single' && isPrintable(text)) return `'${text.replaceAll("'", "''")}'`
  if (style === 'double') return quoted(text)
  if (!inFlow && text.length > place.room && isFoldable(text)) return folded(text, place.indent)
  // As a key, y is a coordinate; as a value, some readers take it for a boolean.
  return isPlain(text, inFlow) && !/^[yn]$/i.test(text) ? text : quoted(text)
}

/** A key on one line, quoted where YAML needs it. */
export function printKey(key: string, inFlow: boolean): string {
  return isPlain(key, inFlow) ? key : quoted(key)
}

/** Longer keys are no implicit keys in YAML. */
export const MAX_KEY = 1000

function isPlain(text: string, inFlow: boolean): boolean {
  if (text === '' || !isPrintable(text) || text.includes('\t')) return false
  if (/^[\s\-?:,[\]{}#&*!|>'"%@`=]|[\s:]$|: | #|^\.\.\./.test(text)) return false
  if (inFlow && /[,[\]{}]/.test(text)) return false
  // YAML 1.1 readers take these for booleans, merge keys or base-60 numbers.
  if (
    /^(?:yes|no|on|off|<<|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9]*)?|0b[01_]+|[-+]?[0-9][0-9_]+)$/i.test(
      text,
    )
  )
    return false
  return scalarType(text) === 'text'
}

/** True without line breaks, control characters, odd separators and halves of surrogate pairs. */
function isPrintable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  return !/\p{Surrogate}/u.test(text) && !/[\0-\x08\n-\x1f\x7f-\x9f\u2028\u2029\uFEFF\uFFFE\uFFFF]/.test(text)
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\uFEFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return escaped
}

function canBeBlock(text: string, place: ScalarPlace): boolean {
  if (place.isUnterminated && text.endsWith('\n')) return false
  const lines = text.replace(/\n$/, '').split('\n')
  const first = lines[0] ?? ''
  if (first === '' || /^\s/.test(first) || lines.at(-1) === '') return false
  return lines.every(
    (line) => isPrintable(line) && (line === '' || line.trim() !== '') && !line.startsWith('\t'),
  )
}

function literal(text: string, indent: number): string {
  const header = text.endsWith('\n') ? '|' : '|-'
  return indented([header, ...text.replace(/\n$/, '').split('\n')], indent)
}

function isFoldable(text: string): boolean {
  return isPrintable(text) && /^\S+(?: \S+)+$/.test(text) && !text.includes('\t')
}

function folded(text: string, indent: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + indent + 3 > LINE_WIDTH) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return indented(['>-', ...lines, line], indent)
}

function indented(lines: readonly string[], indent: number): string {
  const pad = ' '.repeat(indent + 2)
  return lines.map((line, index) => (index === 0 || line === '' ? line : pad + line)).join('\n')
}
