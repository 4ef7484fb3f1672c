// draw.io files from public repositories, read where they lie: none of their text is part of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { XMLParser } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { readDrawio } from '../../../shared/formats/drawio/read.ts'
import { writeDrawio } from '../../../shared/formats/drawio/write.ts'
import { printLayout, printModel, readLayout, readModel } from '../../../shared/formats/fenceline/index.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { modelSchema } from '../../../shared/model/schema.ts'
import { editsOf } from '../../support/drawio/edits.ts'
import { seeded } from '../../support/drawio/mutations.ts'
import { pictureOf } from '../../support/drawio/same-picture.ts'
import { comparable } from '../../support/models/comparable-model.ts'

const FOLDER =
  process.env.FENCELINE_CORPUS_DRAWIO ?? join(process.env.FENCELINE_CORPUS ?? '/work/shared/corpus', 'drawio')
const names = existsSync(FOLDER) ? readdirSync(FOLDER) : []
if (names.length === 0) console.info(`no draw.io corpus in ${FOLDER}: its test is skipped`)
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

type Node = Readonly<Record<string, unknown>>

/** Another parser's walk over the cells of every page; nothing of the reader's own. */
interface Counted {
  readonly labels: readonly string[]
  /** Edges between two shapes that exist; those with two heads count twice. */
  readonly joined: number
  readonly edges: number
  readonly vertices: number
  readonly pages: number
  /** Places of shapes whose title no other shape has, by title. */
  readonly rects: ReadonlyMap<string, string>
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  processEntities: true,
  htmlEntities: false,
  parseTagValue: false,
  trimValues: true,
  isArray: (name) => ['diagram', 'mxCell', 'object', 'UserObject', 'mxPoint'].includes(name),
})
const list = (node: unknown): readonly Node[] =>
  Array.isArray(node) ? (node as readonly Node[]) : node === undefined || node === '' ? [] : [node as Node]
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&amp;/gu, '&')
    .replace(/[\s\u200b-\u200d]+/gu, ' ')
    .trim()
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/** Undefined for what is no drawing to the tool. */
function count(text: string): Counted | undefined {
  let tree: Node
  try {
    tree = parser.parse(text, true) as Node
  } catch {
    return undefined
  }
  const svg = tree.svg as Node | undefined
  if (svg) tree = parser.parse(String(svg['@content'])) as Node
  const diagrams = list((tree.mxfile as Node | undefined)?.diagram)
  const models: unknown[] = diagrams.map((diagram) => {
    const packed = typeof diagram === 'string' ? diagram : diagram['#text']
    if (packed === undefined) return diagram.mxGraphModel
    const xml = decodeURIComponent(inflateRawSync(Buffer.from(String(packed), 'base64')).toString())
    return (parser.parse(xml) as Node).mxGraphModel
  })
  if (tree.mxGraphModel !== undefined) models.push(tree.mxGraphModel)
  if (models.length === 0 || models.some((model) => (model as Node | undefined)?.root === undefined))
    return undefined
  const roots = models.map((model) => (model as Node).root as Node)
  if (roots.some((root) => root.mxCell === undefined)) return undefined
  const counts = roots.map(countPage)
  const sum = (pick: (page: (typeof counts)[number]) => number) =>
    counts.reduce((all, page) => all + pick(page), 0)
  return {
    labels: counts.flatMap(({ labels }) => labels),
    joined: sum(({ joined }) => joined),
    edges: sum(({ edges }) => edges),
    vertices: sum(({ vertices }) => vertices),
    pages: models.length,
    rects: models.length === 1 ? (counts[0]?.rects ?? new Map()) : new Map(),
  }
}

