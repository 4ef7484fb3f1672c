import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crossingsOf } from '../../../model/crossings.ts'
import { TEMPLATES } from '../templates/templates.ts'
import { readModel } from './read-model.ts'
import { printModel, spliceModel } from './write-model.ts'

const EXAMPLE = `title: Orders Platform Threat Model
data_assets:
  customer-pii:
    description: Names, addresses, partial card data
    confidentiality: confidential      # public internal restricted confidential strictly-confidential
    integrity: critical                # archive operational important critical mission-critical
technical_assets:
  api-gateway:                         # the key is the stable id
    title: API Gateway
    type: process                      # external-entity process datastore
    inside_trust_boundary: dmz         # read; written only where the file already has it
    technologies: [load-balancer, jwt-validation]
    communication_links:
      orders-service:                  # link id
        target: orders-service
        protocol: https
        authentication: jwt
        data_assets_sent: [customer-pii]
trust_boundaries:
  dmz:
    type: network-dedicated-hoster
    technical_assets_inside: [api-gateway]
    trust_boundaries_nested: []
  trust-boundary-1:
    type: line
    crossed_by: ["browser>api-gateway"]
identified_risks:
  - id: SEC-412
    category: spoofing
    asset: api-gateway                 # or link, or boundary
    description: Forged JWT accepted; alg:none not rejected
    assumption: The gateway is the only place that validates tokens
    mitigation: Verify signature and standard claims on every request
    status: in-progress
    ticket: SEC-412
    owner: platform-team
risk_analysis:
  browser>api-gateway:
    reviewed: 2026-11-23
    fingerprint: 5c1f0d9e
    not_applicable:
      repudiation: Every request is logged with its subject by the gateway
    rejected:                          # committed, so nobody is asked twice
      - {category: tampering, title: TLS stripped by a proxy, reason: HSTS preloaded, key: 9b1e44}
notes:
  - "Auth: JWT issued by Identity Service, validated at Gateway"
`

const textOf = (id: string) => TEMPLATES.find((template) => template.id === id)?.text ?? ''
const orders = () => {
  const { model } = readModel(textOf('orders'))
  if (!model) throw new Error('the template must read')
  return model
}
/** Lines of `after` that `before` does not have, and the other way round. */
const changed = (before: string, after: string) => {
  const [a, b] = [before.split('\n'), after.split('\n')]
  return { gone: a.filter((line) => !b.includes(line)), come: b.filter((line) => !a.includes(line)) }
}

