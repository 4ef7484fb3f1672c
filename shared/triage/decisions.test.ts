import { describe, expect, test } from 'vitest'
import { EMPTY_MODEL, type Model, type Risk } from '../model/schema.ts'
import { acceptRisk, mitigateRisk, mitigationsOf } from './decisions.ts'
import { isExpired, isResolved } from './resolution.ts'
import { updateRisk } from './risks.ts'

const RISK: Risk = { id: 'r', target: 'api', category: 'spoofing', title: 'Forged', status: 'unchecked' }
const MODEL: Model = {
  ...EMPTY_MODEL,
  risks: [RISK],
  mitigations: [
    { id: 'mfa', title: 'Second factor', status: 'planned', evidence: [] },
    { id: 'tls', title: 'TLS', status: 'landed', evidence: [] },
  ],
}
const ACCEPTED = { by: 'Ada', why: 'The cost is covered', until: '2027-03-31' }
const first = (model: Model) => model.risks[0] as Risk

describe('accepting', () => {
  test('says who, why and until when', () => {
    expect(first(acceptRisk(MODEL, 'r', ACCEPTED))).toEqual({
      ...RISK,
      status: 'accepted',
      justification: 'The cost is covered',
      acceptedBy: 'Ada',
      acceptedUntil: '2027-03-31',
    })
  })

  test('for good leaves no day behind that an earlier decision named', () => {
    const again = acceptRisk(acceptRisk(MODEL, 'r', ACCEPTED), 'r', { by: 'Bo', why: 'Retired' })
    expect(first(again).acceptedBy).toBe('Bo')
    expect(first(again)).not.toHaveProperty('acceptedUntil')
  })

  test('the same twice, and a risk that is not there, change nothing', () => {
    const once = acceptRisk(MODEL, 'r', ACCEPTED)
    expect(acceptRisk(once, 'r', ACCEPTED)).toBe(once)
    expect(acceptRisk(MODEL, 'ghost', ACCEPTED)).toBe(MODEL)
  })

  test('ends with another status, and keeps its names through any other change', () => {
    const accepted = acceptRisk(MODEL, 'r', ACCEPTED)
    expect(first(updateRisk(accepted, 'r', { owner: 'team' })).acceptedUntil).toBe('2027-03-31')
    const back = first(updateRisk(accepted, 'r', { status: 'in-progress' }))
    expect(back).not.toHaveProperty('acceptedBy')
    expect(back).not.toHaveProperty('acceptedUntil')
  })
})

describe('an acceptance', () => {
  const accepted = first(acceptRisk(MODEL, 'r', ACCEPTED))

  test('holds on its last day and is expired on the next', () => {
    expect(isExpired(accepted, '2027-03-31')).toBe(false)
    expect(isExpired(accepted, '2027-04-01')).toBe(true)
  })

  test('that is expired leaves the risk resolved', () => {
    expect(isResolved(accepted)).toBe(true)
  })

  test('without a day, or of a risk with another status, does not expire', () => {
    expect(isExpired({ ...RISK, status: 'accepted' }, '2099-01-01')).toBe(false)
    expect(isExpired({ ...accepted, status: 'in-progress' }, '2099-01-01')).toBe(false)
  })
})

describe('mitigating', () => {
  test('keeps evidence once, without blanks, and only mitigations that there are', () => {
    const evidence = [' https://git.example/c/1 ', '', 'https://git.example/c/1', 'a1b2c3d']
    const mitigated = mitigateRisk(MODEL, 'r', { evidence, mitigations: ['tls', 'ghost', 'mfa', 'tls'] })
    expect(first(mitigated)).toEqual({
      ...RISK,
      status: 'mitigated',
      evidence: ['https://git.example/c/1', 'a1b2c3d'],
      mitigations: ['tls', 'mfa'],
    })
    expect(mitigationsOf(mitigated, first(mitigated)).map(({ title }) => title)).toEqual([
      'TLS',
      'Second factor',
    ])
  })

  test('with nothing to show leaves no empty lists', () => {
    expect(first(mitigateRisk(MODEL, 'r', { evidence: [' '], mitigations: [] }))).toEqual({
      ...RISK,
      status: 'mitigated',
    })
  })
})
