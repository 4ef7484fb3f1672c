import { describe, expect, test } from 'vitest'
import type { Model, Risk } from '../../../../model/schema.ts'
import { readModel } from '../../model/read-model.ts'
import { spliceModel } from '../../model/write-model.ts'
import { TrackingIndex } from './tracking.ts'

const ASSETS = `threagile_version: 1.0.0
title: Ferries
technical_assets:
  Booking:
    id: booking
    type: process
    communication_links:
      Reads:
        target: store
  Store:
    id: store
    type: datastore
trust_boundaries:
  Harbour:
    id: harbour
    type: network-on-prem
    technical_assets_inside: [store]
`
const CATEGORY = `individual_risk_categories:
  Forged Tickets: # by a person
    id: forged
    description: Tickets are forged
    mitigation: Sign them
    stride: tampering
    risks_identified:
      <b>Forged Ticket</b> at <b>Booking</b>:
        severity: high
        exploitation_likelihood: likely # or more
        exploitation_impact: medium
        most_relevant_technical_asset: booking
      Forged on the way:
        most_relevant_communication_link: booking>reads
`
const TRACKING = `risk_tracking:
  forged@booking: # decided
    status: accepted
    justification: Cheap tickets
    ticket: T-1
    date: 2026-01-04
    checked_by: Ann
  forged@*:
    status: in-progress
    justification:
    ticket:
    date:
    checked_by:
  missing-hardening@store:
    status: mitigated
    justification: Done
    ticket: T-2
    date: 2026-01-04
    checked_by: Ann
  ldap-injection@*@store@*:
    status: in-discussion
  unencrypted-asset@*:
    status: mitigated
  odd-rule@store:
    status: mitigated
`
const FILE = `${ASSETS}${CATEGORY}${TRACKING}`
const HEAD = `${ASSETS}custom_risk_categories:
  - id: forged
    title: Forged Tickets
    stride: tampering
    risks_identified:
      Forged Ticket: {most_relevant_technical_asset: booking}
`

function modelOf(text = FILE): Model {
  const { model, diagnostics } = readModel(text)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}

function edited(edit: (risks: readonly Risk[]) => readonly Risk[], text = FILE): string {
  const model = modelOf(text)
  const next = { ...model, risks: edit(model.risks) }
  const after = spliceModel(text, next)
  expect(modelOf(after)).toEqual(next)
  return after
}

const change = (id: string, changes: Partial<Risk>) => (risks: readonly Risk[]) =>
  risks.map((risk) => (risk.id === id ? { ...risk, ...changes } : risk))
const without = (id: string) => (risks: readonly Risk[]) => risks.filter((risk) => risk.id !== id)

describe('risks in the places that Threagile has for them', () => {
  test('are read with their status, whether a person or a rule found them', () => {
    expect(modelOf().risks).toMatchObject([
      {
        ...{
          id: 'forged@booking',
          title: 'Forged Ticket at Booking',
          target: 'booking',
          category: 'tampering',
        },
        ...{ status: 'accepted', justification: 'Cheap tickets', ticket: 'T-1', likelihood: 'likely' },
        ...{ impact: 'medium', description: 'Tickets are forged', mitigation: 'Sign them' },
      },
      { id: 'forged@booking>reads', target: 'booking>reads', status: 'in-progress' },
      {
        id: 'missing-hardening@store',
        title: 'Missing hardening',
        category: 'tampering',
        status: 'mitigated',
      },
      { id: 'ldap-injection@*@store@*', target: 'store', status: 'in-discussion' },
    ])
  })

  test('what names no element, and a rule that nobody knows, is told at its line and stays', () => {
    expect(readModel(FILE).diagnostics).toMatchObject([
      { code: 'untargeted-tracking', severity: 'info', range: { start: { line: 53 } } },
      { code: 'unknown-risk-rule', severity: 'info', range: { start: { line: 55 } } },
    ])
  })

  test('HEAD lists its categories by id', () => {
    expect(modelOf(HEAD).risks).toMatchObject([
      { id: 'forged@booking', category: 'tampering', status: 'unchecked' },
    ])
    const after = edited(change('forged@booking', { impact: 'high' }), HEAD)
    expect(after).toContain('{exploitation_impact: high, most_relevant_technical_asset: booking}')
  })

  test.each([
    ['stride: tampering', 'stride: theft', 'unknown-word'],
    ['technical_asset: booking', 'technical_asset: nobody', 'unknown-risk-target'],
  ])('%s as %s is an error at its line', (from, to, code) => {
    const { diagnostics } = readModel(FILE.replace(from, to))
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code,
        severity: 'error',
        range: expect.objectContaining({ start: expect.anything() }),
      }),
    )
  })
})

