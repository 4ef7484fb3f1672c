import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { compareText } from '../../core/text.ts'
import { flowRef } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { drawMermaid, readMermaid } from './read.ts'
import { printMermaid } from './write.ts'

/** The order of elements across zones, and of a flow and its plain way back, is not part of the text. */
function carried(model: Model): Model {
  const sorted = <T>(items: readonly T[], key: (item: T) => string) =>
    [...items].sort((a, b) => compareText(key(a), key(b)))
  return {
    ...model,
    components: sorted(model.components, ({ id }) => id),
    flows: sorted(model.flows, flowRef),
    boundaries: sorted(model.boundaries, ({ id }) => id),
  }
}

describe('a Mermaid text that Fenceline wrote', () => {
  test('reads back as the model it was printed from, without a guess or loss', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const { model: read, diagnostics } = readMermaid(printMermaid(model))
        expect(diagnostics).toEqual([])
        expect(read && carried(read)).toEqual(carried(model))
      }),
    )
  })

  test('reads back the same with the line ends of Windows', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const { model: read } = readMermaid(printMermaid(model).replaceAll('\n', '\r\n'))
        expect(read && carried(read)).toEqual(carried(model))
      }),
    )
  })

  test('keeps ids that Fenceline would not give: they may clash as node ids, be words of Mermaid or long', () => {
    const ids = [
      'API.gw',
      'A',
      'a',
      'a_b',
      'a-b',
      'a--b',
      'end',
      '注文',
      'x y',
      '__proto__',
      '1st',
      'n1st',
      'i'.repeat(90),
    ]
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    const noData = { dataSent: [], dataReceived: [], tags: [] }
    const model: Model = {
      ...EMPTY_MODEL,
      components: ids.map((id) => ({ id, title: 'Same', kind: 'process', zone: 'class', ...lists })),
      flows: ids.flatMap((from, at) => {
        const to = ids[(at + 1) % ids.length] ?? ''
        const flow = { from, to, title: 'asks', protocol: 'sometimes', ...noData }
        return [flow, flow, flow].map((each, nth) => ({ ...each, id: nth === 1 ? to : `Link ${nth}` }))
      }),
      boundaries: [
        { id: 'class', title: 'Same', kind: 'zone', parent: 'Z', crossedBy: [], tags: [] },
        { id: 'Z', title: 'Same', kind: 'zone', parent: null, crossedBy: [], tags: [] },
        { id: 'L', title: 'Same', kind: 'line', parent: null, crossedBy: ['A>a', 'end>Link 2'], tags: [] },
        { id: 'M', title: 'Same', kind: 'line', parent: null, crossedBy: ['A>Link 0', 'A>a'], tags: [] },
      ],
    }
    const { model: read, diagnostics } = readMermaid(printMermaid(model))
    expect(diagnostics).toEqual([])
    expect(read && carried(read)).toEqual(carried(model))
  })

  test('is printed again as it was', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const once = printMermaid(readMermaid(printMermaid(model)).model ?? EMPTY_MODEL)
        expect(printMermaid(readMermaid(once).model ?? EMPTY_MODEL)).toBe(once)
      }),
    )
  })

  test('places every element, and says which statement and comment it is', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const text = printMermaid(model)
        const { locate, components, flows, zones, lines, notes } = drawMermaid(text)
        const ids = [
          ...model.components.map(({ id }) => id),
          ...model.flows.map(flowRef),
          ...model.boundaries.map(({ id }) => `boundary:${id}`),
        ]
        for (const id of ids) expect(locate(id), id).toBeDefined()
        for (const { vertex } of components) {
          expect(text.slice(vertex.declared?.from, vertex.declared?.to)).toMatch(/^\w+[[(]/)
          expect(text.slice(vertex.labelAt?.from, vertex.labelAt?.to)).not.toContain('\n')
        }
        for (const { edge } of flows) expect(text.slice(edge.at.from, edge.at.to)).toMatch(/^<?-->/)
        for (const { subgraph } of zones) {
          expect(text.slice(subgraph.head.from, subgraph.head.to)).toMatch(/^subgraph /)
        }
        for (const { comment } of [...components, ...flows, ...zones, ...lines, ...notes]) {
          if (comment) expect(text.slice(comment.at.from, comment.at.to).trim()).toMatch(/^%% fenceline /)
        }
        expect([components.length, flows.length]).toEqual([model.components.length, model.flows.length])
      }),
    )
  })
})
