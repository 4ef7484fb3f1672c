// The page of rules says what the rules say; `FENCELINE_UPDATE=1` prints it anew.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CASES } from '../../../shared/lint/rules/cases/cases.ts'
import { findIn } from '../../../shared/lint/rules/cases/sample.ts'
import { printLintRules } from './print-lint-rules.ts'

const PAGE = new URL('../../../docs/lint-rules.md', import.meta.url)

test('docs/lint-rules.md is what the rules print', () => {
  const mended = new Set(
    Object.values(CASES).flatMap(({ finds, facts }) =>
      finds.flatMap((model) => findIn(model, facts).flatMap(({ code, fix }) => (fix ? [code] : []))),
    ),
  )
  const printed = printLintRules(mended)
  if (process.env.FENCELINE_UPDATE !== undefined) writeFileSync(PAGE, printed)
  expect(readFileSync(PAGE, 'utf8')).toBe(printed)
})
