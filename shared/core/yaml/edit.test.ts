import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/properties/runs.ts'
import { editJson } from '../json/edit.ts'
import type { Json } from '../json/look.ts'
import { plainOf } from '../json/look.ts'
import type { JsonEdit, JsonPath } from '../json/plan.ts'
import { jsonOf, treeOfJson } from './as-json.ts'
import { editYaml } from './edit.ts'
import { openYaml } from './open.ts'
import { printEntries } from './printing/print.ts'
import { isTreeMap } from './printing/tree.ts'

const yaml = (...lines: string[]) => `${lines.join('\n')}\n`

function read(text: string): unknown {
  const { root } = openYaml(text)
  return root && plainOf(jsonOf(root))
}

describe('editing YAML by path', () => {
  test('a text keeps its quotes, and the comment behind it', () => {
    const text = yaml("name: 'Old' # the name", 'id: x')
    expect(editYaml(text, [{ set: ['name'], to: 'New' }])).toBe(yaml("name: 'New' # the name", 'id: x'))
  })

  test('a number is written as a number', () => {
    expect(editYaml(yaml('a:', '  x: 1 # left'), [{ set: ['a', 'x'], to: 2.5 }])).toBe(
      yaml('a:', '  x: 2.5 # left'),
    )
  })

  test('members that are absent are made', () => {
    expect(editYaml(yaml('- id: a', '- id: b'), [{ set: [0, 'size', 'width'], to: 10 }])).toBe(
      yaml('- id: a', '  size:', '    width: 10', '- id: b'),
    )
  })

  test('an item goes with its lines, and the others keep their comments', () => {
    const text = yaml('list:', '  # first', '  - id: a', '  # second', '  - id: b', 'rest: 1')
    expect(editYaml(text, [{ remove: ['list', 0] }])).toBe(
      yaml('list:', '  # second', '  - id: b', 'rest: 1'),
    )
  })

  test('items come in between, whatever else goes', () => {
    const text = yaml('list:', '  - a', '  - b', '  - c')
    const edits: JsonEdit[] = [
      { remove: ['list', 0] },
      { insert: ['list', 1], value: 'x' },
      { insert: ['list', 1], value: 'y' },
      { set: ['list', 2], to: 'z' },
    ]
    expect(read(editYaml(text, edits))).toEqual({ list: ['x', 'y', 'b', 'z'] })
  })

  test('the last item leaves an empty list behind, and the first comes into one', () => {
    const emptied = editYaml(yaml('list:', '  - a', 'rest: 1'), [{ remove: ['list', 0] }])
    expect(read(emptied)).toEqual({ list: [], rest: 1 })
    expect(read(editYaml(emptied, [{ insert: ['list', 0], value: { id: 'b' } }]))).toEqual({
      list: [{ id: 'b' }],
      rest: 1,
    })
  })

  test('an edit of one use of an anchor leaves the others as they were', () => {
    const text = yaml('a: &size', '  width: 1', '  height: 2', 'b: *size', 'c:', '  <<: *size')
    const edited = editYaml(text, [
      { set: ['b', 'width'], to: 5 },
      { set: ['c', 'height'], to: 7 },
    ])
    expect(read(edited)).toEqual({
      a: { width: 1, height: 2 },
      b: { width: 5, height: 2 },
      c: { width: 1, height: 7 },
    })
  })

  test('line ends stay', () => {
    const edited = editYaml('a: 1\r\nlist:\r\n  - b\r\n', [{ insert: ['list', 1], value: { c: 1, d: 2 } }])
    expect(edited).toBe('a: 1\r\nlist:\r\n  - b\r\n  - c: 1\r\n    d: 2\r\n')
  })

  test('a path that leads nowhere is refused', () => {
    expect(() => editYaml('a: 1\n', [{ set: ['a', 'b'], to: 1 }])).not.toThrow()
    expect(() => editYaml('a: []\n', [{ set: ['a', 3, 'b'], to: 1 }])).toThrow(RangeError)
    expect(() => editYaml('a: 1\n', [{ remove: ['b'] }])).toThrow(RangeError)
  })

  test('any edits say the same in YAML as in JSON', () => {
    fc.assert(
      fc.property(documents, fc.array(steps, { maxLength: 6 }), fc.boolean(), (document, chosen, isFlow) => {
        const edits = editsFor(document, chosen)
        const json = editJson(JSON.stringify(document), edits)
        const tree = treeOfJson(document)
        const text = isFlow || !isTreeMap(tree) ? JSON.stringify(document) : printEntries(tree, { indent: 0 })
        expect(read(text)).toEqual(document)
        expect(read(editYaml(text, edits))).toEqual(JSON.parse(json))
      }),
      { numRuns: runs(300) },
    )
  })
})

const words = fc.oneof(
  fc.constantFrom('a', 'no', '7', 'x: y', '# z', 'two\nlines', ''),
  fc.string({ maxLength: 8 }),
)
const scalars = fc.oneof(words, fc.integer({ min: -99, max: 999 }), fc.boolean(), fc.constant(null))
const keys = fc.constantFrom('id', 'name', 'risk', 'tags', 'parent', 'y')
const values: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value
/** A text that is left with no member at all is none. */
const documents = fc
  .dictionary(keys, values, { maxKeys: 5, noNullPrototype: true })
  .map((members): Json => ({ ...members, kept: 1 }))
const steps = fc.record({ turns: fc.array(fc.nat(9), { maxLength: 5 }), kind: fc.nat(2), value: values })

/** Edits that lead somewhere, none of which is inside of what another takes away. */
function editsFor(
  document: Json,
  chosen: readonly { readonly turns: readonly number[]; readonly kind: number; readonly value: Json }[],
): readonly JsonEdit[] {
  const edits: JsonEdit[] = []
  const taken: JsonPath[] = []
  for (const { turns, kind, value } of chosen) {
    const path: (string | number)[] = []
    let at: Json | undefined = document
    for (const turn of turns) {
      const steps: readonly (string | number)[] =
        typeof at !== 'object' || at === null
          ? []
          : Array.isArray(at)
            ? [...at.keys()]
            : Object.keys(at).filter((key) => key !== 'kept')
      const step = steps[turn % Math.max(steps.length, 1)]
      if (step === undefined) break
      path.push(step)
      at = (at as Record<string | number, Json>)[step]
    }
    if (path.length === 0 || taken.some((other) => isWithin(other, path) || isWithin(path, other))) continue
    taken.push(path)
    if (kind === 0) edits.push({ set: path, to: value })
    else if (kind === 1) edits.push({ remove: path })
    else if (typeof path.at(-1) === 'number') edits.push({ insert: path, value })
  }
  return edits
}

function isWithin(inner: JsonPath, outer: JsonPath): boolean {
  return outer.every((step, at) => inner[at] === step)
}
