// Configs name what readers report by code, and SARIF describes it: the table of codes has to be whole.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { READER_PROBLEMS } from '../../../shared/lint/reader-problems.ts'
import { LINT_RULES } from '../../../shared/lint/rules.ts'

/** Where a code is the first text of a call that reports, or the member of a diagnostic. */
const REPORTED =
  /(?:\bcode: |\b(?:error|warn|refuse|report)\(\s*(?:'(?:error|warning|info)',\s*)?)'([a-z]+(?:-[a-z0-9]+)+)'/g
/** Said by a save, never by lint, or no diagnostics at all. */
const NOT_READ = new Set([
  'not-written',
  'written-with-note',
  'invalid-file',
  'read-only',
  'disk-full',
  'not-found',
])

test('every problem that the readers of a model report is in the table', () => {
  const root = new URL('../../../shared/formats/fenceline', import.meta.url).pathname
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  const codes = new Set(
    sources.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(REPORTED)].map(([, code = '']) => code),
    ),
  )
  expect(codes.size).toBeGreaterThan(30)
  const untold = [...codes].filter((code) => !Object.hasOwn(READER_PROBLEMS, code) && !NOT_READ.has(code))
  expect(untold).toEqual([])
})

test('no code of a reader is that of a rule', () => {
  expect(LINT_RULES.filter(({ code }) => Object.hasOwn(READER_PROBLEMS, code))).toEqual([])
})
