/**
 * Random documents and random edits of them, for properties. An edit is numbers that pick from what the
 * document has, so it shrinks. Edits of one half touch only what that half owns, so two halves are disjoint.
 */
import fc from 'fast-check'
import { type Document, EMPTY_DOCUMENT, tidy } from '../model/document.ts'
import * as elements from '../model/edits/components.ts'
import { addFlow, setCrossedBy, updateFlow } from '../model/edits/flows.ts'
import {
  addMitigation,
  linkMitigation,
  removeMitigations,
  updateMitigation,
} from '../model/edits/mitigations.ts'
import { removeElements } from '../model/edits/remove.ts'
import { switchPack, switchRule } from '../model/edits/rules.ts'
import { flowRef } from '../model/ids.ts'
import { type Analysis, CATEGORIES, KINDS, type Model, STATUSES } from '../model/schema.ts'

export interface RawEdit {
  readonly op: number
  readonly a: number
  readonly b: number
  readonly c: number
}
/** Edits that touch only what it owns, and remove nothing that held another's things in `base`. */
interface Half {
  readonly owns: (id: string) => boolean
  readonly base: Document
}

// Without bias, or most edits would be the first one.
const number = fc.noBias(fc.nat({ max: 419 }))
// Components, zones, lines, data assets, flows and data on them, crossings, risks, mitigations, reviews, places, drafts.
const FIRST = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 8, 8, 8, 10, 11, 11, 11]
const SECOND = [14, 14, 14, 14, 31, 31, 33, 33, 33, 17, 17, 17, 23, 23, 23, 24, 25, 27, 27, 29, 29]
export const rawEdits = (maxLength: number) =>
  fc.array(fc.record({ op: number, a: number, b: number, c: number }), { maxLength, size: 'max' })

/** A document with some of everything, connected at random; it shrinks to nothing. */
export const documents = fc
  .tuple(
    ...[...FIRST, ...SECOND].map((op) =>
      fc.record({ op: fc.constantFrom(999, op, op, op, op), a: number, b: number, c: number }),
    ),
  )
  .map((edits) => editDocument(EMPTY_DOCUMENT, edits))

