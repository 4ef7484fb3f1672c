/** For each lint rule models in which it finds something, and near misses in which it must find nothing. */
import { aComponent, aFlow, aLine, aModel, aTeamRule, aZone } from '../../../analysis/sample.ts'
import { DEFAULT_CONFIG } from '../../../model/config.ts'
import { EMPTY_LAYOUT } from '../../../model/layout.ts'
import type { Mitigation, Model } from '../../../model/schema.ts'
import type { Facts } from '../../rule.ts'
import { analysed, aRisk, plus, SMALL, without } from './sample.ts'

interface Case {
  readonly finds: readonly Model[]
  readonly spares: readonly Model[]
  /** For rules about what stands beside the model. */
  readonly facts?: Partial<Facts>
}

const risky = (...parts: readonly Parameters<typeof aRisk>[0][]): Model => ({
  ...SMALL,
  risks: parts.map((part, at) => aRisk({ id: `r${at}`, ...part })),
})
const accepted = (part: Parameters<typeof aRisk>[0]): Model =>
  risky({ status: 'accepted', justification: 'Rare', ...part })
const answered = (risk: Parameters<typeof aRisk>[0], mitigation: Partial<Mitigation>): Model => ({
  ...risky({ mitigations: ['m'], ...risk }),
  mitigations: [{ id: 'm', title: 'Sign tokens', status: 'planned', evidence: [], ...mitigation }],
})
const called = (title: string): Model => plus({ components: [aComponent({ id: 'c', kind: 'store', title })] })
const named = (id: string): Model => plus({ components: [aComponent({ id, kind: 'store', title: 'Other' })] })
const travelling = (protocol: string): Model => ({
  ...SMALL,
  flows: SMALL.flows.map((flow) => ({ ...flow, protocol })),
})
const outOfScope = (reason: string): Model => ({
  ...SMALL,
  components: SMALL.components.map((each) => (each.id === 'b' ? { ...each, outOfScope: reason } : each)),
})
const twoStores = [aComponent({ id: 's', kind: 'store' }), aComponent({ id: 't', kind: 'store' })]
const token = `ghp_${'a1B2c3D4e5'.repeat(4)}`.slice(0, 40)

