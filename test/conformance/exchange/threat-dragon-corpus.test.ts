// Threat Dragon files from public repositories, read where they lie: none of their text is part of this project.
import { beforeAll, describe, expect, test } from 'vitest'
import { hasErrors } from '../../../shared/core/diagnostics.ts'
import { printModel, readModel } from '../../../shared/formats/fenceline/index.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { readThreatDragon } from '../../../shared/formats/threat-dragon/read.ts'
import { writeThreatDragon } from '../../../shared/formats/threat-dragon/write.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { modelSchema } from '../../../shared/model/schema.ts'
import { parsedOf, readCorpus } from '../../support/exchange/corpus.ts'
import { diagramEdits } from '../../support/exchange/diagram-edits.ts'
import { readMutated } from '../../support/exchange/mutations.ts'
import { hasSchema, schemaErrors } from '../../support/exchange/threat-dragon-schema.ts'
import { comparable } from '../../support/models/comparable-model.ts'

const files = readCorpus('threat-dragon')

type Json = Readonly<Record<string, unknown>>
type Place = Readonly<{ x?: number; y?: number; width?: number; height?: number }>
interface Counted {
  readonly components: number
  readonly flows: number
  readonly loose: number
  readonly zones: number
  readonly lines: number
  readonly notes: number
  readonly threats: number
  readonly rects: readonly string[]
}

/** Straight from JSON.parse: every cell of every diagram by its own words. */
function count(text: string): Counted {
  const file = JSON.parse(text.replace(/^\ufeff/, '')) as { detail: { diagrams: Json[] } }
  const sums = { components: 0, flows: 0, loose: 0, zones: 0, lines: 0, notes: 0, threats: 0 }
  const rects: string[] = []
  for (const diagram of file.detail.diagrams) {
    const old = diagram.diagramJson as { cells?: Json[] } | undefined
    const cells = (old ? old.cells : (diagram.cells as Json[] | undefined)) ?? []
    const typeOf = (cell: Json) => String((cell.data as Json | undefined)?.type ?? cell.type)
    const end = (cell: Json, key: string) => {
      const at = cell[key] as Json | undefined
      return at?.cell ?? at?.id
    }
    const isOf = (cell: Json, ...types: string[]) => types.includes(typeOf(cell))
    const nodes = new Set(
      cells.filter((cell) => isOf(cell, 'tm.Actor', 'tm.Process', 'tm.Store')).map(({ id }) => id),
    )
    const isBeside = (at: Json | undefined) =>
      cells.some((cell) => {
        const [{ x = 0, y = 0 }, { width = 0, height = 0 }] = [
          cell.position as Place,
          cell.size as Place,
        ].map((place) => place ?? {}) as [Place, Place]
        const [dx, dy] = [Number(at?.x) - x, Number(at?.y) - y]
        const [left, top] = [Math.max(-dx, 0, dx - width), Math.max(-dy, 0, dy - height)]
        return nodes.has(cell.id) && Math.hypot(left, top) <= 20
      })
    const isJoined = (cell: Json, key: string) =>
      nodes.has(end(cell, key)) || isBeside(cell[key] as Json | undefined)
    for (const cell of cells) {
      const isDrawn = isOf(cell, 'tm.Flow') && isJoined(cell, 'source') && isJoined(cell, 'target')
      const data = (cell.data as Json | undefined) ?? cell
      if (nodes.has(cell.id)) {
        sums.components += 1
        const [at, size] = [cell.position as Place, cell.size as Place]
        rects.push([at.x, at.y, size.width, size.height].join(' '))
      } else if (isOf(cell, 'tm.Flow')) {
        if (isDrawn) sums.flows += data.isBidirectional === true ? 2 : 1
        else sums.loose += 1
      } else if (isOf(cell, 'tm.Boundary')) sums.lines += 1
      else if (isOf(cell, 'tm.BoundaryBox')) sums.zones += 1
      else if (isOf(cell, 'tm.Text')) sums.notes += 1
      if (nodes.has(cell.id) || isDrawn) sums.threats += ((data.threats as Json[] | undefined) ?? []).length
    }
  }
  return { ...sums, rects: rects.sort() }
}

