/**
 * Which element of a file an element of the model is. Ids of a reading are made of titles, so an element that was
 * renamed, or added by an earlier export, is found by the id that its cell was given, or by its words.
 */
import { hashText } from '../../../core/text.ts'
import { absoluteRects, boxesOf, pageOf } from '../../../model/geometry.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Layout } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'
import type { Reading } from '../read.ts'

/** Ids or refs in the reading by those in the model. */
export interface Matches {
  readonly components: ReadonlyMap<string, string>
  readonly boundaries: ReadonlyMap<string, string>
  readonly flows: ReadonlyMap<string, string>
  readonly risks: ReadonlyMap<string, string>
  readonly notes: ReadonlyMap<string, string>
}

/** The id of the cell that is made for an element; of `ref` alone, so that every export gives the same. */
export function cellIdOf(ref: string): string {
  const digits = hashText(`threat-dragon ${ref}`, 32)
  const part = (from: number, to: number) => digits.slice(from, to)
  return `${part(0, 8)}-${part(8, 12)}-4${part(13, 16)}-a${part(17, 20)}-${part(20, 32)}`
}

export function matchElements(
  model: Model,
  layout: Layout,
  { model: known, elements, threats }: Reading,
): Matches {
  const cellId = (ref: string) => elements.cells.get(ref)?.id
  const [place, placeKnown] = [placesOf(model, layout), placesOf(known, elements.layout)]
  const components = pair(model.components, known.components, [
    [({ id }) => cellIdOf(id), ({ id }) => cellId(id)],
    [(one) => words(one, place(one.id), one.id), (one) => words(one, placeKnown(one.id), one.id)],
    [(one) => words(one, place(one.id)), (one) => words(one, placeKnown(one.id))],
    [
      ({ id }) => words({ kind: id, title: '' }, place(id)),
      ({ id }) => words({ kind: id, title: '' }, placeKnown(id)),
    ],
    [(one) => words(one, one.id), (one) => words(one, one.id)],
    [(one) => words(one, ''), (one) => words(one, '')],
    [({ id }) => id, ({ id }) => id],
  ])
  const toKnown = new Map([...components].map(([one, other]) => [one.id, other.id]))
  const ends = (from: string | undefined, to: string | undefined) => `${from ?? '?'} ${to ?? '?'}`
  const mapped = ({ from, to }: { readonly from: string; readonly to: string }) =>
    ends(toKnown.get(from), toKnown.get(to))
  const flows = pair(model.flows, known.flows, [
    [(flow) => cellIdOf(flowRef(flow)), (flow) => firstOnly(flow, elements, cellId)],
    [
      (one) => `${mapped(one)} ${one.id} ${one.title}`,
      (one) => `${ends(one.from, one.to)} ${one.id} ${one.title}`,
    ],
    [(flow) => `${mapped(flow)} ${flow.title}`, (flow) => `${ends(flow.from, flow.to)} ${flow.title}`],
    [({ from, id }) => `${toKnown.get(from) ?? '?'}>${id}`, (flow) => flowRef(flow)],
    [(flow) => mapped(flow), (flow) => ends(flow.from, flow.to)],
    // One that was attached to another component.
    [
      ({ from, title }) => title && `${toKnown.get(from) ?? '?'} > ${title}`,
      ({ from, title }) => `${from} > ${title}`,
    ],
    [
      ({ to, title }) => title && `> ${toKnown.get(to) ?? '?'} ${title}`,
      ({ to, title }) => `> ${to} ${title}`,
    ],
  ])
  const flowRefs = new Map([...flows].map(([one, other]) => [flowRef(one), flowRef(other)]))
  const crossed = (refs: readonly (string | undefined)[]) =>
    refs
      .map((ref) => ref ?? '?')
      .sort()
      .join(' ')
  const boundaries = pair(model.boundaries, known.boundaries, [
    [({ id }) => cellIdOf(`boundary:${id}`), ({ id }) => cellId(`boundary:${id}`)],
    [
      (one) => words(one, place(one.id) ?? crossed(one.crossedBy.map((ref) => flowRefs.get(ref)))),
      (one) => words(one, placeKnown(one.id) ?? crossed(one.crossedBy)),
    ],
    [(one) => words(one, one.id), (one) => words(one, one.id)],
    [(one) => words(one, ''), (one) => words(one, '')],
    [({ id, kind }) => `${kind} ${id}`, ({ id, kind }) => `${kind} ${id}`],
  ])
  const refs = new Map<string, string>([
    ...toKnown,
    ...flowRefs,
    ...[...boundaries].map(([one, other]) => [`boundary:${one.id}`, `boundary:${other.id}`] as const),
  ])
  const risks = pair(model.risks, known.risks, [
    [({ id }) => cellIdOf(`risk:${id}`), ({ id }) => threats.get(id)?.id],
    [
      ({ source, target }) =>
        source?.format === 'threat-dragon' && source.id
          ? `${source.id} ${refs.get(target) ?? '?'}`
          : undefined,
      ({ source, target }) => (source?.id ? `${source.id} ${target}` : undefined),
    ],
    [({ id, target }) => `${id} ${refs.get(target) ?? '?'}`, ({ id, target }) => `${id} ${target}`],
    [
      ({ target, category, title }) => `${refs.get(target) ?? '?'} ${category} ${title}`,
      ({ target, category, title }) => `${target} ${category} ${title}`,
    ],
  ])
  const notes = pair(layout.notes, elements.layout.notes, [
    [({ id }) => cellIdOf(`note:${id}`), ({ id }) => cellId(`note:${id}`)],
    [({ id, text }) => `${id} ${text}`, ({ id, text }) => `${id} ${text}`],
    [({ id }) => id, ({ id }) => id],
    [({ text }) => text, ({ text }) => text],
  ])
  const byId = <T extends { readonly id: string }>(pairs: ReadonlyMap<T, T>) =>
    new Map([...pairs].map(([one, other]) => [one.id, other.id]))
  return {
    components: toKnown,
    boundaries: byId(boundaries),
    flows: flowRefs,
    risks: byId(risks),
    notes: byId(notes),
  }
}

