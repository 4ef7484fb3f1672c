// What Mermaid 12.3 reads, our parser reads the same, and what it refuses, ours refuses.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseFlowchart } from '../../../shared/formats/mermaid/syntax/parse.ts'
import { mutate, randomFlowchart, seeded } from '../../support/mermaid/random-flowchart.ts'
import { findDisagreement } from '../../support/mermaid/same-flowchart.ts'

const CORPUS = process.env.FENCELINE_CORPUS ?? '/work/shared/corpus'
const FOLDER = path.join(CORPUS, 'mermaid')

const files = existsSync(FOLDER)
  ? readdirSync(FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
  : []

describe('the flowcharts of many authors', () => {
  test.skipIf(files.length === 0)(
    'are read as Mermaid reads them, every one',
    async () => {
      const disagreements: string[] = []
      const counts = { files: files.length, read: 0, refused: 0, nodes: 0, links: 0, subgraphs: 0 }
      for (const name of files) {
        const text = readFileSync(path.join(FOLDER, name), 'utf8')
        const disagreement = await findDisagreement(text)
        if (disagreement !== undefined) disagreements.push(`${name}: ${disagreement}`)
        const { flowchart, diagnostics } = parseFlowchart(text, name)
        if (!flowchart) {
          counts.refused += 1
          expect(diagnostics[0]).toMatchObject({ file: name, range: { start: { line: expect.any(Number) } } })
          continue
        }
        counts.read += 1
        counts.nodes += flowchart.vertices.length
        counts.links += flowchart.edges.length
        counts.subgraphs += flowchart.subgraphs.length
      }
      console.info('Mermaid corpus:', counts)
      expect(disagreements).toEqual([])
    },
    120_000,
  )
})

describe('made-up flowcharts', () => {
  const cases = Array.from({ length: 300 }, (_, seed) => {
    const random = seeded(seed)
    const text = randomFlowchart(random, [0, 0.1, 0.3][seed % 3] ?? 0)
    return seed % 2 === 0 ? text : mutate(random, text)
  })

  test('are read or refused as Mermaid does, whole ones and damaged ones', async () => {
    const disagreements: string[] = []
    for (const text of cases) {
      const disagreement = await findDisagreement(text)
      if (disagreement !== undefined) disagreements.push(`${disagreement}\n${text}`)
    }
    expect(disagreements).toEqual([])
    expect(cases.filter((text) => parseFlowchart(text).flowchart !== null).length).toBeGreaterThan(100)
  }, 60_000)
})
