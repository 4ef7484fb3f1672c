/** How names are spelled: plain where that reads back as itself, else in double quotes with escapes. */

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}
const MEANINGS: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t' }
/** Control, bidi, zero-width and line separator characters are escaped so that a reader of the text sees them. */
const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Cs}|[\u2028\u2029]/u
const SPECIAL = /["()[\]{}<>:→←]/u
const BULLET_OR_COMMENT = /^[-*+•#]/u

/** False for text that holds characters which a reader of the file would not see. */
export function isVisible(text: string): boolean {
  return !INVISIBLE.test(text)
}

/** A quoted spelling of any text on one line; `readQuoted` gives the same text back. */
export function printQuoted(text: string): string {
  let quoted = ''
  for (const character of text) {
    if (ESCAPES[character] !== undefined) quoted += ESCAPES[character]
    else if (INVISIBLE.test(character)) quoted += escapeUnits(character)
    else quoted += character
  }
  return `"${quoted}"`
}

function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('')
}

/** The text of the quoted spelling that opens at `at`, and where it ends; undefined when it never closes. */
export function readQuoted(line: string, at: number): { text: string; end: number } | undefined {
  let text = ''
  for (let i = at + 1; i < line.length; i += 1) {
    const unit = line.charAt(i)
    if (unit === '"') return { text, end: i + 1 }
    if (unit !== '\\') {
      text += unit
      continue
    }
    const next = line.charAt(i + 1)
    const code = next === 'u' ? /^[0-9a-fA-F]{4}/.exec(line.slice(i + 2, i + 6)) : null
    if (code) {
      text += String.fromCharCode(Number.parseInt(code[0], 16))
      i += 5
    } else if (MEANINGS[next] !== undefined) {
      text += MEANINGS[next]
      i += 1
    } else text += unit
  }
  return undefined
}

/** A title as it stands in the text; quoted where the plain spelling would read as something else. */
export function printName(title: string): string {
  const isPlain =
    title !== '' &&
    title === collapse(title) &&
    !SPECIAL.test(title) &&
    isVisible(title) &&
    !BULLET_OR_COMMENT.test(title)
  return isPlain ? title : printQuoted(title)
}

/** An id inside braces. */
export function printId(id: string): string {
  return /^[^\s"{}\\]+$/u.test(id) && isVisible(id) ? `{${id}}` : `{${printQuoted(id)}}`
}

/** The remark in parentheses: verbatim where the parentheses inside are balanced. */
export function printRemark(note: string): string {
  const isPlain = note !== '' && note === note.trim() && !note.startsWith('"') && isVisible(note)
  return isPlain && isBalanced(note) ? `(${note})` : `(${printQuoted(note)})`
}

function isBalanced(text: string): boolean {
  let depth = 0
  for (const character of text) {
    if (character === '(') depth += 1
    else if (character === ')' && --depth < 0) return false
  }
  return depth === 0
}

/** One space for any run of white space, none at the ends. */
export function collapse(text: string): string {
  return text.trim().replace(/\s+/gu, ' ')
}

/** Titles with equal keys are the same title: letter case, white space and Unicode composition are ignored. */
export function titleKey(title: string): string {
  return collapse(title).normalize('NFC').toLowerCase()
}
