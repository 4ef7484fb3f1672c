/** The file that keeps drafts between sessions. It is nobody's source: what cannot be read is left out. */
import { z } from 'zod'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { type Draft, draftSchema, type Remark, remarkSchema } from '../../../shared/model/schema.ts'
import type { SourceFile } from '../files/read-file.ts'

const VERSION = 1
const fileSchema = z.object({
  version: z.literal(VERSION),
  drafts: z.array(draftSchema),
  remarks: z.array(remarkSchema).optional(),
})

export interface DraftsRead {
  /** Null when none are stored, which is not the same as an empty list. */
  readonly drafts: readonly Draft[] | null
  readonly remarks: readonly Remark[]
  readonly diagnostics: readonly Diagnostic[]
}

const known = new WeakMap<SourceFile, DraftsRead>()

/** Reads a drafts file, once; `name` is for the diagnostic that says it cannot be read. */
export function readDrafts(file: SourceFile | null, name: string): DraftsRead {
  if (file === null) return { drafts: null, remarks: [], diagnostics: [] }
  const found = known.get(file) ?? readFile(file, name)
  known.set(file, found)
  return found
}

function readFile(file: SourceFile, name: string): DraftsRead {
  const stored = fileSchema.safeParse(parseJson(file.text ?? ''))
  if (stored.success) {
    const { drafts, remarks = [] } = stored.data
    return { drafts, remarks, diagnostics: [] }
  }
  const message = `The stored drafts in ${name} cannot be read and are left out; draft again to replace them.`
  return {
    drafts: null,
    remarks: [],
    diagnostics: [{ code: 'drafts-unreadable', severity: 'warning', message, file: name }],
  }
}

const HEAD = `{ "version": ${VERSION}, "drafts": `

/** One draft or remark a line, so that two versions can be compared by eye. */
export function printDrafts(drafts: readonly Draft[], remarks: readonly Remark[] = []): string {
  const rest = remarks.length > 0 ? `, "remarks": ${printRows(remarks)}` : ''
  return `${HEAD}${printRows(drafts)}${rest} }\n`
}

/** Whether `printDrafts` gives this text for drafts without remarks. Nothing as long as the text is made for it. */
export function holdsOnly(text: string, drafts: readonly Draft[]): boolean {
  const start = `${HEAD}[\n`
  if (!text.startsWith(start)) return false
  let at = start.length
  for (const [place, draft] of drafts.entries()) {
    const row = `${place === 0 ? '' : ',\n'}${printRow(draft)}`
    if (!text.startsWith(row, at)) return false
    at += row.length
  }
  return text.slice(at) === '\n] }\n'
}

function printRows(rows: readonly object[]): string {
  return `[\n${rows.map(printRow).join(',\n')}\n]`
}

function printRow(row: object): string {
  return `  ${JSON.stringify(row)}`
}

/**
 * Control characters, and marks that turn the direction of text or take no room. What we write holds none, so
 * they came with the folder. The two joiners stay: some scripts are not written without them.
 */
// A class alone is searched many times as fast as `(?![\n\t])\p{Cc}` beside another one.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const STEERING = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
/** How JSON writes a character that `STEERING` may be about, instead of holding it. */
const ESCAPED = /\\[bfru]/

function parseJson(text: string): unknown {
  // A reviver makes reading many times slower, and next to no file needs it.
  const isPlain = text.search(STEERING) < 0 && !ESCAPED.test(text)
  const marked = (_: string, value: unknown): unknown =>
    typeof value === 'string'
      ? value.replace(STEERING, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`)
      : value
  try {
    return isPlain ? JSON.parse(text) : JSON.parse(text, marked)
  } catch {
    return undefined
  }
}
