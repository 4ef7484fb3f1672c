/** What a pasted part names and the model around it may have already: data assets, and reviews of what was cut. */
import { parseRef, uniqueId } from '../../../shared/model/ids.ts'
import type { Analysis, DataAsset, Model, Risk } from '../../../shared/model/schema.ts'

/** The data assets with those of a copy; one of the same title is the same, whatever its id. */
export function adoptAssets(
  model: Model,
  copied: readonly DataAsset[],
): { readonly dataAssets: readonly DataAsset[]; readonly ids: ReadonlyMap<string, string> } {
  const ids = new Map<string, string>()
  const dataAssets = [...model.dataAssets]
  for (const asset of copied) {
    const alike = dataAssets.filter(({ title }) => title === asset.title)
    const same = alike.find(({ id }) => id === asset.id) ?? alike[0]
    const id = same?.id ?? uniqueId(asset.id, (taken) => dataAssets.some((known) => known.id === taken))
    ids.set(asset.id, id)
    if (!same) dataAssets.push({ ...asset, id })
  }
  return { dataAssets: dataAssets.length > model.dataAssets.length ? dataAssets : model.dataAssets, ids }
}

/** The model with the reviews of what was cut, at its new ids. A second paste finds them taken and brings none. */
export function adoptReviews(
  model: Model,
  reviews: { readonly risks: readonly Risk[]; readonly analyses: readonly Analysis[] },
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
  const risks = reviews.risks.filter(({ id }) => !taken.has(id)).flatMap(moved)
  const isSecond = risks.length < reviews.risks.length
  const analyses = isSecond ? [] : reviews.analyses.flatMap(moved).filter(({ target }) => !known.has(target))
  return { ...model, risks: [...model.risks, ...risks], analyses: [...model.analyses, ...analyses] }
}