/** Names alone are not enough: files have many elements that nobody named. */
function words(
  { kind, title }: { readonly kind: string; readonly title: string },
  more: string | undefined,
  id = '',
): string | undefined {
  return more === undefined ? undefined : `${kind} ${title} ${more} ${id}`
}

function placesOf(model: Model, layout: Layout): (id: string) => string | undefined {
  const [rects, boxes] = [absoluteRects(model, layout), boxesOf(layout)]
  const order = new Map(layout.pages.map((page, index) => [page.id, index]))
  return (id) => {
    const rect = boxes.has(id) ? rects.get(id) : undefined
    const page = order.get(pageOf(model, layout, id) ?? '') ?? 0
    return rect && `${page} ${Math.round(rect.x)} ${Math.round(rect.y)}`
  }
}

/** A cell of a two-way flow is found by its first flow. */
function firstOnly(
  flow: { readonly from: string; readonly id: string },
  elements: Reading['elements'],
  cellId: (ref: string) => string | undefined,
): string | undefined {
  const ref = flowRef(flow)
  return elements.forward.has(ref) ? cellId(ref) : undefined
}

type Keys<T, U> = readonly [of: (wanted: T) => string | undefined, as: (known: U) => string | undefined]

/** Each pass pairs what is still alone and has the same key; where several have, in their order. */
function pair<T, U>(
  wanted: readonly T[],
  known: readonly U[],
  passes: readonly Keys<T, U>[],
): ReadonlyMap<T, U> {
  const pairs = new Map<T, U>()
  const taken = new Set<U>()
  for (const [of, as] of passes) {
    const waiting = new Map<string, U[]>()
    for (const one of known) {
      const key = taken.has(one) ? undefined : as(one)
      if (key === undefined || key === '') continue
      const list = waiting.get(key)
      if (list) list.push(one)
      else waiting.set(key, [one])
    }
    for (const list of waiting.values()) list.reverse()
    for (const one of wanted) {
      const key = pairs.has(one) ? undefined : of(one)
      const found = key === undefined ? undefined : waiting.get(key)?.pop()
      if (found === undefined) continue
      pairs.set(one, found)
      taken.add(found)
    }
  }
  return pairs
}
