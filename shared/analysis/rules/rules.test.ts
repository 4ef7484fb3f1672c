import { describe, expect, it } from 'vitest'
import type { Component, Flow, Kind, Model } from '../../model/schema.ts'
import { evaluateModel } from '../evaluate.ts'
import { aComponent, aFlow, aModel, aZone } from '../sample.ts'
import { RULES } from './index.ts'

/**
 * A system in one line: the subject, then its neighbours. `E`, `P`, `S` are the kinds; `<` sends to the
 * subject, `<<` to the neighbour before it, `>` receives from the subject. `[..]` declares technologies, `(..)` is the note, `@Zone` the zone
 * (`Inside` for everything that is not external), `{protocol authentication}` belongs to the flow, where
 * `-` leaves one unstated.
 */
function system(line: string): { readonly model: Model; readonly subject: string; readonly first: string } {
  const parts = line.split('|').map((part) => part.trim())
  const components: Component[] = []
  const flows: Flow[] = []
  for (const [at, part] of parts.entries()) {
    const [, arrow, letter, rest = ''] = /^(<<|[<>])?\s*([EPS])\s+(.*)$/.exec(part) ?? []
    const technologies = /\[(.*?)\]/.exec(rest)?.[1]?.split(' ') ?? []
    const note = /\((.*?)\)/.exec(rest)?.[1]
    const [protocol, authentication] = (/\{(.*?)\}/.exec(rest)?.[1] ?? '').split(' ')
    const zone = /@(\w+)/.exec(rest)?.[1] ?? (letter === 'E' ? null : 'Inside')
    const title = rest.replace(/\[.*?\]|\(.*?\)|\{.*?\}|@\w+/g, '').trim()
    const id = `c${at}`
    const kind: Kind = letter === 'E' ? 'external' : letter === 'S' ? 'store' : 'process'
    const multiTenant = technologies.includes('multi-tenant')
    const rated = technologies.includes('critical') ? ({ availability: 'critical' } as const) : {}
    components.push(
      aComponent({
        id,
        kind,
        title,
        zone,
        technologies,
        ...(note ? { note } : {}),
        ...(multiTenant ? { multiTenant } : {}),
        ...rated,
      }),
    )
    if (at === 0) continue
    const ends =
      arrow === '<<'
        ? { from: id, to: `c${at - 1}` }
        : arrow === '<'
          ? { from: id, to: 'c0' }
          : { from: 'c0', to: id }
    flows.push(
      aFlow({
        ...ends,
        ...(protocol && protocol !== '-' ? { protocol } : {}),
        ...(authentication && authentication !== '-' ? { authentication } : {}),
      }),
    )
  }
  const zones = [...new Set(components.flatMap(({ zone }) => zone ?? []))].map((zone) => aZone(zone, zone))
  const [flow] = flows
  return {
    model: aModel({ components, flows, boundaries: zones }),
    subject: 'c0',
    first: flow ? `${flow.from}>${flow.id}` : '',
  }
}

