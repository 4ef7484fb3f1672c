import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aRandomModel } from '../../../../test/support/models/arbitrary-model.ts'
import { comparable } from '../../../../test/support/models/comparable-model.ts'
import { runs } from '../../../../test/support/properties/runs.ts'
import { complaintsOf, hasSchemas } from '../../../../test/support/threagile/threagile-schemas.ts'
import { readModel } from '../model/read-model.ts'
import { spliceModel } from '../model/write-model.ts'
import { TEMPLATES } from '../templates/templates.ts'
import { printThreagile } from './print.ts'

describe.each([
  ['head', 'threagile-head'],
  ['0.9', 'threagile-0.9.1'],
] as const)('a model as a Threagile file of %s', (dialect, schema) => {
  test.each(TEMPLATES)('template $id is valid and reads back the same', ({ text }) => {
    const { model } = readModel(text)
    if (!model) throw new Error('no model')
    const printed = printThreagile(model, dialect)
    const read = readModel(printed)
    expect(read.diagnostics).toEqual([])
    expect(read.model && comparable(read.model)).toEqual(comparable(model))
    if (hasSchemas) expect(complaintsOf(schema, printed)).toEqual([])
  })

  test('any model is valid and reads back the same', () => {
    fc.assert(
      fc.property(aRandomModel(4), (model) => {
        const printed = printThreagile(model, dialect)
        const { model: read } = readModel(printed)
        expect(read && comparable(read)).toEqual(comparable(model))
        if (hasSchemas) expect(complaintsOf(schema, printed)).toEqual([])
      }),
      // Each run checks whole files against Threagile’s schema.
      { numRuns: runs(60) },
    )
  })

  test('any model can be written over any other, and stays valid', () => {
    fc.assert(
      fc.property(aRandomModel(3), aRandomModel(3), (before, after) => {
        const text = spliceModel(printThreagile(before, dialect), after)
        const { model: read } = readModel(text)
        expect(read && comparable(read)).toEqual(comparable(after))
        if (hasSchemas) expect(complaintsOf(schema, text)).toEqual([])
      }),
      // Each run checks whole files against Threagile’s schema.
      { numRuns: runs(40) },
    )
  })
})
