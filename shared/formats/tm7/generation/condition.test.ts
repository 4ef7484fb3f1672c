import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Condition, parseCondition } from './condition.ts'

const is = (type: string): Condition => ({ kind: 'is', subject: 'source', type })

describe('a condition', () => {
  test('asks for the type of an end, a property, or what the flow crosses', () => {
    expect(parseCondition("source is 'GE.P'")).toEqual(is('GE.P'))
    expect(parseCondition("flow.TLS version is 'x'")).toBeUndefined()
    expect(parseCondition("target.a-1.b is 'Not Selected'")).toEqual({
      kind: 'has',
      subject: 'target',
      property: 'a-1.b',
      value: 'Not Selected',
    })
    expect(parseCondition(" flow crosses 'GE.TB' ")).toEqual({ kind: 'crosses', type: 'GE.TB' })
  })

  test('binds not before and before or', () => {
    expect(parseCondition("source is 'a' or not source is 'b' and source is 'c'")).toEqual({
      kind: 'or',
      conditions: [is('a'), { kind: 'and', conditions: [{ kind: 'not', condition: is('b') }, is('c')] }],
    })
  })

  test('takes parentheses, any case of its words, double quotes and no space', () => {
    expect(parseCondition('NOT(source IS \'a\'OR(Source is "b"))')).toEqual({
      kind: 'not',
      condition: { kind: 'or', conditions: [is('a'), is('b')] },
    })
  })

  test.each([
    '',
    'source',
    'source is',
    'source is GE.P',
    "source was 'GE.P'",
    "someone is 'GE.P'",
    "source crosses 'GE.TB'",
    "(source is 'a'",
    "source is 'a')",
    "source is 'a' source is 'b'",
    "source is 'a' and",
    'not',
    "source is 'a",
  ])('is not: %s', (text) => {
    expect(parseCondition(text)).toBeUndefined()
  })

  test('that nobody wrote is refused, whatever its depth and length', () => {
    expect(parseCondition(`${'('.repeat(9_000)}source is 'a'${')'.repeat(9_000)}`)).toBeUndefined()
    expect(parseCondition(`${'not '.repeat(4_000)}source is 'a'`)).toBeUndefined()
    expect(parseCondition("source is 'a' or ".repeat(100_000))).toBeUndefined()
    const many = Array.from({ length: 1_000 }, () => "source is 'a'").join(' or ')
    expect(parseCondition(many)?.kind).toBe('or')
  })

  test('never throws on any text', () => {
    const word = fc.constantFrom(
      'source',
      'is',
      'not',
      'and',
      'or',
      '(',
      ')',
      "'a'",
      'flow',
      'crosses',
      "'",
      '.',
      ' ',
    )
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join(' ')),
        (text) => {
          expect(() => parseCondition(text)).not.toThrow()
        },
      ),
    )
  })
})
