// What lint prints as SARIF, against the standard's own schema. The schema is data of others: it is read where it
// lies. `print-sarif.test.ts` checks the shape where it is absent.
import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { CASES } from '../../../shared/lint/rules/cases/cases.ts'
import { findIn } from '../../../shared/lint/rules/cases/sample.ts'
import { printSarif } from '../../../shared/lint/sarif/print-sarif.ts'

const FILE = process.env.FENCELINE_SARIF_SCHEMA ?? '/work/shared/reference/sarif-2.1.0.schema.json'
const here = existsSync(FILE)
if (!here) console.info(`no SARIF schema in ${FILE}: its test is skipped`)

describe.skipIf(!here)('the SARIF schema', () => {
  const complain = (text: string) => {
    // Formats (addresses, dates) are not ajv's own; the unit tests look at addresses.
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true })
    // Its draft is 4; what it uses means the same in draft 7.
    const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(FILE, 'utf8'))
    const validate = ajv.compile(schema)
    validate(JSON.parse(text))
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
  const options = {
    version: '1.2.3',
    inRepo: (file: string) => (file.startsWith('/') ? undefined : file),
    addressOf: (file: string) => `file://${file}`,
  }

  test('accepts a run with a finding of every rule, in the repo and outside of it', () => {
    const found = Object.values(CASES).flatMap(({ finds, facts }) =>
      finds.flatMap((model) => findIn(model, facts)),
    )
    const range = { start: { line: 3, column: 1 }, end: { line: 3, column: 9 } }
    const placed = found.flatMap((each) => [each, { ...each, file: '/elsewhere/x.yaml', range }])
    expect(new Set(found.map(({ code }) => code)).size).toBe(Object.keys(CASES).length)
    expect(complain(printSarif(placed, options))).toEqual([])
  })

  test('accepts a run without findings', () => {
    expect(complain(printSarif([], options))).toEqual([])
  })

  test('refuses what breaks it, so that accepting means something', () => {
    const broken = printSarif([], options).replace(
      '"executionSuccessful": true',
      '"executionSuccessful": "yes"',
    )
    expect(complain(broken)).toEqual(['/runs/0/invocations/0/executionSuccessful must be boolean'])
  })
})
