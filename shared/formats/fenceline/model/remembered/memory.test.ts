// What is remembered of a file's elements may never be seen in what the file is read as, or in what is written.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../../test/support/properties/runs.ts'
import { parseYaml } from '../../../../core/yaml/parse.ts'
import { updateComponent } from '../../../../model/edits/components.ts'
import type { Model } from '../../../../model/schema.ts'
import { type ModelRead, readModel, readOpened } from '../read-model.ts'
import { spliceModel } from '../write-model.ts'

const SHOP = `title: Shop
data_assets:
  orders:
    title: Orders
  cards:
    confidentiality: strictly-confidential
technical_assets:
  web:
    title: Web
    type: process
    data_assets_processed: [orders, cards, gone]
    communication_links:
      api:
        target: api
        protocol: https
        data_assets_sent: [orders]
      nowhere:
        target: nobody
  api:
    typo: 1
    titel: API
    type: service
    data_assets_stored:
      - cards
  db:
    technologies: [database]
  empty:
trust_boundaries:
  dmz:
    title: DMZ
    technical_assets_inside: [web, api]
risk_analysis:
  web:
    reviewd: 2026-11-28
`

const LINES = SHOP.split('\n').slice(0, -1)
/** Each changes what others say as well: they name it, or it comes to stand for them. */
const OTHERS = [
  '  gone:',
  '  nobody:',
  '    title: Other',
  '    type: process',
  '# word',
  '',
  '  api:',
  '    id: x',
]

interface LineEdit {
  readonly at: number
  readonly gone: number
  readonly come: readonly string[]
}

const lineEdit: fc.Arbitrary<LineEdit> = fc.record({
  at: fc.nat({ max: LINES.length }),
  gone: fc.nat({ max: 2 }),
  come: fc.array(fc.constantFrom(...OTHERS, ...LINES), { maxLength: 2 }),
})

function textsAfter(edits: readonly LineEdit[]): readonly string[] {
  const lines = [...LINES]
  return edits.map(({ at, gone, come }) => {
    lines.splice(Math.min(at, lines.length), gone, ...come)
    return `${lines.join('\n')}\n`
  })
}

function seen({ model, diagnostics, locate }: ModelRead): unknown {
  const ids = [...(model?.components ?? []), ...(model?.boundaries ?? [])].map(({ id }) => id)
  const refs = (model?.flows ?? []).map(({ from, id }) => `${from}>${id}`)
  return { model, diagnostics, places: [...ids, ...refs].map((id) => [id, locate(id)]) }
}

describe('what is remembered of elements', () => {
  test('a file that is edited again and again reads as it does alone', () => {
    fc.assert(
      fc.property(fc.array(lineEdit, { minLength: 1, maxLength: 6 }), (edits) => {
        readModel(SHOP)
        for (const text of textsAfter(edits)) {
          expect(seen(readModel(text))).toEqual(seen(readOpened(parseYaml(text))))
        }
      }),
      { numRuns: runs(300) },
    )
  })

  test('an element that an edit above it moves is the object that it was, and what changed is another', () => {
    // As no other text was read before, so that all of it is read now.
    const text = `${SHOP}# moved\n`
    const before = modelOf(text)
    const after = modelOf(text.replace('title: Web\n', 'title: Web shop\n'))
    expect(after.components[0]).not.toBe(before.components[0])
    expect(after.components[1]).toBe(before.components[1])
    expect(after.flows).toEqual(before.flows)
    expect(after.dataAssets[0]).toBe(before.dataAssets[0])
  })

  test('a component that comes ends the complaint about the flow to it, and one that goes brings it back', () => {
    const dangling = (text: string) =>
      readModel(text).diagnostics.flatMap(({ code, range }) =>
        code === 'unknown-target' ? range?.start.line : [],
      )
    expect(dangling(SHOP)).toEqual([18])
    expect(dangling(SHOP.replace('  db:\n', '  nobody:\n    type: process\n  db:\n'))).toEqual([])
    expect(dangling(SHOP.replace('  cards:\n', '  # more\n  cards:\n'))).toEqual([19])
    expect(dangling(SHOP)).toEqual([18])
  })

  test('a component in another zone is not the one that it was, and is that again when it is back', () => {
    const text = `${SHOP}# zones\n`
    const [web] = modelOf(text).components
    const outside = modelOf(text.replace('[web, api]', '[api]')).components[0]
    expect([web?.zone, outside?.zone]).toEqual(['dmz', null])
    expect(modelOf(`${text}# back\n`).components[0]).toBe(web)
  })

  test('files in other styles are written in their own, whichever was written before', () => {
    const listed = 'title: T\ntechnical_assets:\n  a:\n    type: process\n    technologies: [web]\n'
    const single = 'title: T\ntechnical_assets:\n  a:\n    type: process\n    technology: web\n'
    const wanted = updateComponent(modelOf(listed), 'a', { technologies: ['database'] })
    const written = [listed, single, listed, single].map((source) => spliceModel(source, wanted))
    expect(written.map((text) => /techno.*/.exec(text)?.[0])).toEqual([
      'technologies: [database]',
      'technology: database',
      'technologies: [database]',
      'technology: database',
    ])
  })
})

function modelOf(text: string): Model {
  const { model } = readModel(text)
  if (!model) throw new Error('not a model')
  return model
}
