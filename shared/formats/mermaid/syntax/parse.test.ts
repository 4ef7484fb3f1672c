import { expect, test } from 'vitest'
import { parseFlowchart } from './parse.ts'

test('A chart gives its nodes, links and subgraphs with the places they stand at', () => {
  const text = 'flowchart LR\n  A["Web app"] -->|HTTPS| B[(Store)]\n  subgraph Z [Zone]\n    B\n  end\n'
  const { flowchart, diagnostics } = parseFlowchart(text)
  expect(diagnostics).toEqual([])
  expect(flowchart?.direction).toBe('LR')
  expect(flowchart?.vertices.map(({ id, label, shape, subgraph }) => [id, label, shape, subgraph])).toEqual([
    ['A', 'Web app', 'square', null],
    ['B', 'Store', 'cylinder', 'Z'],
  ])
  const [edge] = flowchart?.edges ?? []
  expect(edge).toMatchObject({
    from: 'A',
    to: 'B',
    label: 'HTTPS',
    start: 'none',
    end: 'point',
    stroke: 'normal',
  })
  expect(text.slice(edge?.at.from, edge?.at.to)).toBe('-->|HTTPS|')
  expect(flowchart?.subgraphs).toMatchObject([{ id: 'Z', title: 'Zone', parent: null }])
})
