// Files of the Threat Modeling Tool from public repositories, read where they lie: none of their text is part of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasErrors } from '../../shared/core/diagnostics.ts'
import { parseXml } from '../../shared/core/xml/xml.ts'
import { printLayout, printModel, readLayout, readModel } from '../../shared/formats/fenceline/index.ts'
import { readAny } from '../../shared/formats/registry.ts'
import { Reporting } from '../../shared/formats/reporting.ts'
import { readFile } from '../../shared/formats/tm7/file/file.ts'
import { CAUSES, compareThreats } from '../../shared/formats/tm7/generation/compare.ts'
import { absoluteRects } from '../../shared/model/geometry.ts'
import { modelSchema } from '../../shared/model/schema.ts'
import { comparable } from '../support/models/comparable-model.ts'

const FOLDER =
  process.env.FENCELINE_CORPUS_TM7 ?? join(process.env.FENCELINE_CORPUS ?? '/work/shared/corpus', 'tm7')
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.tm7')) : []
if (names.length === 0) console.info(`no tm7 corpus in ${FOLDER}: its test is skipped`)

type Tree = Readonly<Record<string, unknown>>

/** Everything of this name anywhere below, counted straight from another parser's tree. */
function* all(node: unknown, name: string): Generator<Tree> {
  if (Array.isArray(node)) for (const each of node) yield* all(each, name)
  else if (node !== null && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (key === name) for (const each of Array.isArray(value) ? value : [value]) yield each as Tree
      yield* all(value, name)
    }
  }
}

const text = (value: unknown): string =>
  String(
    value !== null && typeof value === 'object' ? ((value as Tree)['#text'] ?? '') : (value ?? ''),
  ).trim()

interface Counted {
  readonly components: number
  /** Connectors whose two ends are drawn. */
  readonly flows: number
  readonly dangling: number
  readonly zones: number
  readonly lines: number
  readonly notes: number
  readonly threats: number
  readonly rects: readonly string[]
}

function count(xml: string): Counted {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
  })
  const root = (parser.parse(xml) as { ThreatModel: Tree }).ThreatModel
  const drawn = [...all(root.DrawingSurfaceList, 'Value')].filter(
    (value) => value.GenericTypeId !== undefined,
  )
  const of = (pattern: RegExp) => drawn.filter((value) => pattern.test(String(value['@type'])))
  const stencils = of(/^Stencil/)
  const guids = new Set(stencils.map((value) => text(value.Guid)))
  const connectors = of(/^Connector$/)
  const ends = new Set(connectors.flatMap((value) => [text(value.SourceGuid), text(value.TargetGuid)]))
  // A text is a note, unless the author made it an end of a flow.
  const isNote = (value: Tree) => text(value.GenericTypeId) === 'GE.A' && !ends.has(text(value.Guid))
  const flows = connectors.filter(
    (value) => guids.has(text(value.SourceGuid)) && guids.has(text(value.TargetGuid)),
  )
  const threats = [...all(root.ThreatInstances, 'State')]
  const rects = stencils
    .filter((value) => !isNote(value) && text(value.Left) !== '')
    .map((value) =>
      [value.Left, value.Top, value.Width, value.Height].map((each) => Number(text(each))).join(' '),
    )
  return {
    components: stencils.filter((value) => !isNote(value)).length,
    flows: flows.length,
    dangling: connectors.length - flows.length,
    zones: of(/^BorderBoundary$/).length,
    lines: of(/^LineBoundary$/).length,
    notes: stencils.filter(isNote).length,
    threats: threats.length,
    rects: rects.sort(),
  }
}

