import { beforeEach, describe, expect, test } from 'vitest'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import type { Risk } from '../../../shared/model/schema.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { currentDocument, showOpened } from '../document.ts'
import { draftThreats } from '../threats/analysis.ts'
import { type Threat, threatsOf } from '../threats/threats.ts'
import {
  acceptUntil,
  dropMitigation,
  lastAccepter,
  listAccepters,
  mitigateWith,
  newMitigation,
  setMitigation,
  titlesOf,
} from './resolutions.ts'

const threats = (kind: Threat['kind']) => threatsOf(currentDocument()).filter((each) => each.kind === kind)
const first = (kind: Threat['kind']): Threat => {
  const [threat] = threats(kind)
  if (!threat) throw new Error(`there must be a ${kind}`)
  return threat
}
const model = () => currentDocument().model
const lastRisk = () => model().risks.at(-1) as Risk

beforeEach(() => {
  showOpened(anOpenedModel({ model: { ...PLAIN_ORDERS, risks: [] } }))
  draftThreats()
})

describe('accepting', () => {
  test('keeps a draft with who takes it, why and until when, in one step', () => {
    acceptUntil(first('draft'), { by: 'Ada', why: 'Insured', until: '2027-03-31' })
    expect(lastRisk()).toMatchObject({
      ...{ status: 'accepted', justification: 'Insured', acceptedBy: 'Ada', acceptedUntil: '2027-03-31' },
      source: { by: 'rules' },
    })
  })

  test('offers who accepted last, and everybody once', () => {
    expect(lastAccepter(model())).toBe('')
    for (const by of ['Ada', 'Bo', 'Ada']) acceptUntil(first('draft'), { by, why: 'Insured' })
    expect(lastAccepter(model())).toBe('Ada')
    expect(listAccepters(model())).toEqual(['Ada', 'Bo'])
  })
})

describe('mitigating', () => {
  test('adds a mitigation that has a new title and takes one that is there', () => {
    const tls = newMitigation('TLS')
    mitigateWith(first('draft'), { evidence: ['a1b2c3d'], titles: ['TLS', 'Second factor'] })
    mitigateWith(first('draft'), { evidence: [], titles: ['Second factor'] })
    expect(model().mitigations.map(({ id, status }) => [id, status])).toEqual([
      [tls, 'planned'],
      ['second-factor', 'landed'],
    ])
    expect(model().risks.map(({ status, evidence, mitigations }) => [status, evidence, mitigations])).toEqual(
      [
        ['mitigated', ['a1b2c3d'], ['tls', 'second-factor']],
        ['mitigated', undefined, ['second-factor']],
      ],
    )
    expect(titlesOf(model(), ['second-factor', 'tls'])).toEqual(['Second factor', 'TLS'])
  })

  test('a mitigation that is changed or removed is so for every risk', () => {
    mitigateWith(first('draft'), { evidence: [], titles: ['TLS'] })
    setMitigation('tls', { status: 'landed' }, 'status')
    expect(model().mitigations[0]?.status).toBe('landed')
    dropMitigation('tls')
    expect(model().mitigations).toEqual([])
    expect(lastRisk()).not.toHaveProperty('mitigations')
    expect(lastRisk().status).toBe('mitigated')
  })
})
