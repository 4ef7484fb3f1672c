// What Fenceline writes, the real Mermaid parser reads as it was meant.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { componentLabel, flowLabel } from '../../../shared/formats/mermaid/labels.ts'
import { printMermaid, printMermaidDiagrams } from '../../../shared/formats/mermaid/write.ts'
import { crossingsOf } from '../../../shared/model/crossings.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { isTakenByMermaid, readWithMermaid } from '../../support/mermaid/mermaid-oracle.ts'
import { anyModel } from '../../support/models/random-model.ts'
import { runs } from '../../support/properties/runs.ts'

/** Mermaid shows neither control characters nor the white space around a line. */
function shown(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, '')
    .trim()
}

async function expectSame(model: Model): Promise<void> {
  const text = printMermaid(model)
  const graph = await readWithMermaid(text)
  const zones = model.boundaries.filter((boundary) => boundary.kind === 'zone')
  expect(graph.subgraphs.map(({ title }) => shown(title)).sort()).toEqual(
    zones.map(({ title }) => shown(title)).sort(),
  )
  const real = [...graph.vertices].filter(
    ([id]) => !graph.subgraphs.some((zone) => zone.id === id) && !id.includes('_empty'),
  )
  expect(real.map(([, { text: label }]) => shown(label)).sort()).toEqual(
    model.components.map((component) => shown(componentLabel(component))).sort(),
  )
  const oneWay = graph.edges.filter((edge) => edge.type !== 'double_arrow_point')
  const labels = oneWay.map((edge) => shown(edge.text)).filter(Boolean)
  expect(labels.sort()).toEqual(
    model.flows
      .map((flow) => shown(flowLabel(model, flow)))
      .filter(Boolean)
      .sort(),
  )
  expect(graph.edges.length + (graph.edges.length - oneWay.length)).toBe(model.flows.length)
  expect(/linkStyle \d/.test(text)).toBe(crossingsOf(model).size > 0)
}

describe('Mermaid', () => {
  test('reads any model with hostile titles as it was printed', async () => {
    // Mermaid itself reads each.
    await fc.assert(fc.asyncProperty(anyModel(), expectSame), { numRuns: runs(200) })
  })

  test('takes the text of every model', async () => {
    await fc.assert(
      fc.asyncProperty(anyModel(), async (model) => {
        const text = printMermaid(model)
        expect(await isTakenByMermaid(text), text).toBe(true)
      }),
    )
  })

  test('reads an empty model', async () => {
    expect((await readWithMermaid(printMermaid(EMPTY_MODEL))).vertices.size).toBe(0)
  })

  test('draws each kind, nests zones and joins a plain flow with its way back', async () => {
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    const noData = { title: '', dataSent: [], dataReceived: [], tags: [] }
    const model: Model = {
      ...EMPTY_MODEL,
      components: [
        { id: 'user', title: 'User', kind: 'external', zone: null, ...lists },
        { id: 'end', title: 'end', kind: 'process', zone: 'dmz', ...lists },
        { id: 'db', title: 'DB', kind: 'store', zone: 'inner', ...lists },
      ],
      flows: [
        { id: 'end', from: 'user', to: 'end', ...noData },
        { id: 'user', from: 'end', to: 'user', ...noData },
        { id: 'db', from: 'end', to: 'db', ...noData, title: 'reads', protocol: 'TLS' },
      ],
      boundaries: [
        { id: 'dmz', title: 'DMZ', kind: 'zone', parent: null, crossedBy: [], tags: [] },
        { id: 'inner', title: 'Inner', kind: 'zone', parent: 'dmz', crossedBy: [], tags: [] },
        { id: 'none', title: 'Empty', kind: 'zone', parent: null, crossedBy: [], tags: [] },
        { id: 'edge', title: 'Edge', kind: 'line', parent: null, crossedBy: ['end>db'], tags: [] },
      ],
    }
    const graph = await readWithMermaid(printMermaid(model))
    expect(graph.vertices.get('user')?.type).toBe('square')
    expect(graph.vertices.get('end_')?.type).toBe('stadium')
    expect(graph.vertices.get('db')?.type).toBe('cylinder')
    expect(graph.edges.map(({ start, end, text, type }) => [start, end, text, type])).toEqual([
      ['user', 'end_', '', 'double_arrow_point'],
      ['end_', 'db', 'reads (TLS) [Edge]', 'arrow_point'],
    ])
    expect(graph.subgraphs.find(({ id }) => id === 'dmz')?.nodes).toEqual(
      expect.arrayContaining(['end_', 'inner']),
    )
    expect(model.flows.map(flowRef)).toContain('end>db')
  })

  test('reads every diagram of a model that is too large for one', async () => {
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    const zone = (at: number) => (at % 7 === 0 ? null : `zone-${at % 7}`)
    const model: Model = {
      ...EMPTY_MODEL,
      boundaries: Array.from({ length: 6 }, (_, at) => {
        const parent = at === 5 ? 'zone-1' : null
        return {
          id: `zone-${at + 1}`,
          title: `Zone ${at + 1}`,
          kind: 'zone' as const,
          parent,
          crossedBy: [],
          tags: [],
        }
      }),
      components: Array.from({ length: 900 }, (_, at) => {
        return { id: `c-${at}`, title: `Component ${at}`, kind: 'process' as const, zone: zone(at), ...lists }
      }),
      flows: Array.from({ length: 1500 }, (_, at) => {
        const [from, to] = [`c-${at % 900}`, `c-${(at * 7 + 1) % 900}`]
        return { id: `f-${at}`, from, to, title: `flow ${at}`, dataSent: [], dataReceived: [], tags: [] }
      }),
    }
    const diagrams = printMermaidDiagrams(model)
    const labels = new Set<string>()
    for (const { text } of diagrams) {
      expect(text.length).toBeLessThan(50_000)
      const { edges, vertices } = await readWithMermaid(text)
      expect(edges.length).toBeLessThan(500)
      for (const { text: label } of [...edges, ...vertices.values()]) labels.add(label)
    }
    for (const { title } of [...model.components, ...model.flows]) expect(labels, title).toContain(title)
    expect(diagrams[0]?.text).toBe(printMermaid(model))
    expect(diagrams[0]?.text).toContain('Zone 2')
  }, 60_000)
})
