import { describe, expect, test } from 'vitest'
import { EMPTY_MODEL, type Model, type Risk } from '../../model/schema.ts'
import { listClaims } from './claims.ts'
import { findMention } from './ticket-names.ts'
import { type EvidenceState, isUnchecked, isUnsupported, verifyClaims } from './verify.ts'

const risk = (id: string, more: Partial<Risk> = {}): Risk => ({
  ...{ id, target: 'api', category: 'spoofing', title: 'Forged token', status: 'mitigated', ...more },
})
const MODEL: Model = {
  ...EMPTY_MODEL,
  risks: [
    risk('R1', { ticket: 'SEC-41', evidence: ['a1b2c3d'] }),
    risk('SEC-7'),
    risk('R3', { status: 'in-progress', mitigations: ['mfa', 'tls'] }),
    risk('R4', { status: 'accepted' }),
    risk('R5', { status: 'unchecked', mitigations: ['tls'] }),
  ],
  mitigations: [
    {
      id: 'mfa',
      title: 'Second factor',
      status: 'landed',
      ticket: 'SEC-9',
      evidence: ['https://x.example/1'],
    },
    { id: 'tls', title: 'TLS', status: 'planned', ticket: 'SEC-8', evidence: [] },
    { id: 'waf', title: 'Filter', status: 'landed', evidence: [] },
  ],
}
const commit = (id: string, message: string) => ({ id: id.padEnd(40, '0'), message })
const verified = (
  risks: readonly Risk[],
  messages: readonly { id: string; message: string }[],
  state: EvidenceState = 'found',
  isOnlyModel: (id: string) => boolean = () => false,
) => verifyClaims(listClaims({ ...EMPTY_MODEL, risks }), messages, () => state, isOnlyModel)

describe('claims', () => {
  test('are risks that are mitigated or whose mitigation landed, and mitigations that landed for no risk', () => {
    expect(listClaims(MODEL).map(({ ref, tickets, evidence }) => [ref, tickets, evidence])).toEqual([
      ['risk:R1', ['SEC-41'], ['a1b2c3d']],
      ['risk:SEC-7', ['SEC-7'], []],
      ['risk:R3', ['SEC-9'], ['https://x.example/1']],
      ['mitigation:waf', [], []],
    ])
  })

  test('of a model that claims nothing are none', () => {
    expect(listClaims({ ...MODEL, risks: [risk('R4', { status: 'accepted' })], mitigations: [] })).toEqual([])
  })
})

describe('a ticket is named', () => {
  test.each([
    ['SEC-41', 'SEC-41: check signatures'],
    ['SEC-41', 'Check signatures (sec-41)'],
    ['SEC-41', "Merge branch 'feature/SEC-41-signatures'"],
    ['#12', 'Check signatures, fixes #12.'],
    ['12', 'Check signatures GH-12'],
    ['https://github.com/acme/shop/issues/12', 'Close #12'],
    ['https://github.com/acme/shop/issues/12', 'Close acme/shop#12'],
    ['https://github.com/acme/shop/issues/12', 'See https://github.com/acme/shop/issues/12'],
    ['https://gitlab.example/acme/shop/-/issues/12', 'Close #12'],
    ['https://acme.atlassian.net/browse/SEC-41', 'SEC-41 done'],
    ['acme/shop#12', 'Close #12'],
  ])('%s in “%s”', (ticket, message) => {
    expect(findMention(message, ticket)).toBe('text')
  })

  test.each([
    ['SEC-41', 'SEC-412: other'],
    ['SEC-41', 'XSEC-41'],
    ['SEC-41', 'WEB-SEC-41 is of another project'],
    ['SEC-41', 'SEC 41'],
    ['#12', '#120'],
    ['#12', 'other/repo#12'],
    ['https://github.com/acme/shop/issues/12', 'https://github.com/acme/shop/issues/123'],
    ['S.C-41', 'SEC-41'],
    [' ', 'anything'],
  ])('%s not in “%s”', (ticket, message) => {
    expect(findMention(message, ticket)).toBeUndefined()
  })

  test('in a trailer, which only the last paragraph has', () => {
    expect(findMention('Check\n\nWhy not.\n\nFixes: SEC-41\nSigned-off-by: Ann', 'SEC-41')).toBe('trailer')
    expect(findMention('Fixes: SEC-41', 'SEC-41')).toBe('text')
    expect(findMention('Check\n\nFixes: SEC-41\nand more words', 'SEC-41')).toBe('text')
  })
})