function countPage(root: Node) {
  const wrapped = [...list(root.object), ...list(root.UserObject)].flatMap((holder) =>
    list(holder.mxCell).map((cell): Node => ({ ...cell, '@id': holder['@id'], '@value': holder['@label'] })),
  )
  const cells = [...list(root.mxCell), ...wrapped]
  const byId = new Map(cells.map((cell) => [cell['@id'], cell]))
  const isEdge = (cell: Node | undefined) => cell?.['@edge'] === '1'
  const vertices = cells.filter((cell) => cell['@vertex'] === '1' && !isEdge(byId.get(cell['@parent'])))
  const edges = cells.filter(isEdge)
  const arrow = (cell: Node, key: string, otherwise: string) =>
    new RegExp(`(?:^|;)${key}=(\\w+)`).exec(String(cell['@style'] ?? ''))?.[1] ?? otherwise
  const heads = /^(?:classic|block|open|async)/
  const joined = edges
    .filter((cell) => byId.has(cell['@source']) && byId.has(cell['@target']))
    .map((cell) =>
      heads.test(arrow(cell, 'startArrow', 'none')) && heads.test(arrow(cell, 'endArrow', 'classic')) ? 2 : 1,
    )
    .reduce<number>((all, ways) => all + ways, 0)
  const titleOf = (cell: Node) => plain(String(cell['@value'] ?? ''))
  const number = (node: Node | undefined, key: string) => Number(node?.[key] ?? 0)
  const geometry = (cell: Node | undefined) => list(cell?.mxGeometry)[0]
  const at = (cell: Node | undefined): readonly [number, number] => {
    if (cell?.['@vertex'] !== '1') return [0, 0]
    const [x, y] = at(byId.get(cell['@parent']))
    return [x + number(geometry(cell), '@x'), y + number(geometry(cell), '@y')]
  }
  const rects = new Map<string, string>()
  for (const cell of vertices) {
    const title = letters(titleOf(cell))
    const isOnce = vertices.filter((other) => letters(titleOf(other)) === title).length === 1
    const isTurned = /rotation=|direction=/.test(String(cell['@style'] ?? ''))
    if (title === '' || !isOnce || isTurned || geometry(cell)?.['@relative'] === '1') continue
    const [x, y] = at(cell)
    rects.set(
      title,
      [x, y, number(geometry(cell), '@width'), number(geometry(cell), '@height')].map(Math.round).join(),
    )
  }
  return {
    labels: vertices.map(titleOf).filter(Boolean),
    joined,
    edges: edges.length,
    vertices: vertices.length,
    rects,
  }
}

/** Lines of the one that are not in the other, either way; a compressed page is one line. */
function changedLines(before: string, after: string): number {
  const [old, now] = [before, after].map((each) => each.replace(/></gu, '>\n<').split('\n'))
  const [inOld, inNow] = [new Set(old), new Set(now)]
  return (
    (old ?? []).filter((line) => !inNow.has(line)).length +
    (now ?? []).filter((line) => !inOld.has(line)).length
  )
}

const comparableText = (text: string): string => letters(plain(text))

