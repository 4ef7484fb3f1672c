// What reading a large flowchart costs: 1,000 nodes and 1,300 edges, by other people and in our own notation.
import { expect, test } from 'vitest'
import { readMermaid } from '../../shared/formats/mermaid/read.ts'

const RUNS = 5
const TARGET = 2000

/** As people write: several shapes and label forms, classes, chains, nested subgraphs. */
function aFlowchart(nodes: number, edges: number): string {
  const shapes = [
    '[Service %]',
    '([User %])',
    '[(Orders %)]',
    '{{"Queue %<br/>(kafka)"}}',
    '["`**API** %`"]:::app',
  ]
  const lines = ['---', 'title: Large', '---', '%%{init: {"theme": "dark"}}%%', 'flowchart LR']
  for (let at = 0; at < nodes; at += 1) {
    if (at % 50 === 0) lines.push(`subgraph zone${at}["Zone ${at}"]`)
    lines.push(`  n${at}${(shapes[at % shapes.length] ?? '').replace('%', String(at))}`)
    if (at % 50 === 49) lines.push('end')
  }
  for (let at = 0; at < edges; at += 1) {
    lines.push(`n${at % nodes} -->|"flow ${at} (HTTPS)"| n${(at * 7 + 1) % nodes}`)
  }
  return `${lines.join('\n')}\nclassDef app fill:#eee,stroke:#333\n`
}

test('a flowchart of 1,000 nodes and 1,300 edges is read to a model', () => {
  const text = aFlowchart(1000, 1300)
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now()
    const { model } = readMermaid(text)
    times.push(performance.now() - start)
    expect([model?.components.length, model?.flows.length]).toEqual([1000, 1300])
  }
  const [median = 0] = [...times].sort((a, b) => a - b).slice(Math.floor(RUNS / 2))
  const all = times.map((time) => time.toFixed(0)).join(', ')
  process.stdout.write(`read in ${median.toFixed(0)} ms, the median of ${all} (target ${TARGET})\n`)
  expect(median).toBeLessThan(TARGET)
})
