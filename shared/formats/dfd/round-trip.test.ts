import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { runs } from '../../../test/support/properties/runs.ts'
import { compareText } from '../../core/text.ts'
import { flowRef } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { readDfd } from './read.ts'
import { printDfd } from './write.ts'

/** What the text carries of a model; the order of elements is not part of it. */
function carried(model: Model): Model {
  const sorted = <T>(items: readonly T[], key: (item: T) => string) =>
    [...items].sort((a, b) => compareText(key(a), key(b)))
  return {
    ...model,
    components: sorted(model.components, ({ id }) => id),
    flows: sorted(model.flows, flowRef),
    boundaries: sorted(
      model.boundaries.map((boundary) => ({
        ...boundary,
        crossedBy: [...boundary.crossedBy].sort(compareText),
      })),
      ({ id }) => id,
    ),
  }
}

describe('the plain-text DFD', () => {
  test('reading what was printed gives the model back', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const { model: read, diagnostics } = readDfd(printDfd(model))
        expect(diagnostics).toEqual([])
        expect(read && carried(read)).toEqual(carried(model))
      }),
    )
  })

  test('printing what was read from a print changes nothing', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const once = printDfd(readDfd(printDfd(model)).model ?? EMPTY_MODEL)
        expect(printDfd(readDfd(once).model ?? EMPTY_MODEL)).toBe(once)
      }),
    )
  })

  test('every element is located in a printed text', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const { locate } = readDfd(printDfd(model))
        const ids = [
          ...model.components.map(({ id }) => id),
          ...model.flows.map(flowRef),
          ...model.boundaries.map(({ id }) => `boundary:${id}`),
        ]
        for (const id of ids) expect(locate(id), id).toBeDefined()
      }),
    )
  })

  test('no text makes the reader throw', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '->',
        '[',
        ']',
        '(',
        ')',
        '{',
        '}',
        '"',
        ':',
        '\n',
        ' ',
        '\t',
        ',',
        '<-',
        '\\',
        '#',
        '- ',
      ),
      fc.constantFrom(
        'Process:',
        'External:',
        'Data store:',
        'Zone:',
        'Line:',
        'Title:',
        'Note:',
        'trust boundary ',
        'protocol ',
      ),
      fc.constantFrom('A', 'B', 'x'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { model, diagnostics } = readDfd(pieces.join(''))
        expect(model !== null || diagnostics.length > 0).toBe(true)
        if (model) expect(carried(readDfd(printDfd(model)).model ?? EMPTY_MODEL)).toEqual(carried(model))
      }),
      { numRuns: runs(2000) },
    )
  })
})

test('zones that enclose each other in a broken model are still printed', () => {
  const zone = { title: 'Z', kind: 'zone', crossedBy: [], tags: [] } as const
  const model: Model = {
    ...EMPTY_MODEL,
    boundaries: [
      { ...zone, id: 'a', parent: 'b' },
      { ...zone, id: 'b', parent: 'a' },
    ],
  }
  expect(printDfd(model)).toBe('Zone: Z {a}\n  Zone: Z {b}\n')
})
