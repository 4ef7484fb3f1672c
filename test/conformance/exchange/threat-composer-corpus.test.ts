import { describe, expect, test } from 'vitest'
import { hasErrors } from '../../../shared/core/diagnostics.ts'
import { printModel, readModel } from '../../../shared/formats/fenceline/index.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { readThreatComposer } from '../../../shared/formats/threat-composer/read.ts'
import { modelSchema } from '../../../shared/model/schema.ts'
import { parsedOf, readCorpus } from '../../support/exchange/corpus.ts'
import { readMutated } from '../../support/exchange/mutations.ts'
import { comparable } from '../../support/models/comparable-model.ts'

const files = readCorpus('threat-composer')

interface Item {
  readonly id: string
  readonly content?: string
  readonly status?: string
  readonly statement?: string
}
interface Tree {
  readonly applicationInfo?: { readonly name?: string }
  readonly architecture?: { readonly image?: string }
  readonly dataflow?: { readonly image?: string }
  readonly threats?: readonly Item[]
  readonly mitigations?: readonly Item[]
  readonly assumptions?: readonly Item[]
  readonly mitigationLinks?: readonly { readonly mitigationId: string; readonly linkedId: string }[]
  readonly assumptionLinks?: readonly { readonly assumptionId: string; readonly linkedId: string }[]
}

/** Counted straight from the JSON; a link counts where both of its ends are in the file. */
function countedIn({ threats = [], mitigations = [], assumptions = [], ...tree }: Tree) {
  const has = (items: readonly Item[], id: string) => items.some((item) => item.id === id)
  const pairs = new Set(
    (tree.mitigationLinks ?? [])
      .filter((link) => has(mitigations, link.mitigationId) && has(threats, link.linkedId))
      .map((link) => `${link.mitigationId} ${link.linkedId}`),
  )
  const assumed = new Set(
    (tree.assumptionLinks ?? [])
      .filter((link) => has(assumptions, link.assumptionId) && has(threats, link.linkedId))
      .map((link) => link.linkedId),
  )
  return {
    threats: threats.map(({ id, status }) => `${id} ${status ?? ''}`).sort(),
    statements: threats.map(({ statement }) => statement?.trim()).sort(),
    mitigations: mitigations.length,
    assumptions: assumptions.length,
    links: pairs.size,
    assumed: assumed.size,
    images: [tree.architecture?.image, tree.dataflow?.image].filter(Boolean).length,
  }
}

describe.skipIf(files.length === 0)('the corpus of Threat Composer', () => {
  test('every workspace reads, with what the JSON holds', () => {
    const sums = { threats: 0, mitigations: 0, assumptions: 0, links: 0 }
    let slowest = 0
    for (const file of files) {
      const started = performance.now()
      const { model, diagnostics, format } = readAny(file.text, file.name)
      slowest = Math.max(slowest, performance.now() - started)
      expect([file.name, format, hasErrors(diagnostics)]).toEqual([file.name, 'threat-composer', false])
      expect([file.name, modelSchema.safeParse(model).success]).toEqual([file.name, true])
      if (!model) continue
      const got = {
        threats: model.risks.map(({ source }) => `${source?.id} ${source?.status ?? ''}`).sort(),
        statements: model.risks.map(({ description }) => description?.split('\n\n')[0]).sort(),
        mitigations: model.mitigations.length,
        assumptions: model.notes.filter((note) => note.startsWith('Assumption: ')).length,
        links: model.risks.reduce((sum, { mitigations = [] }) => sum + mitigations.length, 0),
        assumed: model.risks.filter(({ assumption }) => assumption !== undefined).length,
        images: diagnostics.filter(({ message }) => message.includes('is an image')).length,
      }
      expect([file.name, got]).toEqual([file.name, countedIn(parsedOf(file) as Tree)])
      expect(model.components).toHaveLength(1)
      expect(model.risks.every(({ target }) => target === model.components[0]?.id)).toBe(true)
      sums.threats += got.threats.length
      sums.mitigations += got.mitigations
      sums.assumptions += got.assumptions
      sums.links += got.links
    }
    expect(slowest).toBeLessThan(2000)
    console.info(
      `threat-composer: ${files.length} of ${files.length} workspaces read, ${JSON.stringify(sums)}; slowest ${slowest.toFixed(0)} ms`,
    )
  })

  test('what is read is the same after it was saved and opened again', () => {
    for (const { name, text } of files) {
      const { model } = readThreatComposer(text, name)
      if (!model) throw new Error(name)
      const again = readModel(printModel(model))
      expect([name, again.diagnostics]).toEqual([name, []])
      expect([name, again.model && comparable(again.model)]).toEqual([name, comparable(model)])
    }
  }, 30_000)

  test('a file that is cut, garbled or of other types never throws, and has a model or a located error', () => {
    console.info(`threat-composer: ${readMutated(files, readThreatComposer, 8)}`)
  }, 90_000)
})
