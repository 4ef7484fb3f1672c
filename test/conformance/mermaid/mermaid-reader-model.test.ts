// Flowcharts from public repositories, read where they lie: none of their text is part of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawMermaid } from '../../../shared/formats/mermaid/read.ts'
import { parseFlowchart } from '../../../shared/formats/mermaid/syntax/parse.ts'
import { printMermaid } from '../../../shared/formats/mermaid/write.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Model } from '../../../shared/model/schema.ts'

const FOLDER = join(process.env.FENCELINE_CORPUS ?? '/work/shared/corpus', 'mermaid')
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.mmd')) : []
if (files.length === 0) console.info(`no Mermaid corpus in ${FOLDER}: its test is skipped`)

/** Ids given twice, and names that lead nowhere. */
function brokenRefs(model: Model): readonly string[] {
  const components = new Set(model.components.map(({ id }) => id))
  const zones = new Set(model.boundaries.map(({ id }) => id))
  const refs = new Set(model.flows.map(flowRef))
  const places = [
    ...model.components.map(({ zone }) => zone),
    ...model.boundaries.map(({ parent }) => parent),
  ]
  return [
    ...(new Set([...components, ...zones]).size < model.components.length + model.boundaries.length
      ? ['an id is given twice']
      : []),
    ...(refs.size < model.flows.length ? ['a flow ref is given twice'] : []),
    ...model.flows.flatMap(({ from, to }) => [from, to]).filter((id) => !components.has(id)),
    ...places.filter((id) => id !== null && !zones.has(id)).map(String),
  ]
}

test.skipIf(files.length === 0)(
  'every flowchart of the corpus becomes a model with its nodes, subgraphs and arrows',
  () => {
    const sums = { models: 0, refused: 0, components: 0, flows: 0, zones: 0, guesses: 0, atSubgraphs: 0 }
    for (const name of files) {
      const text = readFileSync(join(FOLDER, name), 'utf8')
      const { flowchart } = parseFlowchart(text)
      const { model, diagnostics, locate } = drawMermaid(text, name)
      expect([name, model === null]).toEqual([name, flowchart === null])
      if (!model || !flowchart) {
        sums.refused += 1
        expect([name, diagnostics[0]?.severity, diagnostics[0]?.range === undefined]).toEqual([
          name,
          'error',
          false,
        ])
        continue
      }
      const subgraphs = new Set(flowchart.subgraphs.map(({ id }) => id))
      const drawn = flowchart.edges.filter(({ stroke }) => stroke !== 'invisible')
      const between = drawn.filter(({ from, to }) => !subgraphs.has(from) && !subgraphs.has(to))
      const ways = between.reduce(
        (sum, { start, end }) => sum + (start !== 'none' && end !== 'none' ? 2 : 1),
        0,
      )
      const left = diagnostics.filter(({ code, severity }) => {
        return code === 'mermaid-not-carried' && severity === 'warning'
      })
      const counts = [model.components.length, model.boundaries.length, model.flows.length, left.length]
      expect([name, ...counts]).toEqual([
        name,
        flowchart.vertices.length,
        subgraphs.size,
        ways,
        drawn.length - between.length,
      ])
      expect([name, brokenRefs(model)]).toEqual([name, []])
      for (const { id, title } of model.components) {
        expect([name, id, title === '', locate(id) === undefined]).toEqual([name, id, false, false])
      }
      for (const { range } of diagnostics) expect([name, range === undefined]).toEqual([name, false])
      // What became a model is written and read again as the same one.
      const again = drawMermaid(printMermaid(model)).model
      expect([name, again?.components.map(({ id }) => id).sort()]).toEqual([
        name,
        model.components.map(({ id }) => id).sort(),
      ])
      sums.models += 1
      sums.components += model.components.length
      sums.flows += model.flows.length
      sums.zones += model.boundaries.length
      sums.guesses += diagnostics.filter(({ code }) => code === 'mermaid-kind-guessed').length
      sums.atSubgraphs += left.length
    }
    console.info(`Mermaid corpus: ${JSON.stringify(sums)}`)
    expect(sums.models).toBeGreaterThan(files.length / 2)
  },
  60_000,
)