describe.skipIf(files.length === 0)('the corpus of Threat Dragon', () => {
  const valid = files.filter((file) => parsedOf(file) !== undefined)
  const reads = new Map<string, ReturnType<typeof readAny>>()
  let slowest = 0

  const timed = (text: string, name: string) => {
    const start = performance.now()
    const read = readAny(text, name)
    slowest = Math.max(slowest, performance.now() - start)
    return read
  }
  const readOf = (name: string) => {
    const read = reads.get(name)
    if (!read?.model) throw new Error(`${name} was not read`)
    return { ...read, model: read.model }
  }

  beforeAll(() => {
    for (const { name, text } of files) reads.set(name, timed(text, name))
  })

  test('every valid file reads, and every broken one gives a located error and no model', () => {
    for (const file of files) {
      const { name, text } = file
      const isValid = valid.includes(file)
      const { model, layout, diagnostics, format } = reads.get(name) ?? readAny(text, name)
      expect([name, format]).toEqual([name, 'threat-dragon'])
      expect([name, hasErrors(diagnostics)]).toEqual([name, !isValid])
      if (isValid) expect([name, modelSchema.safeParse(model).success]).toEqual([name, true])
      else {
        expect(model).toBeNull()
        expect(layout.boxes).toEqual([])
        expect(diagnostics.find(({ severity }) => severity === 'error')?.range?.start.line).toBeGreaterThan(0)
      }
    }
    expect(valid.length).toBeGreaterThan(0)
    console.info(
      `threat-dragon: ${valid.length} of ${files.length} files are valid and read; the slowest took ${slowest.toFixed(0)} ms`,
    )
  })

  test('components, flows, boundaries, notes, threats and places are those of the JSON', () => {
    const sums: Record<string, number> = {}
    for (const { name, text } of valid) {
      const { model, layout, diagnostics } = readOf(name)
      const got = {
        components: model.components.length,
        flows: model.flows.length,
        loose: diagnostics.filter(({ message }) => / among the components and is left out/.test(message))
          .length,
        zones: model.boundaries.filter(({ kind }) => kind === 'zone').length,
        lines: model.boundaries.filter(({ kind }) => kind === 'line').length,
        notes: layout.notes.length,
        threats: model.risks.length,
      }
      const { rects, ...counts } = count(text)
      expect([name, got]).toEqual([name, counts])
      const placed = absoluteRects(model, layout)
      const round = (value: string | number | undefined) => String(Math.round(Number(value) * 1000) / 1000)
      const boxes = model.components.map(({ id }) => {
        const rect = placed.get(id)
        return [rect?.x, rect?.y, rect?.width, rect?.height].map(round).join(' ')
      })
      expect([name, boxes.sort()]).toEqual([
        name,
        rects.map((rect) => rect.split(' ').map(round).join(' ')).sort(),
      ])
      for (const [what, sum] of Object.entries(got)) sums[what] = (sums[what] ?? 0) + sum
    }
    console.info(
      `threat-dragon: ${Object.entries(sums)
        .map(([what, sum]) => `${sum} ${what}`)
        .join(', ')}`,
    )
  })

  test('what is read is the same after it was saved and opened again', () => {
    for (const { name } of valid) {
      const { model } = readOf(name)
      const again = readModel(printModel(model))
      expect([name, again.diagnostics]).toEqual([name, []])
      expect([name, again.model && comparable(again.model)]).toEqual([name, comparable(model)])
    }
  })

  test('no mutated file makes the reader throw, or take two seconds', () => {
    console.info(`threat-dragon: ${readMutated(files, readThreatDragon, 30)}`)
  }, 60_000)

  test('written over the file it came from, a model changes no byte', () => {
    for (const { name, text } of valid) {
      const { model, layout } = readOf(name)
      const written = writeThreatDragon(model, layout, text)
      expect([name, written.text === text, written.diagnostics]).toEqual([name, true, []])
    }
    console.info(`threat-dragon: 0 of ${valid.length} files differ when they are written without an edit`)
  })

  test('each edit is in the file and costs no more than its lines', () => {
    const sizes: number[] = []
    for (const { name, text } of valid) {
      const { model, layout } = readOf(name)
      for (const edit of diagramEdits({ model, layout })) {
        const written = writeThreatDragon(edit.model, edit.layout, text)
        const said = written.diagnostics.map(({ message }) => message)
        expect([name, edit.name, said]).toEqual([name, edit.name, []])
        const size = changedLines(text, written.text)
        if (edit.lines !== undefined)
          expect([name, edit.name, size <= edit.lines]).toEqual([name, edit.name, true])
        sizes.push(size)
      }
    }
    sizes.sort((a, b) => a - b)
    console.info(
      `threat-dragon: ${sizes.length} edits, the median changes ${sizes[Math.floor(sizes.length / 2)]} lines, the largest ${sizes.at(-1)}`,
    )
  }, 120_000)

  test('written anew, a model is valid for the schema of the tool and says the same', () => {
    for (const { name } of valid) {
      const { model, layout } = readOf(name)
      const written = writeThreatDragon(model, layout)
      if (hasSchema) expect([name, schemaErrors(JSON.parse(written.text))]).toEqual([name, []])
      const again = readThreatDragon(written.text).model
      const shown = (each: typeof model | null) => ({
        flows: each?.flows.map(({ from, id, title, protocol }) => [from, id, title, protocol]),
        zones: each?.components.map(({ id, kind, zone }) => [id, kind, zone]).sort(),
        lines: each?.boundaries.map(({ id, crossedBy }) => [id, [...crossedBy].sort()]).sort(),
        risks: each?.risks.map(({ target, category, title, status, impact }) => [
          target,
          category,
          title,
          status,
          impact,
        ]),
      })
      const sorted = (value: ReturnType<typeof shown>) =>
        JSON.stringify(value, (_, each) => (Array.isArray(each) ? each.toSorted() : each))
      expect([name, sorted(shown(again))]).toEqual([name, sorted(shown(model))])
    }
  })
})

/** Lines of either text that the other does not have at all. */
function changedLines(before: string, after: string): number {
  const [old, now] = [before.split('\n'), after.split('\n')]
  const [had, has] = [new Set(old), new Set(now)]
  return old.filter((line) => !has.has(line)).length + now.filter((line) => !had.has(line)).length
}
