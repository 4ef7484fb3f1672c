// An edit changes only the lines that it must, and no comment is lost, on our templates; threagile-corpus.test.ts
// asks the same of Threagile's files, whose entries need more lines.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Lexer } from 'yaml'
import { AppError } from '../../shared/core/errors.ts'
import { alignLines, splitLines } from '../../shared/core/lines.ts'
import { readModel, spliceModel, TEMPLATES } from '../../shared/formats/fenceline/index.ts'
import type { Model } from '../../shared/model/schema.ts'
import { openText } from '../../shared/text-editing/yaml/opened.ts'
import { comparable } from '../support/models/comparable-model.ts'
import { SINGLE_EDITS, type SingleEdit } from '../support/models/yaml-edits.ts'

interface Source {
  readonly name: string
  readonly text: string
  readonly model: Model
}

const sourceOf = (name: string, text: string): readonly Source[] => {
  const { model } = readModel(text, name)
  return model ? [{ name, text, model }] : []
}
/** What the templates have none of. */
const REVIEWED = `# reviewed once
title: Reviewed # by two people
technical_assets:
  # in front of all
  web:
    # what it is
    description: >- # folded
      The shop's
      window.
    type: process # as drawn
    tags: [a, b] # both
    communication_links: {db: {target: db, description: reads}}
  db: {type: datastore, description: 'orders'}
identified_risks:
  # the first one
  - id: R1 # a ticket
    category: spoofing
    asset: web
    # between
    status: mitigated # last week
  - {id: R2, category: tampering, link: web>db, mitigations: [tls], accepted_by: Ada}
  - id: R3
    category: repudiation
    asset: db
    mitigations: [tls, "audit"] # two of them
    evidence:
      - https://git.example/c/1 # merged
# end of the risks
mitigations:
  # for all
  tls: # everywhere
    title: TLS
    # as of today
    status: planned
  audit: {status: landed, ticket: SEC-4}
`
const templates = [...TEMPLATES, { id: 'reviewed', text: REVIEWED }].flatMap(({ id, text }) =>
  sourceOf(id, text),
)
interface Block {
  readonly from: number
  readonly to: number
}

