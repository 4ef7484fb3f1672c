/**
 * Which elements the merged document has. Keeping an element can make another one necessary, so passes
 * over all collections are repeated until a pass refuses no further removal.
 */
import type { Document } from '../../model/document.ts'
import { byKey, isEqual, type Row } from '../rows.ts'
import { listNames, listRefs, readRows, withoutNames } from './collection-rows.ts'
import { COLLECTIONS, type Collection } from './collections.ts'
import { type Decisions, type Dispute, mergeRow } from './merge-row.ts'
import { mergeOrder, otherSide, type Side, type Versions } from './three-way.ts'

/** A row and where it stands. */
export interface Place {
  readonly collection: Collection
  readonly key: string
  readonly row: Row
}

export interface MergedRow extends Place {
  readonly sides: Versions<Row | undefined>
  readonly disputes: readonly Dispute[]
}

interface Removal extends Place {
  readonly base: Row | undefined
  readonly removedBy: Side
}

/** A removal that is not carried out. */
export interface Refusal extends Removal {
  /** `owned`: it came back with what it belongs to, and goes with it again. */
  readonly why: 'changed' | 'used' | 'owned'
  /** The element that uses it, for `used`. */
  readonly user?: Place
}

export interface Merged {
  /** In the order of the collections, and of each collection. */
  readonly rows: readonly MergedRow[]
  readonly refusals: readonly Refusal[]
}

/** Merges all rows; every reference of the result holds if it held on the side it came from. */
export function mergeRows(documents: Versions<Document>): Merged {
  const sides = COLLECTIONS.map((collection) => ({
    collection,
    versions: readVersions(collection, documents),
  }))
  const gone = {
    ours: namesGone(documents.base, documents.ours),
    theirs: namesGone(documents.base, documents.theirs),
  }
  const refusals = new Map<string, Refusal>()
  const forced = new Set<string>()
  for (;;) {
    const known = refusals.size + forced.size
    const rows: MergedRow[] = []
    const removals: Removal[] = []
    const decisions = decisionsOf(rows, refusals, forced)
    for (const { collection, versions } of sides) {
      for (const merged of mergeCollection(collection, versions, decisions, refusals, gone)) {
        if ('removedBy' in merged) removals.push(merged)
        else rows.push(merged)
      }
    }
    const provided = new Set(rows.flatMap(({ collection, row }) => collection.provides?.(row) ?? []))
    for (const refusal of [...listUsed(rows, removals, provided), ...listOwned(removals, refusals, provided)])
      if (!refusals.has(placeId(refusal))) refusals.set(placeId(refusal), refusal)
    for (const key of listLooped(rows)) forced.add(key)
    if (refusals.size + forced.size === known) return { rows, refusals: [...refusals.values()] }
  }
}

function readVersions(collection: Collection, documents: Versions<Document>): Versions<Map<string, Row>> {
  const read = (document: Document) => byKey(readRows(collection, document), collection.key)
  return { base: read(documents.base), ours: read(documents.ours), theirs: read(documents.theirs) }
}

// What elements of `base` were called that `side` removed.
function namesGone(base: Document, side: Document): ReadonlySet<string> {
  const left = listNames(side)
  return new Set([...listNames(base)].filter((name) => !left.has(name)))
}

/** The row's name across all collections. */
export function placeId({ collection, key }: Pick<Place, 'collection' | 'key'>): string {
  return `${collection.name} ${key}`
}

function mergeCollection(
  collection: Collection,
  versions: Versions<ReadonlyMap<string, Row>>,
  decisions: Decisions,
  refusals: Map<string, Refusal>,
  gone: Readonly<Record<Side, ReadonlySet<string>>>,
): readonly (MergedRow | Removal)[] {
  const { base, ours, theirs } = versions
  const keys = mergeOrder({ base: [...base.keys()], ours: [...ours.keys()], theirs: [...theirs.keys()] })
  return keys.flatMap((key): readonly (MergedRow | Removal)[] => {
    const sides = { base: base.get(key), ours: ours.get(key), theirs: theirs.get(key) }
    if (sides.ours && sides.theirs) {
      const both = { base: sides.base, ours: sides.ours, theirs: sides.theirs }
      return [{ collection, key, sides, ...mergeRow(collection, both, decisions) }]
    }
    const row = sides.ours ?? sides.theirs
    if (!row) return []
    const removedBy = sides.ours ? 'theirs' : 'ours'
    const removal: Removal = { collection, key, row, base: sides.base, removedBy }
    if (sides.base && !refusals.has(placeId({ collection, key }))) {
      if (isEqual(row, withoutNames(collection, sides.base, gone[otherSide(removedBy)]))) return [removal]
      refusals.set(placeId({ collection, key }), { ...removal, why: 'changed' })
    }
    return [{ collection, key, row, sides, disputes: [] }]
  })
}

