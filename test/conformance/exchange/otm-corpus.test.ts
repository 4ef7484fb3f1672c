// Open Threat Models from public repositories, read where they lie: none of their text is part of this project.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { hasErrors } from '../../../shared/core/diagnostics.ts'
import { printModel, readModel } from '../../../shared/formats/fenceline/index.ts'
import { readOtm } from '../../../shared/formats/otm/read.ts'
import { writeOtm } from '../../../shared/formats/otm/write.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import { updateComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import { type Model, modelSchema } from '../../../shared/model/schema.ts'
import { type CorpusFile, readCorpus } from '../../support/exchange/corpus.ts'
import { readMutated } from '../../support/exchange/mutations.ts'
import { comparable } from '../../support/models/comparable-model.ts'

type Tree = Readonly<Record<string, unknown>>

const SCHEMA = join(process.env.FENCELINE_REFERENCE ?? '/work/shared/reference', 'otm.schema.json')
const isValid = existsSync(SCHEMA)
  ? new Ajv({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')))
  : undefined
if (!isValid) console.info(`no schema in ${SCHEMA}: files are not held against it`)

/** By another parser, which reads JSON too. */
const plain = ({ text }: CorpusFile) => parse(text) as Tree
const listOf = (tree: unknown, key: string) => ((tree as Tree | null)?.[key] ?? []) as readonly Tree[]

const all = readCorpus('otm')
const whole = all.filter((file) => isValid?.(plain(file)) ?? plain(file).otmVersion !== undefined)
const broken = all.filter((file) => !whole.includes(file))

/** Straight from the parsed file. */
function countedIn(tree: Tree) {
  const [zones, components, flows] = ['trustZones', 'components', 'dataflows'].map((key) =>
    listOf(tree, key),
  ) as [readonly Tree[], readonly Tree[], readonly Tree[]]
  const ids = new Set(components.map(({ id }) => String(id)))
  const drawn = flows.filter(
    ({ source, destination }) => ids.has(String(source)) && ids.has(String(destination)),
  )
  const zoneIds = new Map(zones.map(({ id, name }) => [String(id), String(name)]))
  const parents = new Map(components.map(({ id, parent }) => [String(id), parent as Tree]))
  const zoneOf = (id: string): string | null => {
    const parent = parents.get(id)
    const zone = zoneIds.get(String(parent?.trustZone))
    return zone ?? (parent?.component === undefined ? null : zoneOf(String(parent.component)))
  }
  const places = [...zones, ...components].flatMap((each) => listOf(each, 'representations'))
  return {
    title: (tree.project as Tree).name,
    zones: zones.map(({ name }) => String(name)).sort(),
    components: components.map(({ id, name }) => `${name} in ${zoneOf(String(id))}`).sort(),
    flows: drawn
      .flatMap(({ name, bidirectional }) => Array(bidirectional === true ? 2 : 1).fill(String(name)))
      .sort(),
    threats: [...components, ...drawn].reduce((sum, each) => sum + listOf(each, 'threats').length, 0),
    mitigations: listOf(tree, 'mitigations').length,
    assets: listOf(tree, 'assets').length,
    placed: places.filter(({ position }) => position !== undefined).length,
  }
}

function readIn(model: Model, boxes: number) {
  const titles = new Map(model.boundaries.map(({ id, title }) => [id, title]))
  return {
    title: model.title,
    zones: model.boundaries.map(({ title }) => title).sort(),
    components: model.components
      .map(({ title, zone }) => `${title} in ${zone === null ? null : titles.get(zone)}`)
      .sort(),
    flows: model.flows.map(({ title }) => title).sort(),
    threats: model.risks.length,
    mitigations: model.mitigations.length,
    assets: model.dataAssets.length,
    placed: boxes,
  }
}

describe.skipIf(all.length === 0)('Open Threat Models by many authors', () => {
  test('every valid file reads, with what the file holds', () => {
    const sums = { zones: 0, components: 0, flows: 0, threats: 0, placed: 0 }
    let slowest = 0
    for (const file of whole) {
      const started = performance.now()
      const { model, layout, diagnostics, format } = readAny(file.text, file.name)
      slowest = Math.max(slowest, performance.now() - started)
      expect([file.name, format, hasErrors(diagnostics)]).toEqual([file.name, 'otm', false])
      expect([file.name, modelSchema.safeParse(model).success]).toEqual([file.name, true])
      if (!model) continue
      const got = readIn(model, layout.boxes.length)
      expect([file.name, got]).toEqual([file.name, countedIn(plain(file))])
      sums.zones += got.zones.length
      sums.components += got.components.length
      sums.flows += got.flows.length
      sums.threats += got.threats
      sums.placed += got.placed
    }
    expect(slowest).toBeLessThan(2000)
    console.info(
      `otm: ${whole.length} of ${whole.length} valid files read, ${JSON.stringify(sums)}; slowest ${slowest.toFixed(0)} ms`,
    )
  })

  test('every broken file gives an error with its place, and no model', () => {
    for (const { name, text } of broken) {
      const { model, diagnostics } = readAny(text, name)
      const [first] = diagnostics.filter(({ severity }) => severity === 'error')
      expect([name, model, (first?.range?.start.line ?? 0) > 0]).toEqual([name, null, true])
    }
    console.info(`otm: ${broken.length} of ${broken.length} broken files refused at a place`)
  })

  test('what nobody edited is written back byte for byte', () => {
    for (const { name, text } of whole) {
      const { model, layout } = readOtm(text, name)
      if (!model) throw new Error(name)
      expect([name, writeOtm(model, layout, text).text === text]).toEqual([name, true])
    }
    console.info(`otm: 0 changed bytes in ${whole.length} of ${whole.length} files`)
  })

  test('new files pass the schema, in JSON and in YAML, and read back the same', () => {
    for (const { name, text } of whole) {
      const { model, layout } = readOtm(text, name)
      if (!model) throw new Error(name)
      for (const base of [undefined, 'otmVersion: [']) {
        const written = writeOtm(model, layout, base).text
        const again = readOtm(written)
        expect([name, isValid?.(parse(written)) ?? true, isValid?.errors ?? null]).toEqual([name, true, null])
        expect([name, again.model && comparable(again.model)]).toEqual([name, comparable(model)])
        expect([name, again.layout.boxes]).toEqual([name, layout.boxes])
      }
    }
  }, 60_000)

  test('edits are written, in few lines, and nothing else', () => {
    const lines = { rename: 0, move: 0, add: 0, remove: 0 }
    for (const { name, text } of whole) {
      const { model, layout } = readOtm(text, name)
      // The name of what holds others is said with each of them.
      const first = model?.components.find(
        ({ title }) => !model.components.some((each) => each.description?.includes(`Part of: ${title}`)),
      )
      if (!model || !first) continue
      const titled = updateComponent(model, first.id, { title: `${first.title} anew`, owner: 'red' })
      const moved = {
        ...layout,
        boxes: layout.boxes.map((box, at) => (at === 0 ? { ...box, x: box.x + 7 } : box)),
      }
      const removed = removeElements(model, [first.id]).model
      const edits = {
        rename: { model: titled, layout },
        move: { model, layout: moved },
        add: { model: addFlow(model, { from: first.id, to: first.id, title: 'Fresh' }).model, layout },
        remove: { model: removed, layout },
      }
      for (const [kind, edit] of Object.entries(edits) as [keyof typeof lines, (typeof edits)['move']][]) {
        const written = writeOtm(edit.model, edit.layout, text).text
        const again = readOtm(written)
        const got =
          kind === 'remove' ? again.model?.components.length : again.model && comparable(again.model)
        const wanted = kind === 'remove' ? removed.components.length : comparable(edit.model)
        expect([name, kind, got]).toEqual([name, kind, wanted])
        expect([name, kind, isValid?.(parse(written)) ?? true]).toEqual([name, kind, true])
        const before = new Set(text.split('\n'))
        const came = written.split('\n').filter((line) => !before.has(line)).length
        lines[kind] = Math.max(lines[kind], came)
      }
    }
    console.info(`otm: most new lines of an edit: ${JSON.stringify(lines)}`)
    expect(lines.move).toBeLessThanOrEqual(2)
    expect(lines.rename).toBeLessThanOrEqual(6)
  }, 60_000)

  test('what is read is the same after it was saved and opened again', () => {
    for (const { name, text } of whole) {
      const { model } = readOtm(text, name)
      if (!model) throw new Error(name)
      const again = readModel(printModel(model))
      expect([name, again.diagnostics]).toEqual([name, []])
      expect([name, again.model && comparable(again.model)]).toEqual([name, comparable(model)])
    }
  }, 30_000)

  test('a file that is cut, garbled or of other types never throws, and has a model or a located error', () => {
    console.info(`otm: ${readMutated(all, readOtm, 5)}`)
  }, 120_000)
})
