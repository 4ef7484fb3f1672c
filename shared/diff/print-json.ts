import { compareText } from '../core/text.ts'
import { flowRef } from '../model/ids.ts'
import type { ChangedElement, CollectionDiff } from './collection-diff.ts'
import type { CrossingChange, ModelDiff } from './diff.ts'
import type { Row } from './rows.ts'

interface CollectionJson {
  readonly added: readonly Row[]
  readonly removed: readonly Row[]
  /** `before` or `after` is left out where the attribute was or is absent. */
  readonly changed: readonly Row[]
}

/** Elements as in `export --to json`, sorted by id or ref. The optional members are there when not empty. */
export interface DiffJson {
  readonly components: CollectionJson
  readonly flows: CollectionJson
  readonly boundaries: CollectionJson
  readonly crossings: { readonly gained: readonly CrossingChange[]; readonly lost: readonly CrossingChange[] }
  readonly stale: readonly string[]
  readonly dataAssets?: CollectionJson
  readonly risks?: CollectionJson
  readonly mitigations?: CollectionJson
  readonly analyses?: CollectionJson
  /** Changes of title, description and notes. */
  readonly model?: ChangedElement['changes']
}

/** The value that `fenceline diff --format json` prints for one model. */
export function toDiffJson(diff: ModelDiff): DiffJson {
  const more = {
    dataAssets: collectionJson(diff.dataAssets, 'id', ({ id, title }) => ({ id, title })),
    risks: collectionJson(diff.risks, 'id', ({ id, target, category, title, status, ticket = null }) => ({
      ...{ id, target, category, title, status, ticket },
    })),
    mitigations: collectionJson(diff.mitigations, 'id', ({ id, title, status, ticket = null }) => ({
      ...{ id, title, status, ticket },
    })),
    analyses: collectionJson(diff.analyses, 'target', ({ target }) => ({ target })),
  }
  const filled = Object.entries(more).filter(([, part]) =>
    Object.values(part).some((list) => list.length > 0),
  )
  return {
    components: collectionJson(diff.components, 'id', ({ id, title, kind, zone }) => ({
      id,
      title,
      kind,
      zone,
    })),
    flows: collectionJson(diff.flows, 'ref', (flow) => {
      const { from, to, title, protocol } = flow
      return { ref: flowRef(flow), from, to, title, ...(protocol === undefined ? {} : { protocol }) }
    }),
    boundaries: collectionJson(diff.boundaries, 'id', ({ id, title, kind, parent }) => ({
      ...{ id, title, kind, parent },
    })),
    crossings: diff.crossings,
    stale: diff.stale,
    ...Object.fromEntries(filled),
    ...(diff.attributes.length > 0 ? { model: diff.attributes } : {}),
  }
}

/** The same as text, indented by two spaces, without a final line break. */
export function printDiffJson(diff: ModelDiff): string {
  return JSON.stringify(toDiffJson(diff), null, 2)
}

function collectionJson<T>(diff: CollectionDiff<T>, name: string, show: (row: T) => Row): CollectionJson {
  const sorted = (rows: readonly Row[]) => rows.toSorted((a, b) => compareText(`${a[name]}`, `${b[name]}`))
  return {
    added: sorted(diff.added.map(show)),
    removed: sorted(diff.removed.map(show)),
    changed: sorted(diff.changed.map(({ key, changes }) => ({ [name]: key, changes }))),
  }
}
