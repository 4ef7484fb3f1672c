import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel, anyTitle } from '../../../test/support/models/random-model.ts'
import type { Model } from '../../model/schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { readDfd } from '../dfd/read.ts'
import { printLabel, SafeIds } from './encode.ts'
import { readComponentLabel, readFlowLabel } from './labels.ts'
import { printMermaid, printMermaidDiagrams } from './write.ts'

function modelOf(text: string): Model {
  const { model } = readDfd(text)
  if (!model) throw new Error('the text must read')
  return model
}

describe('the Mermaid text', () => {
  test('holds the look, shapes, zones, crossings and lines of a small model', () => {
    const model = modelOf(`External: Browser (untrusted)
Zone: DMZ
  Process: API Gateway
  -> Data store: Cache {session-cache}
Zone: Empty
Browser -> ["asks", TLS, trust boundary 1] -> API Gateway
`)
    expect(printMermaid({ ...model, title: 'Orders "1"' })).toBe(`---
title: "Orders \\"1\\""
config:
  layout: dagre
  theme: default
  look: classic
  themeVariables:
    lineColor: "#777777"
    textColor: "#777777"
    edgeLabelBackground: "#ffffff"
---
flowchart LR
  browser["Browser<br/>(untrusted)"]
  subgraph dmz["DMZ"]
    api_gateway(["API Gateway"])
    session_cache[("Cache")]
  end
  subgraph empty["Empty"]
    empty_empty["#160;"]
  end
  api_gateway --> session_cache
  browser -->|"asks (TLS) #91;trust boundary 1#93;"| api_gateway
  classDef default color:#333333
  classDef boundary fill:none,stroke:#dc2626,stroke-dasharray:6 4,color:#e03131
  class dmz,empty boundary
  classDef placeholder fill:none,stroke:none
  class empty_empty placeholder
  linkStyle default stroke-width:1px,color:#333333
  linkStyle 1 stroke:#dc2626,stroke-width:2px,color:#333333
%% fenceline line {"id":"trust-boundary-1","title":"trust boundary 1","flows":["browser>api-gateway"]}
`)
  })

  test('joins a flow with its way back only where neither says anything', () => {
    const plain = modelOf('Process: A\nProcess: B\nA -> B\nB -> A')
    expect(printMermaid(plain)).toContain('\n  a <--> b\n')
    for (const text of ['A -> B\nB -> [TLS] -> A', 'A -> B\nB -> A\nA -> B', 'A -> B\nB -> [{x}] -> A']) {
      expect(printMermaid(modelOf(`Process: A\nProcess: B\n${text}`))).not.toContain('<-->')
    }
  })

  test('a comment line holds nothing that Mermaid acts on', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        for (const line of printMermaid(model).split('\n')) {
          if (line.startsWith('%%')) expect(line).toMatch(/^%% fenceline [a-z]+ [^%<#;&`]*$/)
        }
      }),
    )
  })

  test('one diagram is enough for a model that fits, and a large one starts with its overview', () => {
    const small = modelOf('Process: A')
    expect(printMermaidDiagrams(small)).toEqual([{ title: 'Threat model', text: printMermaid(small) }])
    const flows = Array.from({ length: 600 }, (_, at) => `A -> [{f${at}}] -> B`)
    const large = modelOf(`Zone: X\n  Process: A\nZone: Y\n  Process: B\n${flows.join('\n')}`)
    const diagrams = printMermaidDiagrams(large)
    expect(diagrams.map(({ title }) => title)).toEqual([
      'Threat model',
      'Threat model: X (1 of 2)',
      'Threat model: X (2 of 2)',
      'Threat model: Y (1 of 2)',
      'Threat model: Y (2 of 2)',
    ])
    expect(diagrams[0]?.text).toContain('x -->|"600 flows"| y')
    expect(printMermaid(large)).toBe(diagrams[0]?.text)
  })

  /** Zones of ten in a row, each with a flow to the next ones. */
  const zonesOf = (zones: number, reach: number) => {
    const lines: string[] = []
    for (let zone = 0; zone < zones; zone += 1) {
      lines.push(`Zone: Z${zone}`)
      for (let at = 0; at < 10; at += 1) lines.push(`  Process: P${zone}-${at}`)
    }
    for (let zone = 0; zone < zones; zone += 1) {
      for (let at = 0; at < 10; at += 1) {
        for (let by = 1; by <= reach; by += 1) {
          lines.push(`P${zone}-${at} -> [{f${zone}-${at}-${by}}] -> P${(zone + by) % zones}-${at}`)
        }
      }
    }
    return modelOf(lines.join('\n'))
  }

  test('many flows between three zones side by side are split, as Mermaid’s layout fails on such', () => {
    expect(printMermaidDiagrams(zonesOf(2, 8))).toHaveLength(1)
    expect(printMermaidDiagrams(zonesOf(6, 2))).toHaveLength(1)
    expect(printMermaidDiagrams(zonesOf(7, 2))).toHaveLength(8)
    expect(printMermaidDiagrams(zonesOf(6, 3))).toHaveLength(7)
    expect(printMermaidDiagrams(zonesOf(8, 1)).map(({ title }) => title)).toEqual([
      'Threat model',
      ...Array.from({ length: 8 }, (_, at) => `Threat model: Z${at}`),
    ])
  })

  test('a diagram of one zone never has three zones side by side', () => {
    for (const { text } of printMermaidDiagrams(zonesOf(9, 3)).slice(1)) {
      expect(text.match(/subgraph/g)?.length).toBe(1)
    }
  })

  test('an overview joins both ways between two zones, and counts each flow', () => {
    const [overview] = printMermaidDiagrams(zonesOf(9, 8))
    expect(overview?.text.match(/<-->/g)).toHaveLength(36)
    expect(overview?.text).toContain('z0 <-->|"20 flows"| z1')
  })

  test('no diagram has more components than Mermaid draws while somebody waits', () => {
    const many = Array.from({ length: 600 }, (_, at) => `Process: P${at}`)
    const flows = Array.from({ length: 400 }, (_, at) => `P${at} -> P${at + 200}`)
    const diagrams = printMermaidDiagrams(modelOf([...many, ...flows].join('\n')))
    const seen = new Set<string>()
    for (const { text } of diagrams) {
      const nodes = text.match(/(?<=\(\[")P\d+/g) ?? []
      expect(nodes.length).toBeLessThanOrEqual(250)
      for (const node of nodes) seen.add(node)
    }
    expect(seen.size).toBe(600)
  })

  test('a label too long for any diagram is cut rather than left out', () => {
    const model = { ...EMPTY_MODEL, components: modelOf(`Process: ${'x'.repeat(60_000)}`).components }
    for (const { text } of printMermaidDiagrams(model)) expect(text.length).toBeLessThan(50_000)
  })

  test('zones that hold each other in a broken model are drawn', () => {
    const zone = { title: 'Z', kind: 'zone', crossedBy: [], tags: [] } as const
    const model: Model = {
      ...EMPTY_MODEL,
      boundaries: [
        { ...zone, id: 'a', parent: 'b' },
        { ...zone, id: 'b', parent: 'a' },
      ],
    }
    expect(printMermaid(model)).toContain('subgraph a[')
  })
})

describe('labels and ids', () => {
  test('a label is one line in quotes without bare markup', () => {
    fc.assert(
      fc.property(anyTitle, (text) => {
        expect(printLabel(text)).toMatch(/^"(?:#\d+;|<br\/>|[^"#<>&`*_~\\|$[\]{}%@\n\r])+"$/u)
      }),
    )
  })

  test.each(['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
    '%s, which every object of Mermaid’s layout has, is no id',
    (name) => {
      const { [new SafeIds().of(name)]: found }: Record<string, unknown> = {}
      expect(found).toBeUndefined()
    },
  )

  test('ids are unique, safe and stable', () => {
    fc.assert(
      fc.property(fc.array(anyTitle), (keys) => {
        const ids = new SafeIds()
        const safe = keys.map((key) => ids.of(key))
        for (const id of safe) expect(id).toMatch(/^(?!(?:end|style|class|click)$)[A-Za-z][A-Za-z0-9_]*$/)
        expect(new Set(safe).size).toBe(new Set(keys).size)
        expect(keys.map((key) => ids.of(key))).toEqual(safe)
      }),
    )
  })

  test.each([
    ['TLS', { title: '', protocol: 'TLS', lines: [] }],
    ['asks (TLS) [one] [two]', { title: 'asks', protocol: 'TLS', lines: ['one', 'two'] }],
    ['asks', { title: 'asks', lines: [] }],
    ['[one]', { title: '', lines: ['one'] }],
  ])('the flow label %j is taken apart', (label, parts) => {
    expect(readFlowLabel(label)).toEqual(parts)
  })

  test('a component label is its title and its note', () => {
    expect(readComponentLabel('Postgres\n(orders, PII)')).toEqual({ title: 'Postgres', note: 'orders, PII' })
    expect(readComponentLabel('Postgres (15)')).toEqual({ title: 'Postgres (15)' })
  })
})