describe('reading a model', () => {
  test('every template reads without a diagnostic', () => {
    for (const template of TEMPLATES)
      expect([template.id, readModel(template.text).diagnostics]).toEqual([template.id, []])
  })

  test('the Orders template has its components, flows and exactly three crossings', () => {
    const model = orders()
    expect(model.components.map(({ id }) => id)).toEqual([
      'browser',
      'api-gateway',
      'orders-service',
      'postgres',
      'stripe-api',
      'redis',
    ])
    expect(model.flows).toHaveLength(5)
    expect([...crossingsOf(model).keys()]).toEqual([
      'browser>api-gateway',
      'api-gateway>orders-service',
      'orders-service>stripe-api',
    ])
  })

  test('the documented example loads with located diagnostics for what it leaves undefined', () => {
    const { model, diagnostics, locate } = readModel(EXAMPLE, 'threat-model.yaml')
    expect(model?.components.map(({ id, zone }) => [id, zone])).toEqual([['api-gateway', 'dmz']])
    expect(model?.risks.map(({ id, target }) => [id, target])).toEqual([['SEC-412', 'api-gateway']])
    expect(diagnostics.map(({ code, range }) => [code, range?.start.line])).toEqual([
      ['unknown-target', 15],
      ['unknown-flow', 26],
      ['unknown-target', 38],
    ])
    expect(diagnostics.every(({ file }) => file === 'threat-model.yaml')).toBe(true)
    expect(locate('api-gateway')?.start).toEqual({ line: 8, column: 3 })
  })

  test('a contradiction between a component and a zone is named at both lines', () => {
    const text = EXAMPLE.replace('inside_trust_boundary: dmz ', 'inside_trust_boundary: lan ').replace(
      '  trust-boundary-1:',
      '  lan: {type: network-on-prem}\n  trust-boundary-1:',
    )
    const found = readModel(text).diagnostics.filter(({ code }) => code === 'zone-contradiction')
    expect(found.map(({ range }) => range?.start.line)).toEqual([11, 22])
  })

  test('D18 an empty or zero-filled text is an error and no model', () => {
    for (const text of ['', '   \n', '\0\0\0\0', '# only a comment\n']) {
      const { model, diagnostics } = readModel(text)
      expect(model).toBeNull()
      expect(diagnostics[0]?.severity).toBe('error')
    }
  })

  test('D14 conflict markers give an error with their line and no model', () => {
    const { model, diagnostics } = readModel(
      'title: A\n<<<<<<< ours\nnotes: [a]\n=======\nnotes: [b]\n>>>>>>> theirs\n',
    )
    expect(model).toBeNull()
    expect(diagnostics[0]?.range?.start.line).toBe(2)
  })

  test('any text gives a result', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        readModel(text)
      }),
    )
  })

  test('D17 a template cut at any byte is refused, or says the same as the whole', () => {
    for (const { id, text } of TEMPLATES) {
      const whole = readModel(text).model
      for (let end = 0; end < text.length; end += id === 'orders' ? 1 : 7) {
        const { model, diagnostics } = readModel(text.slice(0, end))
        if (model) expect([id, end, model]).toEqual([id, end, whole])
        else expect(diagnostics[0]?.severity).toBe('error')
      }
    }
  }, 60_000)

  test('D17 a text without the mark that ends inside a line is read with a warning', () => {
    const codes = (text: string) => readModel(text).diagnostics.map(({ code }) => code)
    expect(codes('title: Orders Pla')).toEqual(['no-final-newline'])
    expect(codes('title: Orders Platform\n')).toEqual([])
    expect(codes('{title: Orders}')).toEqual([])
  })

  test('D24 a file of a newer version is reported', () => {
    const { model, diagnostics } = readModel('title: A\nfenceline_version: 2\n')
    expect(model?.title).toBe('A')
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['newer-version', 'error']])
  })

  test('H3 forty thousand keys are read', () => {
    const keys = Array.from({ length: 40_000 }, (_, at) => `  k${at}: 1`).join('\n')
    expect(readModel(`title: A\nx:\n${keys}\n`).model?.title).toBe('A')
  }, 20_000)

  test('H3 more keys and items than 8 MB of a real model hold are refused before they are parsed', () => {
    const { model, diagnostics } = readModel(`title: A\nx: [${'1,'.repeat(400_000)}]\n`)
    expect(model).toBeNull()
    expect(diagnostics.map(({ code, range }) => [code, range?.start.line])).toEqual([['too-many-entries', 2]])
  }, 20_000)

  test('a model of more than 50,000 elements is refused, with what it has most of', () => {
    const data = Array.from({ length: 50_000 }, (_, at) => `  d${at}: {}`).join('\n')
    const { model, diagnostics } = readModel(`title: A\ndata_assets:\n${data}\ntrust_boundaries:\n  z: {}\n`)
    expect(model).toBeNull()
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'The model has 50,001 elements, 50,000 of them data assets; 50,000 are the most. Split it into several models.',
    ])
  }, 60_000)

  test('H6 a big number keeps its digits', () => {
    expect(readModel('title: 123456789012345678901234567890\n').model?.title).toBe(
      '123456789012345678901234567890',
    )
  })

  test.each([
    ['another YAML file', '{name: x, version: 1}\n', 'not-a-model', 1],
    [
      'a component key twice',
      'title: A\ntechnical_assets:\n  a: {type: process}\n  a: {type: process}\n',
      'duplicate-id',
      4,
    ],
    [
      'a link key twice',
      'title: A\ntechnical_assets:\n  a:\n    type: process\n    communication_links:\n      b: {target: a}\n      b: {target: a}\n',
      'duplicate-flow',
      7,
    ],
    ['a colon in an id', 'title: A\ntechnical_assets:\n  "a:b": {type: process}\n', 'bad-id', 3],
    [
      'a misspelt key',
      'title: A\ntechnical_assets:\n  a:\n    type: process\n    comunication_links: {}\n',
      'unknown-key',
      5,
    ],
    [
      'a bare no as reason',
      'title: A\ntechnical_assets:\n  a:\n    type: process\n    out_of_scope: no\n',
      'unknown-word',
      5,
    ],
    [
      'members of a line',
      'title: A\ntrust_boundaries:\n  l:\n    type: line\n    trust_boundaries_nested: [l]\n',
      'not-a-zone',
      5,
    ],
    ['flows over a zone', 'title: A\ntrust_boundaries:\n  z:\n    crossed_by: ["a>b"]\n', 'not-a-line', 4],
    [
      'a category that is none',
      'title: A\ntechnical_assets: {a: {type: process}}\nrisk_analysis:\n  a:\n    not_applicable:\n      spoofin: x\n',
      'unknown-word',
      6,
    ],
  ])('%s is reported at its line', (_, text, code, line) => {
    expect(readModel(text).diagnostics.map((found) => [found.code, found.range?.start.line])).toEqual([
      [code, line],
    ])
  })

  test('a reason that looks like a flag is still a reason', () => {
    const model = orders()
    const components = model.components.map((component) => ({ ...component, outOfScope: 'true' }))
    const text = spliceModel(textOf('orders'), { ...model, components })
    expect(readModel(text).model?.components.map(({ outOfScope }) => outOfScope)).toEqual(
      Array(6).fill('true'),
    )
  })
})

