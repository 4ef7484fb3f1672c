// Diagrams that pictures are compared over: each small enough to be read as text.
import { readFileSync } from 'node:fs'
import { readLayout, readModel } from '../../../shared/formats/fenceline/index.ts'
import { ORDERS } from '../../../shared/formats/fenceline/templates/orders.ts'
import { fingerprintOf } from '../../../shared/model/fingerprint.ts'
import { EMPTY_LAYOUT, type Layout } from '../../../shared/model/layout.ts'
import {
  type Boundary,
  type Component,
  EMPTY_MODEL,
  type Flow,
  KINDS,
  type Model,
} from '../../../shared/model/schema.ts'
import { randomOf } from './seeded-model.ts'

export interface Diagram {
  readonly model: Model
  readonly layout: Layout
}

/** Orders as "Arrange everything" places it; one crossing is analysed, one stale, one open. */
export function orders(): Diagram {
  const { model } = readModel(ORDERS)
  const layout = readLayout(
    readFileSync(new URL('../../fixtures/svg/orders.layout.yaml', import.meta.url), 'utf8'),
  )
  if (!model || !layout.layout) throw new Error('Orders cannot be read')
  const review = (target: string, fingerprint: string | undefined) => ({
    target,
    notApplicable: {},
    rejected: [],
    ...(fingerprint === undefined ? {} : { fingerprint }),
  })
  const analyses = [
    review('browser>api-gateway', fingerprintOf(model, 'browser>api-gateway')),
    review('api-gateway>orders-service', '00000000'),
    review('redis', fingerprintOf(model, 'redis')),
    review('postgres', '00000000'),
  ]
  return { model: { ...model, analyses }, layout: layout.layout }
}

/** A zone in a zone in a zone, with a flow into and out of the innermost. */
export function nestedZones(): Diagram {
  return {
    model: {
      ...EMPTY_MODEL,
      title: 'Nested zones',
      boundaries: [
        zone('cloud', 'Cloud', null),
        zone('core', 'Core', 'cloud'),
        zone('vault', 'Vault', 'core'),
      ],
      components: [
        component('user', 'User', 'external', null),
        component('api', 'API', 'process', 'core'),
        component('keys', 'Keys', 'store', 'vault'),
      ],
      flows: [flow('user', 'api', 'https'), flow('api', 'keys', 'http'), flow('keys', 'api', '')],
    },
    layout: EMPTY_LAYOUT,
  }
}

/** A line through three flows, one that nothing crosses, and a note. */
export function lineThroughFlows(): Diagram {
  const flows = [flow('a', 'd', 'https'), flow('b', 'e', 'amqps'), flow('f', 'c', 'sql')]
  const at = (id: string, x: number, y: number) => ({ id, x, y })
  return {
    model: {
      ...EMPTY_MODEL,
      title: 'A line through three flows',
      components: ['a', 'b', 'c', 'd', 'e', 'f'].map((id) =>
        component(id, id.toUpperCase(), id === 'e' ? 'store' : 'process', null),
      ),
      flows,
      boundaries: [line('edge', 'Edge of the network', ['a>d', 'b>e', 'f>c']), line('spare', 'Not used', [])],
    },
    layout: {
      ...EMPTY_LAYOUT,
      boxes: [
        at('a', 0, 0),
        at('b', 0, 120),
        at('c', 0, 240),
        at('d', 480, 0),
        at('e', 480, 120),
        at('f', 480, 240),
      ],
      routes: [{ ref: 'b>e', points: [{ x: 312, y: 172 }] }],
      notes: [{ id: 'n', text: 'Everything on the left\nis ours.', x: 0, y: 340 }],
    },
  }
}

/** Labels that try to be markup, to hide, to turn words around or to be endless. */
export function hostileLabels(): Diagram {
  const titles = [
    '<script>alert(1)</script>',
    ']]></title></svg><image href="http://evil.example/x.png"/>',
    '"><use href="#x"/>&lt;&amp;&#60;',
    'bell \u0007 escape \u001b[31m null \u0000',
    'admin\u202egnp.exe\u2066 zero\u200bwidth',
    '\ud800 lone \ufffe\uffff',
    'An unbreakable'.repeat(40),
    '注文サービス 👩‍👩‍👧 مرحبا',
  ]
  const components = titles.map((title, at) => ({
    ...component(`c${at}`, title, at % 2 === 0 ? 'process' : 'store', at < 4 ? 'z' : null),
    note: title,
  }))
  return {
    model: {
      ...EMPTY_MODEL,
      title: '</title><script>alert(document.domain)</script>]]>',
      components,
      flows: [
        { ...flow('c0', 'c1', '<b>tls</b>'), title: '--> <!-- & ]]>' },
        { ...flow('c2', 'c5', 'javascript:alert(1)'), title: '" onload="alert(1)' },
      ],
      boundaries: [
        { ...zone('z', '</g><foreignObject>', null) },
        line('l', "'><style>*{display:none}</style>", ['c2>c5']),
      ],
    },
    layout: {
      ...EMPTY_LAYOUT,
      notes: [{ id: '"><x', text: '<a href="javascript:alert(1)">note</a>\r\n\u202e]]>', x: 0, y: -160 }],
    },
  }
}

function component(id: string, title: string, kind: Component['kind'], zone: string | null): Component {
  return {
    id,
    title,
    kind,
    zone,
    technologies: [],
    tags: [],
    dataProcessed: [],
    dataStored: [],
    formatsAccepted: [],
  }
}

function flow(from: string, to: string, protocol: string): Flow {
  const lists = { dataSent: [], dataReceived: [], tags: [] }
  return { id: to, from, to, title: '', ...(protocol === '' ? {} : { protocol }), ...lists }
}

function zone(id: string, title: string, parent: string | null): Boundary {
  return { id, title, kind: 'zone', parent, crossedBy: [], tags: [] }
}

function line(id: string, title: string, crossedBy: readonly string[]): Boundary {
  return { id, title, kind: 'line', parent: null, crossedBy, tags: [] }
}

/** Components scattered over a page, some on one another, with flows between any of them, two zones and a line. */
export function aGraph(components: number, flows: number, seed: number): Diagram {
  const random = randomOf(seed)
  const one = (of: number) => Math.floor(random() * of)
  const parts = Array.from({ length: components }, (_, at) =>
    component(
      `c${at}`,
      `Part ${at}`,
      KINDS[one(3)] ?? 'process',
      [null, null, 'zone-0', 'zone-1'][one(4)] ?? null,
    ),
  )
  const links = Array.from({ length: flows }, (_, at) => ({
    ...flow(`c${one(components)}`, `c${one(components)}`, ['https', 'http', ''][one(3)] ?? ''),
    id: `f${at}`,
  }))
  const named = links.slice(0, 2).map(({ from, id }) => `${from}>${id}`)
  const place = (id: string) => ({ id, x: one(1000), y: one(560) })
  return {
    model: {
      ...EMPTY_MODEL,
      components: parts,
      flows: links,
      boundaries: [
        zone('zone-0', 'Zone', null),
        zone('zone-1', 'Another zone', null),
        line('line', 'Line', named),
      ],
    },
    layout: {
      ...EMPTY_LAYOUT,
      boxes: [
        ...parts.map(({ id }) => place(id)),
        { id: 'zone-0', x: 60, y: 40 },
        { id: 'zone-1', x: 700, y: 300 },
      ],
    },
  }
}
