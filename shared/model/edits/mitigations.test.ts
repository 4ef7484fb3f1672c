import { expect, test } from 'vitest'
import { indexOf } from '../queries.ts'
import { EMPTY_MODEL, type Model, type Risk } from '../schema.ts'
import {
  addMitigation,
  linkMitigation,
  removeMitigations,
  renameMitigation,
  updateMitigation,
} from './mitigations.ts'

const risk = (id: string, mitigations?: readonly string[]): Risk => ({
  ...{ id, target: 'api', category: 'spoofing', title: 'Forged', status: 'unchecked' },
  ...(mitigations ? { mitigations } : {}),
})
const MODEL: Model = {
  ...EMPTY_MODEL,
  risks: [risk('r1', ['mfa', 'tls']), risk('r2', ['mfa']), risk('r3')],
  mitigations: [
    { id: 'mfa', title: 'Second factor', status: 'planned', evidence: [] },
    { id: 'tls', title: 'TLS', status: 'landed', evidence: ['a1b2c3d'] },
  ],
}
const linksOf = (model: Model) => model.risks.map(({ mitigations }) => mitigations)

test('a new mitigation is planned and named after its title, with a suffix where that is taken', () => {
  const { model, id } = addMitigation(MODEL, { title: 'MFA' })
  expect(id).toBe('mfa-2')
  expect(model.mitigations.at(-1)).toEqual({ id: 'mfa-2', title: 'MFA', status: 'planned', evidence: [] })
})

test('one mitigation answers many risks, and a risk needs many', () => {
  const linked = linkMitigation(MODEL, 'tls', ['r2', 'r3'], true)
  expect(linksOf(linked)).toEqual([['mfa', 'tls'], ['mfa', 'tls'], ['tls']])
  expect(
    indexOf(linked)
      .mitigatedRisks.get('tls')
      ?.map(({ id }) => id),
  ).toEqual(['r1', 'r2', 'r3'])
})

test('the last link that is taken away leaves no empty list', () => {
  expect(linkMitigation(MODEL, 'mfa', ['r2'], false).risks[1]).toEqual(risk('r2'))
})

test('links that are there, and mitigations that are not, change nothing', () => {
  expect(linkMitigation(MODEL, 'mfa', ['r1', 'r2'], true)).toBe(MODEL)
  expect(linkMitigation(MODEL, 'mfa', ['r3'], false)).toBe(MODEL)
  expect(linkMitigation(MODEL, 'ghost', ['r3'], true)).toBe(MODEL)
  expect(removeMitigations(MODEL, ['ghost'])).toBe(MODEL)
  expect(renameMitigation(MODEL, 'ghost', 'g')).toBe(MODEL)
  expect(updateMitigation(MODEL, 'tls', { evidence: ['a1b2c3d'], status: 'landed' })).toBe(MODEL)
})

test('a mitigation that is removed is named nowhere, and the status of its risks stays', () => {
  const mitigated = {
    ...MODEL,
    risks: MODEL.risks.map((each) => ({ ...each, status: 'mitigated' as const })),
  }
  const left = removeMitigations(mitigated, ['mfa'])
  expect(linksOf(left)).toEqual([['tls'], undefined, undefined])
  expect(left.risks.every(({ status }) => status === 'mitigated')).toBe(true)
})

test('risks follow a mitigation to its new id', () => {
  const renamed = renameMitigation(MODEL, 'mfa', 'second-factor')
  expect(renamed.mitigations.map(({ id }) => id)).toEqual(['second-factor', 'tls'])
  expect(linksOf(renamed)).toEqual([['second-factor', 'tls'], ['second-factor'], undefined])
})
