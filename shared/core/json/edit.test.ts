import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/properties/runs.ts'
import { editJson } from './edit.ts'
import { type Json, plainOf } from './look.ts'
import { parseJson } from './parse.ts'
import type { JsonEdit, JsonPath } from './plan.ts'

const TEXT = `{
  "name": "Orders",
  "list": [
    { "id": 1, "at": {"x":1,"y":2} },
    { "id": 12345678901234567890 }
  ],
  "empty": [],
  "last": "caf\\u00e9"
}
`
/** The lines of `after` that `before` does not have, and the other way round. */
const changedLines = (before: string, after: string) => {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return { gone: old.filter((line) => !now.includes(line)), fresh: now.filter((line) => !old.includes(line)) }
}

describe('an edit changes only its lines', () => {
  test.each<[string, readonly JsonEdit[], readonly string[], readonly string[]]>([
    ['setting a value', [{ set: ['name'], to: 'Shop' }], ['  "name": "Orders",'], ['  "name": "Shop",']],
    [
      'setting a value deep in a line',
      [{ set: ['list', 0, 'at', 'x'], to: 7 }],
      ['    { "id": 1, "at": {"x":1,"y":2} },'],
      ['    { "id": 1, "at": {"x":7,"y":2} },'],
    ],
    [
      'setting an object of which one member differs',
      [{ set: ['list', 0, 'at'], to: { y: 2, x: 8 } }],
      ['    { "id": 1, "at": {"x":1,"y":2} },'],
      ['    { "id": 1, "at": {"x":8,"y":2} },'],
    ],
    [
      'adding a member',
      [{ set: ['more'], to: { a: [1, 2] } }],
      ['  "last": "caf\\u00e9"'],
      ['  "last": "caf\\u00e9",', '  "more": {', '    "a": [', '      1,', '      2', '    ]', '  }'],
    ],
    [
      'adding a member in a line',
      [{ set: ['list', 1, 'at'], to: { x: 1 } }],
      ['    { "id": 12345678901234567890 }'],
      ['    { "id": 12345678901234567890, "at": {"x": 1} }'],
    ],
    ['removing an item', [{ remove: ['list', 0] }], ['    { "id": 1, "at": {"x":1,"y":2} },'], []],
    ['removing a member', [{ remove: ['name'] }], ['  "name": "Orders",'], []],
    ['inserting before the first item', [{ insert: ['list', 0], value: 5 }], [], ['    5,']],
    [
      'filling an empty list',
      [{ insert: ['empty', 0], value: 'a' }],
      ['  "empty": [],'],
      ['  "empty": [', '    "a"'],
    ],
  ])('%s', (_, edits, gone, fresh) => {
    expect(changedLines(TEXT, editJson(TEXT, edits))).toEqual({ gone, fresh })
  })

  test('members of objects that are not there are made once for several edits', () => {
    const edited = editJson('{"a": {}}', [
      { set: ['a', 'b', 'c'], to: 1 },
      { set: ['a', 'b', 'd'], to: 2 },
    ])
    expect(edited).toBe('{"a": {"b": {"c": 1, "d": 2}}}')
  })

  test('indexes are those of the text before the edits', () => {
    const edits: readonly JsonEdit[] = [
      { remove: [0] },
      { remove: [2] },
      { insert: [1], value: 'x' },
      { insert: [1], value: 'y' },
      { set: [1], to: 'B' },
      { insert: [3], value: 'z' },
    ]
    expect(editJson('["a", "b", "c"]', edits)).toBe('["x", "y", "B", "z"]')
    expect(editJson('[1]', [{ remove: [0] }])).toBe('[]')
    expect(editJson('[ 1, 2 ]', [{ remove: [1] }, { remove: [0] }, { insert: [0], value: 3 }])).toBe('[ 3 ]')
  })

  test('tabs, CRLF, a byte order mark and compact texts stay what they are', () => {
    expect(editJson('\ufeff{\r\n\t"a": 1\r\n}\r\n', [{ set: ['b'], to: [true] }])).toBe(
      '\ufeff{\r\n\t"a": 1,\r\n\t"b": [\r\n\t\ttrue\r\n\t]\r\n}\r\n',
    )
    expect(editJson('{"a":{"b":1},"c":[1,2]}\n', [{ set: ['a', 'd'], to: { e: [1, 2] } }])).toBe(
      '{"a":{"b":1,"d":{"e":[1,2]}},"c":[1,2]}\n',
    )
  })

  test('items that follow on the line where one ends are written so', () => {
    const text = '{\n  "a": [{\n    "b": 1\n  }, {\n    "b": 2\n  }]\n}'
    expect(editJson(text, [{ insert: ['a', 2], value: { b: 3 } }])).toBe(
      '{\n  "a": [{\n    "b": 1\n  }, {\n    "b": 2\n  }, {\n    "b": 3\n  }]\n}',
    )
  })

  test('an edit that changes no value changes no byte', () => {
    const value = plainOf(
      parseJson(TEXT).root ?? { kind: 'null', value: null, at: { from: 0, to: 0 } },
    ) as Json
    expect(editJson(TEXT, [{ set: [], to: value }])).toBe(TEXT)
    expect(editJson(TEXT, [{ set: ['last'], to: 'café' }])).toBe(TEXT)
    expect(editJson(TEXT, [])).toBe(TEXT)
  })

  test('H5: a member named __proto__ is set as any other', () => {
    expect(editJson('{}', [{ set: ['__proto__', 'a'], to: 1 }])).toBe('{"__proto__": {"a": 1}}')
    expect(({} as Record<string, unknown>).a).toBeUndefined()
  })
})