export const CASES: Readonly<Record<string, Case>> = {
  'nothing-to-check': {
    finds: [aModel({}), aModel({ components: SMALL.components })],
    spares: [SMALL],
  },
  'crossing-not-analysed': {
    finds: [without('a>b')],
    spares: [
      { ...without('a>b'), components: SMALL.components.map((each) => ({ ...each, zone: null })) },
      analysed('a>b', { fingerprint: '00000000' }),
      analysed('a>b', { outOfScope: 'Elsewhere' }),
    ],
  },
  'crossing-stale': {
    finds: [analysed('a>b', { fingerprint: '00000000' }), travelling('http')],
    spares: [without('a>b'), analysed('a>b', { fingerprint: '00000000', outOfScope: 'Elsewhere' })],
  },
  'component-not-analysed': { finds: [without('b')], spares: [outOfScope('Not ours')] },
  'component-stale': { finds: [analysed('b', { fingerprint: '00000000' })], spares: [without('b')] },
  'boundary-not-crossed': {
    finds: [
      plus({ boundaries: [aLine('l', 'Line', [])] }),
      { ...SMALL, components: SMALL.components.map((each) => ({ ...each, zone: 'z' })) },
    ],
    spares: [
      plus({ boundaries: [aLine('l', 'Line', ['a>b'])] }),
      plus({ boundaries: [aZone('y', 'Empty')] }),
    ],
  },
  'analysis-target-unknown': {
    finds: [{ ...SMALL, analyses: [...SMALL.analyses, { target: 'gone', notApplicable: {}, rejected: [] }] }],
    spares: [SMALL],
  },

  'risk-unresolved': {
    finds: (['unchecked', 'in-discussion', 'in-progress'] as const).map((status) =>
      risky({ status, ticket: undefined }),
    ),
    spares: [
      risky({ ticket: undefined, status: 'mitigated' }),
      risky({ ticket: undefined, status: 'wont-fix', justification: 'Gone next week' }),
      risky({ ticket: undefined, status: 'accepted' }),
    ],
  },
  'justification-missing': {
    finds: (['accepted', 'wont-fix', 'false-positive'] as const).map((status) =>
      risky({ status, justification: ' ' }),
    ),
    spares: [risky({ status: 'accepted', justification: 'Rare' }), risky({ status: 'mitigated' })],
  },
  'risk-target-unknown': {
    finds: ['gone', 'a>gone', 'boundary:gone'].map((target) => risky({ target })),
    spares: ['b', 'a>b', 'boundary:z'].map((target) => risky({ target })),
  },
  'risk-duplicate': {
    finds: [risky({}, { title: ' forged ' }), risky({}, { status: 'unchecked', ticket: undefined })],
    spares: [
      risky({}, { title: 'Stolen' }),
      risky({}, { target: 'a>b' }),
      risky({}, { category: 'tampering' }),
      risky({ title: '' }, { title: '' }),
    ],
  },
  'ticket-shared': {
    finds: [
      {
        ...plus({ components: twoStores, flows: [aFlow({ from: 'b', to: 's' })] }),
        risks: [aRisk({ id: 'x', target: 'a' }), aRisk({ id: 'y', target: 'b>s' })],
      },
    ],
    spares: [
      risky({}, { target: 'a>b' }),
      risky({ target: 'a' }, { target: 'b', ticket: 'SEC-2' }),
      risky({ target: 'a' }, { target: 'boundary:z' }),
      risky({ target: 'a', ticket: undefined }, { target: 'b', ticket: undefined }),
    ],
  },
  'mitigation-missing': {
    finds: [risky({ mitigation: undefined }), risky({ status: 'mitigated', mitigation: ' ' })],
    spares: [
      risky({ status: 'unchecked', mitigation: undefined }),
      risky({ status: 'mitigated', mitigation: undefined, justification: 'Done in the gateway' }),
      answered({ mitigation: undefined }, {}),
    ],
  },
  'risk-wordless': {
    finds: [risky({ title: ' ' })],
    spares: [
      risky({ title: '', description: 'Tokens are forged.' }),
      risky({ title: '', source: { by: 'rules', rule: 'missing-waf' } }),
    ],
  },
  'risk-half-rated': {
    finds: [risky({ likelihood: 'likely' }), risky({ impact: 'high' })],
    spares: [
      risky({ likelihood: 'likely', impact: 'high' }),
      risky({ impact: 'high', source: { by: 'person', format: 'tm7' } }),
    ],
  },
  'acceptance-expired': {
    finds: [accepted({ acceptedUntil: '2026-11-26' })],
    spares: [
      accepted({ acceptedUntil: '2026-11-27' }),
      accepted({}),
      risky({ status: 'mitigated', acceptedUntil: '2026-11-26' }),
    ],
  },
  'acceptance-without-owner': {
    finds: [accepted({ acceptedBy: ' ' })],
    spares: [
      accepted({ acceptedBy: 'Ada' }),
      accepted({ owner: 'Ops' }),
      risky({ status: 'wont-fix', justification: 'Rare' }),
    ],
  },
  'acceptance-without-end': {
    finds: [accepted({})],
    spares: [accepted({ acceptedUntil: '2027-01-01' }), risky({ status: 'wont-fix', justification: 'Rare' })],
  },
  'evidence-missing': {
    finds: [
      risky({ status: 'mitigated' }),
      answered({ status: 'mitigated' }, { status: 'planned' }),
      answered({}, { status: 'landed' }),
    ],
    spares: [
      risky({ status: 'mitigated', evidence: ['abc1234'] }),
      answered({ status: 'mitigated' }, { status: 'landed', evidence: ['abc1234'] }),
      risky({ status: 'mitigated', source: { by: 'person', format: 'tm7' } }),
      answered({}, { status: 'planned' }),
    ],
  },
  'mitigation-not-landed': {
    finds: (['planned', 'in-progress'] as const).map((status) =>
      answered({ status: 'mitigated' }, { status }),
    ),
    spares: [answered({ status: 'mitigated' }, { status: 'landed' }), answered({}, { status: 'planned' })],
  },
  'mitigation-unused': {
    finds: [answered({ mitigations: undefined }, {})],
    spares: [answered({}, {})],
  },

  'not-applicable-without-reason': {
    finds: [analysed('b', { notApplicable: { repudiation: ' ' } })],
    spares: [analysed('b', { notApplicable: { repudiation: 'Logged' } })],
  },
  'not-applicable-contradicted': {
    finds: [analysed('b', { notApplicable: { spoofing: 'No logins' } })],
    spares: [
      analysed('a', { notApplicable: { spoofing: 'No logins' } }),
      { ...analysed('b', { notApplicable: { spoofing: 'No logins' } }), risks: [] },
      {
        ...analysed('b', { notApplicable: { spoofing: 'No logins' } }),
        risks: [aRisk({ status: 'false-positive', justification: 'No logins' })],
      },
    ],
  },
  'rejected-without-reason': {
    finds: [analysed('b', { rejected: [{ category: 'tampering', title: 'T', reason: '', key: '1' }] })],
    spares: [analysed('b', { rejected: [{ category: 'tampering', title: 'T', reason: 'No', key: '1' }] })],
  },
  'out-of-scope-without-reason': {
    finds: [analysed('b', { outOfScope: '' }), { ...outOfScope(''), risks: [] }],
    spares: [analysed('b', { outOfScope: 'Not ours' }), outOfScope('Not ours')],
  },
  'out-of-scope-with-risks': {
    finds: [{ ...outOfScope('Not ours'), risks: [aRisk({ ticket: undefined })] }],
    spares: [outOfScope('Not ours'), risky({ ticket: undefined })],
  },
  'review-without-fingerprint': {
    finds: [analysed('b', { fingerprint: undefined })],
    spares: [analysed('b', { fingerprint: undefined, outOfScope: 'Not ours' })],
  },
  'review-date-wrong': {
    finds: ['2026-13-01', 'yesterday', '2026-11-29', '2031-01-01'].map((day) =>
      analysed('b', { reviewed: day }),
    ),
    spares: ['2026-11-27', '2026-11-28', '2024-02-29'].map((day) => analysed('b', { reviewed: day })),
  },
  'review-old': {
    finds: ['2025-11-26', '1999-01-01'].map((day) => analysed('b', { reviewed: day })),
    spares: ['2025-11-27', 'yesterday'].map((day) => analysed('b', { reviewed: day })),
  },

  'zone-empty': {
    finds: [plus({ boundaries: [aZone('y', 'Empty')] })],
    spares: [plus({ boundaries: [aZone('y', 'Outer'), aZone('x', 'Inner', 'y')] })].map((model) => ({
      ...model,
      components: model.components.map((each) => ({ ...each, zone: 'x' })),
      boundaries: model.boundaries.filter(({ id }) => id !== 'z'),
    })),
  },
  'component-without-flows': { finds: [called('C')], spares: [SMALL] },
  'data-unused': {
    finds: [{ ...SMALL, dataAssets: [...SMALL.dataAssets, { id: 'e', title: 'Unused', tags: [] }] }],
    spares: [
      {
        ...SMALL,
        flows: SMALL.flows.map((flow) => ({ ...flow, dataSent: [] })),
        components: SMALL.components.map((each) => ({ ...each, dataProcessed: ['d'] })),
      },
    ],
  },
  'data-unrated': {
    finds: [{ ...SMALL, dataAssets: [{ id: 'd', title: 'Data', tags: [] }] }],
    spares: [{ ...SMALL, dataAssets: [{ id: 'd', title: 'Data', integrity: 'critical', tags: [] }] }],
  },
  'zone-repeats-zone': {
    finds: [
      {
        ...plus({ boundaries: [aZone('y', 'Outer')] }),
        boundaries: [aZone('y', 'Outer'), aZone('z', 'Zone', 'y')],
      },
    ],
    spares: [
      {
        ...SMALL,
        components: SMALL.components.map((each) => (each.id === 'a' ? { ...each, zone: 'y' } : each)),
        boundaries: [aZone('y', 'Outer'), aZone('z', 'Zone', 'y')],
      },
      { ...SMALL, boundaries: [aZone('y', 'Outer'), aZone('z', 'Zone', 'y'), aZone('x', 'Other', 'y')] },
    ],
  },

  'protocol-missing': {
    finds: [travelling(''), { ...SMALL, flows: [aFlow({ from: 'a', to: 'b' })] }],
    spares: [plus({ components: twoStores, flows: [aFlow({ from: 's', to: 't' })] })],
  },
  'protocol-unknown': {
    finds: ['htps', 'HTTTPS', 'mqqt', 'jdbc-encrypte'].map(travelling),
    spares: [
      'HTTPS',
      'gRPC',
      'GraphQL',
      'TLS 1.3',
      'tls1.3',
      'amqp',
      'our-own-protocol',
      'jdbc-encrypted',
    ].map(travelling),
  },
  'flow-to-itself': {
    finds: [plus({ flows: [aFlow({ from: 'b', to: 'b' })] })],
    spares: [plus({ flows: [aFlow({ from: 'b', to: 'a' })] })],
  },
  'flow-duplicate': {
    finds: [
      plus({ flows: [aFlow({ from: 'a', to: 'b', id: 'again', protocol: 'https', dataSent: ['d'] })] }),
    ],
    spares: [
      plus({ flows: [aFlow({ from: 'a', to: 'b', id: 'again', protocol: 'ssh', dataSent: ['d'] })] }),
      plus({ flows: [aFlow({ from: 'b', to: 'a', protocol: 'https', dataSent: ['d'] })] }),
      plus({
        flows: [aFlow({ from: 'a', to: 'b', id: 'again', protocol: 'https', dataSent: ['d'] })],
        boundaries: [aLine('l', 'Line', ['a>again'])],
      }),
    ],
  },
  'flow-without-process': {
    finds: [
      plus({ components: twoStores, flows: [aFlow({ from: 's', to: 't' })] }),
      plus({
        components: [aComponent({ id: 'e', kind: 'external' })],
        flows: [aFlow({ from: 'a', to: 'e' })],
      }),
    ],
    spares: [plus({ components: twoStores, flows: [aFlow({ from: 'b', to: 's' })] })],
  },

  'model-untitled': {
    finds: [
      { ...SMALL, title: ' ' },
      { ...SMALL, title: 'Threat model' },
    ],
    spares: [SMALL],
  },
  'title-blank': { finds: [called('  ')], spares: [SMALL] },
  'title-long': { finds: [called('x'.repeat(81))], spares: [called('x'.repeat(80))] },
  'title-duplicate': {
    finds: [called('B ')],
    spares: [called('B2'), plus({ boundaries: [aLine('l', 'A', ['a>b'])] })],
  },
  'title-invisible-characters': {
    finds: ['b\u200b', '\u202eevil', 'b\ufeff'].map(called),
    spares: ['Größe', '支付', 'Ωmega'].map(called),
  },
  'title-lookalike': {
    // Cyrillic а, Greek ο.
    finds: ['P\u0430yments', 'L\u03bfgin API'].map(called),
    spares: ['Платежи', 'Größe', 'β-Test', 'Сервис API', '日本API', 'naïve'].map(called),
  },
  'id-style': { finds: ['My_Store', '支付', 'x:y'].map(named), spares: [named('my-store-2')] },
  'id-lookalike': {
    finds: ['\u0430pi', 'caf\u0065\u0301', 'c\u200bd', '\u0412', 'Ｂ'].map(named),
    spares: ['café', '支付', 'My_Store', 'платежи'].map(named),
  },
  'secret-in-model': {
    finds: [
      called(`Key ${token}`),
      { ...SMALL, notes: [`It is ${token}.`] },
      risky({ description: '-----BEGIN RSA PRIVATE KEY-----' }),
    ],
    spares: [
      called('GitHub token (ghp_...)'),
      { ...SMALL, notes: ['The key stands in the vault under payments/stripe/live-key-of-2026'] },
    ],
  },

  'switched-rule-unknown': {
    finds: [
      { ...SMALL, rulePacks: ['microsoft-sdi'] },
      { ...SMALL, rulesOff: { 'entry-token-forge': 'Checked by the mesh' } },
    ],
    spares: [{ ...SMALL, rulesOff: { 'entry-token-forged': 'Checked by the mesh', fenceline: 'No' } }],
  },
  'switched-rule-without-reason': {
    finds: [{ ...SMALL, rulesOff: { 'entry-token-forged': ' ' } }],
    spares: [{ ...SMALL, rulesOff: { 'entry-token-forged': 'Checked by the mesh' } }],
  },
  'team-rule-id-taken': {
    finds: [SMALL],
    spares: [],
    facts: { config: { ...DEFAULT_CONFIG, rules: [aTeamRule({ id: 'entry-token-forged' })] } },
  },

  'config-code-unknown': {
    finds: [SMALL],
    spares: [],
    facts: { config: { ...DEFAULT_CONFIG, lint: { 'crossing-not-analyzed': 'warning' } } },
  },
  'layout-unknown-element': {
    finds: [SMALL],
    spares: [plus({ components: [aComponent({ id: 'gone', kind: 'store' })] })],
    facts: { layout: { ...EMPTY_LAYOUT, boxes: [{ id: 'gone', x: 0, y: 0 }] } },
  },
  'derived-outdated': { finds: [SMALL], spares: [], facts: { outdated: ['threat-model.md'] } },
  'model-removed': { finds: [SMALL], spares: [aModel({ title: 'Empty' })], facts: { isRemoved: true } },
}
