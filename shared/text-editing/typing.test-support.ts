// What properties of typing are tried with: documents, changes of a text, and what must hold after each.
import fc from 'fast-check'
import { expect } from 'vitest'
import { type Document, EMPTY_DOCUMENT } from '../model/document.ts'
import { flowRef } from '../model/ids.ts'
import type { Model } from '../model/schema.ts'
import type { Shown, TextTab } from './editing.ts'
import { elementAt, placeOf } from './places.ts'

/** A document with a box for every component. */
export const documentOf = (model: Model): Document => ({
  ...EMPTY_DOCUMENT,
  model,
  layout: { ...EMPTY_DOCUMENT.layout, boxes: model.components.map(({ id }, at) => ({ id, x: at, y: at })) },
})

/** What turns up in texts of any of the tabs. */
const FRAGMENTS = [
  '\n',
  '\r\n',
  ' ',
  '  ',
  ':',
  '->',
  '[',
  ']',
  '{',
  '}',
  '"',
  '#',
  '(x)',
  '- ',
  'Process: ',
  'Zone: Z\n  ',
  'trust boundary 1',
  'title: ',
  'type: line',
  'a',
  '\u0000',
  '&a ',
  '*a',
  '-->',
  '|x|',
  '([',
  ')]',
  'end\n',
  'subgraph z\n',
  ' & ',
  '%% ',
  ':::c',
]
export const mutations = fc.array(
  fc.record({
    at: fc.noBias(fc.nat()),
    cut: fc.nat({ max: 12 }),
    put: fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 4 })),
  }),
  { minLength: 1, maxLength: 5 },
)
export type Mutation = { readonly at: number; readonly cut: number; readonly put: string }

export function mutate(text: string, { at, cut, put }: Mutation): string {
  const start = at % (text.length + 1)
  return text.slice(0, start) + put + text.slice(start + cut)
}

/** Every name in the document is the name of something. */
export function expectSound({ drafts, layout, model }: Document): void {
  const components = new Set(model.components.map(({ id }) => id))
  const zones = new Set(model.boundaries.flatMap(({ id, kind }) => (kind === 'zone' ? [id] : [])))
  const flows = new Set(model.flows.map(flowRef))
  const boundaries = new Set(model.boundaries.map(({ id }) => `boundary:${id}`))
  const dangling = [
    ...model.components.map(({ zone }) => zone).filter((zone) => zone !== null && !zones.has(zone)),
    ...model.boundaries.map(({ parent }) => parent).filter((zone) => zone !== null && !zones.has(zone)),
    ...model.boundaries.flatMap(({ crossedBy }) => crossedBy.filter((ref) => !flows.has(ref))),
    ...model.flows.flatMap(({ from, to }) => [from, to].filter((id) => !components.has(id))),
    ...[...model.risks, ...model.analyses, ...drafts]
      .map(({ target }) => target)
      .filter((ref) => !components.has(ref) && !flows.has(ref) && !boundaries.has(ref)),
    ...model.risks.flatMap(({ mitigations = [] }) =>
      mitigations.filter((id) => !model.mitigations.some((each) => each.id === id)),
    ),
    ...layout.boxes.map(({ id }) => id).filter((id) => !components.has(id) && !zones.has(id)),
    ...layout.routes.map(({ ref }) => ref).filter((ref) => !flows.has(ref)),
  ]
  expect(dangling).toEqual([])
  expect(components.size).toBe(model.components.length)
  expect(flows.size).toBe(model.flows.length)
  expect(zones.size + components.size).toBe(new Set([...zones, ...components]).size)
}

export function expectPlaced(tab: TextTab, shown: Shown): void {
  for (const { id } of shown.document.model.components) {
    const place = placeOf(tab, shown, id)
    if (place) expect(place.from).toBeLessThanOrEqual(place.to)
    if (place && shown.text === shown.readable) expect(elementAt(tab, shown, place.from)).toBe(id)
  }
}
