import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aRandomModel } from '../../../test/support/models/arbitrary-model.ts'
import { runs } from '../../../test/support/properties/runs.ts'
import { splitLines } from '../../core/lines.ts'
import { documents, editDocument, rawEdits } from '../../diff/arbitrary.test-support.ts'
import type { Model } from '../../model/schema.ts'
import { correspond } from '../drawn/correspond.ts'
import { saysModel } from '../drawn/says.ts'
import { showText, type Typed, typeText } from '../editing.ts'
import { elementAt } from '../places.ts'
import {
  documentOf,
  expectPlaced,
  expectSound,
  type Mutation,
  mutate,
  mutations,
} from '../typing.test-support.ts'
import { draw } from './drawn.ts'

/** The text says the model, under the names that it has for its elements. */
function expectSays(text: string, model: Model, names: ReadonlyMap<string, string> | undefined): void {
  const drawn = draw(text)
  expect(drawn.model !== null && saysModel(drawn, model, names ? { names } : {})).toBe(true)
  if (drawn.model) expect(correspond(drawn, model, names).size).toBe(drawn.elements.size + drawn.flows.size)
}

/** Lines called "B" and "b", whose comments go one after the other: each keeps its id and its flow. */
const CALLED_ALIKE: [Model, Mutation[]] = [
  {
    title: 'A',
    dataAssets: [],
    components: [
      {
        id: 'own-a',
        title: 'A',
        kind: 'external',
        zone: null,
        note: '\ud800\udc00\ud800\udc00\ud800\udc00\ud800\udc00\ud800\udc00\ud800\udc00\ud800\udc00',
        technologies: [],
        tags: [],
        dataProcessed: [],
        dataStored: [],
        formatsAccepted: [],
      },
    ],
    flows: [
      {
        id: 'own-a',
        from: 'own-a',
        to: 'own-a',
        title: '',
        protocol: 'TLS',
        dataSent: [],
        dataReceived: [],
        tags: [],
      },
      { id: 'own-a-2', from: 'own-a', to: 'own-a', title: '', dataSent: [], dataReceived: [], tags: [] },
    ],
    boundaries: [
      { id: 'b', title: 'B', kind: 'line', parent: null, crossedBy: ['own-a>own-a'], tags: [] },
      { id: 'own-b', title: 'b', kind: 'line', parent: null, crossedBy: ['own-a>own-a-2'], tags: [] },
      {
        id: 'element',
        title: '\ud823\udcd6\ud811\ude47\ud88d\udc7a\u0000\ud88d\udc7a',
        kind: 'line',
        parent: null,
        crossedBy: ['own-a>own-a-2', 'own-a>own-a'],
        tags: [],
      },
    ],
    risks: [],
    mitigations: [],
    analyses: [],
    notes: [
      '|   ; ;  ',
      '\ud88d\udc7a\ud803\udd24\ud811\ude47\ud88d\udc7a\ud811\ude47\ud87b\ude5e\ud88d\udc7a\ud88d\udc7a',
      'end',
    ],
  },
  [
    { at: 1036388980, cut: 2, put: ' ' },
    { at: 231892964, cut: 0, put: ' !' },
    { at: 226673892, cut: 11, put: '' },
  ],
]

describe('whatever is typed as Mermaid', () => {
  test('nothing throws, nothing dangles, and the canvas shows what the text says', () => {
    fc.assert(
      fc.property(aRandomModel(3), mutations, (model, changes) => {
        let shown = showText('mermaid', documentOf(model), null)
        for (const change of changes) {
          const text = mutate(shown.text, change)
          const typed: Typed = typeText('mermaid', shown, text, null)
          if (typed.document === null) {
            expect(typed.diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
            expect(typed.shown.document).toBe(shown.document)
            expect(typed.shown.text).toBe(text)
          } else {
            expect(typed.shown.document).toBe(typed.document)
            expectSound(typed.document)
            expectSays(typed.shown.text, typed.document.model, typed.shown.names)
            expectPlaced('mermaid', typed.shown)
          }
          elementAt('mermaid', typed.shown, change.at % (text.length + 1))
          shown = typed.shown
        }
        expect(showText('mermaid', { ...shown.document }, null, shown).text).toBe(shown.text)
      }),
      // Each run prints, reads and aligns several texts.
      { numRuns: runs(200), examples: [CALLED_ALIKE] },
    )
  })

  test('typing the printed text back is the same document', () => {
    fc.assert(
      fc.property(aRandomModel(4), mutations, (model, changes) => {
        const document = documentOf(model)
        const start = showText('mermaid', document, null)
        expect(start.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
        expectSays(start.text, model, start.names)
        expect(typeText('mermaid', start, start.text, null).document).toBe(document)
        expect(typeText('mermaid', start, `${start.text}%% mine\n`, null).document).toBe(document)
        const broken = typeText('mermaid', start, changes.reduce(mutate, start.text), null)
        if (broken.document === null)
          expect(typeText('mermaid', broken.shown, start.text, null).document).toBe(document)
      }),
      // Each run prints, reads and aligns several texts.
      { numRuns: runs(150) },
    )
  })

  test('what stands in a line that is still there keeps its id and its risks', () => {
    fc.assert(
      fc.property(aRandomModel(5), mutations, (model, changes) => {
        const start = showText('mermaid', documentOf(model), null)
        const text = changes.reduce(mutate, start.text)
        const { document } = typeText('mermaid', start, text, null)
        if (!document) return
        const lines = new Set(splitLines(text))
        const before = splitLines(start.text)
        for (const { id } of start.document.model.components) {
          const said = before[(start.locate(id)?.start.line ?? 0) - 1] ?? ''
          if (!lines.has(said)) continue
          const of = (each: Model) => each.risks.filter(({ target }) => target === id)
          expect(of(document.model)).toEqual(of(model))
        }
      }),
      // Each run prints, reads and aligns several texts.
      { numRuns: runs(200) },
    )
  })
})

describe('edits on the canvas beside Mermaid', () => {
  test('comments and styles that were typed stay, and the text says the model', () => {
    const places = fc.array(fc.nat(), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(documents, places, rawEdits(3), (document, at, edits) => {
        const start = showText('mermaid', document, null)
        const lines = splitLines(start.text)
        const body = lines.findIndex((line) => line.startsWith('flowchart')) + 1
        for (const [number, place] of at.entries())
          lines.splice(body + (place % (lines.length - body)), 0, `  %% comment ${number}`)
        lines.push('  classDef mine fill:#eee', '')
        const typed = typeText('mermaid', start, lines.join('\n'), null)
        expect(typed.document).toBe(document)
        const next = editDocument(document, edits)
        const shown = showText('mermaid', next, null, typed.shown)
        for (const number of at.keys()) expect(shown.text).toContain(`%% comment ${number}\n`)
        expect(shown.text).toContain('classDef mine fill:#eee\n')
        expect(shown.document).toBe(next)
        expectSays(shown.text, next.model, shown.names)
      }),
      // Each run prints, reads and aligns several texts.
      { numRuns: runs(150) },
    )
  })
})
