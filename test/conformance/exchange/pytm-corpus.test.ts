import { describe, expect, test } from 'vitest'
import { hasErrors } from '../../../shared/core/diagnostics.ts'
import { printModel, readModel } from '../../../shared/formats/fenceline/index.ts'
import { readPytm } from '../../../shared/formats/pytm/read.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { modelSchema } from '../../../shared/model/schema.ts'
import { parsedOf, readCorpus } from '../../support/exchange/corpus.ts'
import { readMutated } from '../../support/exchange/mutations.ts'
import { comparable } from '../../support/models/comparable-model.ts'

const files = readCorpus('pytm')

interface Named {
  readonly name?: string
  readonly __class__?: string
  readonly type?: string
  readonly inBoundary?: string | null
  readonly boundary?: string
}
interface Flow {
  readonly source: string
  readonly sink?: string
  readonly target?: string
}
type Tree = Readonly<
  Record<'elements' | 'boundaries' | 'data' | 'findings', readonly Named[] | undefined>
> & {
  readonly flows?: readonly Flow[]
}

const KINDS: Readonly<Record<string, string>> = {
  Actor: 'external',
  ExternalEntity: 'external',
  Datastore: 'store',
}

/** Counted straight from the JSON: names, kinds and nesting as the tool draws them. */
function countedIn(tree: Tree) {
  const { elements = [], boundaries = [], flows = [], data = [], findings = [] } = tree
  return {
    components: elements
      .map(({ name, __class__, type, inBoundary, boundary }) =>
        [name, KINDS[__class__ ?? type ?? ''] ?? 'process', inBoundary ?? boundary ?? null].join('|'),
      )
      .sort(),
    zones: boundaries.map(({ name, inBoundary }) => [name, inBoundary ?? null].join('|')).sort(),
    flows: flows.map(({ source, sink, target }) => [source, sink ?? target].join('|')).sort(),
    data: data.map(({ name }) => name).sort(),
    findings: findings.length,
  }
}

describe.skipIf(files.length === 0)('the corpus of pytm', () => {
  const models = files.filter(({ name }) => name.endsWith('.json'))
  const others = files.filter(({ name }) => !name.endsWith('.json'))

  test('every model reads, with what the JSON holds', () => {
    const sums = { components: 0, flows: 0, zones: 0, data: 0, findings: 0 }
    let slowest = 0
    for (const file of models) {
      const started = performance.now()
      const { model, diagnostics, format } = readAny(file.text, file.name)
      slowest = Math.max(slowest, performance.now() - started)
      expect([file.name, format, hasErrors(diagnostics)]).toEqual([file.name, 'pytm', false])
      expect([file.name, modelSchema.safeParse(model).success]).toEqual([file.name, true])
      if (!model) continue
      const titles = new Map<string | null, string>(
        [...model.components, ...model.boundaries].map(({ id, title }) => [id, title]),
      )
      const titled = (id: string | null) => titles.get(id) ?? null
      const got = {
        components: model.components
          .map(({ title, kind, zone }) => [title, kind, titled(zone)].join('|'))
          .sort(),
        zones: model.boundaries.map(({ title, parent }) => [title, titled(parent)].join('|')).sort(),
        flows: model.flows.map(({ from, to }) => [titled(from), titled(to)].join('|')).sort(),
        data: model.dataAssets.map(({ title }) => title).sort(),
        findings: model.risks.length,
      }
      expect([file.name, got]).toEqual([file.name, countedIn(parsedOf(file) as Tree)])
      for (const key of ['components', 'flows', 'zones', 'data'] as const) sums[key] += got[key].length
      sums.findings += got.findings
    }
    expect(models.length).toBeGreaterThan(0)
    expect(slowest).toBeLessThan(2000)
    console.info(
      `pytm: ${models.length} of ${models.length} models read, ${JSON.stringify(sums)}; slowest ${slowest.toFixed(0)} ms`,
    )
  })

  test('what is read is the same after it was saved and opened again', () => {
    for (const { name, text } of models) {
      const { model } = readPytm(text, name)
      if (!model) throw new Error(name)
      const again = readModel(printModel(model))
      expect([name, again.diagnostics]).toEqual([name, []])
      expect([name, again.model && comparable(again.model)]).toEqual([name, comparable(model)])
    }
  })

  test('its drawings and reports are refused with a word and a place', () => {
    for (const { name, text } of others) {
      const { model, diagnostics } = readAny(text, name)
      expect([name, model]).toEqual([name, null])
      expect(diagnostics).toMatchObject([{ severity: 'error', range: { start: { line: 1 } } }])
      expect(diagnostics[0]?.message).toMatch(name.endsWith('.dot') ? /Graphviz/ : /report of pytm/)
    }
    console.info(`pytm: ${others.length} drawings and reports refused`)
  })

  test('a file that is cut, garbled or of other types never throws, and has a model or a located error', () => {
    console.info(`pytm: ${readMutated(models, readPytm, 40)}`)
  }, 60_000)
})
