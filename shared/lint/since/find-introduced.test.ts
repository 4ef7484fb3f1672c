import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../core/diagnostics.ts'
import { findIntroduced } from './find-introduced.ts'

const NONE: ReadonlySet<string> = new Set()

function finding(code: string, elementId?: string, line = 1, message = 'Wrong.'): Diagnostic {
  const position = { line, column: 1 }
  return {
    ...{ code, severity: 'error', message, range: { start: position, end: position } },
    ...(elementId === undefined ? {} : { elementId }),
  }
}

const findings = fc.array(
  fc
    .tuple(
      fc.constantFrom('a', 'b', 'crossing-stale'),
      fc.constantFrom('web', 'web>api', undefined),
      fc.nat(9),
    )
    .map(([code, element, line]) => finding(code, element, line, `Wrong in line ${line}.`)),
)

describe('what a change introduced', () => {
  test('is what was not found before, wherever it stands now', () => {
    const before = [finding('title-long', 'web', 3)]
    const after = [finding('title-long', 'web', 30), finding('title-long', 'api', 3)]
    expect(findIntroduced(before, after, NONE)).toEqual([after[1]])
  })

  test('is another finding of another rule at the same element', () => {
    const after = [finding('title-long', 'web'), finding('title-blank', 'web')]
    expect(findIntroduced([finding('title-long', 'web')], after, NONE)).toEqual([after[1]])
  })

  test('is the second of two where one was known', () => {
    const after = [finding('risk-duplicate', 'risk:R'), finding('risk-duplicate', 'risk:R', 9)]
    expect(findIntroduced([finding('risk-duplicate', 'risk:R')], after, NONE)).toEqual([after[1]])
  })

  test('without an element, is known by its words whatever the line in them', () => {
    const before = [finding('duplicate-key', undefined, 3, 'web stands in line 3 already.')]
    const same = finding('duplicate-key', undefined, 8, 'web stands in line 8 already.')
    const other = finding('duplicate-key', undefined, 8, 'api stands in line 8 already.')
    expect(findIntroduced(before, [same, other], NONE)).toEqual([other])
  })

  test('is a crossing left open that crosses more than before', () => {
    const open = [finding('crossing-not-analysed', 'web>api')]
    expect(findIntroduced(open, open, NONE)).toEqual([])
    expect(findIntroduced(open, open, new Set(['web>api']))).toEqual(open)
    const other = [finding('protocol-missing', 'web>api')]
    expect(findIntroduced(other, other, new Set(['web>api']))).toEqual([])
  })

  test('is nothing for the same findings, and all of them after a clean start', () => {
    fc.assert(
      fc.property(findings, findings, (before, added) => {
        expect(findIntroduced(before, before, NONE)).toEqual([])
        expect(findIntroduced([], before, NONE)).toEqual(before)
        expect(findIntroduced(before, [...before, ...added], NONE).length).toBe(added.length)
      }),
    )
  })
})
