// Threagile models from public repositories, read where they lie: none of their text is part of this project.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Lexer, parse } from 'yaml'
import { openModel } from '../../electron/backend/model-files/open-model.ts'
import { readModelFiles } from '../../electron/backend/model-files/read-model.ts'
import { saveModel } from '../../electron/backend/model-files/save-model.ts'
import { AppError } from '../../shared/core/errors.ts'
import { alignLines, splitLines } from '../../shared/core/lines.ts'
import { readModel, spliceModel } from '../../shared/formats/fenceline/index.ts'
import type { Model } from '../../shared/model/schema.ts'
import { comparable } from '../support/models/comparable-model.ts'
import { isSoak } from '../support/properties/runs.ts'
import { type ThreagileEdit, threagileEdits } from '../support/threagile/threagile-edits.ts'
import { complaintsOf, hasSchemas, SCHEMAS } from '../support/threagile/threagile-schemas.ts'

const FOLDER = process.env.FENCELINE_CORPUS ?? '/work/shared/corpus/threagile'
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')) : []
if (names.length === 0) console.info(`no Threagile corpus in ${FOLDER}: its tests are skipped`)

interface Source {
  readonly name: string
  readonly text: string
  readonly model: Model | null
}

const sources = names.map((name): Source => {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  return { name, text, model: readModel(text, name).model }
})
const readable = sources.flatMap((source) => (source.model ? [{ ...source, model: source.model }] : []))

describe.skipIf(names.length === 0)('the Threagile corpus', () => {
  test('every file loads or is refused at a line, and what is refused is a part or has no model in it', () => {
    const refused = sources.filter(({ model }) => !model)
    for (const { name, text } of refused) {
      const { diagnostics } = readModel(text, name)
      const first = diagnostics.find(({ severity }) => severity === 'error')
      console.info(`refused: ${name}:${first?.range?.start.line} ${first?.message}`)
      expect([name, first?.range?.start.line]).toEqual([name, expect.any(Number)])
      const root = parse(text)
      expect([name, Object.hasOwn(root, 'title')]).toEqual([name, false])
    }
    console.info(`${readable.length} of ${sources.length} Threagile files are whole models`)
    expect(readable.length).toBeGreaterThan(sources.length / 2)
  })

  test('each file has as many elements as its YAML, but for those that a located error names', () => {
    for (const { name, text, model } of readable) {
      const { diagnostics } = readModel(text, name)
      const lost = (...codes: readonly string[]) =>
        diagnostics.filter(({ code }) => codes.includes(code)).length
      expect({ name, ...countsOf(model) }).toEqual({ name, ...countYaml(text) })
      expect([name, lost('unknown-target', 'duplicate-id')]).toEqual([name, 0])
      const tracking = Object.keys(parse(text, { merge: true }).risk_tracking ?? {})
      const tracked = tracking.filter((key) => model.risks.some(({ id }) => id === key)).length
      const untold = lost('untargeted-tracking', 'unknown-risk-rule')
      expect([name, tracked + untold]).toEqual([name, tracking.length])
    }
  }, 60_000)

  test('a save without an edit changes no byte of any file', () => {
    let changed = 0
    for (const { text, model } of readable) if (spliceModel(text, model) !== text) changed += 1
    console.info(`a save without an edit changes ${changed} of ${readable.length} files`)
    expect(changed).toBe(0)
  }, 60_000)

  test('opening and saving a file in the app without an edit writes nothing to it', async () => {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'fenceline-threagile-')))
    try {
      for (const { name, text } of readable) {
        const path = `${name.slice(0, 40)}.threat-model.yaml`
        await writeFile(join(root, path), text)
        const opened = openModel(await readModelFiles(root, path), false)
        const { model, layout, drafts, modelHash, layoutHash } = opened
        if (!model) throw new Error(name)
        const state = { path, model, layout, drafts: [...drafts], source: null, overwriteDerived: [] }
        const { written } = await saveModel(root, { ...state, modelHash, layoutHash })
        expect([name, written.includes(path)]).toEqual([name, false])
        expect([name, readFileSync(join(root, path), 'utf8') === text]).toEqual([name, true])
        await rm(join(root, path))
      }
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  }, 60_000)

  test('every edit is written in the dialect of its file, in the lines that it must, without losing a comment', () => {
    const made = new Map<string, number>()
    let [lines, valid] = [0, 0]
    for (const source of readable) {
      const before = fewestComplaints(source.text)
      for (const edit of sample(threagileEdits(source.model), names.indexOf(source.name))) {
        const after = checkEdit(source, edit)
        if (!after) continue
        lines += after.lines
        made.set(edit.name, (made.get(edit.name) ?? 0) + 1)
        // A file that the schema complains of already may not become worse.
        const complaints = fewestComplaints(after.text)
        const report =
          complaints.length > before.length ? complaints.filter((each) => !before.includes(each)) : []
        expect([source.name, edit.name, report]).toEqual([source.name, edit.name, []])
        if (hasSchemas && complaints.length === 0) valid += 1
      }
    }
    const count = [...made.values()].reduce((sum, each) => sum + each, 0)
    console.info(
      `${count} edits of ${made.size} kinds changed ${lines} lines; ${valid} times valid against a schema`,
    )
    expect(made.size).toBeGreaterThan(25)
  }, 300_000)
})

