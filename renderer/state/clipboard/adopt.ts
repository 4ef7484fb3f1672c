/** What a pasted part names and the model around it may have already: data assets, and reviews of what was cut. */
import { parseRef, uniqueId } from '../../../shared/model/ids.ts'
import type { Analysis, DataAsset, Mitigation, Model, Risk } from '../../../shared/model/schema.ts'

/** The data assets with those of a copy; one of the same title is the same, whatever its id. */
export function adoptAssets(
  model: Model,
  copied: readonly DataAsset[],
): { readonly dataAssets: readonly DataAsset[]; readonly ids: ReadonlyMap<string, string> } {
  const { rows, ids } = adopt(model.dataAssets, copied)
  return { dataAssets: rows, ids }
}

function adopt<T extends { readonly id: string; readonly title: string }>(
  known: readonly T[],
  copied: readonly T[],
): { readonly rows: readonly T[]; readonly ids: ReadonlyMap<string, string> } {
  const ids = new Map<string, string>()
  const rows = [...known]
  for (const row of copied) {
    const alike = rows.filter(({ title }) => title === row.title)
    const same = alike.find(({ id }) => id === row.id) ?? alike[0]
    const id = same?.id ?? uniqueId(row.id, (taken) => rows.some((each) => each.id === taken))
    ids.set(row.id, id)
    if (!same) rows.push({ ...row, id })
  }
  return { rows: rows.length > known.length ? rows : known, ids }
}

/** The model with the reviews of what was cut, at its new ids. A second paste finds them taken and brings none. */
export function adoptReviews(
  model: Model,
  reviews: {
    readonly risks: readonly Risk[]
    readonly analyses: readonly Analysis[]
    /** What the risks name; absent in a copy of an older version. */
    readonly mitigations?: readonly Mitigation[] | undefined
  },
  to: { readonly ids: ReadonlyMap<string, string>; readonly refs: ReadonlyMap<string, string> },
): Model {
  const moved = <T extends { readonly target: string }>(review: T): readonly T[] => {
    const target = parseRef(review.target)
    const next = target.kind === 'flow' ? to.refs.get(review.target) : to.ids.get(target.id)
    if (next === undefined) return []
    return [{ ...review, target: target.kind === 'boundary' ? `boundary:${next}` : next }]
  }
  const taken = new Set(model.risks.map(({ id }) => id))
  const known = new Set(model.analyses.map(({ target }) => target))
  const brought = reviews.risks.filter(({ id }) => !taken.has(id)).flatMap(moved)
  const named = new Set(brought.flatMap(({ mitigations = [] }) => mitigations))
  const copied = (reviews.mitigations ?? []).filter(({ id }) => named.has(id))
  const { rows: mitigations, ids } = adopt(model.mitigations, copied)
  const risks = brought.map(({ mitigations: own = [], ...risk }): Risk => {
    const kept = [...new Set(own.flatMap((id) => ids.get(id) ?? []))]
    return kept.length === 0 ? risk : { ...risk, mitigations: kept }
  })
  const isSecond = risks.length < reviews.risks.length
  const analyses = isSecond ? [] : reviews.analyses.flatMap(moved).filter(({ target }) => !known.has(target))
  return {
    ...model,
    mitigations,
    risks: [...model.risks, ...risks],
    analyses: [...model.analyses, ...analyses],
  }
}
