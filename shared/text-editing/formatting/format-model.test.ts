import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aRandomModel } from '../../../test/support/models/arbitrary-model.ts'
import { runs } from '../../../test/support/properties/runs.ts'
import { printModel, TEMPLATES } from '../../formats/fenceline/index.ts'
import { formatModelText } from './format-model.ts'

const formatted = (text: string) => formatModelText(text).text

const UNTIDY = `# Owners: platform
# Reviewed each spring

technical_assets:
    # The way in.
    web:
        x-owner: us
        communication_links:
            db:
                protocol: https   # for now
                target: db
        type: process
        title: "Web"


        description: |
            Two lines,
              the second further in.
    # Everything we know.
    db: {type: datastore, title: DB}
title: Shop
identified_risks:
-   category: spoofing
    # As in the tracker.
    id: r1
    asset: web
    status: unchecked
# the end
`

test('keys stand as in a new file, each with its comments; quoting, elements and what is unknown stay', () => {
  expect(formatted(UNTIDY)).toBe(`# Owners: platform
# Reviewed each spring

title: Shop
technical_assets:
  # The way in.
  web:
    title: "Web"
    type: process

    description: |
      Two lines,
        the second further in.
    communication_links:
      db:
        target: db
        protocol: https   # for now
    x-owner: us
  # Everything we know.
  db: {type: datastore, title: DB}
identified_risks:
  # As in the tracker.
  - id: r1
    category: spoofing
    asset: web
    status: unchecked
# the end
`)
})

test('what is in order stays as it is, byte for byte', () => {
  for (const { text } of Object.values(TEMPLATES)) expect(formatted(text)).toBe(text)
})

test('the line breaks and the mark at the start of the file stay', () => {
  expect(formatted('\uFEFFtechnical_assets:\r\n    a:\r\n        type: process\r\ntitle: A\r\n')).toBe(
    '\uFEFFtitle: A\r\ntechnical_assets:\r\n  a:\r\n    type: process\r\n',
  )
})

test('a file with anchors keeps its order: they stand before their uses', () => {
  const text = 'technical_assets:\n   a: &a\n      type: process\n   b: *a\ntitle: A\n'
  expect(formatted(text)).toBe('technical_assets:\n  a: &a\n    type: process\n  b: *a\ntitle: A\n')
})

test('a text that is no whole model is not formatted', () => {
  const { text, diagnostics } = formatModelText('title: [', 'x.yaml')
  expect(text).toBe(null)
  expect(diagnostics[0]).toMatchObject({ severity: 'error', file: 'x.yaml' })
})

describe('any model', () => {
  test('printed and made untidy is formatted back to what was printed, and formatting that changes nothing', () => {
    fc.assert(
      fc.property(aRandomModel(), fc.integer({ min: 1, max: 4 }), (model, step) => {
        const printed = printModel(model)
        expect(formatted(printed)).toBe(printed)
        const wide = printed.replace(/^( {2})+/gm, (blanks) => blanks.repeat(step))
        const tidy = formatted(wide)
        expect(formatted(tidy ?? '')).toBe(tidy)
      }),
      // Each run reads a model six times.
      { numRuns: runs(50) },
    )
  })
})