/** Per rule a system on which it fires and one, as near as can be, on which it does not. */
const CASES: Readonly<Record<string, readonly [fires: string, silent: string]>> = {
  // entry
  'entry-token-forged': [
    'P API Gateway | < E Browser {https jwt}',
    'P API Gateway | < E Browser {https session-id}',
  ],
  'service-token-not-verified': [
    'P Orders Service | < P API Gateway @Dmz {https jwt}',
    'P Orders Service | < P API Gateway {https jwt}',
  ],
  'entry-caller-unauthenticated': ['P Orders API | < E Browser', 'P Orders API | < E Browser {https jwt}'],
  'process-caller-unauthenticated': ['P Thing | < P Other @Dmz', 'P Thing | < P Other'],
  'entry-token-claims-trusted': [
    'P Orders API | < E Browser {https oauth2}',
    'P Orders API | < E Browser {https none}',
  ],
  'entry-input-unvalidated': ['P Orders API | < E Browser', 'P Orders API | < P Other'],
  'entry-injection-to-database': [
    'P Thing | < E Browser | > S Postgres',
    'P Thing | < E Browser | > S Bucket',
  ],
  'edge-filter-bypassed': ['P WAF | < E Browser', 'P Thing | < E Browser'],
  'web-cross-site-scripting': ['P Web application | < E Browser', 'P Orders API | < E Browser'],
  'entry-unaudited': ['P Orders API | < E Browser', 'P Orders API | < P Other @Dmz'],
  'edge-unaudited': ['P API Gateway | < E Browser', 'P API Gateway | < P Other'],
  'entry-excessive-data': [
    'P Orders API | < E Browser | > S Postgres',
    'P Orders API | < E Browser | > P Other',
  ],
  'entry-leaks-internals': ['P Orders API | < E Browser', 'P Orders API | < P Other'],
  'edge-tls-ends-here': ['P Load balancer | < E Browser', 'P Orders API | < E Browser'],
  'entry-unbounded-pagination': ['P API Gateway | < E Browser', 'P API Gateway | < P Other @Dmz'],
  'entry-flooded': ['P Web server | < E Browser', 'P Web server | < P Other'],
  'entry-server-side-request': [
    'P Image import | < E Browser | > E Partner',
    'P Image import | < E Browser | > P Other',
  ],
  'gateway-authorization-missing': ['P Orders API | < E Browser', 'P API Gateway | < E Browser'],
  'entry-shared-by-roles': [
    'P Admin console | < E Operator | < E Customer',
    'P Admin console | < E Operator',
  ],
  // services
  'service-object-level-authorization': [
    'P Orders Service | < P Other | > S Postgres',
    'P Orders Service | < P Other',
  ],
  'service-privilege-excess': ['P Thing | < P Other | > S Postgres', 'P Thing | < P Other | > P Another'],
  'service-caller-trusted': [
    'P Orders Service | < P Proxy | << E Browser',
    'P Orders Service | < P Proxy {https jwt} | << E Browser',
  ],
  'service-injection-to-database': [
    'P Thing | < P Proxy | << E Browser | > S Postgres',
    'P Thing | < P Other | > S Postgres',
  ],
  'service-input-trusted': ['P Orders Service | < P Other', 'P Orders Service | > P Other'],
  'service-response-excess': ['P Thing | < P Other | > S Postgres', 'P Thing | > S Postgres'],
  'service-secrets-leak': ['P Thing | < P Other | > E Stripe API', 'P Thing | < P Other | > S Postgres'],
  'service-plain-inside': [
    'P Password service | < P Other {http none}',
    'P Password service | < P Other {https none}',
  ],
  'process-memory-and-logs': ['P Patient service | < P Other', 'P Weather service | < P Other'],
  'service-tenant-isolation': ['P Thing [multi-tenant] | < P Other', 'P Thing | < P Other'],
  'service-money-unaudited': ['P Billing | < P Other | > S Postgres', 'P Weather | < P Other | > S Postgres'],
  'service-unaudited': [
    'P Orders Service | < P Proxy | << E Browser | > S Postgres',
    'P Orders Service | < P Proxy | << E Browser',
  ],
  'admin-action-unaudited': ['P Admin console | < P Other', 'P Console-free | > P Other'],
  'admin-takeover': ['P Management plane | < P Other', 'P Weather | < P Other'],
  'worker-poison-message': ['P Worker | < P Other', 'P Worker | > P Other'],
  'service-overloaded': ['P Thing | < P Other @Dmz | > S Postgres', 'P Thing | < P Other | > S Postgres'],
  'service-dependency-outage': ['P Billing | > E Stripe API', 'P Billing | > S Postgres'],
  // stores
  'database-over-broad-response': ['S Postgres | < P Other', 'S Redis cache | < P Other'],
  'store-read-directly': ['S Thing | < P Other', 'S Queue | < P Other'],
  'store-unencrypted': ['S Patient records | < P Other', 'S Weather | < P Other'],
  'files-exposed': ['S S3 bucket | < P Other', 'S Postgres | < P Other'],
  'cache-writable': ['S Redis | < P Other', 'S Redis | < P Other {tls credentials}'],
  'cache-readable': ['S Redis', 'S Postgres'],
  'database-tampered': ['S Postgres | < P Other', 'S Thing | < P Other'],
  'store-tampered': ['S Configuration | < P Other', 'S Configuration'],
  'store-crossed-tampered': ['S Thing | < P Other @Dmz', 'S Thing | < P Other'],
  'store-changes-unlogged': ['S Postgres | < P Other | < P Another', 'S Postgres | < P Other'],
  'store-exhausted': ['S Postgres | < P Other', 'S Thing | < P Other'],
  'vault-unavailable': ['S Key Vault | < P Other', 'S Key Vault'],
  'cache-exhausted': ['S Redis | < P Other', 'S Redis'],
  'store-shared-account': ['S Postgres | < P Other | < P Another', 'S Postgres | < P Other'],
  'store-unauthenticated-access': ['S Thing | < E Partner {- none}', 'S Thing | < E Partner {- credentials}'],
  'store-tenant-isolation': ['S Tenant data | < P Other', 'S Weather data | < P Other'],
  'store-logs-removed': ['S Audit log | < P Other', 'S Postgres | < P Other'],
  // identity
  'identity-credentials-guessed': ['P Login service', 'P Orders Service'],
  'identity-policy-too-broad': ['P Identity provider | < P Other', 'P Identity provider | > P Other'],
  'identity-token-leaked': ['P Session service', 'P Orders Service'],
  'identity-account-changes-unaudited': ['P Login | > S Postgres', 'P Login | > P Other'],
  'identity-flooded': ['P Login | < E Browser', 'P Login | < P Other'],
  'session-hijacked': ['P VPN | < P Other', 'P Orders Service | < P Other'],
  'secrets-disclosed': ['S Password store', 'S Weather store'],
  'secrets-service-disclosed': ['P Vault', 'P Weather'],
  'secrets-replaced': ['S Vault | < P Other', 'S Vault'],
  'secrets-access-unaudited': ['S Vault | < P Other', 'S Vault'],
  'secrets-policy-bypassed': ['P Vault | < P Other', 'P Vault'],
  // messaging
  'queue-message-forged': ['S Kafka | < P Other', 'S Kafka | < P Other {tls certificate}'],
  'queue-message-altered': ['S Kafka', 'S Postgres'],
  'queue-read': ['S Kafka | < P Other', 'S Kafka'],
  'queue-flooded': ['S SQS queue', 'S Postgres'],
  'queue-rights-excess': ['S SNS topic', 'S Postgres'],
  'queue-delivery-unproved': ['S Kafka | < E Partner', 'S Kafka | < P Other'],
  'consumer-trusts-message': ['P Thing | < S Kafka', 'P Thing | > S Kafka'],
  'webhook-forged': ['P Thing | < E Stripe', 'P Thing | < E Stripe {https signature}'],
  'party-input-trusted': ['P Thing | < E Partner', 'P Thing | < E Customer'],
  'upload-malicious': ['P Upload | < E Browser', 'P Upload | < P Other'],
  'upload-exhausts': ['P Image converter | < E Browser', 'P Weather | < E Browser'],
  'mail-spoofed': ['P Email service', 'P Orders Service'],
  // platform
  'container-escape': ['P Kubernetes', 'P Orders Service'],
  'container-image-replaced': ['P Docker host', 'P Orders Service'],
  'container-residue': ['P Container runtime', 'P Orders Service'],
  'container-exhausted': ['P Kubernetes | < P Other', 'P Kubernetes'],
  'orchestrator-commands': ['P Orchestrator | < P Other', 'P Orchestrator'],
  'function-role-too-broad': ['P Lambda', 'P Orders Service'],
  'pipeline-poisoned': ['P Jenkins', 'P Orders Service'],
  'pipeline-secrets': ['P CI/CD', 'P Orders Service'],
  'pipeline-rights': ['P GitHub Actions', 'P Orders Service'],
  'repository-secrets': ['S GitHub', 'S Postgres'],
  'repository-tampered': ['S Container registry', 'S Postgres'],
  'logs-disclose': ['S Logs', 'S Postgres'],
  'logs-forged': ['P Audit logger', 'P Orders Service'],
  'logs-prove-nothing': ['S Audit log', 'S Postgres'],
  'monitoring-silenced': ['P Alert manager', 'P Orders Service'],
  'monitoring-discloses': ['P Monitoring | < P Other', 'P Monitoring'],
  'logs-flooded': ['S Logs | < P Other', 'S Logs'],
  'deployment-target-trusts': ['P Thing | < P Jenkins', 'P Thing | > P Jenkins'],
  'configuration-service-tampered': ['P Policy decision | < P Other', 'P Policy decision'],
  // ai
  'prompt-injection': ['P Agent | < E Customer', 'P Orders Service | < E Customer'],
  'prompt-injection-forwarded': ['P Web app | > P RAG module', 'P Web app | > P Other'],
  'agent-tool-misuse': ['P Support agent | > P Other', 'P Orders Service | > P Other'],
  'tool-server-unchecked': ['P MCP server', 'P Orders Service'],
  'tool-description-poisoned': ['P MCP server', 'P Orders Service'],
  'memory-poisoned': ['S Agent memory', 'S Postgres'],
  'retrieval-leaks': ['S Vector database', 'S Postgres'],
  'retrieval-store-open': ['S Pinecone', 'S Postgres'],
  'prompt-data-leaks': ['P Thing | > E OpenAI', 'P Thing | > E Stripe'],
  'model-external-leak': ['E OpenAI | < P Other', 'E Stripe | < P Other'],
  'model-answer-manipulated': ['E LLM | < P Other', 'E Stripe | < P Other'],
  'model-unbounded': ['P Chatbot | < E Customer', 'P Chatbot | > P Other'],
  'agent-actions-unaudited': ['P Agent', 'P Orders Service'],
  'agent-impersonated': ['P Agent', 'P Orders Service'],
  'training-data-poisoned': ['S Training data', 'S Postgres'],
  'model-stolen': ['S Model storage', 'S Postgres'],
  // clients
  'client-modified': ['P Mobile app', 'E Browser'],
  'client-data-at-rest': ['P Desktop', 'P Orders Service'],
  'client-peer-spoofed': ['P Mobile app', 'P Browser'],
  'admin-phished': ['E Administrator | > P Other', 'E Customer | > P Other'],
  'party-keeps-data': ['E Stripe | < P Other', 'E OpenAI | < P Other'],
  'party-compromised': ['E Stripe | < P Other', 'E Weather provider | < P Other'],
  'device-taken-over': ['P IoT hub', 'P Orders Service'],
  'device-impersonated': ['E Sensor', 'E Customer'],
  'device-discloses': ['P Thermostat', 'P Orders Service'],
  'device-command-rights': ['P Sensor | < P Other', 'P Sensor | < P Other {mqtts certificate}'],
  'process-right-unchecked': ['P Thing | < P Other @Dmz', 'P Thing | < P Other'],
  // crossings: the first flow is the target
  'crossing-plaintext': ['P Thing | < E Browser {http -}', 'P Thing | < E Browser {https -}'],
  'crossing-encryption-unknown': ['P Thing | < E Browser', 'P Thing | < E Browser {https -}'],
  'crossing-third-party-data': ['P Billing | > E Stripe', 'P Weather | > E Forecast provider'],
  'crossing-tls-boundary': ['P Thing | < E Browser {https jwt}', 'P Thing | < P Other @Dmz {https jwt}'],
  'crossing-modified': ['P Thing | < E Browser {http -}', 'P Thing | < E Browser {https -}'],
  'crossing-integrity-unknown': ['P Thing | < E Browser', 'P Thing | < P Other @Dmz {- certificate}'],
  'crossing-answer-trusted': ['P Thing | > E Weather provider', 'P Thing | > E Stripe'],
  'crossing-delivery-tampered': ['P Thing | < E Vendor', 'P Thing | < E Browser'],
  'crossing-amount-changed': ['P Thing | > E Stripe', 'P Thing | > E Weather provider'],
  'crossing-credential-stolen': [
    'P Thing | < E Browser {http session}',
    'P Thing | < E Browser {https session}',
  ],
  'crossing-peer-unknown': ['P Thing | < P Other @Dmz {http none}', 'P Thing | < P Other @Dmz {https none}'],
  'crossing-payment-unaudited': ['P Thing | > E Stripe', 'P Thing | > E Weather provider'],
  'crossing-third-party-unaudited': ['P Customer export | > E Partner', 'P Weather | > E Partner'],
  'crossing-admin-unaudited': ['P Thing | < E Administrator', 'P Thing | < E Customer'],
  'crossing-third-party-outage': ['P Thing | > E Stripe [critical]', 'P Thing | > E Stripe'],
  'crossing-queue-flooded': ['S Kafka | < E Browser', 'S Postgres | < E Browser'],
  'crossing-direct-store-access': ['S Postgres | < E Analyst', 'S Postgres | < P Other @Dmz'],
  'crossing-store-read': ['S Patient database | < P Other @Dmz', 'S Weather database | < P Other @Dmz'],
  'crossing-command-injected': ['P Jenkins | < E Developer', 'P Jenkins | < E Developer {https oauth2}'],
  'crossing-long-lived-credential': [
    'P Thing | < P Other @Dmz {https credentials}',
    'P Thing | < P Other @Dmz {https certificate}',
  ],
  'crossing-party-rights': ['P Thing | < E Partner {https token}', 'P Thing | < E Customer {https token}'],
  'device-silenced': ['P Sensor | < P Other', 'P Sensor | > P Other'],
  'device-commands-unaudited': ['P Thermostat | < P Other', 'P Thermostat | > P Other'],
  'admin-denies-action': ['E Administrator | > P Other', 'E Administrator | > P Other {https oauth2}'],
  'tenant-starves-others': ['P Thing [multi-tenant] | < P Other', 'P Thing | < P Other'],
  'crossing-prompt-injected': ['P Thing | > E LLM', 'P Thing | > E Stripe'],
}