describe.runIf(names.length > 0)('every file of the corpus', () => {
  const figures = {
    files: 0,
    refused: 0,
    components: 0,
    flows: 0,
    zones: 0,
    lines: 0,
    notes: 0,
    placed: 0,
    exact: 0,
    slowest: 0,
  }

  const round = { same: 0, edits: 0, equal: 0, other: [] as string[] }

  test.each(names)('%s', (name) => {
    const text = textOf(name)
    const counted = count(text)
    const start = performance.now()
    const { model, layout, diagnostics, format } = readAny(text, `x/${name}`)
    figures.slowest = Math.max(figures.slowest, performance.now() - start)
    figures.files += 1
    if (!counted) {
      figures.refused += 1
      expect(model).toBeNull()
      expect(diagnostics.find(({ severity }) => severity === 'error')?.range?.start.line).toBeGreaterThan(0)
      return
    }
    expect(format).toBe('drawio')
    if (!model) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
    expect(modelSchema.parse(model)).toEqual(model)
    const told = (pattern: RegExp) => diagnostics.filter(({ message }) => pattern.test(message)).length
    const zones = model.boundaries.filter(({ kind }) => kind === 'zone')
    const lines = model.boundaries.filter(({ kind }) => kind === 'line')
    // Every edge is a flow, a line or told to be left out; none that is connected is missing.
    const twoWay =
      model.flows.length - new Set(model.flows.map((flow) => [flow.from, flow.to].sort().join())).size
    expect(model.flows.length).toBeGreaterThanOrEqual(counted.joined)
    expect(model.flows.length - told(/not connected at/u)).toBeLessThanOrEqual(counted.joined)
    expect(
      model.flows.length + lines.length + told(/^(?:The|A) connector .* is left out/u),
    ).toBeGreaterThanOrEqual(counted.edges)
    expect(twoWay).toBeGreaterThanOrEqual(0)
    // Every label of a shape is somewhere.
    const words = comparableText(
      [
        ...model.components.flatMap(({ title, note = '' }) => [title, note]),
        ...model.boundaries.map(({ title }) => title),
        ...layout.notes.map((note) => note.text),
      ].join('\n'),
    )
    for (const label of counted.labels) expect(words).toContain(comparableText(label))
    const standIns = told(/stands for it/u)
    expect(model.components.length + zones.length + layout.notes.length - standIns).toBeLessThanOrEqual(
      counted.vertices,
    )
    expect(Math.max(1, layout.pages.length)).toBe(counted.pages)
    // Everything stands where the file puts it.
    const places = absoluteRects(model, layout)
    for (const { id, title } of model.components) {
      const [expected, rect] = [counted.rects.get(letters(title)), places.get(id)]
      if (expected === undefined || !rect) continue
      figures.placed += 1
      const drawn = [rect.x, rect.y, rect.width, rect.height].map(Math.round)
      // A text that lies on a shape without a label is its title, and has a place of its own in it.
      const [x = 0, y = 0, width = 0, height = 0] = expected.split(',').map(Number)
      const [across, down] = [x + width / 2 - rect.x, y + height / 2 - rect.y]
      const isOn = across >= 0 && across <= rect.width && down >= 0 && down <= rect.height
      if (drawn.join() !== expected) expect([title, isOn]).toEqual([title, true])
      else figures.exact += 1
    }
    // What was read is a model of our own that keeps.
    const again = readModel(printModel(model))
    expect(again.model && comparable(again.model)).toEqual(comparable(model))
    expect(readLayout(printLayout(layout)).layout).toEqual(readLayout(printLayout(layout)).layout)
    figures.components += model.components.length
    figures.flows += model.flows.length
    figures.zones += zones.length
    figures.lines += lines.length
    figures.notes += layout.notes.length
  })

  test('as a whole, in figures', () => {
    console.info(
      'draw.io corpus:',
      JSON.stringify({ ...figures, slowest: `${Math.round(figures.slowest)} ms` }),
    )
    expect(figures.placed - figures.exact).toBeLessThan(figures.placed / 20)
    expect(figures.exact).toBeGreaterThan(names.length)
    expect(figures.files - figures.refused).toBeGreaterThanOrEqual(Math.min(30, names.length - 5))
  })

  test.each(names)(
    '%s is written back: unedited without a changed byte, edited with what was edited',
    (name) => {
      const text = textOf(name)
      const { model, layout } = readDrawio(text)
      if (!model) return
      expect(writeDrawio(model, layout, text).text).toBe(text)
      round.same += 1
      for (const [edit, edited] of Object.entries(editsOf(model, layout))) {
        const written = writeDrawio(edited.model, edited.layout, text).text
        const again = readDrawio(written)
        expect([edit, again.model === null]).toEqual([edit, false])
        if (!again.model) continue
        round.edits += 1
        const [wanted, got] = [pictureOf(edited.model, edited.layout), pictureOf(again.model, again.layout)]
        if (JSON.stringify(wanted) === JSON.stringify(got)) round.equal += 1
        else round.other.push(`${edit} ${name.slice(-30)}`)
        expect(changedLines(text, written)).toBeLessThanOrEqual(edited.most)
      }
    },
  )

  test('written back, in figures', () => {
    console.info(
      `draw.io, written back: ${round.same} files without a changed byte; ${round.equal} of ${round.edits} edits read back as the same picture; not: ${round.other.join(', ')}`,
    )
    expect(round.equal).toBeGreaterThan(round.edits * 0.95)
  })

  test('broken in many places, each is read or refused at a place, in time', () => {
    const random = seeded(9)
    let [read, refused, slowest] = [0, 0, 0]
    for (const name of names) {
      const text = textOf(name)
      const broken = Array.from({ length: 24 }, () => random.broken(text))
      for (const each of broken) {
        const start = performance.now()
        const { model, diagnostics } = readAny(each, 'x.drawio')
        slowest = Math.max(slowest, performance.now() - start)
        if (model) read += 1
        else {
          refused += 1
          expect(diagnostics.some(({ severity, range }) => severity === 'error' && range !== undefined)).toBe(
            true,
          )
        }
      }
    }
    console.info(
      `draw.io, broken: ${read} read, ${refused} refused, the slowest in ${Math.round(slowest)} ms`,
    )
    expect(read).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(0)
    expect(slowest).toBeLessThan(2000)
  }, 120_000)
})
