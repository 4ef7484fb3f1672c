/**
 * What a merge has to know about each kind of element. Attributes that are not named here are merged
 * as whole values, so a new one in the schema needs no line.
 */
import { AppError } from '../../core/errors.ts'
import type { Document } from '../../model/document.ts'
import { flowRef } from '../../model/ids.ts'
import type { MODEL_KEYS } from '../collection-diff.ts'
import { modelRow } from '../diff.ts'
import { patched, type Row } from '../rows.ts'

/** An attribute that holds several things, which are merged one by one. */
export interface Parts {
  split(value: unknown): ReadonlyMap<string, unknown>
  join(parts: ReadonlyMap<string, unknown>): unknown
}

export type CollectionName =
  | keyof typeof MODEL_KEYS
  | 'model'
  | 'pages'
  | 'boxes'
  | 'routes'
  | 'canvasNotes'
  | 'drafts'

export interface Collection {
  readonly name: CollectionName
  /** For messages: `component`. */
  readonly noun: string
  read(document: Document): readonly Row[]
  write(document: Document, rows: readonly Row[]): Document
  /** Says "the same element" across versions; an element of another kind is another one. */
  key(row: Row): string
  /** As in a diagnostic's `elementId`. */
  elementId(row: Row): string
  /** Attributes that make sense only together, as one attribute of that name. */
  readonly groups?: Readonly<Record<string, readonly string[]>>
  readonly parts?: Readonly<Record<string, Parts>>
  /** Names under which other elements refer to this one. */
  provides?(row: Row): readonly string[]
  /** The names that an attribute's value refers to. */
  readonly refs?: Readonly<Record<string, (value: unknown) => readonly string[]>>
  /** Attributes that refer to what this element goes with when that is removed. */
  readonly owners?: readonly string[]
  /** True: does not keep its owner from being removed. */
  readonly follows?: boolean
  /** Conflicts about these attributes are worth telling, not worth asking. */
  readonly soft?: 'all' | readonly string[]
}

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const refTo =
  (kind: string) =>
  (value: unknown): readonly string[] =>
    (Array.isArray(value) ? value : [value])
      .filter((id) => typeof id === 'string')
      .map((id) => `${kind}:${id}`)
const toTarget = (value: unknown): readonly string[] => {
  const ref = String(value)
  if (ref.startsWith('boundary:')) return [ref]
  return [`${ref.includes('>') ? 'flow' : 'component'}:${ref}`]
}
const toPage = (value: unknown) => refTo('page')((value as Row | undefined)?.page)

const names: Parts = {
  split: (value) => new Map(listed(value).map((name) => [String(name), name])),
  join: (parts) => [...parts.values()],
}
/** As `names`, for a list that is absent where it would be empty. */
const someNames: Parts = {
  split: names.split,
  join: (parts) => (parts.size === 0 ? undefined : [...parts.values()]),
}
const byName: Parts = {
  split: (value) => new Map(Object.entries((value as Row | undefined) ?? {})),
  join: (parts) => Object.fromEntries(parts),
}
const someByName: Parts = {
  split: byName.split,
  join: (parts) => (parts.size === 0 ? undefined : byName.join(parts)),
}
const byDraft: Parts = {
  split: (value) => new Map(listed(value).map((rejected) => [String((rejected as Row).key), rejected])),
  join: (parts) => [...parts.values()],
}

const inModel = (name: keyof typeof MODEL_KEYS) => ({
  name,
  read: (document: Document) => document.model[name],
  write: (document: Document, rows: readonly Row[]) => ({
    ...document,
    model: { ...document.model, [name]: rows },
  }),
})
const inLayout = (name: 'pages' | 'boxes' | 'routes' | 'notes') => ({
  read: (document: Document) => document.layout[name],
  write: (document: Document, rows: readonly Row[]) => ({
    ...document,
    layout: { ...document.layout, [name]: rows },
  }),
})
const id = (row: Row) => String(row.id)
const prefixed = (prefix: string) => (row: Row) => `${prefix}:${row.id}`
const ref = (row: Row) => flowRef({ from: String(row.from), id: id(row) })
const place = { position: ['x', 'y', 'page'], size: ['width', 'height'] }

