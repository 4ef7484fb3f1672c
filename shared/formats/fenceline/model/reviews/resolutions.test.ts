import { describe, expect, test } from 'vitest'
import { linkMitigation, removeMitigations, updateMitigation } from '../../../../model/edits/mitigations.ts'
import type { Model } from '../../../../model/schema.ts'
import { acceptRisk } from '../../../../triage/decisions.ts'
import { readModel } from '../read-model.ts'
import { printModel, spliceModel } from '../write-model.ts'

const TEXT = `title: Shop
technical_assets:
  web: {type: process}
identified_risks:
  - id: R1
    category: spoofing
    asset: web
    mitigation: Ask for a second factor   # in words
    mitigations: [mfa, ghost]             # by id
    status: accepted
    justification: Insured
    accepted_by: Ada
    accepted_until: 2027-03-31            # the audit
  - id: R2
    category: tampering
    asset: web
    status: mitigated
    evidence:
      - https://git.example/c/1   # merged
      - 1234567
    accepted_until: 31.3.2027
mitigations:
  mfa:                                    # for staff
    title: Second factor
    status: in-progress
    owner: platform-team
    ticket: SEC-4
    evidence: [a1b2c3d]
  tls: {}
  "bad:id": {title: No}
`
const read = (text: string): Model => {
  const { model } = readModel(text)
  if (!model) throw new Error('the text must read')
  return model
}
const lines = (text: string) => text.split('\n')
const changed = (before: string, after: string) => ({
  gone: lines(before).filter((line) => !lines(after).includes(line)),
  added: lines(after).filter((line) => !lines(before).includes(line)),
})

describe('a file with resolutions', () => {
  test('says who accepted a risk, until when, what shows a mitigation, and which risks it answers', () => {
    const { risks, mitigations } = read(TEXT)
    expect(risks).toMatchObject([
      { id: 'R1', acceptedBy: 'Ada', acceptedUntil: '2027-03-31', mitigations: ['mfa'] },
      { id: 'R2', status: 'mitigated', evidence: ['https://git.example/c/1', '1234567'] },
    ])
    expect(risks[0]).not.toHaveProperty('evidence')
    expect(mitigations).toEqual([
      {
        ...{ id: 'mfa', title: 'Second factor', status: 'in-progress' },
        ...{ owner: 'platform-team', ticket: 'SEC-4', evidence: ['a1b2c3d'] },
      },
      { id: 'tls', title: 'tls', status: 'planned', evidence: [] },
    ])
  })

  test('is told at its places what no mitigation, day or id is', () => {
    const found = readModel(TEXT, 'shop.yaml').diagnostics.map(({ code, elementId, range }) => [
      code,
      elementId,
      range?.start.line,
    ])
    expect(found).toEqual([
      ['unknown-mitigation', 'risk:R1', 9],
      ['bad-date', undefined, 21],
      ['bad-id', undefined, 30],
    ])
  })

  test('is told of a mitigation that stands there twice', () => {
    const twice = `${TEXT}  mfa: {title: Again}\n`
    const { diagnostics, model } = readModel(twice, 'shop.yaml')
    expect(diagnostics.filter(({ code }) => code === 'duplicate-id')).toMatchObject([
      { elementId: 'mitigation:mfa', message: expect.stringContaining('line 23') },
    ])
    expect(model?.mitigations.find(({ id }) => id === 'mfa')?.title).toBe('Second factor')
  })

  test('locates a mitigation', () => {
    expect(readModel(TEXT).locate('mitigation:mfa')?.start.line).toBe(23)
  })

  test('reads back as it was printed', () => {
    const model = read(TEXT)
    expect(read(printModel(model))).toEqual(model)
  })
})

describe('an edit of resolutions', () => {
  test('of nothing changes no byte', () => {
    expect(spliceModel(TEXT, read(TEXT))).toBe(TEXT)
  })

  test('changes one line for another day, and keeps what is said beside it', () => {
    const next = acceptRisk(read(TEXT), 'R1', { by: 'Ada', why: 'Insured', until: '2027-09-30' })
    expect(changed(TEXT, spliceModel(TEXT, next))).toEqual({
      gone: ['    accepted_until: 2027-03-31            # the audit'],
      added: ['    accepted_until: 2027-09-30            # the audit'],
    })
  })

  test('changes one line for a mitigation that landed', () => {
    const next = updateMitigation(read(TEXT), 'mfa', { status: 'landed' })
    expect(changed(TEXT, spliceModel(TEXT, next))).toEqual({
      gone: ['    status: in-progress'],
      added: ['    status: landed'],
    })
  })

  test('links and unlinks in the list that is there, beside a name that leads nowhere', () => {
    const linked = spliceModel(TEXT, linkMitigation(read(TEXT), 'tls', ['R1'], true))
    expect(linked).toContain('    mitigations: [mfa, ghost, tls]             # by id')
    const unlinked = spliceModel(linked, linkMitigation(read(linked), 'mfa', ['R1'], false))
    expect(unlinked).toContain('    mitigations: [ghost, tls]             # by id')
  })

  test('takes a mitigation away with every mention of it', () => {
    const after = spliceModel(TEXT, removeMitigations(read(TEXT), ['mfa']))
    expect(after).not.toContain('mfa')
    expect(read(after).mitigations.map(({ id }) => id)).toEqual(['tls'])
  })
})

test('a file without any gets no section for it', () => {
  const plain = 'title: Shop\ntechnical_assets:\n  web: {type: process}\n'
  expect(spliceModel(plain, { ...read(plain), title: 'Store' })).toBe(plain.replace('Shop', 'Store'))
})

test('a file with nothing but mitigations is no model', () => {
  expect(readModel('mitigations:\n  a: {title: A}\n').model).toBeNull()
})
