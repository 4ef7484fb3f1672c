import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { patience, runs } from '../../test/support/properties/runs.ts'
import { canonicalJson } from '../core/text.ts'
import { type Document, EMPTY_DOCUMENT } from '../model/document.ts'
import { flowRef, parseRef } from '../model/ids.ts'
import { indexOf } from '../model/queries.ts'
import type { Model, Remark } from '../model/schema.ts'
import { documents, editDocument, halfOf, rawEdits } from './arbitrary.test-support.ts'
import { type Conflict, mergeDocuments, resolveConflict } from './merge.ts'

const RUNS = { numRuns: runs(1000) }
// A loaded machine takes its time over a thousand runs.
const SECONDS = patience(60_000)
const triples = fc.tuple(documents, rawEdits(12), rawEdits(12)).map(([base, one, two]) => ({
  base,
  ours: editDocument(base, one),
  theirs: editDocument(base, two),
}))

/** The same for documents that differ in order only. */
function unordered(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(unordered).sort().join()}]`
  if (typeof value !== 'object' || value === null) return canonicalJson(value)
  return canonicalJson(
    Object.entries(value)
      .map(([name, member]) => [name, unordered(member)])
      .sort(),
  )
}

/** References that lead nowhere, ids given twice and zones inside themselves. */
function listFaults({ model, layout, drafts }: Document): readonly string[] {
  const index = indexOf(model)
  const isZone = (id: string | null) => id === null || index.boundaries.get(id)?.kind === 'zone'
  const isTarget = (ref: string) => {
    const target = parseRef(ref)
    if (target.kind === 'boundary') return index.boundaries.has(target.id)
    return target.kind === 'flow' ? index.flows.has(ref) : index.components.has(ref)
  }
  const assets = (ids: readonly string[]) => ids.filter((id) => !index.dataAssets.has(id))
  const pages = new Set(layout.pages.map((page) => page.id))
  const ids = [...model.components, ...model.boundaries].map((element) => element.id)
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at),
    ...model.components.filter(({ zone }) => !isZone(zone)).map(({ id }) => `zone of ${id}`),
    ...model.risks.flatMap(({ mitigations = [] }) => mitigations.filter((id) => !index.mitigations.has(id))),
    ...model.components.flatMap((one) => assets([...one.dataProcessed, ...one.dataStored])),
    ...model.boundaries.filter(({ parent }) => !isZone(parent)).map(({ id }) => `parent of ${id}`),
    ...model.boundaries.flatMap(({ crossedBy }) => crossedBy.filter((ref) => !index.flows.has(ref))),
    ...model.boundaries.filter(({ id }) => isInItself(model, id)).map(({ id }) => `loop of ${id}`),
    ...model.flows
      .filter((flow) => !index.components.has(flow.from) || !index.components.has(flow.to))
      .map(flowRef),
    ...model.flows.flatMap((flow) => assets([...flow.dataSent, ...flow.dataReceived])),
    ...[...model.risks, ...model.analyses, ...drafts]
      .filter(({ target }) => !isTarget(target))
      .map((row) => row.target),
    ...layout.boxes.filter(({ id }) => !ids.includes(id)).map(({ id }) => `box of ${id}`),
    ...layout.routes.filter((route) => !index.flows.has(route.ref)).map((route) => `route of ${route.ref}`),
    ...[...layout.boxes, ...layout.notes]
      .filter(({ page }) => page && !pages.has(page))
      .map(({ id }) => `page of ${id}`),
  ]
}

function isInItself(model: Model, id: string): boolean {
  const { boundaries } = indexOf(model)
  let at = boundaries.get(id)?.parent ?? null
  for (let steps = 0; at !== null && at !== id && steps < 100; steps += 1)
    at = boundaries.get(at)?.parent ?? null
  return at !== null
}

/** What a document says, sentence by sentence: each attribute of each element, and each member of its lists. */
function listFacts({ model, layout, drafts }: Document): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  const state = (about: string, value: unknown) => {
    if (Array.isArray(value) && value.every((member) => typeof member === 'string'))
      for (const member of value) facts.set(`${about} has ${member}`, 'yes')
    else if (about.endsWith(' notApplicable'))
      for (const [name, reason] of Object.entries(value ?? {})) facts.set(`${about} ${name}`, `${reason}`)
    else if (about.endsWith(' rejected') && Array.isArray(value))
      for (const one of value) facts.set(`${about} ${one.key}`, canonicalJson(one))
    else if (value !== undefined) facts.set(about, canonicalJson(value))
  }
  const elements: readonly (readonly [string, object])[] = [
    ['model', { title: model.title, description: model.description, notes: model.notes }],
    ...model.dataAssets.map((row) => [`data:${row.id}`, row] as const),
    ...model.components.map((row) => [row.id, row] as const),
    ...model.boundaries.map((row) => [`${row.kind}:${row.id}`, row] as const),
    ...model.flows.map((row) => [flowRef(row), row] as const),
    ...model.risks.map((row) => [`risk:${row.id}`, row] as const),
    ...model.mitigations.map((row) => [`mitigation:${row.id}`, row] as const),
    ...model.analyses.map((row) => [`review:${row.target}`, row] as const),
    ...layout.pages.map((row) => [`page:${row.id}`, row] as const),
    ...layout.boxes.map((row) => [`box:${row.id}`, row] as const),
    ...layout.routes.map((row) => [`route:${row.ref}`, row] as const),
    ...layout.notes.map((row) => [`note:${row.id}`, row] as const),
    ...drafts.map((row) => [`draft:${row.id}`, row] as const),
  ]
  for (const [name, row] of elements) {
    facts.set(`${name} is there`, 'yes')
    for (const [attribute, value] of Object.entries(row)) state(`${name} ${attribute}`, value)
  }
  return facts
}

const PREFIXES: Partial<Record<Conflict['collection'], string>> = {
  ...{ dataAssets: 'data:', risks: 'risk:', mitigations: 'mitigation:', analyses: 'review:', pages: 'page:' },
  ...{ boxes: 'box:', routes: 'route:', canvasNotes: 'note:', drafts: 'draft:' },
}
const GROUPS: Partial<Record<string, readonly string[]>> = {
  ...{ position: ['x', 'y', 'page'], size: ['width', 'height'], review: ['reviewed', 'fingerprint'] },
}

/** Facts that a conflict is about: one attribute's, or all of an element and of what goes with it. */
function isTold(conflicts: readonly Conflict[], sides: readonly Document[], fact: string): boolean {
  const names = conflicts.map(({ collection, key, attribute }) => ({
    name: `${PREFIXES[collection] ?? ''}${key}`,
    attribute: attribute.replace(/\..*/, ''),
  }))
  const whole = new Set(
    names.filter(({ attribute }) => /^(element|draft)$/.test(attribute)).map(({ name }) => name),
  )
  const owners = new Map<string, readonly string[]>()
  for (const { model, layout, drafts } of sides) {
    for (const flow of model.flows) owners.set(flowRef(flow), [flow.from, flow.to])
    for (const { id, target } of model.risks) owners.set(`risk:${id}`, [target])
    for (const { target } of model.analyses) owners.set(`review:${target}`, [target])
    for (const { id, target } of drafts) owners.set(`draft:${id}`, [target])
    for (const { id } of layout.boxes) owners.set(`box:${id}`, [id, `zone:${id}`])
    for (const { id } of model.boundaries) owners.set(`boundary:${id}`, [`zone:${id}`, `line:${id}`])
    for (const { ref } of layout.routes) owners.set(`route:${ref}`, [ref])
  }
  const isWhole = (name: string): boolean => whole.has(name) || (owners.get(name) ?? []).some(isWhole)
  const [name = '', attribute = '', , member = ''] = fact.split(' ')
  if (isWhole(name) || isWhole(member) || isWhole(`data:${member}`) || isWhole(`mitigation:${member}`))
    return true
  return names.some(
    (one) => one.name === name && (GROUPS[one.attribute] ?? [one.attribute]).includes(attribute),
  )
}

describe('mergeDocuments, whatever the edits', () => {
  test(
    'what both sides made the same is that',
    () => {
      fc.assert(
        fc.property(triples, ({ base, ours }) => {
          expect(mergeDocuments(base, ours, structuredClone(ours))).toEqual({ merged: ours, conflicts: [] })
        }),
        RUNS,
      )
    },
    SECONDS,
  )

  test(
    'what one side left alone is as the other made it',
    () => {
      fc.assert(
        fc.property(triples, ({ base, ours }) => {
          expect(mergeDocuments(base, structuredClone(base), ours)).toEqual({ merged: ours, conflicts: [] })
          expect(mergeDocuments(base, ours, structuredClone(base))).toEqual({ merged: ours, conflicts: [] })
        }),
        RUNS,
      )
    },
    SECONDS,
  )

  test(
    'disjoint edits merge without a conflict into what doing both gives',
    () => {
      fc.assert(
        fc.property(documents, rawEdits(12), rawEdits(12), (base, edits, others) => {
          const [one, two] = [halfOf(base, 0), halfOf(base, 1)]
          const ours = editDocument(base, edits, one)
          const { merged, conflicts } = mergeDocuments(base, ours, editDocument(base, others, two))
          expect(conflicts).toEqual([])
          expect(unordered(merged)).toEqual(unordered(editDocument(ours, others, two)))
        }),
        RUNS,
      )
    },
    SECONDS,
  )

  test(
    'every reference of the result is valid, also after every choice',
    () => {
      fc.assert(
        fc.property(triples, fc.array(fc.boolean(), { minLength: 1 }), ({ base, ours, theirs }, choices) => {
          const { merged, conflicts } = mergeDocuments(base, ours, theirs)
          expect(listFaults(merged)).toEqual([])
          let resolved = merged
          for (const [at, conflict] of conflicts.entries()) {
            resolved = resolveConflict(resolved, conflict, choices[at % choices.length] ? 'ours' : 'theirs')
            expect(listFaults(resolved)).toEqual([])
          }
        }),
        RUNS,
      )
    },
    SECONDS,
  )

  test(
    'every edit of either side is in the result or in a conflict',
    () => {
      fc.assert(
        fc.property(triples, ({ base, ours, theirs }) => {
          const { merged, conflicts } = mergeDocuments(base, ours, theirs)
          // Theirs has other names then; its own test is below.
          fc.pre(conflicts.every((conflict) => conflict.attribute !== 'id'))
          const [before, after] = [listFacts(base), listFacts(merged)]
          for (const side of [ours, theirs].map(listFacts)) {
            const edited = [...new Set([...before.keys(), ...side.keys()])].filter(
              (fact) => before.get(fact) !== side.get(fact),
            )
            const lost = edited.filter((fact) => after.get(fact) !== side.get(fact))
            expect(lost.filter((fact) => !isTold(conflicts, [base, ours, theirs], fact))).toEqual([])
          }
        }),
        RUNS,
      )
    },
    SECONDS,
  )
})

describe('remarks', () => {
  const base: Document = { ...EMPTY_DOCUMENT }
  const remark = (id: string): Remark => ({
    id,
    kind: 'question',
    target: 'a',
    text: id,
    source: { by: 'llm' },
  })
  const withOnly = (...ids: string[]): Document => ({ ...base, remarks: ids.map(remark) })

  test('are those of the side that changed them', () => {
    expect(mergeDocuments(base, base, withOnly('x')).merged.remarks).toEqual([remark('x')])
    expect(mergeDocuments(withOnly('x'), base, withOnly('x')).merged.remarks).toBeUndefined()
  })

  test('are ours where both sides changed them', () => {
    expect(mergeDocuments(base, withOnly('x'), withOnly('y')).merged.remarks).toEqual([remark('x')])
  })
})