/** Of the schema that suits a text best: what is valid in both dialects need only stay so in one. */
function fewestComplaints(text: string): readonly string[] {
  if (!hasSchemas) return []
  const [first = [], second = []] = SCHEMAS.map((schema) => complaintsOf(schema, text))
  return second.length < first.length ? second : first
}

/** One of every fifth kind, others in the next file; in the soak two of every kind. */
function sample(edits: readonly ThreagileEdit[], seed: number): readonly ThreagileEdit[] {
  const kinds = new Map<string, ThreagileEdit[]>()
  for (const edit of edits) kinds.set(edit.name, [...(kinds.get(edit.name) ?? []), edit])
  return [...kinds.values()].flatMap((all, kind) => {
    if (!isSoak && (kind + seed) % 5 !== 0) return []
    const picks = isSoak ? [seed, seed + 7] : [seed]
    return [...new Set(picks.map((pick) => all[pick % all.length]))].filter((each) => each !== undefined)
  })
}

/** Null where the edit is refused, because something of another shape stands in its place. */
function splice({ name, text }: Source, next: Model): string | null {
  try {
    return spliceModel(text, next)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const codes = readModel(text).diagnostics.map(({ code }) => code)
    expect([name, error.code, codes]).toEqual([name, 'invalid-file', expect.arrayContaining(['wrong-type'])])
    return null
  }
}

function checkEdit(
  { name, text, model }: Source,
  { name: kind, next, gone, added }: ThreagileEdit,
): { text: string; lines: number } | null {
  const after = splice({ name, text, model }, next)
  if (after === null) return null
  const read = readModel(after).model
  expect([name, kind, read && comparable(read)]).toEqual([name, kind, comparable(next)])
  if (next === model) expect(after).toBe(text)
  const [old, now] = [splitLines(text), splitLines(after)]
  const same = alignLines(old, now)
  const kept = new Set(same)
  const lost = old.filter((_, at) => !kept.has(at))
  const fresh = now.filter((_, at) => same[at] === null)
  const report = `${name} ${kind}\n-${lost.join('\n-')}\n+${fresh.join('\n+')}`
  const isBlank = (line: string) => line.trim() === ''
  expect(fresh.filter((line) => !isBlank(line)).length, report).toBeLessThanOrEqual(added + 12 * usesOf(lost))
  if (gone !== undefined) {
    expect(lost.filter((line) => !isBlank(line)).length, report).toBeLessThanOrEqual(gone + usesOf(lost))
    expect(missing(commentsOf(text), commentsOf(after)), report).toEqual([])
  }
  return { text: after, lines: lost.length + fresh.length }
}

/** Lines that said by an alias what was changed at its anchor: they say it themselves now. */
function usesOf(lines: readonly string[]): number {
  return lines.filter((line) => /[:-]\s+\*\w/.test(line)).length
}

function commentsOf(text: string): readonly string[] {
  const lexemes = [...new Lexer().lex(text)]
  return lexemes.filter((lexeme, at) => lexeme.startsWith('#') && lexemes[at - 1] !== '\u001f')
}

function missing(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = new Map<string, number>()
  for (const each of after) left.set(each, (left.get(each) ?? 0) + 1)
  return before.filter((each) => {
    const count = left.get(each) ?? 0
    left.set(each, count - 1)
    return count <= 0
  })
}

function countsOf(model: Model): object {
  return {
    components: model.components.length,
    flows: model.flows.length,
    boundaries: model.boundaries.length,
    dataAssets: model.dataAssets.length,
    inside: model.components.filter(({ zone }) => zone !== null).length,
    nested: model.boundaries.filter(({ parent }) => parent !== null).length,
  }
}

type Yaml = Record<string, Record<string, unknown> | null>

/** Straight from the YAML, as Threagile would count. */
function countYaml(text: string): object {
  const root = parse(text, { merge: true, maxAliasCount: -1 }) as Record<string, Yaml | null>
  const of = (key: string) => Object.values(root[key] ?? {})
  const listed = (key: string) =>
    new Set(of('trust_boundaries').flatMap((each) => (each?.[key] ?? []) as string[])).size
  const links = of('technical_assets').flatMap((asset) => {
    const map = asset?.communication_links
    return Array.isArray(map) ? [] : Object.keys(map ?? {})
  })
  return {
    components: of('technical_assets').length,
    flows: links.length,
    boundaries: of('trust_boundaries').length,
    dataAssets: of('data_assets').length,
    inside: listed('technical_assets_inside'),
    nested: listed('trust_boundaries_nested'),
  }
}