/** The lines of each element, from 0; `to` is exclusive. Comments directly above an element are its own. */
function blocksOf(text: string): ReadonlyMap<string, Block> {
  const lines = splitLines(text)
  const { blocks, locate } = openText(text)
  const found = new Map<string, Block>()
  for (const { ref } of blocks) {
    const range = locate(ref)
    if (!range) continue
    let from = range.start.line - 1
    const indent = /^ */.exec(lines[from] ?? '')?.[0].length ?? 0
    while (from > 0 && new RegExp(`^ {${indent}}#`).test(lines[from - 1] ?? '')) from -= 1
    let to = range.end.line
    const isDeeper = (line: string) => /^ *#/.test(line) && line.search(/#/) > indent
    while (to < lines.length && isDeeper(lines[to] ?? '')) to += 1
    found.set(ref, { from, to })
  }
  const title = lines.findIndex((line) => /^["']?title["']?\s*:/.test(line))
  if (title >= 0) found.set('title', { from: title, to: title + 5 })
  return found
}

interface Change {
  /** Lines of the old text that are gone, and of the new one that are new, from 0. */
  readonly gone: readonly number[]
  readonly added: readonly number[]
}

function changeOf(before: string, after: string): Change {
  const [old, now] = [splitLines(before), splitLines(after)]
  const same = alignLines(old, now)
  const kept = new Set(same)
  return {
    gone: slidDown(
      old,
      old.flatMap((_, at) => (kept.has(at) ? [] : [at])),
    ),
    added: same.flatMap((line, at) => (line === null ? [at] : [])),
  }
}

/** Of equal lines before and behind what is gone the one behind: what is removed begins with its key, which is unique. */
function slidDown(lines: readonly string[], gone: readonly number[]): readonly number[] {
  const slid = new Set(gone)
  for (const first of gone) {
    let next = first
    while (slid.has(next)) next += 1
    if (slid.has(first - 1) || lines[first] !== lines[next]) continue
    slid.delete(first)
    slid.add(next)
  }
  return [...slid].sort((a, b) => a - b)
}

/** Comment lexemes; what the lexer marks with a unit separator before it is the text of a scalar. */
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

const isIn = (block: Block | undefined, line: number) =>
  block !== undefined && block.from <= line && line < block.to
const isBlank = (text: string, line: number) => (splitLines(text)[line] ?? '').trim() === ''

/** Null where the edit is refused, because something of another shape stands in its place. */
function splice(text: string, next: Model): string | null {
  try {
    return spliceModel(text, next)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect([error.code, readModel(text).diagnostics.map(({ code }) => code)]).toEqual([
      'invalid-file',
      expect.arrayContaining(['wrong-type']),
    ])
    return null
  }
}

/** Lines that take over what an anchor in one of the blocks says: they must say it themselves once it changes. */
function usesOf(lines: readonly string[], blocks: readonly Block[]): ReadonlySet<number> {
  const anchors = blocks.flatMap(({ from, to }) =>
    lines
      .slice(from, to)
      .flatMap((line) => [...line.matchAll(/(?<=[:\s])&([\w-]+)/g)].map((match) => match[1])),
  )
  const isUse = (line: string) => anchors.some((name) => new RegExp(`\\*${name}(?![\\w-])`).test(line))
  return new Set(lines.flatMap((line, at) => (isUse(line) ? [at] : [])))
}

/** Throws where a line changed that the edit has nothing to do with, or a comment is lost. */
function checkEdit(
  { model, text }: Source,
  { added, gone, model: next, removes, touches }: SingleEdit,
): void {
  const after = splice(text, next)
  if (after === null) return
  const read = readModel(after).model
  expect(read && comparable(read)).toEqual(comparable(next))
  const change = changeOf(text, after)
  const [old, now] = [blocksOf(text), blocksOf(after)]
  const removed = removes.flatMap((ref) => old.get(ref) ?? [])
  const isRemoved = (line: number) => removed.some((block) => isIn(block, line))
  const own = change.gone.filter((line) => !isRemoved(line) && !isBlank(text, line))
  const named = [...removes, ...touches].map((ref) => ref.slice(ref.indexOf(':') + 1))
  const names = (line: string) => named.some((name) => line.includes(name))
  const lines = splitLines(text)
  const uses = usesOf(
    lines,
    [...removes, ...touches].flatMap((ref) => old.get(ref) ?? []),
  )
  // A section that is left empty goes with its key.
  const isEmptied = (line: number) => /^\s*[\w]+:\s*(#.*)?$/.test(lines[line] ?? '') && removes.length > 0
  const strangers = own.filter(
    (line) =>
      !uses.has(line) &&
      !touches.some((ref) => isIn(old.get(ref), line)) &&
      !names(lines[line] ?? '') &&
      !isEmptied(line),
  )
  expect(strangers.map((line) => lines[line])).toEqual([])
  const nowLines = splitLines(after)
  const isSection = (line: number) => /^[\w]+:/.test(nowLines[line] ?? '')
  const intruders = change.added.filter(
    (line) =>
      !touches.some((ref) => isIn(now.get(ref), line)) &&
      !names(nowLines[line] ?? '') &&
      !isBlank(after, line) &&
      !isSection(line) &&
      own.length === 0,
  )
  expect(intruders.map((line) => nowLines[line])).toEqual([])
  const emptied = own.filter(isEmptied).length
  expect(own.length - emptied - uses.size).toBeLessThanOrEqual(gone)
  if (uses.size === 0) expect(change.added.length).toBeLessThanOrEqual(added + own.length)
  const comments = commentsOf(lines.filter((_, line) => !isRemoved(line)).join('\n'))
  expect(missing(comments, commentsOf(after))).toEqual([])
  if (next === model) expect(after).toBe(text)
}

const numbers = fc.array(fc.noBias(fc.nat()), { minLength: 12, maxLength: 12 })

function checkRandomEdits(sources: readonly Source[]): Record<string, number> {
  const made: Record<string, number> = {}
  const byName = new Map(sources.map((source) => [source.name, source]))
  const cases = fc.tuple(
    fc.constantFrom(...sources.map(({ name }) => name)),
    fc.constantFrom(...Object.keys(SINGLE_EDITS)),
    numbers,
  )
  fc.assert(
    fc.property(cases, ([name, kind, picks]) => {
      const source = byName.get(name)
      let used = 0
      const pick = (count: number) => (picks[used++ % picks.length] ?? 0) % Math.max(count, 1)
      const edit = source && SINGLE_EDITS[kind]?.(source.model, pick)
      fc.pre(edit !== undefined)
      if (source && edit) checkEdit(source, edit)
      made[kind] = (made[kind] ?? 0) + 1
    }),
  )
  return made
}

describe('single edits of model files', () => {
  test('1,000 of our templates change only the lines they must and lose no comment', () => {
    const made = checkRandomEdits(templates)
    expect(Object.keys(made).sort()).toEqual(Object.keys(SINGLE_EDITS).sort())
  })
})
