// Every file of every other tool, and of ours: each is read or refused with a place, quickly; and whose it is shows in
// the content alone of each that its tool can read.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../electron/backend/reading/decode.ts'
import { readAny } from '../../../shared/formats/registry.ts'

const CORPUS = '/work/shared/corpus'
const LIMIT = 2000
/** A folder's name is its format's, but for our own dialect of YAML. */
const FORMAT: Readonly<Record<string, string>> = { threagile: 'fenceline' }
const FOLDERS = ['drawio', 'mermaid', 'otm', 'pytm', 'threagile', 'threat-composer', 'threat-dragon', 'tm7']

interface Result {
  readonly file: string
  /** By content alone, its name withheld. */
  readonly format: string
  /** With its name. */
  readonly named: string
  readonly isRead: boolean
  readonly places: number
  readonly ms: number
  readonly what: string
}

const NO_TEXT = {
  format: 'none',
  named: 'none',
  isRead: false,
  places: 1,
  ms: 0,
  what: 'The bytes are no text.',
}

function readAll(folder: string): readonly Result[] {
  return readdirSync(`${CORPUS}/${folder}`).map((file) => {
    const text = decodeText(readFileSync(`${CORPUS}/${folder}/${file}`))
    if (text === null) return { ...NO_TEXT, file }
    const start = process.cpuUsage()
    const { format: named, model, diagnostics } = readAny(text, file)
    const { user, system } = process.cpuUsage(start)
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return {
      ...{ file, named, format: readAny(text).format, isRead: model !== null, ms: (user + system) / 1000 },
      places: errors.filter(({ range }) => range !== undefined).length,
      what: errors[0]?.message ?? '',
    }
  })
}

describe.skipIf(!existsSync(CORPUS))('all files of the corpus (skipped where it is absent)', () => {
  test.each(FOLDERS)(
    '%s: each is read or refused with a place, and what is read is known by its content',
    (folder) => {
      const results = readAll(folder)
      const wanted = FORMAT[folder] ?? folder
      const other = results.filter(({ format }) => format !== wanted)
      const misread = results.filter(
        ({ isRead, named, format }) => isRead && (named !== wanted || format !== wanted),
      )
      const refused = results.filter(({ isRead }) => !isRead)
      const slowest = Math.max(...results.map(({ ms }) => ms))
      process.stdout.write(
        `${folder}: ${results.length} files, ${results.length - refused.length} read, ${refused.length} refused, ${other.length} not known by content, slowest ${slowest.toFixed(0)} ms\n`,
      )
      for (const { file, format, what } of new Set([...other, ...refused]))
        process.stdout.write(`  ${file} (${format}): ${what.slice(0, 110)}\n`)
      expect(results.length).toBeGreaterThan(0)
      expect(refused.filter(({ places }) => places === 0)).toEqual([])
      expect(slowest).toBeLessThan(LIMIT)
      expect(misread).toEqual([])
    },
  )
})
