/** Models for tests: the Orders Platform in both of its forms, and a builder for small ones. */
import type { Boundary, Component, Flow, Model } from '../model/schema.ts'
import { EMPTY_MODEL } from '../model/schema.ts'
import type { TeamRule } from '../model/team-rule.ts'

type Part<T, Required extends keyof T> = Pick<T, Required> & Partial<T>

/** A component whose title is its id in words, unless given. */
export function aComponent(part: Part<Component, 'id' | 'kind'>): Component {
  const title = part.id.replaceAll('-', ' ')
  return {
    title,
    zone: null,
    technologies: [],
    tags: [],
    dataProcessed: [],
    dataStored: [],
    formatsAccepted: [],
    ...part,
  }
}

/** A flow whose id is its target's, unless given. */
export function aFlow(part: Part<Flow, 'from' | 'to'>): Flow {
  return { id: part.to, title: '', dataSent: [], dataReceived: [], tags: [], ...part }
}

export function aZone(id: string, title: string, parent: string | null = null): Boundary {
  return { id, title, kind: 'zone', parent, crossedBy: [], tags: [] }
}

export function aLine(id: string, title: string, crossedBy: readonly string[]): Boundary {
  return { id, title, kind: 'line', parent: null, crossedBy, tags: [] }
}

/** An empty model with the given parts. */
export function aModel(part: Partial<Model>): Model {
  return { ...EMPTY_MODEL, title: 'Sample', ...part }
}

/** A rule of a team for data stores, of the id `ours`. */
export function aTeamRule(part: Partial<TeamRule> = {}): TeamRule {
  return {
    id: 'ours',
    category: 'tampering',
    on: 'component',
    when: { op: 'is', word: 'store', values: [] },
    title: '{it} is changed by a batch job',
    why: '{callers} write to it.',
    assumption: 'Nobody compares.',
    mitigation: 'Compare every night.',
    reference: 'CWE-284',
    severity: 'high',
    priority: 10,
    ...part,
  }
}

/** What the plain-text DFD of the product's example gives: titles, notes, one protocol, three lines. */
export const PLAIN_ORDERS: Model = aModel({
  title: 'Orders Platform',
  components: [
    aComponent({ id: 'browser', kind: 'external', title: 'Browser', note: 'untrusted' }),
    aComponent({ id: 'api-gateway', kind: 'process', title: 'API Gateway', note: 'DMZ' }),
    aComponent({ id: 'orders-service', kind: 'process', title: 'Orders Service', note: 'app tier' }),
    aComponent({ id: 'postgres', kind: 'store', title: 'Postgres', note: 'orders, PII' }),
    aComponent({ id: 'stripe-api', kind: 'external', title: 'Stripe API', note: 'third party' }),
    aComponent({ id: 'redis', kind: 'store', title: 'Redis', note: 'session cache' }),
  ],
  flows: [
    aFlow({ from: 'browser', to: 'api-gateway', protocol: 'TLS' }),
    aFlow({ from: 'api-gateway', to: 'orders-service' }),
    aFlow({ from: 'orders-service', to: 'postgres' }),
    aFlow({ from: 'orders-service', to: 'stripe-api' }),
    aFlow({ from: 'orders-service', to: 'redis' }),
  ],
  boundaries: [
    aLine('trust-boundary-1', 'trust boundary 1', ['browser>api-gateway']),
    aLine('trust-boundary-2', 'trust boundary 2', ['api-gateway>orders-service']),
    aLine('trust-boundary-3', 'trust boundary 3', ['orders-service>stripe-api']),
  ],
  notes: ['Auth: JWT issued by Identity Service, validated at Gateway'],
})

/** The same system as a template states it: zones, technologies, authentication and rated data. */
export const RICH_ORDERS: Model = aModel({
  title: 'Orders Platform Threat Model',
  dataAssets: [
    {
      id: 'customer-pii',
      title: 'Customer PII',
      confidentiality: 'confidential',
      integrity: 'critical',
      tags: [],
    },
  ],
  components: [
    aComponent({
      id: 'browser',
      kind: 'external',
      title: 'Browser',
      technologies: ['browser'],
      internet: true,
    }),
    aComponent({
      id: 'api-gateway',
      kind: 'process',
      title: 'API Gateway',
      zone: 'dmz',
      technologies: ['load-balancer', 'jwt-validation'],
    }),
    aComponent({
      id: 'orders-service',
      kind: 'process',
      title: 'Orders Service',
      zone: 'app-tier',
      technologies: ['web-service-rest'],
      dataProcessed: ['customer-pii'],
    }),
    aComponent({
      id: 'postgres',
      kind: 'store',
      title: 'Postgres',
      zone: 'app-tier',
      technologies: ['database'],
      dataStored: ['customer-pii'],
    }),
    aComponent({ id: 'redis', kind: 'store', title: 'Redis', zone: 'app-tier', technologies: ['database'] }),
    aComponent({ id: 'stripe-api', kind: 'external', title: 'Stripe API' }),
  ],
  flows: [
    aFlow({
      from: 'browser',
      to: 'api-gateway',
      protocol: 'https',
      authentication: 'jwt',
      dataSent: ['customer-pii'],
    }),
    aFlow({
      from: 'api-gateway',
      to: 'orders-service',
      protocol: 'https',
      authentication: 'jwt',
      dataSent: ['customer-pii'],
    }),
    aFlow({
      from: 'orders-service',
      to: 'postgres',
      protocol: 'jdbc-encrypted',
      authentication: 'credentials',
    }),
    aFlow({ from: 'orders-service', to: 'redis', authentication: 'none' }),
    aFlow({ from: 'orders-service', to: 'stripe-api', protocol: 'https', authentication: 'token' }),
  ],
  boundaries: [aZone('dmz', 'DMZ'), aZone('app-tier', 'App tier')],
})