/** Every collection of a document; what others refer to comes before them. */
export const COLLECTIONS: readonly Collection[] = [
  {
    name: 'model',
    noun: 'model',
    read: (document) => [modelRow(document.model)],
    write: (document, [row]) => ({
      ...document,
      model: patched(document.model, {
        description: undefined,
        rulePacks: undefined,
        rulesOff: undefined,
        ...row,
      }),
    }),
    key: () => 'model',
    elementId: () => 'model',
    parts: { notes: names, rulePacks: someNames, rulesOff: someByName },
  },
  {
    ...inModel('dataAssets'),
    noun: 'data asset',
    key: id,
    elementId: prefixed('data'),
    parts: { tags: names },
    provides: (row) => [`data:${row.id}`],
  },
  {
    ...inModel('boundaries'),
    noun: 'boundary',
    key: (row) => `${row.kind}:${row.id}`,
    elementId: prefixed('boundary'),
    parts: { tags: names, crossedBy: names },
    provides: (row) => [`${row.kind}:${row.id}`, `boundary:${row.id}`, `element:${row.id}`],
    refs: { parent: refTo('zone'), crossedBy: refTo('flow') },
  },
  {
    ...inModel('components'),
    noun: 'component',
    key: id,
    elementId: id,
    parts: {
      technologies: names,
      tags: names,
      dataProcessed: names,
      dataStored: names,
      formatsAccepted: names,
    },
    provides: (row) => [`component:${row.id}`, `element:${row.id}`],
    refs: { zone: refTo('zone'), dataProcessed: refTo('data'), dataStored: refTo('data') },
  },
  {
    ...inModel('flows'),
    noun: 'flow',
    key: ref,
    elementId: ref,
    parts: { tags: names, dataSent: names, dataReceived: names },
    provides: (row) => [`flow:${ref(row)}`],
    refs: {
      from: refTo('component'),
      to: refTo('component'),
      dataSent: refTo('data'),
      dataReceived: refTo('data'),
    },
    owners: ['from', 'to'],
  },
  {
    ...inModel('mitigations'),
    noun: 'mitigation',
    key: id,
    elementId: prefixed('mitigation'),
    parts: { evidence: names },
    provides: (row) => [`mitigation:${row.id}`],
  },
  {
    ...inModel('risks'),
    noun: 'risk',
    key: id,
    elementId: prefixed('risk'),
    parts: { evidence: someNames, mitigations: someNames },
    refs: { target: toTarget, mitigations: refTo('mitigation') },
    owners: ['target'],
  },
  {
    ...inModel('analyses'),
    noun: 'review of',
    key: (row) => String(row.target),
    elementId: (row) => String(row.target),
    // A date without its fingerprint says nothing; a wrong pair shows as stale and is reviewed again.
    groups: { review: ['reviewed', 'fingerprint'] },
    parts: { notApplicable: byName, rejected: byDraft, answered: byName },
    refs: { target: toTarget },
    owners: ['target'],
    soft: ['review'],
  },
  {
    ...inLayout('pages'),
    name: 'pages',
    noun: 'page',
    key: id,
    elementId: prefixed('page'),
    provides: (row) => [`page:${row.id}`],
  },
  {
    ...inLayout('boxes'),
    name: 'boxes',
    noun: 'place of',
    key: id,
    elementId: id,
    groups: place,
    refs: { id: refTo('element'), position: toPage },
    owners: ['id'],
    follows: true,
    soft: 'all',
  },
  {
    ...inLayout('routes'),
    name: 'routes',
    noun: 'route of',
    key: (row) => String(row.ref),
    elementId: (row) => String(row.ref),
    refs: { ref: refTo('flow') },
    owners: ['ref'],
    follows: true,
    soft: 'all',
  },
  {
    ...inLayout('notes'),
    name: 'canvasNotes',
    noun: 'canvas note',
    key: id,
    elementId: prefixed('note'),
    groups: place,
    refs: { position: toPage },
    soft: ['position', 'size'],
  },
  {
    name: 'drafts',
    noun: 'draft',
    read: (document) => document.drafts.map((draft) => ({ id: draft.id, target: draft.target, draft })),
    write: (document, rows) => ({ ...document, drafts: rows.map((row) => row.draft) as Document['drafts'] }),
    key: id,
    elementId: prefixed('draft'),
    refs: { target: toTarget },
    owners: ['target'],
    follows: true,
    soft: 'all',
  },
]

/** The collection of that name; there is one for every name. */
export function getCollection(name: CollectionName): Collection {
  const found = COLLECTIONS.find((collection) => collection.name === name)
  if (!found) throw new AppError('internal', `There is no collection “${name}”.`)
  return found
}