describe('writing a model', () => {
  test('printing and reading gives the same model', () => {
    for (const { text } of TEMPLATES) {
      const { model } = readModel(text)
      if (!model) throw new Error('the template must read')
      expect(readModel(printModel(model)).model).toEqual(model)
    }
  })

  test('D10 splicing the model that the text holds changes no byte', () => {
    for (const text of [EXAMPLE, ...TEMPLATES.map((template) => template.text)]) {
      const { model } = readModel(text)
      if (model) expect(spliceModel(text, model)).toBe(text)
      if (model) expect(spliceModel(text.replaceAll('\n', '\r\n'), model)).toBe(text.replaceAll('\n', '\r\n'))
    }
  })

  test('a new title changes its line alone', () => {
    const model = orders()
    const components = model.components.map((component) =>
      component.id === 'api-gateway' ? { ...component, title: 'Public Gateway' } : component,
    )
    expect(changed(textOf('orders'), spliceModel(textOf('orders'), { ...model, components }))).toEqual({
      gone: ['    title: API Gateway'],
      come: ['    title: Public Gateway'],
    })
  })

  test('moving a component to another zone changes the two lists and what the component says of it', () => {
    const { model } = readModel(EXAMPLE)
    if (!model) throw new Error('must read')
    const components = model.components.map((component) => ({ ...component, zone: null }))
    const text = spliceModel(EXAMPLE, { ...model, components })
    expect(readModel(text).model?.components[0]?.zone).toBeNull()
    expect(changed(EXAMPLE, text).gone.length).toBeLessThanOrEqual(2)
    expect(text).toContain('# the key is the stable id')
  })

  test('a risk and a review are added without touching another line', () => {
    const model = orders()
    const text = spliceModel(textOf('orders'), {
      ...model,
      risks: [
        {
          id: 'r1',
          target: 'redis',
          category: 'tampering',
          title: 'Cache: writable',
          status: 'in-progress',
          ticket: 'SEC-1',
        },
      ],
      analyses: [
        { target: 'redis', reviewed: '2026-11-23', fingerprint: '12345678', notApplicable: {}, rejected: [] },
      ],
    })
    expect(changed(textOf('orders'), text).gone).toEqual([])
    expect(readModel(text).model?.risks[0]?.title).toBe('Cache: writable')
    expect(readModel(text).model?.analyses[0]?.fingerprint).toBe('12345678')
  })

  test('removing a component removes its lines and keeps comments elsewhere', () => {
    const model = orders()
    const text = spliceModel(textOf('orders'), {
      ...model,
      components: model.components.filter(({ id }) => id !== 'redis'),
      flows: model.flows.filter(({ to }) => to !== 'redis'),
    })
    expect(text).toContain('# A line boundary is crossed by the flows it names.')
    expect(changed(textOf('orders'), text).come).toEqual([
      '    technical_assets_inside: [orders-service, postgres]',
    ])
    expect(readModel(text).diagnostics).toEqual([])
  })
})
