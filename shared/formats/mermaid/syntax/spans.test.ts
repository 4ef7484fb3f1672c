import { expect, test } from 'vitest'
import { randomFlowchart, seeded } from '../../../../test/support/mermaid/random-flowchart.ts'
import type { Span } from './flowchart.ts'
import { parseFlowchart } from './parse.ts'

const TEXT = `---
title: x
---
flowchart LR
  %% first
  A["one <b title="t">#35;</b>"]:::red e1@-- "says" --> B & C
  subgraph S ["The zone"] %%{ }
  B --> A
  end;  class A,B red
`.replace(' %%{ }', '')

test('each place of a chart holds what stands there, with what Mermaid rewrites or takes out as it was written', () => {
  for (const text of [TEXT, TEXT.replaceAll('\n', '\r\n')]) {
    const { flowchart } = parseFlowchart(text)
    const at = (span: Span | undefined) => (span ? text.slice(span.from, span.to) : undefined)
    const [a, b] = flowchart?.vertices ?? []
    expect(a?.mentions.map(at)).toEqual(['A["one <b title="t">#35;</b>"]', 'A', 'A'])
    expect([at(a?.declared), at(a?.labelAt)]).toEqual([
      'A["one <b title="t">#35;</b>"]',
      'one <b title="t">#35;</b>',
    ])
    expect(b?.mentions.map(at)).toEqual(['B', 'B', 'B'])
    const [ab, ac] = flowchart?.edges ?? []
    expect([at(ab?.at), at(ab?.labelAt)]).toEqual(['e1@-- "says" -->', 'says'])
    expect(at(ac?.statement)).toBe('A["one <b title="t">#35;</b>"]:::red e1@-- "says" --> B & C')
    const [zone] = flowchart?.subgraphs ?? []
    expect([at(zone?.head), at(zone?.titleAt)]).toEqual(['subgraph S ["The zone"]', 'The zone'])
    expect(at(zone?.at)).toMatch(/^subgraph S \["The zone"\]\s+B --> A\s+end$/)
    expect(flowchart?.comments.map((comment) => at(comment.at))).toEqual(['%% first'])
    expect(flowchart?.extras.map((extra) => at(extra.at))).toEqual(['class A,B red'])
  }
})

test('a statement runs to the last brace, quote or word of it', () => {
  const statements = [
    'A --> B@{ shape: cyl }',
    'A --> B@{\n  shape: cyl\n}',
    'A -->|"x"| B["y"]',
    'A --> B:::red',
    'A ~~~ B',
  ]
  for (const statement of statements) {
    const text = `flowchart LR\n  ${statement}  \n\n  C`
    const span = parseFlowchart(text).flowchart?.edges[0]?.statement
    expect(text.slice(span?.from, span?.to)).toBe(statement)
  }
  for (const extra of ['click A "u" "tip"', 'click A call f("x")', 'accTitle: a b', 'accDescr {\n x }']) {
    const text = `flowchart LR\nA\n${extra}\nB`
    const span = parseFlowchart(text).flowchart?.extras[0]?.at
    expect(text.slice(span?.from, span?.to)).toBe(extra)
  }
})

test('in any chart, places lie in the text, in each other, and hold ids, links and keywords', () => {
  let charts = 0
  for (let seed = 0; seed < 400; seed += 1) {
    const made = randomFlowchart(seeded(seed), 0.1)
    const text = seed % 2 === 0 ? made : made.replaceAll('\n', '\r\n')
    const { flowchart } = parseFlowchart(text)
    if (!flowchart) continue
    charts += 1
    const at = ({ from, to }: Span) => text.slice(from, to)
    for (const { id, mentions, declared, labelAt } of flowchart.vertices) {
      expect(mentions.length).toBeGreaterThan(0)
      for (const mention of mentions) expect(at(mention).startsWith(id), `${id} in ${at(mention)}`).toBe(true)
      if (!declared || !labelAt) continue
      expect(at(declared)).toMatch(/[\])}]$/)
      expect(declared.from < labelAt.from && labelAt.to < declared.to).toBe(true)
      expect(at(labelAt)).toBe(at(labelAt).trim())
    }
    for (const edge of flowchart.edges) {
      expect(at(edge.at)).toMatch(/^(?:\S+@|[xo<]?(?:--|==|-?\.|~~))[\s\S]*[-=.~>xo|]$/)
      expect(at(edge.statement)).toContain(at(edge.at))
      expect(at(edge.statement)).toBe(at(edge.statement).trim())
      if (edge.labelAt) expect(at(edge.at)).toContain(at(edge.labelAt))
    }
    for (const subgraph of flowchart.subgraphs) {
      expect(at(subgraph.at)).toMatch(/^subgraph[\s\S]*end$/)
      expect(at(subgraph.head)).toMatch(/^subgraph[\s\S]*\S$/)
      if (subgraph.titleAt) expect(at(subgraph.head)).toContain(at(subgraph.titleAt))
    }
    for (const comment of flowchart.comments) expect(at(comment.at)).toMatch(/^%%/)
    for (const extra of flowchart.extras) {
      expect(at(extra.at)).toMatch(/^(?:style|linkStyle|class|click|acc|%%\{|.*direction)/)
      expect(at(extra.at)).toBe(at(extra.at).trim())
    }
  }
  expect(charts).toBeGreaterThan(150)
})
