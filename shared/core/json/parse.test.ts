import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/properties/runs.ts'
import { Places } from '../places.ts'
import { fieldOf, flagOf, isSameValue, itemsOf, type Json, numberOf, plainOf, textOf } from './look.ts'
import { JSON_LIMITS, type JsonValue, parseJson } from './parse.ts'

const rootOf = (text: string): JsonValue => {
  const { root, fault } = parseJson(text)
  if (!root) throw new Error(fault.message)
  return root
}
const placed = (text: string, { at }: { readonly at: { from: number; to: number } }) =>
  text.slice(at.from, at.to)

describe('a text', () => {
  test('is a tree in which members and values know their places', () => {
    const text = '{ "a": [1, "x\\n"],\r\n  "b": {"c": null} }\r\n'
    const root = rootOf(text)
    expect(
      root.kind === 'object' && [...root.members.values()].map((member) => placed(text, member)),
    ).toEqual(['"a": [1, "x\\n"]', '"b": {"c": null}'])
    expect(itemsOf(root, 'a').map((item) => placed(text, item))).toEqual(['1', '"x\\n"'])
    const inner = fieldOf(fieldOf(root, 'b'), 'c')
    expect(inner && placed(text, inner)).toBe('null')
  })

  test('with a byte order mark and CRLF is read, and lines are those of the text', () => {
    const text = '\ufeff{\r\n"a": 1,\r\n"b": true}'
    const flag = fieldOf(rootOf(text), 'b')
    expect(flag && new Places(text).rangeOf(flag.at).start).toEqual({ line: 3, column: 6 })
  })

  test('may hold huge numbers, whose digits stay to be had', () => {
    const text = '[123456789012345678901234567890, 1e400, -0, 1E-400]'
    const root = rootOf(text)
    expect(plainOf(root)).toEqual(JSON.parse(text))
    expect(root.kind === 'array' && root.items.map((item) => placed(text, item))[1]).toBe('1e400')
  })

  test('is looked into without surprises', () => {
    const root = rootOf('{"s": "x", "n": 2, "f": false, "l": [1], "i": 1e999}')
    expect([textOf(root, 's'), numberOf(root, 'n'), flagOf(root, 'f'), itemsOf(root, 'l').length]).toEqual([
      'x',
      2,
      false,
      1,
    ])
    expect([textOf(root, 'n'), numberOf(root, 's'), flagOf(root, 'toString'), numberOf(root, 'i')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(itemsOf(fieldOf(root, 's'), 'length')).toEqual([])
    expect(itemsOf(undefined, 'l')).toEqual([])
  })

  test('H5: may use the names __proto__ and constructor, and pollutes nothing', () => {
    const text = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'
    const root = rootOf(text)
    expect(numberOf(fieldOf(root, '__proto__'), 'polluted')).toBe(1)
    expect(fieldOf(rootOf('{}'), 'constructor')).toBeUndefined()
    const plain = plainOf(root)
    expect(Object.keys(plain as object)).toEqual(['__proto__', 'constructor'])
    expect(isSameValue(rootOf('{}'), plain as Json)).toBe(false)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('what is no JSON is a fault at its place', () => {
  test.each([
    ['', 'There is no value.', ''],
    ['  \n', 'There is no value.', ''],
    ['{"a": 1', 'An object is never closed: the text ends inside of it.', '{'],
    ['[1, [2', 'A list is never closed: the text ends inside of it.', '['],
    ['{"a":', 'An object is never closed: the text ends inside of it.', '{'],
    ['{"a": "x', 'A string is never closed.', '"x'],
    ['{"a": "x\n"}', 'A string is never closed.', '"x'],
    ['["a\tb"]', 'The control character U+0009 stands in a string.', '\t'],
    ['["\\x"]', 'A "\\" in a string starts no escape.', '\\x'],
    ['{"a" 1}', 'A ":" is missing after the key.', '1'],
    ['{"a": 1 "b": 2}', 'A "," is missing.', '"'],
    ['[1,]', 'A comma stands before "]".', ','],
    ['{"a": 1,}', 'A comma stands before "}".', ','],
    ['[,1]', 'A value is missing.', ','],
    ['{a: 1}', 'A key in double quotes is missing.', 'a'],
    ["{'a': 1}", 'A string stands in single quotes.', "'"],
    ['[1, // one\n]', 'A comment is no JSON.', '//'],
    ['{} {}', 'Something stands after the end of the value.', '{'],
    ['[01]', '"01" is no JSON value.', '01'],
    ['[+1]', '"+1" is no JSON value.', '+1'],
    ['[.5]', '".5" is no JSON value.', '.5'],
    ['[truely]', '"truely" is no JSON value.', 'truely'],
  ])('%s', (text, message, place) => {
    const { fault } = parseJson(text)
    expect(fault?.kind).toBe('malformed')
    expect(fault?.message).toBe(message)
    expect(text.slice(fault?.at.from, fault?.at.to).slice(0, 12)).toBe(place)
  })

  test.each(['NaN', 'Infinity', '-Infinity', 'undefined'])('H7: %s', (word) => {
    const text = `{"a":\n ${word}}`
    const { fault } = parseJson(text)
    expect(fault?.message).toBe(`"${word}" is no JSON value.`)
    expect(fault && new Places(text).rangeOf(fault.at).start).toEqual({ line: 2, column: 2 })
  })

  test('H7: a key that stands twice in an object is a fault with its line, however it is escaped', () => {
    const text = '{\n "a": 1,\n "b": {"a": 2},\n "\\u0061": 3\n}'
    const { fault } = parseJson(text)
    expect(fault?.kind).toBe('duplicate-key')
    expect(fault?.message).toBe('The key "\\u0061" stands twice.')
    expect(fault && new Places(text).lineOf(fault.at.from)).toBe(4)
  })

  test.each([
    ['lists', '['.repeat(100_000)],
    ['objects', '{"a":'.repeat(100_000)],
    ['closed lists', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('H7: %s 100,000 deep are a fault where they become too deep', (_, text) => {
    const { fault } = parseJson(text)
    expect(fault?.kind).toBe('too-deep')
    expect(fault?.at.from).toBe((text.length > 300_000 ? 5 : 1) * JSON_LIMITS.depth)
  })

  test('a depth that is just allowed is read', () => {
    expect(parseJson('['.repeat(JSON_LIMITS.depth) + ']'.repeat(JSON_LIMITS.depth)).fault).toBeUndefined()
  })

  test.each([
    ['too long a text', `"${'x'.repeat(JSON_LIMITS.length)}"`],
    ['too many values', `[${'1,'.repeat(JSON_LIMITS.values)}1]`],
  ])('%s is refused', (_, text) => {
    expect(parseJson(text).fault?.kind).toBe('too-large')
  })

  test.each([
    ['a long string', `"${'x'.repeat(8_000_000)}"`],
    ['a million escapes', `"${'\\n'.repeat(1_000_000)}"`],
    ['many lines of space', `[${'\n'.repeat(8_000_000)}]`],
    ['a number of many digits', `[${'1'.repeat(8_000_000)}]`],
  ])('%s is read', (_, text) => {
    expect(parseJson(text).fault).toBeUndefined()
  })
})

describe('JSON.parse agrees', () => {
  test('on the value of any JSON, in any spacing', () => {
    const spacing = fc.constantFrom(undefined, 1, '\t', '\r\n ')
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), spacing, (value, space) => {
        const text =
          space === '\r\n '
            ? JSON.stringify(value, null, 1).replace(/\n/g, '\r\n')
            : JSON.stringify(value, null, space)
        expect(plainOf(rootOf(text))).toEqual(JSON.parse(text))
        expect(isSameValue(rootOf(text), JSON.parse(text))).toBe(true)
      }),
      { numRuns: runs(500) },
    )
  })

  test('on whether a text is JSON, and no text makes the parser throw', () => {
    const piece = fc.constantFrom(
      ...'{}[]:,"\\ \n'.split(''),
      ...[
        '"a"',
        '"b"',
        '1',
        '-',
        '0',
        '.5',
        'e3',
        'true',
        'null',
        'NaN',
        '\\u00',
        '\ufeff',
        '\u0001',
        '//',
        "'",
      ],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 1 })).map(([json, at, sign]) => {
        const cut = at % json.length
        return json.slice(0, cut) + sign + json.slice(cut + 1)
      }),
    )
    fc.assert(
      fc.property(text, (any) => {
        const { root, fault } = parseJson(any)
        let value: unknown
        let isJson = true
        try {
          value = JSON.parse(any.replace(/^\ufeff/, ''))
        } catch {
          isJson = false
        }
        if (fault?.kind !== 'duplicate-key') expect(root !== undefined).toBe(isJson)
        if (root) expect(plainOf(root)).toEqual(value)
        if (fault) {
          expect(fault.at.from).toBeLessThanOrEqual(any.length)
          expect(fault.at.to).toBeGreaterThanOrEqual(fault.at.from)
        }
      }),
      { numRuns: runs(2000) },
    )
  })
})
