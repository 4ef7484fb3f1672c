// Pictures of random models under another program's parser and ruler: resvg refuses what is not well-formed XML.
import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flowRef } from '../../shared/model/ids.ts'
import { EMPTY_LAYOUT, type Layout } from '../../shared/model/layout.ts'
import type { Model } from '../../shared/model/schema.ts'
import { marksOf } from '../../shared/report/marks.ts'
import { printSvg } from '../../shared/report/svg/print.ts'
import { SVG_THEMES } from '../../shared/report/svg/themes.ts'
import { words } from '../../shared/report/svg/xml.ts'
import { hostileLabels, lineThroughFlows, nestedZones, orders } from '../support/models/diagrams.ts'
import { anyModel, anyTitle } from '../support/models/random-model.ts'
import { runs } from '../support/properties/runs.ts'

const { resolve } = createRequire(import.meta.url)
const font = {
  loadSystemFonts: false,
  fontFiles: ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'].map((face) =>
    resolve(`@expo-google-fonts/inter/${face}`),
  ),
  defaultFontFamily: 'Inter',
}

const place = fc.integer({ min: -2000, max: 2000 })
const size = fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined })
const anyDiagram = fc
  .tuple(
    anyModel(7),
    fc.array(fc.tuple(fc.nat(), place, place, size), { maxLength: 6 }),
    fc.array(fc.tuple(anyTitle, place, place), { maxLength: 2 }),
  )
  .map(([model, boxes, notes]) => ({ model, layout: layoutOf(model, boxes, notes) }))

describe('a picture of any model', () => {
  test('is well-formed, names every element and has nothing outside its frame', () => {
    fc.assert(
      fc.property(anyDiagram, fc.constantFrom(...SVG_THEMES), ({ model, layout }, theme) => {
        const svg = printSvg(model, layout, { theme, marks: marksOf(model, []) })
        expect(overhang(svg)).toBe(0)
        for (const element of [
          ...model.components,
          ...model.boundaries.filter(({ kind }) => kind === 'zone'),
        ]) {
          expect(svg).toContain(`<g data-id="${element.id}">\n<title>${words(element.title)}`)
        }
        for (const flow of model.flows) expect(svg).toContain(`<g data-id="${words(flowRef(flow))}">`)
      }),
      // Each run draws a whole picture and parses it.
      { numRuns: runs(300) },
    )
  })

  test.each([
    ['Orders', orders],
    ['zones in zones', nestedZones],
    ['a line through three flows', lineThroughFlows],
    ['hostile labels', hostileLabels],
  ])('has nothing outside its frame: %s', (_, make) => {
    const { model, layout } = make()
    expect(overhang(printSvg(model, layout))).toBe(0)
  })

  test('is refused by the parser where a character is not escaped, so that these tests can fail', () => {
    const svg = printSvg(nestedZones().model, EMPTY_LAYOUT)
    expect(() => new Resvg(svg.replace('Nested zones', 'Nested < zones'), { font })).toThrow()
    expect(overhang(svg.replace(/viewBox="[^"]*"/, 'viewBox="0 0 300 300"'))).toBeGreaterThan(0)
  })
})

/** Pixels by which what is drawn reaches over the frame that the picture names. */
function overhang(svg: string): number {
  const [x = 0, y = 0, width = 0, height = 0] =
    svg
      .match(/viewBox="([^"]*)"/)?.[1]
      ?.split(' ')
      .map(Number) ?? []
  // The ground fills the frame and would be its own measure.
  const drawn = new Resvg(svg.replace(/<rect x="[^>]*>\n<g/, '<g'), { font }).getBBox()
  if (!drawn) return 0
  const [right, bottom] = [drawn.x + drawn.width, drawn.y + drawn.height]
  return Math.max(0, x - drawn.x, y - drawn.y, right - x - width, bottom - y - height)
}

function layoutOf(
  model: Model,
  boxes: readonly (readonly [at: number, x: number, y: number, size: number | undefined])[],
  notes: readonly (readonly [text: string, x: number, y: number])[],
): Layout {
  const ids = [...model.components, ...model.boundaries].map(({ id }) => id)
  const placed = new Map<string, Layout['boxes'][number]>()
  for (const [at, x, y, width] of ids.length > 0 ? boxes : []) {
    const id = ids[at % ids.length] ?? ''
    placed.set(id, { id, x, y, ...(width === undefined ? {} : { width, height: width }) })
  }
  return {
    ...EMPTY_LAYOUT,
    boxes: [...placed.values()],
    notes: notes.map(([text, x, y], at) => ({ id: `n${at}`, text, x, y })),
  }
}
