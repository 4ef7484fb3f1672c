import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RICH_ORDERS } from '../../analysis/sample.ts'
import { CATEGORIES, CERTAINTIES } from '../../model/schema.ts'
import { describeDiagram } from '../ask/diagram.ts'
import type { Answer } from '../types.ts'
import { normalWords } from './plain-text.ts'
import { readAnswer } from './read-answer.ts'

const same = (text: string) => text
const diagram = describeDiagram(RICH_ORDERS, same)
const target = 'browser>api-gateway'
const alias = diagram.aliasOf(target) ?? ''

const answerOf = (text: string, restore = same): Answer => {
  const read = readAnswer(text, { diagram, target, restore })
  if ('problem' in read) throw new Error(read.problem)
  return read.answer
}
const problemOf = (text: string): string => {
  const read = readAnswer(text, { diagram, target, restore: same })
  return 'problem' in read ? read.problem : 'no problem'
}
const reply = (part: object) =>
  JSON.stringify({ target: alias, threats: [], not_applicable: [], cannot_assess: [], ...part })

const GOOD = {
  category: 'spoofing',
  title: 'A stolen session is used',
  threat: 'Somebody with a stolen cookie acts as the customer.',
  assumption: 'The session is not bound to the device.',
  mitigation: 'Bind the session and shorten its life.',
  certainty: 'inferred',
  evidence: [alias],
}

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => `w ${text}`)
const goodRow = fc.record({
  category: fc.constantFrom(...CATEGORIES),
  title: words,
  threat: words,
  assumption: words,
  mitigation: words,
  certainty: fc.constantFrom(...CERTAINTIES),
  evidence: fc.array(fc.constantFrom(...diagram.aliases), { minLength: 1, maxLength: 4 }),
})
/** Each makes any good row a bad one. */
const SPOILERS: readonly ((row: object) => unknown)[] = [
  (row) => ({ ...row, evidence: ['c1', 'c999'] }),
  (row) => ({ ...row, evidence: ['api-gateway'] }),
  (row) => ({ ...row, evidence: ['__proto__'] }),
  (row) => ({ ...row, evidence: [] }),
  (row) => ({ ...row, evidence: 'c1' }),
  (row) => ({ ...row, evidence: [7] }),
  (row) => ({ ...row, category: 'phishing' }),
  (row) => ({ ...row, category: 'Spoofing' }),
  (row) => ({ ...row, certainty: 'certain' }),
  (row) => ({ ...row, target: 'c1' === alias ? 'c2' : 'c1' }),
  (row) => ({ ...row, threat: 'x'.repeat(4001) }),
  (row) => ({ ...row, title: 'x'.repeat(201) }),
  ...['title', 'threat', 'assumption', 'mitigation', 'certainty', 'category', 'evidence'].flatMap((field) => [
    (row: object) => ({ ...row, [field]: undefined }),
    (row: object) => ({ ...row, [field]: null }),
    (row: object) => ({ ...row, [field]: '' }),
    (row: object) => ({ ...row, [field]: ' \u200b\n' }),
    (row: object) => ({ ...row, [field]: 12 }),
    (row: object) => ({ ...row, [field]: { text: 'x' } }),
  ]),
  () => null,
  () => 'a threat',
  (row) => [row],
]
const badRow = fc.tuple(goodRow, fc.constantFrom(...SPOILERS)).map(([row, spoil]) => spoil(row))

