import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aRandomModel } from '../../test/support/models/arbitrary-model.ts'
import { runs } from '../../test/support/properties/runs.ts'
import { splitLines } from '../core/lines.ts'
import { documents, editDocument, rawEdits } from '../diff/arbitrary.test-support.ts'
import { readDfd } from '../formats/dfd/read.ts'
import { printDfd } from '../formats/dfd/write.ts'
import { printModel } from '../formats/fenceline/index.ts'
import { EMPTY_DOCUMENT } from '../model/document.ts'
import type { Model } from '../model/schema.ts'
import { followRenames } from './dfd/follow-renames.ts'
import { showText, type Typed, typeText } from './editing.ts'
import { elementAt } from './places.ts'
import { documentOf, expectPlaced, expectSound, mutate, mutations } from './typing.test-support.ts'

/** What a DFD carries of a model: what reading its own printed text gives. */
function expectSays(text: string, model: Model): void {
  const said = (read: Model) => {
    const title = new Map(
      [...read.components, ...read.boundaries].map((element) => [
        element.id,
        `${element.kind} ${element.title}`,
      ]),
    )
    const name = (id: string | null) => (id === null ? null : (title.get(id) ?? id))
    return {
      title: read.title,
      notes: read.notes,
      components: read.components
        .map(({ id, note, zone }) => JSON.stringify([name(id), note, name(zone)]))
        .sort(),
      zones: read.boundaries.map(({ id, parent }) => JSON.stringify([name(id), name(parent)])).sort(),
      flows: read.flows
        .map(({ from, protocol, title, to }) => JSON.stringify([name(from), name(to), title, protocol]))
        .sort(),
    }
  }
  const [now, printed] = [readDfd(text).model, readDfd(printDfd(model)).model]
  expect(now && said(now)).toEqual(printed && said(printed))
}

describe('whatever is typed', () => {
  for (const tab of ['dfd', 'yaml'] as const) {
    test(`${tab}: nothing throws, nothing dangles, and the canvas shows what the text says`, () => {
      fc.assert(
        fc.property(aRandomModel(3), mutations, (model, changes) => {
          const onDisk = tab === 'yaml' ? printModel(model) : null
          let shown = showText(tab, documentOf(model), onDisk)
          for (const change of changes) {
            const text = mutate(shown.text, change)
            const typed: Typed = typeText(tab, shown, text, onDisk)
            // Only a renamed component changes more than was typed: its other mentions.
            const isFollowed = tab === 'dfd' && typed.document !== null && !readDfd(text).model
            expect(typed.shown.text).toBe(isFollowed ? followRenames(shown.readable, text) : text)
            if (typed.document === null) {
              expect(typed.diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
              expect(typed.shown.document).toBe(shown.document)
            } else {
              expect(typed.shown.document).toBe(typed.document)
              expectSound(typed.document)
              if (tab === 'dfd') expectSays(typed.shown.text, typed.document.model)
              expectPlaced(tab, typed.shown)
            }
            elementAt(tab, typed.shown, change.at % (text.length + 1))
            shown = typed.shown
          }
          expect(showText(tab, { ...shown.document }, onDisk, shown).text).toBe(shown.text)
        }),
      )
    })

    test(`${tab}: typing the printed text back is the same document`, () => {
      fc.assert(
        fc.property(aRandomModel(4), mutations, (model, changes) => {
          const document = documentOf(model)
          const onDisk = tab === 'yaml' ? printModel(model) : null
          const start = showText(tab, document, onDisk)
          expect(start.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
          expect(typeText(tab, start, start.text, onDisk).document).toBe(document)
          const broken = typeText(tab, start, changes.reduce(mutate, start.text), onDisk)
          if (broken.document === null)
            expect(typeText(tab, broken.shown, start.text, onDisk).document).toBe(document)
        }),
        // Each run types a text line by line.
        { numRuns: runs(300) },
      )
    })
  }

  test('what stands in a line that is still there keeps its id and its risks', () => {
    fc.assert(
      fc.property(aRandomModel(5), mutations, (model, changes) => {
        const start = showText('dfd', documentOf(model), null)
        const text = changes.reduce(mutate, start.text)
        const { document } = typeText('dfd', start, text, null)
        if (!document) return
        const lines = new Set(splitLines(text))
        const declared = new Map(
          start.document.model.components.map(({ id }) => [id, start.locate(id)?.start.line ?? 0]),
        )
        const before = splitLines(start.text)
        for (const [id, line] of declared) {
          const said = before[line - 1] ?? ''
          if (!lines.has(said) || before.filter((each) => each === said).length > 1) continue
          const of = (each: Model) => each.risks.filter(({ target }) => target === id)
          expect(of(document.model)).toEqual(of(model))
          expect(
            document.layout.boxes.some((box) => box.id === id) || isMoved(model, document.model, id),
          ).toBe(true)
        }
      }),
    )
  })

  test('a title typed letter by letter keeps what the component had', () => {
    const letters = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,12}[a-z]$/)
    fc.assert(
      fc.property(aRandomModel(5), fc.nat(), letters, (model, pick, title) => {
        const component = model.components[pick % Math.max(1, model.components.length)]
        if (!component || model.components.filter((other) => other.title === component.title).length > 1)
          return
        let shown = showText('dfd', documentOf(model), null)
        // Other mentions would need the new title too.
        if (shown.text.split(component.title).length !== 2 || component.title.length < 2) return
        const old = component.title
        const steps = [
          ...Array.from({ length: old.length }, (_, at) => old.slice(0, old.length - at - 1)),
          ...Array.from({ length: title.length }, (_, at) => title.slice(0, at + 1)),
        ]
        const [start = '', end = ''] = shown.text.split(old)
        for (const step of steps) shown = typeText('dfd', shown, start + step + end, null).shown
        expect(shown.document.model.risks).toEqual(model.risks)
        expect(shown.document.model.components.map(({ id }) => id)).toEqual(
          model.components.map(({ id }) => id),
        )
      }),
    )
  })
})

function isMoved(before: Model, after: Model, id: string): boolean {
  const zone = (model: Model) => model.components.find((component) => component.id === id)?.zone
  return zone(before) !== zone(after)
}

describe('edits on the canvas', () => {
  test('comments that were typed stay in the DFD, and it says the model', () => {
    const places = fc.array(fc.nat(), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(documents, places, rawEdits(4), (document, at, edits) => {
        const start = showText('dfd', document, null)
        const lines = splitLines(start.text)
        for (const [number, place] of at.entries())
          lines.splice(place % lines.length, 0, `  # comment ${number}`)
        const typed = typeText('dfd', start, lines.join('\n'), null)
        expect(typed.document).toBe(document)
        const next = editDocument(document, edits)
        const shown = showText('dfd', next, null, typed.shown)
        for (const number of at.keys()) expect(shown.text).toContain(`# comment ${number}\n`)
        expect(shown.document).toBe(next)
        expectSays(shown.text, next.model)
        expect(typeText('dfd', shown, `${shown.text}# more\n`, null).document).toBe(next)
      }),
      // Each run types a text line by line.
      { numRuns: runs(500) },
    )
  })

  test('a box that moves changes no text, not even one with an error', () => {
    for (const tab of ['dfd', 'mermaid', 'yaml'] as const) {
      const document = documentOf({ ...EMPTY_DOCUMENT.model, title: 'Shop' })
      const start = showText(tab, document, null)
      const broken = typeText(tab, start, `${start.text}Half[`, null).shown
      const moved = { ...document, layout: { ...document.layout, notes: [] } }
      expect(showText(tab, moved, null, broken)).toMatchObject({ text: broken.text, document: moved })
    }
  })
})
