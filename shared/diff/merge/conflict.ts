/** What a merge could not decide, in words for people and with what each choice does. */

import { spaced, wordsOf } from '../../core/words.ts'
import { attributeNames, isEqual, type Row } from '../rows.ts'
import type { MergedRow, Place, Refusal } from './attempt.ts'
import type { CollectionName } from './collections.ts'
import type { Dispute } from './merge-row.ts'
import type { Clash } from './rename.ts'
import type { Side, Versions } from './three-way.ts'

/** What a choice does to the merged document. */
export type Choice =
  | { readonly op: 'keep' }
  | { readonly op: 'set'; readonly attribute: string; readonly part?: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly key: string; readonly collection: CollectionName }

export interface Conflict {
  /** As in a diagnostic's `elementId`; `model` for the model itself. */
  readonly ref: string
  /** The element for people: `component “API Gateway”`. */
  readonly element: string
  readonly collection: CollectionName
  /** The element's key in its collection. */
  readonly key: string
  /** `zone`, `notApplicable.spoofing`; `element` where its existence is in question. */
  readonly attribute: string
  /** The three versions in words. */
  readonly base: string
  readonly ours: string
  readonly theirs: string
  /** True for positions, dates of reviews and drafts: worth telling, not worth asking. */
  readonly soft: boolean
  readonly choices: Readonly<Record<Side, Choice>>
}

/** Both sides changed one attribute, or one part of it, to different values. */
export function disputeConflict(place: MergedRow, { attribute, part, values }: Dispute): Conflict {
  const set = (value: unknown): Choice => ({
    op: 'set',
    attribute,
    ...(part === undefined ? {} : { part }),
    value,
  })
  return {
    ...about(place, attribute),
    attribute: part === undefined ? attribute : `${attribute}.${part}`,
    ...inWords(attribute, values),
    choices: { ours: set(values.ours), theirs: set(values.theirs) },
  }
}

/** One side removed what the other changed or uses; it is still there. */
export function removalConflict({ removedBy, why, user, base, ...place }: Refusal): Conflict {
  const changed = attributeNames(base, place.row).filter((name) => !isEqual(base?.[name], place.row[name]))
  const other =
    why === 'used' && user ? `used by ${nameOf(user)}` : `changed: ${changed.map(spaced).join(', ')}`
  const remove: Choice = { op: 'remove', collection: place.collection.name, key: place.key }
  const keep: Choice = { op: 'keep' }
  const isOurs = removedBy === 'ours'
  return {
    ...about(place, 'element'),
    base: 'present',
    ours: isOurs ? 'removed' : other,
    theirs: isOurs ? other : 'removed',
    choices: isOurs ? { ours: remove, theirs: keep } : { ours: keep, theirs: remove },
  }
}

/** A place, route or draft that one side edited and that went with the element the other side removed. */
export function orphanConflict(place: MergedRow): Conflict {
  const words = (row: Row | undefined) => (row ? 'present' : 'removed')
  const { base, ours, theirs } = place.sides
  return {
    ...about(place, 'element'),
    base: base ? 'present' : 'absent',
    ours: words(ours),
    theirs: words(theirs),
    soft: true,
    choices: { ours: { op: 'keep' }, theirs: { op: 'keep' } },
  }
}

/** Each side gave the id to another thing; theirs is called `id` in the merged document. */
export function clashConflict({ ours, theirs }: Clash, id: string): Conflict {
  const renamed = { ...theirs.row, id }
  const { collection } = theirs
  return {
    ...about(ours, 'id'),
    base: 'absent',
    ours: nameOf(ours),
    theirs: `${nameOf(theirs)}, called ${id} here`,
    choices: {
      ours: { op: 'remove', collection: collection.name, key: collection.key(renamed) },
      theirs: { op: 'remove', collection: ours.collection.name, key: ours.key },
    },
  }
}

function about(place: Place, attribute: string) {
  const { collection, key, row } = place
  return {
    ref: collection.elementId(row),
    element: nameOf(place),
    collection: collection.name,
    key,
    attribute,
    soft: collection.soft === 'all' || (collection.soft?.includes(attribute) ?? false),
  }
}

function nameOf({ collection, row }: Pick<Place, 'collection' | 'row'>): string {
  if (collection.name === 'model') return 'model'
  const noun = collection.name === 'boundaries' && row.kind === 'zone' ? 'zone' : collection.noun
  const title = typeof row.title === 'string' && row.title !== '' ? row.title : collection.elementId(row)
  return `${noun} “${title}”`
}

function inWords(attribute: string, values: Versions<unknown>): Versions<string> {
  const isPlace = attribute === 'zone' || attribute === 'parent'
  const words = (value: unknown) => (isPlace && value === null ? 'outside' : wordsOf(value))
  return { base: words(values.base), ours: words(values.ours), theirs: words(values.theirs) }
}
