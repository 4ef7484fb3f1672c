import { describe, expect, test } from 'vitest'
import type { DrawnSpec } from '../../../../test/support/models/tm7-file.ts'
import { client, ledger, modelOf, pay, server } from '../../../../test/support/models/tm7-shop.ts'

describe('attributes', () => {
  const list = (name: string, value: readonly string[], selected: number, label = name) => ({
    name,
    label,
    value,
    selected,
  })

  test('that say what ours say become ours, and whatever else was chosen stays in words', () => {
    const attributes = [
      list('storesCredentials', ['No', 'Yes'], 1),
      list('Encrypted', ['No', 'Yes'], 1),
      list('shared', ['No', 'Yes'], 1, 'Shared'),
      list('Signed', ['No', 'Yes'], 0),
      { label: 'Retention', name: 'r-1', value: '7 years' },
      { label: 'Dataflow Order', value: '0' },
    ]
    const { components } = modelOf({ tabs: [{ drawn: [{ ...ledger, attributes }] }] })
    expect(components[0]).toMatchObject({
      tags: ['credentials'],
      encryption: 'transparent',
      description: 'Shared: Yes\nRetention: 7 years',
    })
  })

  test('that nobody chose say nothing', () => {
    const attributes = [
      list('Encrypted', ['No', 'Yes'], 0),
      { label: 'Out Of Scope', value: false },
      { label: 'Reason For Out Of Scope', value: '' },
    ]
    const [component] = modelOf({ tabs: [{ drawn: [{ ...ledger, attributes }] }] }).components
    expect(component).not.toHaveProperty('encryption')
    expect(component).not.toHaveProperty('description')
    expect(component).not.toHaveProperty('outOfScope')
  })

  test('say a person, what is out of scope, and why', () => {
    const attributes = [
      { name: 'type', label: 'Type', value: ['Human'], isFixed: true },
      { label: 'Out Of Scope', value: true },
      { label: 'Reason For Out Of Scope', value: 'Sold last year' },
    ]
    const model = modelOf({
      tabs: [{ drawn: [{ ...client, attributes }, server, { ...pay, attributes: attributes.slice(1, 2) }] }],
    })
    expect(model.components[0]).toMatchObject({ usedByHuman: true, outOfScope: 'Sold last year' })
    expect(model.analyses).toEqual([
      { target: 'shopper>till', notApplicable: {}, rejected: [], outOfScope: 'No reason was given.' },
    ])
  })

  test('of a flow say its protocol and who authenticates', () => {
    const [no, yes] = [
      ['Not Selected', 'No', 'Yes'],
      ['No', 'Yes'],
    ]
    const flow = (type: string, ...attributes: NonNullable<DrawnSpec['attributes']>) => {
      const drawn = [client, server, { ...pay, type, attributes }]
      return modelOf({ tabs: [{ drawn }] }).flows[0]
    }
    expect(flow('SE.DF.TMCore.HTTPS')).toMatchObject({ protocol: 'https' })
    expect(flow('GE.DF')).not.toHaveProperty('protocol')
    expect(flow('GE.DF')).not.toHaveProperty('authentication')
    expect(flow('x', list('authenticatesSource', no, 1))).toMatchObject({ authentication: 'none' })
    expect(flow('x', list('authenticatesSource', no, 2))).toMatchObject({ authentication: 'source' })
    expect(
      flow('x', list('authenticatesSource', no, 2), list('authenticatesDestination', yes, 1)),
    ).toMatchObject({ authentication: 'mutual' })
    const fixed = { name: 'authenticatesSource', label: 'Source Authenticated', value: ['No'], isFixed: true }
    expect(flow('x', fixed)).toMatchObject({ authentication: 'none' })
    expect(flow('x', list('channel', ['Not Selected', 'Wi-Fi'], 1, 'Physical Network'))).toMatchObject({
      description: 'Physical Network: Wi-Fi',
    })
    expect(flow('x', { label: 'Protocol', name: 'g-1', value: 'mqtts' })).toMatchObject({ protocol: 'mqtts' })
  })
})