/** One of two halves (0 or 1) of what there is and will be. */
export function halfOf(base: Document, side: 0 | 1): Half {
  return { base, owns: (id) => [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2 === side }
}

export function editDocument(document: Document, edits: readonly RawEdit[], half?: Half): Document {
  return edits.reduce((current, edit) => applyEdit(current, edit, half), document)
}

function applyEdit(document: Document, { op, a, b, c }: RawEdit, half?: Half): Document {
  const { model, layout, drafts } = document
  const owns = half?.owns ?? (() => true)
  const held = half?.base ?? document
  const ids = (rows: readonly { readonly id: string }[]) =>
    rows
      .map((row) => row.id)
      .filter(owns)
      .sort()
  const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]
  const components = ids(model.components)
  const zones = ids(model.boundaries.filter((boundary) => boundary.kind === 'zone'))
  const lines = ids(model.boundaries.filter((boundary) => boundary.kind === 'line'))
  const assets = ids(model.dataAssets)
  const mitigations = ids(model.mitigations)
  const flows = model.flows
    .filter((flow) => owns(flow.from) && owns(flow.to))
    .map(flowRef)
    .sort()
  const targets = [...components, ...flows, ...[...zones, ...lines].map((id) => `boundary:${id}`)]
  const risks = model.risks
    .filter((risk) => targets.includes(risk.target))
    .map((risk) => risk.id)
    .sort()
  const [component, other, flow, line] = [
    pick(components, a),
    pick(components, b),
    pick(flows, a),
    pick(lines, a),
  ]
  const [zone, asset, target, risk] = [pick(zones, b), pick(assets, b), pick(targets, a), pick(risks, a)]
  const mitigation = pick(mitigations, c)
  const taken = new Set(
    [document, held].flatMap(({ model, layout }) =>
      [model.components, model.boundaries, model.dataAssets, model.mitigations, layout.notes, layout.pages]
        .flat()
        .map((row) => row.id),
    ),
  )
  const fresh = (wanted: string) => {
    for (let count = b % 3; ; count += 1) {
      const id = `${wanted}-${count}`
      if (owns(id) && !taken.has(id)) return id
    }
  }
  const withModel = (next: Model): Document =>
    next === model ? document : tidy({ ...document, model: next })
  const withLayout = (next: Partial<typeof layout>): Document => ({
    ...document,
    layout: { ...layout, ...next },
  })
  const put = <T extends object>(rows: readonly T[], isIt: (row: T) => boolean, row: T): readonly T[] =>
    rows.some(isIt) ? rows.map((old) => (isIt(old) ? row : old)) : [...rows, row]
  const word = `word ${c % 5}`
  const toggled = (list: readonly string[], name: string) =>
    list.includes(name) ? list.filter((member) => member !== name) : [...list, name]
  const parent = half ? null : (zone ?? null)

  const operations: readonly (() => Document)[] = [
    () => {
      const id = fresh('x')
      const kind = KINDS[c % 3] ?? 'process'
      return withModel(
        elements.addComponent(model, { kind, id, zone: (c % 2 ? zone : undefined) ?? null }).model,
      )
    },
    () => withModel(elements.addBoundary(model, { kind: 'zone', id: fresh('x'), parent }).model),
    () => withModel(elements.addBoundary(model, { kind: 'line', id: fresh('x') }).model),
    () => withModel(elements.addDataAsset(model, { id: fresh('d') }).model),
    () => {
      if (!component || !other) return document
      const id = `f-${c % 3}`
      if ([...model.flows, ...held.model.flows].some((known) => known.from === component && known.id === id))
        return document
      return withModel(addFlow(model, { from: component, to: other, id }).model)
    },
    () => {
      const attribute = (['title', 'description', 'owner', 'note', 'outOfScope'] as const)[b % 5] ?? 'title'
      const value = attribute !== 'title' && c % 5 === 0 ? undefined : word
      return component
        ? withModel(elements.updateComponent(model, component, { [attribute]: value }))
        : document
    },
    () => {
      const known = model.components.find((one) => one.id === component)
      if (!known) return document
      return withModel(elements.updateComponent(model, known.id, { tags: toggled(known.tags, word) }))
    },
    () => {
      const attribute = (['title', 'protocol', 'authentication', 'vpn'] as const)[b % 4] ?? 'title'
      const value = attribute === 'vpn' ? c % 2 === 0 : word
      return flow ? withModel(updateFlow(model, flow, { [attribute]: value })) : document
    },
    () => {
      const known = model.flows.find((one) => flowRef(one) === flow)
      if (!known || !asset) return document
      return withModel(updateFlow(model, flowRef(known), { dataSent: toggled(known.dataSent, asset) }))
    },
    () =>
      component
        ? withModel(elements.moveIntoZone(model, [component], c % 3 ? (zone ?? null) : null))
        : document,
    () =>
      zones.length > 0 ? withModel(elements.moveIntoZone(model, [pick(zones, a) ?? ''], parent)) : document,
    () => {
      const known = model.boundaries.find((one) => one.id === line)
      const crossing = pick(flows, b)
      if (!known || !crossing) return document
      return withModel(setCrossedBy(model, known.id, toggled(known.crossedBy, crossing)))
    },
    () => {
      const id = pick([...zones, ...lines], a)
      return id
        ? withModel(elements.updateBoundary(model, id, c % 2 ? { title: word } : { type: word }))
        : document
    },
    () =>
      asset
        ? withModel(elements.updateDataAsset(model, asset, { integrity: 'critical', title: word }))
        : document,
    () => {
      if (!target) return document
      const category = CATEGORIES[b % 6] ?? 'spoofing'
      const id = `${target}-${category}`
      if (model.risks.some((known) => known.id === id)) return document
      return withModel({
        ...model,
        risks: [...model.risks, { id, target, category, title: word, status: 'unchecked' }],
      })
    },
    () => {
      const status = STATUSES[b % 7] ?? 'unchecked'
      const change = c % 3 ? { status } : { title: word, mitigation: word }
      return risk
        ? {
            ...document,
            model: { ...model, risks: elements.updated(model.risks, (one) => one.id === risk, change) },
          }
        : document
    },
    () => withModel({ ...model, risks: model.risks.filter((known) => known.id !== risk) }),
    () => {
      if (!target) return document
      const category = CATEGORIES[b % 6] ?? 'spoofing'
      const blank: Analysis = { target, notApplicable: {}, rejected: [] }
      const known = model.analyses.find((analysis) => analysis.target === target) ?? blank
      const rejected = { category, title: 'fiction', reason: word, key: `${b % 4}` }
      const changes: readonly Analysis[] = [
        { ...known, notApplicable: { ...known.notApplicable, [category]: word } },
        { ...known, rejected: put(known.rejected, (one) => one.key === rejected.key, rejected) },
        { ...known, rejected: known.rejected.slice(1) },
        { ...known, reviewed: `2026-01-0${1 + (b % 9)}`, fingerprint: word },
      ]
      const row = changes[c % 4] ?? known
      return withModel({ ...model, analyses: put(model.analyses, (one) => one.target === target, row) })
    },
    () => withModel(removeElements(model, [pick([...components, ...flows, ...lines], a) ?? '']).model),
    () => {
      const gone = pick(zones, a)
      const members = [
        ...held.model.components.filter((one) => one.zone === gone),
        ...held.model.boundaries.filter((one) => one.parent === gone),
      ]
      return members.every((one) => owns(one.id))
        ? withModel(removeElements(model, [gone ?? '']).model)
        : document
    },
    () => withModel(elements.removeDataAssets(model, [pick(assets, a) ?? ''])),
    () => {
      if (owns('a')) return withModel({ ...model, title: word })
      return owns('b') ? withModel({ ...model, description: word }) : document
    },
    () => withModel({ ...model, notes: toggled(model.notes, owns('a') ? word : `other ${word}`) }),
    () => {
      const rule = `rule-${owns('a') ? 'a' : 'b'}-${b % 2}`
      return withModel(
        c % 2 ? switchPack(model, rule, b % 3 > 0) : switchRule(model, rule, b % 3 ? word : null),
      )
    },
    () => {
      const id = pick([...components, ...zones], a)
      if (!id) return document
      const page = c % 2 ? pick(ids(layout.pages), b) : undefined
      const box = {
        id,
        x: b % 7,
        y: c % 7,
        ...(page ? { page } : {}),
        ...(b % 2 ? { width: 100 + (c % 3) } : {}),
      }
      return withLayout({ boxes: put(layout.boxes, (one) => one.id === id, box) })
    },
    () => {
      if (!flow) return document
      return withLayout({
        routes: put(layout.routes, (one) => one.ref === flow, { ref: flow, points: [{ x: b, y: c }] }),
      })
    },
    () => {
      const id = b % 2 ? fresh('n') : (pick(ids(layout.notes), a) ?? fresh('n'))
      return withLayout({
        notes: put(layout.notes, (one) => one.id === id, { id, text: word, x: b % 5, y: c % 5 }),
      })
    },
    () => withLayout({ notes: layout.notes.filter((one) => one.id !== pick(ids(layout.notes), a)) }),
    () => withLayout({ pages: [...layout.pages, { id: fresh('p'), title: word }] }),
    () => {
      const page = pick(ids(layout.pages), a)
      const places = [layout, held.layout].flatMap(({ boxes, notes }) => [...boxes, ...notes])
      if (places.some((place) => place.page === page)) return document
      return withLayout({ pages: layout.pages.filter((one) => one.id !== page) })
    },
    () => {
      const on = pick([...components, ...flows], a)
      const category = CATEGORIES[b % 6] ?? 'spoofing'
      const id = `${on}-${category}`
      if (!on) return document
      if (c % 4 === 0) return { ...document, drafts: drafts.filter((draft) => draft.id !== id) }
      const text = { title: word, description: '', assumption: '', mitigation: '' }
      const source = { by: 'rules' as const }
      const rest = { certainty: 'stated' as const, severity: 'low' as const, rules: [], facts: [], source }
      const draft = { id, key: id, target: on, category, ...text, ...rest }
      return { ...document, drafts: put(drafts, (one) => one.id === id, draft) }
    },
    () => {
      const id = fresh('m')
      return withModel(addMitigation(model, { id, title: word }).model)
    },
    () => {
      const changes = [{ title: word }, { status: 'landed' as const }, { evidence: [word, `${word} more`] }]
      return mitigation
        ? withModel(updateMitigation(model, mitigation, changes[c % 3] ?? { title: word }))
        : document
    },
    () => {
      const held = model.risks.find((one) => one.id === risk)
      if (!mitigation || !held) return document
      const isLinked = held.mitigations?.includes(mitigation) ?? false
      return withModel(linkMitigation(model, mitigation, [held.id], !isLinked))
    },
    () => withModel(removeMitigations(model, [pick(mitigations, a) ?? ''])),
  ]
  return operations[op === 999 ? -1 : op % operations.length]?.() ?? document
}
