/** Reads the rows of one list of a reply: a bad row is dropped with its reason, its siblings stay. */
import type { DroppedRow } from '../types.ts'
import { isObject } from './find-json.ts'
import { plainLine, plainText } from './plain-text.ts'

const MAX_SHOWN = 160
const MAX_LINE = 200
const MAX_TEXT = 4000
/** Per list; a person could not review more, and a server that goes on for ever is stopped. */
const MAX_ROWS = 500

/** Why a row is not taken; caught where the rows of a list are read. */
class BadRow extends Error {}

/** Refuses the row that is being read. */
export function refuseRow(reason: string): never {
  throw new BadRow(reason)
}

export interface Row {
  /** Plain text on one line, names restored; refuses the row where it is absent, empty, too long or no text. */
  line(field: string): string
  /** As `line`, with its paragraphs. */
  text(field: string): string
  /** Plain text on one line that may be empty. */
  maybe(field: string): string
  /** One of the words, exactly. */
  word<T extends string>(field: string, words: readonly T[]): T
  /** Strings as they came; refuses the row where there is none. */
  list(field: string): readonly string[]
  has(field: string): boolean
}

/** What `read` makes of each row of `reply[name]`. */
export function readRows<T>(
  reply: Readonly<Record<string, unknown>>,
  name: string,
  options: { readonly restore: (text: string) => string; readonly dropped: DroppedRow[] },
  read: (row: Row) => T,
): readonly T[] {
  const list = Object.hasOwn(reply, name) ? reply[name] : undefined
  const drop = (row: unknown, reason: string) => options.dropped.push({ row: shown(row), reason })
  if (!Array.isArray(list)) {
    drop(list ?? name, list === undefined ? `The list "${name}" is missing.` : `"${name}" is not a list.`)
    return []
  }
  if (list.length > MAX_ROWS) drop(name, `Only the first ${MAX_ROWS} of ${list.length} rows are read.`)
  return list.slice(0, MAX_ROWS).flatMap((value: unknown) => {
    try {
      if (!isObject(value)) return refuseRow('The row is not an object.')
      return [read(rowOf(value, options.restore))]
    } catch (problem) {
      if (!(problem instanceof BadRow)) throw problem
      drop(value, problem.message)
      return []
    }
  })
}

/** Reads a list of plain texts as `readRows` does. */
export function readTexts(
  reply: Readonly<Record<string, unknown>>,
  name: string,
  options: { readonly restore: (text: string) => string; readonly dropped: DroppedRow[] },
): readonly string[] {
  const list = Object.hasOwn(reply, name) ? reply[name] : undefined
  const wrapped = Array.isArray(list) ? list.map((text: unknown) => ({ text })) : list
  return readRows({ [name]: wrapped }, name, options, (row) => row.text('text'))
}

/** The row as it came, shortened and without what a terminal or page could take for more than text. */
export function shown(row: unknown): string {
  const text = plainLine(typeof row === 'string' ? row : (JSON.stringify(row) ?? 'nothing'))
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN - 1)}…` : text
}

function rowOf(values: Readonly<Record<string, unknown>>, restore: (text: string) => string): Row {
  const has = (field: string) => Object.hasOwn(values, field)
  const string = (field: string): string => {
    if (!has(field)) return refuseRow(`"${field}" is missing.`)
    const value = values[field]
    return typeof value === 'string' ? value : refuseRow(`"${field}" is not a text.`)
  }
  const checked = (field: string, text: string, most: number, mayBeEmpty = false): string => {
    if (text === '' && !mayBeEmpty) return refuseRow(`"${field}" is empty.`)
    if (text.length > most) return refuseRow(`"${field}" is longer than ${most} characters.`)
    return restore(text)
  }
  return {
    has,
    line: (field) => checked(field, plainLine(string(field)), MAX_LINE),
    text: (field) => checked(field, plainText(string(field)), MAX_TEXT),
    maybe: (field) => checked(field, plainLine(string(field)), MAX_LINE, true),
    word: (field, words) => {
      const text = string(field)
      const word = words.find((each) => each === text)
      return word ?? refuseRow(`"${field}" is "${shown(text)}" and none of ${words.join(', ')}.`)
    },
    list: (field) => {
      if (!has(field)) return refuseRow(`"${field}" is missing.`)
      const value = values[field]
      if (!Array.isArray(value)) return refuseRow(`"${field}" is not a list.`)
      if (value.length === 0) return refuseRow(`"${field}" is empty.`)
      return value.map((each: unknown) =>
        typeof each === 'string' ? each : refuseRow(`"${field}" holds what is not a text.`),
      )
    },
  }
}