describe.skipIf(names.length === 0)('the corpus of the Threat Modeling Tool', () => {
  const files = names.map((name) => ({ name, xml: readFileSync(join(FOLDER, name), 'utf8') }))
  const isValid = ({ xml }: { readonly xml: string }) => XMLValidator.validate(xml) === true
  const valid = files.filter(isValid)
  let slowest = 0
  const reads = new Map<string, ReturnType<typeof readAny>>()

  beforeAll(() => {
    for (const { name, xml } of files) {
      const start = performance.now()
      reads.set(name, readAny(xml, name))
      slowest = Math.max(slowest, performance.now() - start)
    }
  }, 60_000)

  const readOf = (name: string) => {
    const read = reads.get(name)
    if (!read) throw new Error(`${name} was not read`)
    return read
  }

  test('every valid file reads, and every broken one gives a located error and no model', () => {
    for (const { name, xml } of files) {
      const { model, layout, diagnostics, format } = readOf(name)
      expect([name, format]).toEqual([name, 'tm7'])
      if (isValid({ xml })) expect([name, modelSchema.safeParse(model).success]).toEqual([name, true])
      else {
        expect(model).toBeNull()
        expect(layout.boxes).toEqual([])
        expect(diagnostics.find(({ severity }) => severity === 'error')?.range?.start.line).toBeGreaterThan(0)
      }
      expect([name, hasErrors(diagnostics)]).toEqual([name, !isValid({ xml })])
    }
    expect(valid.length).toBeGreaterThan(0)
    expect(slowest).toBeLessThan(2000)
    console.info(
      `tm7: ${valid.length} of ${files.length} files are valid and read; the slowest took ${slowest.toFixed(0)} ms`,
    )
  })

  test('components, flows, boundaries, notes and threats are as many as in the XML', () => {
    const sums = { components: 0, flows: 0, zones: 0, lines: 0, threats: 0 }
    for (const { name, xml } of valid) {
      const expected = count(xml)
      const { model, layout, diagnostics } = readOf(name)
      if (!model) throw new Error(name)
      const left = (words: string) =>
        diagnostics.filter(
          ({ code, severity, message }) =>
            code === 'tm7-not-carried' && severity === 'warning' && message.startsWith(words),
        ).length
      const got = {
        components: model.components.length,
        flows: model.flows.length,
        dangling: left('The connector'),
        zones: model.boundaries.filter(({ kind }) => kind === 'zone').length,
        lines: model.boundaries.filter(({ kind }) => kind === 'line').length,
        notes: layout.notes.length,
        // A threat whose flow and ends are gone is told.
        threats: model.risks.length + left('The threat'),
      }
      const { rects, ...counts } = expected
      expect([name, got]).toEqual([name, counts])
      const placed = absoluteRects(model, layout)
      const ids = new Set(layout.boxes.map(({ id }) => id))
      const boxes = model.components.flatMap(({ id }) => {
        const rect = placed.get(id)
        return rect && ids.has(id) ? [[rect.x, rect.y, rect.width, rect.height].join(' ')] : []
      })
      expect([name, boxes.sort()]).toEqual([name, rects])
      sums.components += got.components
      sums.flows += got.flows
      sums.zones += got.zones
      sums.lines += got.lines
      sums.threats += model.risks.length
    }
    console.info(
      `tm7: ${Object.entries(sums)
        .map(([what, sum]) => `${sum} ${what}`)
        .join(', ')}`,
    )
  }, 60_000)

  test('a component is in a zone exactly where its middle lies in it', () => {
    for (const { name } of valid) {
      const { model, layout } = readOf(name)
      if (!model) continue
      const placed = absoluteRects(model, layout)
      const boxes = new Map(layout.boxes.map((box) => [box.id, box]))
      for (const { id, zone } of model.components) {
        const rect = boxes.has(id) ? placed.get(id) : undefined
        if (!rect) continue
        const holding = model.boundaries.flatMap((boundary) => {
          const [outer, size] = [placed.get(boundary.id), boxes.get(boundary.id)]
          if (boundary.kind !== 'zone' || !outer || !size?.width || !size.height) return []
          const [x, y] = [rect.x + rect.width / 2 - outer.x, rect.y + rect.height / 2 - outer.y]
          const isIn = x >= 0 && y >= 0 && x <= size.width && y <= size.height
          return isIn ? [{ id: boundary.id, area: size.width * size.height }] : []
        })
        const least = Math.min(...holding.map(({ area }) => area))
        if (zone === null) expect([name, id, holding]).toEqual([name, id, []])
        else expect([name, id, holding.find((each) => each.id === zone)?.area]).toEqual([name, id, least])
      }
    }
  })

  test('what is read is the same after it was saved and opened again', () => {
    for (const { name } of valid) {
      const { model, layout } = readOf(name)
      if (!model) continue
      const again = readModel(printModel(model))
      expect([name, again.diagnostics]).toEqual([name, []])
      expect([name, again.model && comparable(again.model)]).toEqual([name, comparable(model)])
      const sorted = readLayout(printLayout(layout)).layout
      expect([name, sorted.boxes.length, sorted.routes.length]).toEqual([
        name,
        layout.boxes.length,
        layout.routes.length,
      ])
    }
  }, 60_000)

  test('the knowledge base in a file gives the threats that the file stores, or each difference has a cause', () => {
    const sums = { stored: 0, computed: 0, equal: 0 }
    let compared = 0
    let exact = 0
    for (const { name, xml } of valid) {
      const { root } = parseXml(xml)
      const comparison = root && compareThreats(readFile(root, new Reporting('')))
      if (!comparison) continue
      compared += 1
      sums.stored += comparison.stored
      sums.computed += comparison.computed
      sums.equal += comparison.equal
      if (comparison.differences.length === 0) exact += 1
      const told = readOf(name).diagnostics.filter(({ code }) => code === 'tm7-threats-differ').length
      const { length } = comparison.differences
      expect([name, told]).toEqual([name, length === 0 ? 0 : Math.min(length, 20) + (length > 20 ? 2 : 1)])
      for (const { cause, instance, stored } of comparison.differences) {
        expect(CAUSES).toContain(cause)
        console.info(`tm7: ${name}: ${stored ? 'stored' : 'computed'} only: ${instance.typeId} (${cause})`)
      }
    }
    console.info(
      `tm7: ${exact} of ${compared} files with threats and knowledge base are exact; ${JSON.stringify(sums)}`,
    )
    expect(exact / compared).toBeGreaterThan(0.9)
  }, 60_000)
})
