/** What is wrong with a text that is no JSON, in words that help to mend it. */
import type { Span } from '../places.ts'

export interface JsonFault {
  readonly kind: 'malformed' | 'duplicate-key' | 'too-deep' | 'too-large'
  /** What is wrong; a sentence without what to do. */
  readonly message: string
  readonly at: Span
}

/** Thrown inside of the parser only. */
export class JsonFaultError extends Error {
  readonly fault: JsonFault
  constructor(kind: JsonFault['kind'], message: string, from: number, to = from + 1) {
    super(message)
    this.fault = { kind, message, at: { from, to } }
  }
}

const EXPECTED = {
  value: 'A value is missing',
  key: 'A key in double quotes is missing',
  colon: 'A ":" is missing after the key',
  comma: 'A "," is missing',
  string: 'A string is never closed',
  'after the end': 'Something stands after the end of the value',
}

/** A word or number as people mean it, at most so long that a message can hold it. */
const TOKEN = /[-+.\w$]{1,40}/y

/** The fault at `at`, where `expected` should be; `opened` is where the object, array or string around it starts. */
export function findFault(
  text: string,
  at: number,
  expected: keyof typeof EXPECTED,
  opened?: number,
): JsonFaultError {
  const malformed = (message: string, from: number, to?: number) =>
    new JsonFaultError('malformed', message, from, to)
  if (expected === 'string') return stringFault(text, at, opened ?? at, malformed)
  if (at >= text.length) {
    if (opened === undefined) return malformed('There is no value.', at)
    const what = text[opened] === '{' ? 'An object' : 'A list'
    return malformed(`${what} is never closed: the text ends inside of it.`, opened)
  }
  if (text.startsWith('//', at) || text.startsWith('/*', at)) {
    return malformed('A comment is no JSON.', at, at + 2)
  }
  if (text[at] === "'") return malformed('A string stands in single quotes.', at)
  TOKEN.lastIndex = at
  const token = TOKEN.exec(text)?.[0] ?? ''
  if (expected === 'value' && token !== '') {
    return malformed(`"${token}" is no JSON value.`, at, at + token.length)
  }
  return malformed(`${EXPECTED[expected]}.`, at, at + Math.max(1, token.length))
}

function stringFault(
  text: string,
  at: number,
  opened: number,
  malformed: (message: string, from: number, to?: number) => JsonFaultError,
): JsonFaultError {
  const sign = text[at] ?? ''
  if (sign === '\\') return malformed('A "\\" in a string starts no escape.', at, at + 2)
  if (sign === '' || sign === '\n' || sign === '\r') return malformed('A string is never closed.', opened, at)
  const code = sign.charCodeAt(0).toString(16).padStart(4, '0')
  return malformed(`The control character U+${code.toUpperCase()} stands in a string.`, at)
}