describe('an edit that cannot be made throws and says which', () => {
  test.each<[string, readonly JsonEdit[], RegExp]>([
    ['a path through a text', [{ set: ['name', 'x'], to: 1 }], /^name\/x leads through/],
    ['an index beyond the end', [{ set: ['list', 3], to: 1 }], /^list\/3 leads beyond/],
    ['what is not there to remove', [{ remove: ['none'] }], /^none is not there/],
    ['an insert in no list', [{ insert: ['name', 0], value: 1 }], /^name\/0 is in no list/],
    ['edits inside of each other', [{ remove: ['list'] }, { set: ['list', 0], to: 1 }], /^list\/0 is inside/],
    ['the same in the other order', [{ set: ['list', 0], to: 1 }, { remove: ['list'] }], /^list is inside/],
    [
      'a value set twice',
      [
        { set: ['name'], to: 1 },
        { set: ['name'], to: 2 },
      ],
      /^name is inside/,
    ],
  ])('%s', (_, edits, message) => {
    expect(() => editJson(TEXT, edits)).toThrow(message)
  })

  test('and so does a text that is no JSON', () => {
    expect(() => editJson('{', [])).toThrow(/^not JSON: An object is never closed/)
  })
})

const spacings = fc.constantFrom<(value: unknown) => string>(
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 2),
  (value) => `\ufeff${JSON.stringify(value, null, '\t').replace(/\n/g, '\r\n')}\r\n`,
  (value) => JSON.stringify(value, null, 1).replace(/\n */g, ' '),
  (value) => JSON.stringify(value, null, 3).replace(/,\n/g, '\n, '),
)
/** Without -0, which JSON does not print. */
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json)
const read = (text: string) => {
  const { root, fault } = parseJson(text)
  if (!root) throw new Error(`${fault.message} in ${text}`)
  return plainOf(root)
}

/** Every path to a value of `value`. */
function pathsOf(value: unknown, path: JsonPath = []): readonly JsonPath[] {
  if (typeof value !== 'object' || value === null) return [path]
  const steps = Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value)
  return [
    path,
    ...steps.flatMap((step) => pathsOf((value as Record<string, unknown>)[step], [...path, step])),
  ]
}

/** What JSON itself makes of an edit. */
function edited(value: Json, edit: JsonEdit): unknown {
  const path = 'set' in edit ? edit.set : 'remove' in edit ? edit.remove : edit.insert
  const last = path.at(-1)
  if (last === undefined) return 'set' in edit ? edit.to : value
  const copy = structuredClone(value)
  let parent = copy as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>
  if ('set' in edit) Object.defineProperty(parent, last, { value: edit.to, enumerable: true, writable: true })
  else if ('insert' in edit) (parent as unknown as unknown[]).splice(Number(last), 0, edit.value)
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
  return copy
}

describe('an edited text', () => {
  test('says what the edited value says, whatever is set, removed or inserted where', () => {
    fc.assert(
      fc.property(json, json, spacings, fc.nat(), fc.nat(2), (value, to, print, seed, kind) => {
        const paths = pathsOf(value)
        const path = paths[seed % paths.length] ?? []
        const isItem = typeof path.at(-1) === 'number'
        const edit: JsonEdit =
          kind === 0 || path.length === 0
            ? { set: path, to }
            : kind === 1
              ? { remove: path }
              : isItem
                ? { insert: path, value: to }
                : { set: [...path.slice(0, -1), 'new'], to }
        expect(read(editJson(print(value), [edit]))).toEqual(edited(value, edit))
      }),
      { numRuns: runs(2000) },
    )
  })

  test('is the text from which it is edited to its value with the fewest changes', () => {
    fc.assert(
      fc.property(json, json, spacings, (before, after, print) => {
        const text = print(before)
        expect(read(editJson(text, [{ set: [], to: after }]))).toEqual(after)
        expect(editJson(text, [{ set: [], to: before }])).toBe(text)
      }),
      { numRuns: runs(1000) },
    )
  })

  test('takes many edits at once', () => {
    const row = fc.record({
      keep: fc.boolean(),
      before: fc.array(fc.nat(), { maxLength: 2 }),
      to: fc.option(fc.nat()),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), spacings, (rows, print) => {
        const edits = rows.flatMap(({ keep, before, to }, at): readonly JsonEdit[] => [
          ...(keep ? (to === null ? [] : [{ set: ['l', at], to }]) : [{ remove: ['l', at] }]),
          ...before.map((value) => ({ insert: ['l', at], value })),
        ])
        const expected = rows.flatMap(({ keep, before, to }, at) => [
          ...before,
          ...(keep ? [to ?? `old ${at}`] : []),
        ])
        const text = print({ l: rows.map((_, at) => `old ${at}`) })
        expect(read(editJson(text, edits))).toEqual({ l: expected })
      }),
      { numRuns: runs(500) },
    )
  })
})

test('a list of more items than a call takes arguments is no hindrance', () => {
  const list = `[${'1,'.repeat(300_000)}1]`
  expect(editJson(`{"a":${list},"b":{}}`, [{ set: ['b', 'x'], to: 1 }])).toBe(`{"a":${list},"b":{"x":1}}`)
})