function fired(line: string): readonly string[] {
  const { model, subject, first } = system(line)
  return evaluateModel(model)
    .filter((draft) => draft.target === subject || draft.target === first)
    .flatMap((draft) => draft.rules)
}

describe('each rule', () => {
  it.each(Object.entries(CASES).map(([id, [fires, silent]]) => ({ id, fires, silent })))(
    '$id fires on "$fires" and not on "$silent"',
    ({ id, fires, silent }) => {
      expect(fired(fires)).toContain(id)
      expect(fired(silent)).not.toContain(id)
    },
  )

  it('has a case', () => {
    const tested = new Set([...Object.keys(CASES), 'crossing-skips-zones', 'crossing-leaves-nested'])
    expect(RULES.map((rule) => rule.id).filter((id) => !tested.has(id))).toEqual([])
  })

  it('crossing-leaves-nested fires from a zone inside a zone, and not from an outer one', () => {
    const model = aModel({
      components: [
        aComponent({ id: 'deep', kind: 'process', title: 'Patient service', zone: 'inner' }),
        aComponent({ id: 'shallow', kind: 'process', title: 'Patient portal', zone: 'outer' }),
        aComponent({ id: 'partner', kind: 'external', title: 'Partner' }),
      ],
      flows: [aFlow({ from: 'deep', to: 'partner' }), aFlow({ from: 'shallow', to: 'partner' })],
      boundaries: [aZone('outer', 'Outer'), aZone('inner', 'Inner', 'outer')],
    })
    const targets = evaluateModel(model).filter((draft) => draft.rules.includes('crossing-leaves-nested'))
    expect(targets.map((draft) => draft.target)).toEqual(['deep>partner'])
  })

  it('crossing-skips-zones fires on three boundaries at once and not on two', () => {
    const model = aModel({
      components: [
        aComponent({ id: 'a', kind: 'process', zone: 'outer' }),
        aComponent({ id: 'b', kind: 'process', zone: 'inner' }),
        aComponent({ id: 'c', kind: 'process', zone: 'middle' }),
      ],
      flows: [aFlow({ from: 'a', to: 'b' }), aFlow({ from: 'c', to: 'a' })],
      boundaries: [aZone('outer', 'Outer'), aZone('middle', 'Middle'), aZone('inner', 'Inner', 'middle')],
    })
    const targets = evaluateModel(model).filter((draft) => draft.rules.includes('crossing-skips-zones'))
    expect(targets.map((draft) => draft.target)).toEqual(['a>b'])
  })
})
