/**
 * What a picture of two models shows at each element. The canvas, the panel and printed pictures read the
 * same marks, so that they never tell different stories.
 */
import { flowRef } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'
import type { AttributeChange, CollectionDiff } from '../collection-diff.ts'
import type { ModelDiff } from '../diff.ts'

/** Re-zoned: it is in another zone than before. */
type ElementChange = 'added' | 'removed' | 'rezoned' | 'changed'

export interface DiffMark {
  /** Component id, boundary id or flow ref. */
  readonly ref: string
  /** Null where only what it crosses, or its review, is another. */
  readonly change: ElementChange | null
  /** The attributes that differ; of a re-zoned element its zone or parent is one of them. */
  readonly changes: readonly AttributeChange[]
  /** Ids of the boundaries that the flow crosses only now, and crossed only before. */
  readonly gained: readonly string[]
  readonly lost: readonly string[]
  /** Its review was current before and is not now. */
  readonly stale: boolean
}

export interface DiffMarks {
  /** Of elements that are there now. */
  readonly present: ReadonlyMap<string, DiffMark>
  /** Of elements that are gone; an id may be taken by another element now. */
  readonly removed: ReadonlyMap<string, DiffMark>
}

/** The marks of `diff`, which leads to `after`; elements without a difference have none. */
export function marksOfDiff(diff: ModelDiff, after: Model): DiffMarks {
  const present = new Map<string, DiffMark>()
  const removed = new Map<string, DiffMark>()
  const put = (marks: Map<string, DiffMark>, ref: string, facts: Partial<DiffMark>) => {
    marks.set(ref, { ...(marks.get(ref) ?? unmarked(ref)), ...facts })
  }
  const putAll = <T>({ added, changed, removed: gone }: CollectionDiff<T>, refOf: (row: T) => string) => {
    for (const row of gone) put(removed, refOf(row), { change: 'removed' })
    for (const row of added) put(present, refOf(row), { change: 'added' })
    for (const { key, changes } of changed) {
      const isElsewhere = changes.some(({ attribute }) => attribute === 'zone' || attribute === 'parent')
      put(present, key, { change: isElsewhere ? 'rezoned' : 'changed', changes })
    }
  }
  putAll(diff.components, ({ id }) => id)
  putAll(diff.boundaries, ({ id }) => id)
  putAll(diff.flows, flowRef)
  const flows = new Set(after.flows.map(flowRef))
  for (const { flow, boundaries } of diff.crossings.gained) put(present, flow, { gained: boundaries })
  for (const { flow, boundaries } of diff.crossings.lost)
    put(flows.has(flow) ? present : removed, flow, { lost: boundaries })
  for (const target of diff.stale) put(present, target, { stale: true })
  return { present, removed }
}

function unmarked(ref: string): DiffMark {
  return { ref, change: null, changes: [], gained: [], lost: [], stale: false }
}

const CHANGES: Readonly<Record<ElementChange, string>> = {
  added: 'added',
  removed: 'removed',
  rezoned: 'moved to another zone',
  changed: 'changed',
}

/** "added, crossing gained", for people who do not see the mark. */
export function diffMarkInWords({ change, gained, lost, stale }: DiffMark): string {
  return [
    change === null ? '' : CHANGES[change],
    gained.length > 0 ? 'crossing gained' : '',
    lost.length > 0 ? 'crossing lost' : '',
    stale ? 'analysis stale' : '',
  ]
    .filter(Boolean)
    .join(', ')
}