describe('support', () => {
  test('is every commit that names the ticket', () => {
    const [found] = verified(
      [risk('R1', { ticket: 'SEC-41' })],
      [commit('c', 'SEC-412: no'), commit('b', 'SEC-41: tests'), commit('a', 'SEC-41: code')],
    )
    expect(found?.commits.map(({ id, mention, reverted }) => [id[0], mention, reverted])).toEqual([
      ['b', 'text', false],
      ['a', 'text', false],
    ])
    expect(found?.support).toBe('commits')
  })

  test('is no commit that changes only the model', () => {
    const claim = [risk('R1', { ticket: 'SEC-41' })]
    const commits = [commit('bbbbbbbb', 'SEC-41: mitigated'), commit('aaaaaaaa', 'SEC-41: code')]
    const only = (...names: string[]) =>
      verified(claim, commits, 'found', (id) => names.includes(id[0] ?? ''))
    expect(only('b')[0]?.support).toBe('commits')
    expect(only('a', 'b')[0]).toMatchObject({ support: 'nothing', commits: [{}, { onlyModel: true }] })
  })

  test('is gone with a revert, and back when that is reverted', () => {
    const made = commit('aaaaaaaa', 'SEC-41: code')
    const revert = commit('bbbbbbbb', `Revert "SEC-41: code"\n\nThis reverts commit ${made.id}.`)
    const again = commit('cccccccc', `Reapply "SEC-41: code"\n\nThis reverts commit ${revert.id}.`)
    const claim = [risk('R1', { ticket: 'SEC-41' })]
    expect(verified(claim, [revert, made])[0]).toMatchObject({
      support: 'reverted',
      commits: [{ id: made.id, reverted: true }],
    })
    expect(verified(claim, [again, revert, made])[0]?.support).toBe('commits')
  })

  test.each([
    ['found', 'commits', false],
    ['missing', 'broken', true],
    ['unmerged', 'broken', true],
    ['ambiguous', 'broken', true],
  ] as const)('of a commit as evidence that is %s is %s', (state, support, isOpen) => {
    const [found] = verified([risk('R1', { evidence: ['A1B2C3D'] })], [], state)
    expect(found?.support).toBe(support)
    expect(found && isUnsupported(found)).toBe(isOpen)
  })

  test('of a link or words cannot be checked, and counts until somebody looks', () => {
    const [found] = verified(
      [risk('R1', { ticket: 'SEC-41', evidence: ['https://x.example/rule/4'] })],
      [],
      'unchecked',
    )
    expect(found).toMatchObject({ support: 'evidence', evidence: [{ state: 'unchecked' }] })
    expect(found && [isUnsupported(found), isUnchecked(found)]).toEqual([false, true])
  })

  test.each([
    ['file', 'evidence', false],
    ['gone', 'broken', true],
  ] as const)('of a file as evidence that is %s is %s', (state, support, isOpen) => {
    const [found] = verified([risk('R1', { evidence: ['src/auth.ts'] })], [], state)
    expect(found?.support).toBe(support)
    expect(found && [isUnsupported(found), isUnchecked(found)]).toEqual([isOpen, false])
  })

  test('of nothing is nothing', () => {
    const [found] = verified([risk('R1')], [commit('a', 'Other work')])
    expect(found?.support).toBe('nothing')
    expect(found && isUnsupported(found)).toBe(true)
  })
})