function decisionsOf(
  rows: readonly MergedRow[],
  refusals: ReadonlyMap<string, Refusal>,
  forced: ReadonlySet<string>,
): Decisions {
  const refused: Record<Side, Set<string>> = { ours: new Set(), theirs: new Set() }
  for (const { collection, row, removedBy } of refusals.values())
    for (const name of collection.provides?.(row) ?? []) refused[removedBy].add(name)
  let rezoned: ReadonlySet<string> | undefined
  return {
    lead: ({ name }, row) => {
      if (name !== 'boxes') return 'ours'
      // A position counts from the zone's corner, so it comes from the side that the zone comes from.
      rezoned ??= new Set(rows.filter(isRezonedByTheirs).map((merged) => String(merged.row.id)))
      return rezoned.has(String(row.id)) ? 'theirs' : 'ours'
    },
    isRefused: (side, name) => refused[side].has(name),
    isForced: ({ name }, row, attribute) =>
      name === 'boundaries' && attribute === 'parent' && forced.has(String(row.id)),
  }
}

function isRezonedByTheirs({ collection, row, sides }: MergedRow): boolean {
  const attribute = collection.name === 'components' ? 'zone' : 'parent'
  return row[attribute] !== undefined && sides.ours !== undefined && row[attribute] !== sides.ours[attribute]
}

// Both values of a dispute count as used, so that either can be chosen.
function listUsed(
  rows: readonly MergedRow[],
  removals: readonly Removal[],
  provided: ReadonlySet<string>,
): readonly Refusal[] {
  const removed = new Map(
    removals.flatMap((removal) =>
      (removal.collection.provides?.(removal.row) ?? []).map((name) => [name, removal]),
    ),
  )
  return rows.flatMap((user) => {
    const { collection, row, disputes } = user
    const versions = [row]
    for (const { attribute, part, values } of disputes)
      if (part === undefined)
        versions.push({ ...row, [attribute]: values.ours }, { ...row, [attribute]: values.theirs })
    const names = new Set(versions.flatMap((version) => listRefs(collection, version, 'kept')))
    return [...names].flatMap((name) => {
      const removal = provided.has(name) ? undefined : removed.get(name)
      return removal ? [{ ...removal, why: 'used' as const, user }] : []
    })
  })
}

// What went only because its owner went comes back with the owner, unless something else it needs is gone.
function listOwned(
  removals: readonly Removal[],
  refusals: ReadonlyMap<string, Refusal>,
  provided: ReadonlySet<string>,
): readonly Refusal[] {
  const owners = new Set(
    [...refusals.values()].flatMap(({ collection, row, removedBy }) =>
      (collection.provides?.(row) ?? []).map((name) => `${removedBy} ${name}`),
    ),
  )
  return removals.flatMap((removal) => {
    const { collection, row, removedBy } = removal
    const isOwned = listRefs(collection, row, 'owners').some((name) => owners.has(`${removedBy} ${name}`))
    const isWhole = listRefs(collection, row).every((name) => provided.has(name))
    return isOwned && isWhole ? [{ ...removal, why: 'owned' as const }] : []
  })
}

// Two moves that are fine alone can put two zones into each other. Then ours stands.
function listLooped(rows: readonly MergedRow[]): readonly string[] {
  const zones = new Map(
    rows
      .filter(({ collection, row }) => collection.name === 'boundaries' && row.kind === 'zone')
      .map((merged) => [merged.row.id, merged]),
  )
  const isLooped = (start: MergedRow) => {
    const seen = new Set<unknown>()
    for (let at = zones.get(start.row.parent); at && !seen.has(at.row.id); at = zones.get(at.row.parent)) {
      if (at === start) return true
      seen.add(at.row.id)
    }
    return false
  }
  return [...zones.values()]
    .filter(({ row, sides }) => sides.ours !== undefined && sides.ours.parent !== row.parent)
    .filter(isLooped)
    .map(({ row }) => String(row.id))
}
