// Model and layout files made to hang, blow up or take over the reader. Ids are those of the safety list.
import { describe, expect, test } from 'vitest'
import { readLayout, readModel } from '../../shared/formats/fenceline/index.ts'

const list = (item: string, count: number) => `[${Array(count).fill(item).join(', ')}]`

/** Refused with an error that has a line, and no part of it is shown. */
function expectRefused(text: string): void {
  const { model, diagnostics } = readModel(text, 'threat-model.yaml')
  expect(model).toBeNull()
  expect(diagnostics.find(({ severity }) => severity === 'error')?.range?.start.line).toBeGreaterThan(0)
}

describe('H1 aliases', () => {
  test('H1 a billion laughs is refused', () => {
    const laughs = Array.from({ length: 9 }, (_, at) => `k${at + 1}: &b${at + 1} ${list(`*b${at}`, 10)}`)
    expectRefused(['title: A', `k0: &b0 ${list('ha', 10)}`, ...laughs, ''].join('\n'))
  })

  test('H1 one large anchor used 90 times is refused', () => {
    expectRefused(`title: A\nbig: &big ${list('x', 5000)}\nall: ${list('*big', 90)}\n`)
  })

  test('H1 more than 1,000 aliases are refused, however small', () => {
    expectRefused(`title: A\nx: &x 1\nall: ${list('*x', 1001)}\n`)
  })

  test('H1 an anchor that holds itself is refused', () => {
    expectRefused('title: A\nloop: &loop [*loop]\n')
  })

  test.each([
    ['in maps', (count: number) => '- {<<: *b}\n'.repeat(count)],
    ['in one map', (count: number) => `- {<<: ${list('*b', count)}}\n`],
  ])('H1 one large map merged 900 times %s is refused before it is unfolded', (_, merged) => {
    // 54 million entries, unfolded.
    const keys = Array.from({ length: 60_000 }, (__, at) => `k${at}: 1`).join(', ')
    expectRefused(`title: A\nb: &b {${keys}}\nc:\n${merged(900)}`)
  })

  test('H1 maps merged more often than a file has entries are refused, however little they are written', () => {
    const keys = Array.from({ length: 1000 }, (_, at) => `k${at}`).join(',')
    expectRefused(`title: A\nd: ${'x'.repeat(4_000_000)}\nb: &b {${keys}}\nc:\n${'- {<<: *b}\n'.repeat(900)}`)
  })

  test('H1 a merge key is read', () => {
    const text = 'title: A\ntechnical_assets:\n  a: &a\n    title: A\n    type: process\n  b:\n    <<: *a\n'
    expect(readModel(text).model?.components.map(({ kind }) => kind)).toEqual(['process', 'process'])
  })
})

describe('H2 depth', () => {
  const openers = [
    ['[', (depth: number) => '['.repeat(depth)],
    ['{a: ', (depth: number) => '{a: '.repeat(depth)],
    ['- ', (depth: number) => '- '.repeat(depth)],
    ['? ', (depth: number) => '? '.repeat(depth)],
  ] as const
  test.each(openers)('H2 %j a thousand to a hundred thousand deep is refused, 20 times over', (_, text) => {
    for (let round = 0; round < 20; round += 1)
      for (const depth of [1000, 10_000, 100_000]) expectRefused(`title: A\nx: ${text(depth)}\n`)
  })

  test('H2 what people nest is read, and twice as much as may be is refused', () => {
    const nested = (depth: number) => `title: A\nx: ${'['.repeat(depth)}${']'.repeat(depth)}\n`
    expect(readModel(nested(50)).model?.title).toBe('A')
    expectRefused(nested(130))
  })

  test('H2 keys indented ever deeper are refused', () => {
    const lines = Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`)
    expectRefused(`title: A\n${lines.join('\n')}\n`)
  })
})

test.each(['|', '|+', '>-'])(
  'H3 a million blank lines in a text behind %s are read, and its end is found',
  (style) => {
    const text = `title: A\ndescription: ${style}\n  a\n${'\n'.repeat(1_000_000)}  b\n\n\n`
    expect(readModel(text, 'threat-model.yaml').model?.title).toBe('A')
  },
)

test('H4 a key that stands twice is named with the line of the second', () => {
  const places = (text: string) =>
    readModel(text).diagnostics.map(({ code, range }) => [code, range?.start.line])
  expect(places('title: A\ntitle: B\n')).toEqual([['duplicate-key', 2]])
  expect(places('title: A\ntechnical_assets:\n  web: {type: process}\n  "web": {type: process}\n')).toEqual([
    ['duplicate-id', 4],
  ])
})

describe('H5 names that objects have', () => {
  const hostile = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
  const polluted = () => ({}) as Record<string, unknown>

  test('H5 they are ids like any other in a model', () => {
    const assets = hostile.map((id) => `  ${id}: {title: ${id}, type: process}\n`)
    const { model, diagnostics } = readModel(`title: A\ntechnical_assets:\n${assets.join('')}`)
    expect(model?.components.map(({ id }) => id)).toEqual(hostile)
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    readModel(
      '__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 1}}\n<<: {__proto__: {polluted: 1}}\n',
    )
    expect(polluted().polluted).toBeUndefined()
  })

  test('H5 they are ids like any other in a layout', () => {
    const boxes = hostile.map((id) => `  ${id}: {x: 1, y: 2}\n`)
    const { layout } = readLayout(`version: 1\nelements:\n${boxes.join('')}`)
    expect(layout.boxes.map(({ id }) => id).sort()).toEqual([...hostile].sort())
    expect([polluted().x, polluted().polluted]).toEqual([undefined, undefined])
  })
})

test.each([
  ['a YAML 1.1 directive, which would turn no into false', '%YAML 1.1\n---\ntitle: no\n'],
  ['a tag for code', 'title: !!js/function "() => 1"\n'],
  ['a tag of its own', 'title: !secret x\n'],
  ['several documents', 'title: A\n---\ntitle: B\n'],
])('H6 %s is refused', (_, text) => {
  expectRefused(text)
})