describe('a reply about one target', () => {
  test('has every invalid row dropped with its reason and every valid sibling kept', () => {
    const rows = fc.array(
      fc.oneof(
        goodRow.map((row) => ({ isGood: true, row: row as unknown })),
        badRow.map((row) => ({ isGood: false, row })),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(rows, (mixed) => {
        // Rows with the same words are one row; numbered titles keep them apart.
        const numbered = mixed.map(({ isGood, row }, at) =>
          isGood ? { ...(row as typeof GOOD), title: `Number ${at}` } : row,
        )
        const { threats, dropped } = answerOf(reply({ threats: numbered }))
        const good = mixed.flatMap(({ isGood }, at) => (isGood ? [`Number ${at}`] : []))
        expect(threats.map((row) => row.title)).toEqual(good)
        expect(dropped).toHaveLength(mixed.length - good.length)
        for (const { reason } of dropped) expect(reason).not.toBe('')
      }),
    )
  })

  test('names refs of the model in its evidence', () => {
    const evidence = [alias, diagram.aliasOf('browser') ?? '', alias]
    const { threats } = answerOf(reply({ threats: [{ ...GOOD, evidence }] }))
    expect(threats[0]?.evidence).toEqual([target, 'browser'])
  })

  test('cannot rest on a data asset, which is nowhere in the drawing', () => {
    const asset = diagram.aliasOf(`data:${RICH_ORDERS.dataAssets[0]?.id}`)
    expect(asset).toBe('d1')
    const { threats, dropped } = answerOf(reply({ threats: [{ ...GOOD, evidence: [alias, asset] }] }))
    expect(threats).toEqual([])
    expect(dropped).toMatchObject([{ reason: expect.stringContaining('not a component, flow or boundary') }])
  })

  test('says which categories it did not answer, those of dropped rows included', () => {
    const { unanswered } = answerOf(
      reply({
        threats: [GOOD, { ...GOOD, category: 'tampering', evidence: ['f99'] }],
        not_applicable: [{ category: 'repudiation', reason: 'Nothing is decided here.' }],
        cannot_assess: [{ category: 'denial-of-service', needed: 'The limits of the gateway.' }],
      }),
    )
    expect(unanswered).toEqual(['tampering', 'information-disclosure', 'elevation-of-privilege'])
  })

  test('believes the threat where it also calls the category not applicable', () => {
    const denied = { category: 'spoofing', reason: 'Nobody can.' }
    const answer = answerOf(reply({ threats: [GOOD], not_applicable: [denied] }))
    expect(answer).toMatchObject({ threats: [{ category: 'spoofing' }], notApplicable: [] })
    expect(answer.dropped).toMatchObject([{ reason: expect.stringContaining('names a threat') }])
  })

  test('has rows that say the same once, with the evidence of all', () => {
    const again = { ...GOOD, title: 'A stolen session is used!', evidence: [diagram.aliasOf('browser')] }
    const { threats } = answerOf(reply({ threats: [GOOD, again] }))
    expect(threats).toMatchObject([{ title: GOOD.title, evidence: [target, 'browser'] }])
  })

  test('comes out of prose and code fences where the server cannot be made to answer in JSON only', () => {
    const json = reply({ threats: [GOOD] })
    for (const text of [
      `Here it is {as asked}:\n\n\`\`\`json\n${json}\n\`\`\`\nAnything else?`,
      `Sure. ${json} That is all {really}.`,
      `\`\`\`\n${JSON.stringify(JSON.parse(json), null, 2)}\n\`\`\``,
    ]) {
      expect(answerOf(text).threats).toHaveLength(1)
    }
  })

  test('that ends early is a problem at every place where it may end', () => {
    const json = reply({ threats: [GOOD], cannot_assess: [{ category: 'tampering', needed: '{"a": 1}' }] })
    for (let length = 0; length < json.length; length += 1) {
      expect(problemOf(json.slice(0, length))).not.toBe('no problem')
    }
    expect(problemOf(json.slice(0, -3))).toContain('ends before')
  })

  test('about another target, or none, is a problem', () => {
    expect(problemOf(reply({ target: 'c1' === alias ? 'c2' : 'c1' }))).toContain('not asked for')
    expect(problemOf(reply({ target: undefined }))).toContain('which target')
    expect(problemOf('[]')).toContain('no JSON object')
  })

  test('with a list that is missing or of another type keeps the other lists', () => {
    const { threats, dropped } = answerOf(
      reply({ threats: [GOOD], not_applicable: 'none', cannot_assess: undefined }),
    )
    expect(threats).toHaveLength(1)
    expect(dropped.map(({ reason }) => reason)).toEqual([
      '"not_applicable" is not a list.',
      'The list "cannot_assess" is missing.',
    ])
  })

  test('has its names restored', () => {
    const row = { ...GOOD, threat: 'host-1 is reached.', mitigation: 'Close host-1.' }
    const { threats } = answerOf(reply({ threats: [row] }), (text) =>
      text.replaceAll('host-1', 'db.example.test'),
    )
    expect(threats[0]).toMatchObject({
      threat: 'db.example.test is reached.',
      mitigation: 'Close db.example.test.',
    })
  })

  test('L13 never makes the reader throw, whatever it is', () => {
    const json = fc
      .json()
      .map((value) => `{"target":"${alias}","threats":[${value}],"not_applicable":${value}}`)
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json(), json)
    fc.assert(
      fc.property(any, (text) => {
        const read = readAnswer(text, { diagram, target, restore: same })
        if ('answer' in read) expect(read.answer.threats).toEqual([])
      }),
    )
    expect(problemOf('{"a":'.repeat(200_000))).not.toBe('no problem')
    expect(problemOf('['.repeat(100_000))).not.toBe('no problem')
    expect(problemOf('{'.repeat(5_000_000))).toContain('4 MB')
    expect(problemOf('{"x":"\\')).toContain('ends before')
  })

  test('L12 with links, images, HTML, terminal sequences or formulas is plain text', () => {
    const threat = [
      '![x](https://evil.example/?q=1) [click](javascript:alert(1)) [a][b]',
      '[b]: https://evil.example',
      '<https://evil.example> <img src=x onerror=alert(1)>',
      '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u202egpj.exe \u009b2J',
      '=cmd|calc',
    ].join('\n')
    const read = answerOf(reply({ threats: [{ ...GOOD, threat }] })).threats[0]?.threat ?? ''
    expect(read).not.toMatch(/\]\(|!\[|\]\[|\]:|<https/)
    expect(read.replaceAll('\n', ' ')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(read).toContain('red link gpj.exe')
    expect(read).toContain('<img src=x onerror=alert(1)>')
    expect(read).toContain('=cmd|calc')
    expect(normalWords(read)).toContain('evil example')
  })
})
