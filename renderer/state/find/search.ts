/**
 * Finding elements in the model, not on the screen: most of a large diagram is not drawn. What can be
 * found of an element is put together once and kept for as long as the element is the same object.
 */
import type { Document } from '../../../shared/model/document.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { CanvasNote } from '../../../shared/model/layout.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import type { Boundary, Component, DataAsset, Flow, Kind } from '../../../shared/model/schema.ts'
import { fold, wordsOf } from './fold.ts'

export interface Hit {
  /** Component or boundary id, flow ref or `note:<id>`. */
  readonly ref: string
  readonly kind: Kind | 'zone' | 'line' | 'flow' | 'note'
  readonly title: string
  /** What matched, where it is not the title: "Technology", "gateway". */
  readonly where: { readonly label: string; readonly text: string } | null
  /** A flow of which only the components at its ends match. */
  readonly isByEnds?: true
}

interface Field {
  readonly label: string
  readonly text: string
  readonly folded: string
}

interface Entry {
  readonly title: string
  /** The title first. */
  readonly fields: readonly Field[]
  /** All fields, so that most elements are passed over with one look. */
  readonly folded: string
}

type Element = Component | Flow | Boundary | CanvasNote

/** Entries name data assets by their titles, so they hold for one list of these. */
let known: { readonly assets: readonly DataAsset[]; readonly entries: WeakMap<Element, Entry> } | null = null

/** Every element in which each word of the query is found; those found by their titles first. */
export function findIn(document: Document, query: string): readonly Hit[] {
  const words = wordsOf(query).map((text) => ({ text, start: startOf(text) }))
  if (words.length === 0) return []
  const { model, layout } = document
  if (known?.assets !== model.dataAssets) known = { assets: model.dataAssets, entries: new WeakMap() }
  const { components, dataAssets } = indexOf(model)
  const ranks: Hit[][] = RANKS.map(() => [])
  const look = (element: Element, ref: string, kind: Hit['kind'], make: () => Entry) => {
    const entry = entryOf(element, make)
    const found = match(entry, words)
    if (found) ranks[found.rank]?.push({ ref, kind, title: entry.title, where: found.where })
  }
  const data = (ids: readonly string[]) => ids.map((id) => dataAssets.get(id)?.title ?? id)
  for (const component of model.components) {
    look(component, component.id, component.kind, () => ofComponent(component, data))
  }
  for (const boundary of model.boundaries) {
    look(boundary, boundary.id, boundary.kind, () => ofBoundary(boundary))
  }
  for (const flow of model.flows) {
    const ref = flowRef(flow)
    const { title, folded } = endsOf(flow, components.get(flow.from), components.get(flow.to))
    const found = matchFlow(
      entryOf(flow, () => ofFlow(flow, data)),
      folded,
      words,
    )
    if (found)
      ranks[found.rank]?.push({
        ref,
        kind: 'flow',
        title,
        where: found.where,
        ...(found.rank === ENDS ? { isByEnds: true } : {}),
      })
  }
  for (const note of layout.notes) look(note, `note:${note.id}`, 'note', () => ofNote(note))
  return ranks.flat()
}

interface Ends {
  readonly from: Component | undefined
  readonly to: Component | undefined
  readonly title: string
  readonly folded: string
}

/** Apart from the flow's own words: the titles of its ends change without it. */
const knownEnds = new WeakMap<Flow, Ends>()

function endsOf(flow: Flow, from: Component | undefined, to: Component | undefined): Ends {
  const before = knownEnds.get(flow)
  if (before && before.from === from && before.to === to) return before
  const title = `${from?.title ?? flow.from} → ${to?.title ?? flow.to}`
  const ends = { from, to, title, folded: fold(title) }
  knownEnds.set(flow, ends)
  return ends
}

/** How good a hit is: what the title is, begins with, has a word that begins so, holds; another field; a flow's ends. */
const RANKS = ['is', 'begins', 'word', 'holds', 'field', 'ends'] as const

const ENDS = RANKS.indexOf('ends')

interface Word {
  readonly text: string
  /** Finds it at the start of a word. */
  readonly start: RegExp
}

interface Match {
  readonly rank: number
  readonly where: Hit['where']
}

function startOf(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`, 'u')
}

function match(entry: Entry, words: readonly Word[]): Match | null {
  if (!words.every(({ text }) => entry.folded.includes(text))) return null
  const title = entry.fields[0]?.folded ?? ''
  if (!words.every(({ text }) => title.includes(text))) return elsewhere(entry, words)
  const whole = words.map(({ text }) => text).join(' ')
  if (title === whole) return { rank: 0, where: null }
  if (title.startsWith(whole)) return { rank: 1, where: null }
  return { rank: words.every(({ start }) => start.test(title)) ? 2 : 3, where: null }
}

/** What a flow says itself comes before the components that it joins: those are found by themselves. */
function matchFlow(entry: Entry, ends: string, words: readonly Word[]): Match | null {
  if (!words.every(({ text }) => entry.folded.includes(text) || ends.includes(text))) return null
  if (words.every(({ text }) => ends.includes(text))) return { rank: ENDS, where: null }
  return elsewhere(entry, words)
}

/** The field that holds most of the words. */
function elsewhere({ fields }: Entry, words: readonly Word[]): Match {
  const count = ({ folded }: Field) => words.filter(({ text }) => folded.includes(text)).length
  const best = fields.reduce<Field | undefined>(
    (most, field) => (most === undefined || count(field) > count(most) ? field : most),
    undefined,
  )
  return { rank: 4, where: best ? { label: best.label, text: best.text } : null }
}

function entryOf(element: Element, make: () => Entry): Entry {
  const before = known?.entries.get(element)
  if (before) return before
  const entry = make()
  known?.entries.set(element, entry)
  return entry
}

type Text = string | undefined
type Row = readonly [label: string, text: Text | readonly Text[]]

/** Each of several values is a field by itself, so that a hit shows only the one that matched. */
function entry(title: string, rows: readonly Row[]): Entry {
  const fields: Field[] = []
  for (const [label, value] of rows) {
    for (const text of typeof value === 'object' ? value : [value]) {
      if (text) fields.push({ label, text, folded: fold(text) })
    }
  }
  return { title, fields, folded: fields.map(({ folded }) => folded).join('\n') }
}

type Titles = (ids: readonly string[]) => readonly string[]

function ofComponent(component: Component, data: Titles): Entry {
  const { title, id, note, technologies, tags, dataProcessed, dataStored, description, owner } = component
  return entry(title, [
    ['Title', title],
    ['Note', note],
    ['Technology', technologies],
    ['Data', data([...new Set([...dataProcessed, ...dataStored])])],
    ['Tags', tags],
    ['Owner', owner],
    ['Description', description],
    ['Id', id],
  ])
}

function ofBoundary({ title, id, type, tags, description }: Boundary): Entry {
  return entry(title, [
    ['Title', title],
    ['Type', type],
    ['Tags', tags],
    ['Description', description],
    ['Id', id],
  ])
}

function ofFlow(flow: Flow, data: Titles): Entry {
  const { title, protocol, authentication, tags, dataSent, dataReceived, description } = flow
  return entry(title, [
    ['Title', title],
    ['Protocol', protocol],
    ['Data', data([...new Set([...dataSent, ...dataReceived])])],
    ['Authentication', authentication],
    ['Tags', tags],
    ['Description', description],
    ['Id', flowRef(flow)],
  ])
}

function ofNote({ text }: CanvasNote): Entry {
  const [first = ''] = text.split('\n')
  return entry(first, [['Title', text]])
}