describe('an edit of such a risk', () => {
  test('changes the entry that tracks it', () => {
    expect(edited(change('forged@booking', { status: 'mitigated', justification: 'Signed' }))).toBe(
      FILE.replace('status: accepted', 'status: mitigated').replace('Cheap tickets', 'Signed'),
    )
    expect(edited(change('missing-hardening@store', { ticket: 'T-3' }))).toBe(FILE.replace('T-2', 'T-3'))
  })

  test('that only a pattern tracks gets an entry of its own', () => {
    const after = edited(change('forged@booking>reads', { status: 'false-positive', justification: 'No' }))
    expect(after).toContain(
      '  forged@booking>reads:\n    status: false-positive\n    justification: "No"\n    ticket: null\n    date: null\n    checked_by: null\n',
    )
    expect(after).toContain('  forged@*:\n    status: in-progress\n')
  })

  test('keeps what Threagile has no word for beside it', () => {
    const after = edited(change('forged@booking', { status: 'wont-fix', owner: 'ann', title: 'Forgery' }))
    expect(after).toContain('    status: accepted\n')
    expect(after).toContain('    fenceline_status: wont-fix\n')
    expect(after).toContain('        owner: ann\n')
    expect(after).toContain('      <b>Forged Ticket</b> at <b>Booking</b>:\n')
  })

  test('that removes it removes what tracks it alone', () => {
    const after = edited(without('forged@booking'))
    expect(after).not.toContain('Cheap tickets')
    expect(after).toContain('  forged@*:\n')
    expect(after).toContain('  Forged Tickets: # by a person\n')
  })

  test('that removes the last one leaves its category whole', () => {
    const after = edited(() => [])
    expect(after).toContain('    risks_identified: {}\n')
    expect(after).toContain('  unencrypted-asset@*:\n')
  })

  test('a new risk goes to a list of its own', () => {
    const risk: Risk = {
      id: 'R1',
      target: 'boundary:harbour',
      category: 'repudiation',
      title: 'X',
      status: 'unchecked',
    }
    expect(edited((risks) => [...risks, risk])).toBe(
      `${FILE}identified_risks:\n  - id: R1\n    category: repudiation\n    boundary: harbour\n    title: X\n    status: unchecked\n`,
    )
  })
})

test.each([
  ['a@*', 'a@b', true],
  ['a@*', 'a@b@c', false],
  ['a@*', 'a@', false],
  ['a@b*d', 'a@bcd', true],
  ['a@b*d', 'a@bd', false],
  ['*@b', 'a@b', true],
  ['a@*b*', 'a@xbx', true],
  ['a@b', 'a@b', true],
])('%s tracks %s: %s', (key, id, expected) => {
  const tracking = {
    key,
    place: { start: 0, end: 0 },
    node: { kind: 'map', flow: false, entries: [], byKey: new Map(), start: 0, end: 0 },
  } as const
  expect(new TrackingIndex([tracking]).of(id) !== undefined).toBe(expected)
})

test('thousands of risks and patterns are read and written in no time', () => {
  const count = 1500
  const lines = (line: (at: number) => string) => Array.from({ length: count }, (_, at) => line(at)).join('')
  const text = `${ASSETS}${CATEGORY}${lines((at) => `      Risk ${at}: {most_relevant_technical_asset: store}\n`)}risk_tracking:\n${lines((at) => `  f*@*${at}*: {status: mitigated}\n`)}`
  // What the processor did, whatever else runs beside the test.
  const start = process.cpuUsage()
  const model = modelOf(text)
  expect(model.risks).toHaveLength(count + 2)
  expect(spliceModel(text, model)).toBe(text)
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(2500)
}, 60_000)
