import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyTitle } from '../../../test/support/models/random-model.ts'
import { hasErrors } from '../../core/diagnostics.ts'
import { readDfd } from '../../formats/dfd/read.ts'
import { KINDS } from '../../model/schema.ts'
import { readProposal } from './diagram.ts'

const same = (text: string) => text
const SHOP = {
  title: 'Shop',
  zones: [
    { name: 'Inner', parent: 'Cluster' },
    { name: 'Cluster', parent: '' },
  ],
  components: [
    { name: 'Browser', kind: 'external', zone: '', note: 'untrusted' },
    { name: 'Api', kind: 'process', zone: 'Cluster', note: '' },
    { name: 'Orders', kind: 'store', zone: 'inner', note: '' },
  ],
  flows: [
    { from: 'Browser', to: 'Api', protocol: 'https' },
    { from: 'api', to: 'Orders', protocol: '' },
  ],
  notes: ['Who operates the cluster is not said.'],
}
const propose = (reply: object, restore = same) => {
  const read = readProposal(JSON.stringify(reply), restore)
  if ('problem' in read) throw new Error(read.problem)
  return { ...read, model: readDfd(read.dfd).model }
}

describe('a proposed diagram', () => {
  test('is text that reads back as what was proposed', () => {
    const { dfd, dropped, model } = propose(SHOP)
    expect(dropped).toEqual([])
    expect(dfd).toContain('Title: Shop\n')
    expect(model).toMatchObject({ title: 'Shop', notes: [expect.stringContaining('Who operates')] })
    const zoneOf = (title: string) => model?.components.find((each) => each.title === title)?.zone
    expect([zoneOf('Browser'), zoneOf('Api'), zoneOf('Orders')]).toEqual([null, 'cluster', 'inner'])
    expect(model?.boundaries.find(({ id }) => id === 'inner')?.parent).toBe('cluster')
    expect(model?.flows.map(({ from, to, protocol }) => [from, to, protocol])).toEqual(
      expect.arrayContaining([
        ['browser', 'api', 'https'],
        ['api', 'orders', undefined],
      ]),
    )
    expect(model?.flows).toHaveLength(2)
  })

  test('has bad rows dropped with their reasons, their siblings kept', () => {
    const { model, dropped } = propose({
      ...SHOP,
      zones: [...SHOP.zones, { name: 'cluster', parent: '' }],
      components: [
        ...SHOP.components,
        { name: 'Queue', kind: 'broker', zone: '', note: '' },
        { name: ' api ', kind: 'store', zone: '', note: '' },
        { name: '', kind: 'store', zone: '', note: '' },
      ],
      flows: [
        ...SHOP.flows,
        { from: 'Api', to: 'Ghost', protocol: '' },
        { from: 'Browser', to: 'Api', protocol: 'HTTPS' },
        { from: 'Browser', to: 'Api', protocol: 'wss' },
      ],
    })
    expect(model?.components).toHaveLength(3)
    expect(model?.flows).toHaveLength(3)
    expect(dropped.map(({ reason }) => reason)).toEqual([
      '"cluster" is there twice.',
      '"kind" is "broker" and none of external, process, store.',
      '"api" is there twice.',
      '"name" is empty.',
      '"Ghost" is not a component of the diagram.',
      'The reply names this flow twice.',
    ])
  })

  test('keeps what stands in a zone that is not there or encloses itself, outside and told', () => {
    const { model, dropped } = propose({
      ...SHOP,
      zones: [
        { name: 'A', parent: 'B' },
        { name: 'B', parent: 'A' },
        { name: 'C', parent: 'nowhere' },
      ],
      components: SHOP.components.map((each) => ({ ...each, zone: each.name === 'Api' ? 'Moon' : 'B' })),
    })
    expect(dropped).toHaveLength(3)
    expect(dropped.every(({ reason }) => reason.endsWith('It stands outside.'))).toBe(true)
    expect(model?.boundaries).toHaveLength(3)
    expect(model?.components.find((each) => each.title === 'Api')?.zone).toBeNull()
  })

  test('without a component, or that is no JSON, is a problem', () => {
    expect(readProposal('{}', same)).toEqual({ problem: 'The reply proposes no component.' })
    expect(readProposal('I cannot.', same)).toEqual({ problem: 'The reply holds no JSON object.' })
  })

  test('has its names restored', () => {
    const components = [{ name: 'host-1', kind: 'process', zone: '', note: '' }]
    const reply = { ...SHOP, components, flows: [] }
    const { model } = propose(reply, (text) => text.replaceAll('host-1', 'db.example.test'))
    expect(model?.components[0]?.title).toBe('db.example.test')
  })

  test('L11 of any names at all reads back without an error and loses no row in silence', () => {
    const name = fc.oneof(anyTitle, fc.constantFrom('A', 'B', 'C'))
    const proposal = fc.record({
      title: name,
      zones: fc.array(fc.record({ name, parent: fc.oneof(fc.constant(''), name) }), { maxLength: 5 }),
      components: fc.array(
        fc.record({
          name,
          kind: fc.constantFrom(...KINDS, 'other'),
          zone: fc.oneof(fc.constant(''), name),
          note: name,
        }),
        { minLength: 1, maxLength: 8 },
      ),
      flows: fc.array(fc.record({ from: name, to: name, protocol: name }), { maxLength: 8 }),
      notes: fc.array(name, { maxLength: 3 }),
    })
    fc.assert(
      fc.property(proposal, (reply) => {
        const read = readProposal(JSON.stringify(reply), same)
        if ('problem' in read) {
          expect(read.problem).toBe('The reply proposes no component.')
          return
        }
        const { model, diagnostics } = readDfd(read.dfd)
        expect(hasErrors(diagnostics)).toBe(false)
        const rows = reply.zones.length + reply.components.length + reply.flows.length + reply.notes.length
        const taken = model
          ? model.boundaries.length + model.components.length + model.flows.length + model.notes.length
          : 0
        const gone = read.dropped.filter(({ reason }) => !reason.endsWith('It stands outside.'))
        expect(taken + gone.length).toBe(rows)
      }),
    )
  })
})
