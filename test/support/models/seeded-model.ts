// Large models that look like people's: many sorts of parts, nested zones, stated and unstated attributes.
import { flowRef, uniqueId } from '../../../shared/model/ids.ts'
import type { Boundary, Component, Flow, Kind, Model } from '../../../shared/model/schema.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'

const PARTS: readonly (readonly [kind: Kind, title: string, technologies: readonly string[]])[] = [
  ['external', 'Customer', []],
  ['external', 'Browser', ['browser']],
  ['external', 'Stripe API', []],
  ['external', 'Weather provider', []],
  ['external', 'Administrator', []],
  ['process', 'API Gateway', ['gateway']],
  ['process', 'Orders Service', ['web-service-rest']],
  ['process', 'Login service', []],
  ['process', 'Web application', ['web-application']],
  ['process', 'Import worker', ['batch-processing']],
  ['process', 'Support agent', []],
  ['process', 'Audit logger', []],
  ['process', 'Thing', []],
  ['process', 'Kubernetes', []],
  ['process', 'Admin console', []],
  ['store', 'Postgres', ['database']],
  ['store', 'Redis', []],
  ['store', 'Kafka', []],
  ['store', 'S3 bucket', []],
  ['store', 'Vault', []],
]
const PROTOCOLS = [undefined, 'https', 'http', 'jdbc', 'TLS']
const AUTHENTICATIONS = [undefined, 'none', 'jwt', 'credentials']
const IN_ZONE = 12
const IN_PARENT = 5

/** The same model for the same seed; every flow's ends are picked at random among its neighbours and the whole. */
export function aSeededModel(components: number, flows: number, seed = 1): Model {
  const random = randomOf(seed)
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const zones: Boundary[] = []
  const parts = Array.from({ length: components }, (_, at): Component => {
    if (at % IN_ZONE === 0) {
      const group = zones.length - (zones.length % IN_PARENT)
      const parent = zones.length === group ? null : (zones[group]?.id ?? null)
      const id = `zone-${zones.length}`
      zones.push({ id, title: `Zone ${zones.length}`, kind: 'zone', parent, crossedBy: [], tags: [] })
    }
    const [kind, title, technologies] = pick(PARTS) ?? ['process', 'Thing', []]
    return {
      id: `part-${at}`,
      kind,
      title: `${title} ${at}`,
      zone: kind === 'external' && random() < 0.7 ? null : (zones.at(-1)?.id ?? null),
      technologies: [...technologies],
      tags: [],
      dataProcessed: random() < 0.3 ? [`data-${at % 40}`] : [],
      dataStored: kind === 'store' && random() < 0.5 ? [`data-${at % 40}`] : [],
      formatsAccepted: [],
    }
  })
  const taken = new Set<string>()
  const links = Array.from({ length: flows }, (_, at): Flow => {
    const start = at % components
    const end =
      random() < 0.8 ? start + 1 + Math.floor(random() * IN_ZONE) : Math.floor(random() * components)
    const from = `part-${start}`
    const to = `part-${end % components}`
    const id = uniqueId(to, (used) => taken.has(flowRef({ from, id: used })))
    taken.add(flowRef({ from, id }))
    const protocol = pick(PROTOCOLS)
    const authentication = pick(AUTHENTICATIONS)
    return {
      id,
      from,
      to,
      title: '',
      dataSent: random() < 0.3 ? [`data-${at % 40}`] : [],
      dataReceived: [],
      tags: [],
      ...(protocol ? { protocol } : {}),
      ...(authentication ? { authentication } : {}),
    }
  })
  const dataAssets = Array.from({ length: 40 }, (_, at) => ({
    id: `data-${at}`,
    title: `Data ${at}`,
    confidentiality: at % 2 === 0 ? ('confidential' as const) : ('internal' as const),
    tags: [],
  }))
  return { ...EMPTY_MODEL, title: 'Seeded', components: parts, flows: links, boundaries: zones, dataAssets }
}

/** Mulberry32: good enough for picking, and short. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
