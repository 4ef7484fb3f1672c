// Threat Dragon files from public repositories, read where they lie: none of their text is part of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasErrors } from '../../../shared/core/diagnostics.ts'
import { printModel, readModel } from '../../../shared/formats/fenceline/index.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { modelSchema } from '../../../shared/model/schema.ts'
import { comparable } from '../../support/comparable-model.ts'

const FOLDER =
  process.env.FENCELINE_CORPUS_THREAT_DRAGON ??
  join(process.env.FENCELINE_CORPUS ?? '/work/shared/corpus', 'threat-dragon')
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : []
if (names.length === 0) console.info(`no Threat Dragon corpus in ${FOLDER}: its test is skipped`)

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
    for (const cell of cells) {
      const isDrawn =
        isOf(cell, 'tm.Flow') && nodes.has(end(cell, 'source')) && nodes.has(end(cell, 'target'))
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

const isValid = (text: string) => {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''))
    return true
  } catch {
    return false
  }
}

/** Numbers that look random and are the same in every run. */
function* seeded(seed: number): Generator<number> {
  for (let at = seed; ; ) {
    at = (Math.imul(at, 1664525) + 1013904223) >>> 0
    yield at / 2 ** 32
  }
}

describe.skipIf(names.length === 0)('the corpus of Threat Dragon', () => {
  const files = names.map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }))
  const valid = files.filter(({ text }) => isValid(text))
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
    for (const { name, text } of files) {
      const { model, layout, diagnostics, format } = reads.get(name) ?? readAny(text, name)
      expect([name, format]).toEqual([name, 'threat-dragon'])
      expect([name, hasErrors(diagnostics)]).toEqual([name, !isValid(text)])
      if (isValid(text)) expect([name, modelSchema.safeParse(model).success]).toEqual([name, true])
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
    const random = seeded(9)
    const next = () => random.next().value as number
    const values = ['null', '3', '"x"', '[]', '{}', 'true', '-1e400']
    let read = 0
    let refused = 0
    for (const { name, text } of files) {
      const numbers = [...text.matchAll(/(?<=: )(?:-?\d[\d.]*|"[^"\n]*"|true|false|null|\{|\[)/g)]
      for (let round = 0; round < 40; round += 1) {
        const at = Math.floor(next() * text.length)
        const picked = numbers[Math.floor(next() * numbers.length)]
        const value = values[Math.floor(next() * values.length)] ?? ''
        const from = picked?.index ?? 0
        const mutants = [
          text.slice(0, at),
          text.slice(0, at) +
            String.fromCharCode((text.charCodeAt(at) ^ (1 << Math.floor(next() * 7))) & 0xffff) +
            text.slice(at + 1),
          text.slice(0, from) + value + text.slice(from + (picked?.[0].length ?? 0)),
        ]
        for (const mutant of mutants) {
          const { model, diagnostics } = timed(mutant, name)
          if (model) read += 1
          else {
            refused += 1
            expect(diagnostics.some(({ severity, range }) => severity === 'error' && range)).toBe(true)
          }
        }
      }
    }
    expect(slowest).toBeLessThan(2000)
    console.info(
      `threat-dragon: ${read + refused} mutated files, ${read} read, ${refused} refused with a place`,
    )
  }, 60_000)
})
