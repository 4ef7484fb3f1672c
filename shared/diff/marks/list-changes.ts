/** The changes between two models as a list to walk through, what matters for trust first. */
import { plural } from '../../core/text.ts'
import { spaced } from '../../core/words.ts'
import { flowRef } from '../../model/ids.ts'
import { titleOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import type { AttributeChange, CollectionDiff } from '../collection-diff.ts'
import type { CrossingChange, ModelDiff } from '../diff.ts'
import { valueInWords } from '../words.ts'

/** In the order of the list. */
export const CHANGE_GROUPS = [
  ['gained', 'Crossings gained'],
  ['lost', 'Crossings lost'],
  ['stale', 'Analyses made stale'],
  ['components', 'Components'],
  ['flows', 'Flows'],
  ['boundaries', 'Boundaries'],
  ['data', 'Data assets'],
  ['risks', 'Risks'],
  ['reviews', 'Reviews'],
  ['model', 'Model'],
] as const

export type ChangeGroup = (typeof CHANGE_GROUPS)[number][0]
export type ChangeKind = 'gained' | 'lost' | 'stale' | 'added' | 'removed' | 'rezoned' | 'changed'

/** One attribute before and after, in words; null where the element was not there. */
export interface ValueChange {
  readonly name: string
  readonly before: string | null
  readonly after: string | null
}

export interface Change {
  /** Unique in its list, and the same for the same change in the next list. */
  readonly key: string
  readonly group: ChangeGroup
  readonly kind: ChangeKind
  /** The component, boundary or flow that shows it; null for data assets and the model itself. */
  readonly ref: string | null
  readonly title: string
  /** What of it, in a few words; may be empty. */
  readonly detail: string
  readonly values: readonly ValueChange[]
}

type Rows<T> = {
  readonly group: ChangeGroup
  readonly diff: CollectionDiff<T>
  readonly refOf: (row: T) => string
  readonly titleIn: (model: Model, key: string) => string
  readonly detailOf?: (model: Model, row: T) => string
  /** The element on the canvas; null: none. */
  readonly shown?: (key: string) => string | null
}

/** Every change that a reader would see, grouped as in `CHANGE_GROUPS`. */
export function listChanges(before: Model, after: Model, diff: ModelDiff): readonly Change[] {
  const crossings = (group: 'gained' | 'lost', list: readonly CrossingChange[], model: Model) =>
    list.map(({ flow, boundaries }): Change => {
      const detail = boundaries.map((id) => titleOf(model, id)).join(', ')
      const title = titleOf(model, flow)
      return { key: `${group} ${flow}`, group, kind: group, ref: flow, title, detail, values: [] }
    })
  const stale = diff.stale.map((ref): Change => {
    const shared = { title: titleOf(after, ref), detail: 'changed since its review', values: [] }
    return { key: `stale ${ref}`, group: 'stale', kind: 'stale', ref, ...shared }
  })
  const rows = <T>(part: Rows<T>) => rowChanges(part, before, after)
  return [
    ...crossings('gained', diff.crossings.gained, after),
    ...crossings('lost', diff.crossings.lost, before),
    ...stale,
    ...rows({
      group: 'components',
      diff: diff.components,
      refOf: ({ id }) => id,
      titleIn: titleOf,
      detailOf: (model, { zone }) => placeIn(model, zone),
    }),
    ...rows({ group: 'flows', diff: diff.flows, refOf: flowRef, titleIn: titleOf }),
    ...rows({
      group: 'boundaries',
      diff: diff.boundaries,
      refOf: ({ id }) => id,
      titleIn: titleOf,
      detailOf: (model, { kind, parent, crossedBy }) =>
        kind === 'zone' ? placeIn(model, parent) : `crossed by ${plural(crossedBy.length, 'flow')}`,
    }),
    ...rows({
      group: 'data',
      diff: diff.dataAssets,
      refOf: ({ id }) => id,
      titleIn: (model, id) => model.dataAssets.find((asset) => asset.id === id)?.title ?? id,
      shown: () => null,
    }),
    ...riskChanges(before, after, diff),
    ...rows({
      group: 'reviews',
      diff: diff.analyses,
      refOf: ({ target }) => target,
      titleIn: titleOf,
      shown: elementOf,
    }),
    ...modelChanges(before, after, diff),
  ]
}

function riskChanges(before: Model, after: Model, diff: ModelDiff): readonly Change[] {
  const find = (id: string) =>
    after.risks.find((risk) => risk.id === id) ?? before.risks.find((risk) => risk.id === id)
  return rowChanges(
    {
      group: 'risks',
      diff: diff.risks,
      refOf: ({ id }) => id,
      titleIn: (_, id) => find(id)?.title || id,
      detailOf: (model, { target }) => titleOf(model, target),
      shown: (id) => elementOf(find(id)?.target ?? ''),
    },
    before,
    after,
  )
}

function modelChanges(before: Model, after: Model, { attributes }: ModelDiff): readonly Change[] {
  return attributes.map((change) => ({
    key: `model ${change.attribute}`,
    group: 'model',
    kind: 'changed',
    ref: null,
    title: sentence(spaced(change.attribute)),
    detail: '',
    values: [changeOfValue(change, before, after)],
  }))
}

function rowChanges<T>(part: Rows<T>, before: Model, after: Model): readonly Change[] {
  const { group, diff, refOf, titleIn, detailOf = () => '', shown = (key) => key } = part
  const whole = (model: Model, row: T, kind: 'added' | 'removed'): Change => {
    const key = refOf(row)
    return {
      key: `${group} ${kind} ${key}`,
      group,
      kind,
      ref: shown(key),
      title: titleIn(model, key),
      detail: detailOf(model, row),
      values: [],
    }
  }
  const changed = diff.changed.map(({ key, changes }): Change => {
    const moved = changes.find(({ attribute }) => attribute === 'zone' || attribute === 'parent')
    const values = changes.map((change) => changeOfValue(change, before, after))
    const names = values.map(({ name }) => name).join(', ')
    return {
      key: `${group} changed ${key}`,
      group,
      kind: moved ? 'rezoned' : 'changed',
      ref: shown(key),
      title: titleIn(after, key),
      detail: moved
        ? `from ${changeOfValue(moved, before, after).before} to ${changeOfValue(moved, before, after).after}`
        : names,
      values,
    }
  })
  return [
    ...diff.added.map((row) => whole(after, row, 'added')),
    ...diff.removed.map((row) => whole(before, row, 'removed')),
    ...changed,
  ]
}

function changeOfValue(change: AttributeChange, before: Model, after: Model): ValueChange {
  return {
    name: spaced(change.attribute),
    before: valueInWords(change.attribute, change.before, before),
    after: valueInWords(change.attribute, change.after, after),
  }
}

function placeIn(model: Model, zone: string | null): string {
  return zone === null ? 'outside' : `in ${titleOf(model, zone)}`
}

/** A boundary as a whole is a target too. */
function elementOf(target: string): string {
  return target.startsWith('boundary:') ? target.slice('boundary:'.length) : target
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
