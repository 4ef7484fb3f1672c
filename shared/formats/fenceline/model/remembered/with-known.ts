/** A model that came over the wire has no object in common with the one that it was edited from, and nearly all content. */
import { isSameJson } from '../../../../core/text.ts'
import type { Model } from '../../../../model/schema.ts'

/**
 * The same model as `next`, with those elements of `known` that are equal in it as the objects that they are there;
 * `known` itself where all are, in the same order. What is known of an object is found again by it.
 */
export function withKnown(known: Model, next: Model): Model {
  const { dataAssets, components, flows, boundaries, risks, mitigations, analyses, ...rest } = next
  const shared: Model = {
    ...rest,
    dataAssets: listWithKnown(known.dataAssets, dataAssets, ({ id }) => id),
    components: listWithKnown(known.components, components, ({ id }) => id),
    flows: listWithKnown(known.flows, flows, ({ from, id }) => `${from}>${id}`),
    boundaries: listWithKnown(known.boundaries, boundaries, ({ id }) => id),
    risks: listWithKnown(known.risks, risks, ({ id }) => id),
    mitigations: listWithKnown(known.mitigations, mitigations, ({ id }) => id),
    analyses: listWithKnown(known.analyses, analyses, ({ target }) => target),
  }
  return isSameJson(known, shared) ? known : shared
}

function listWithKnown<T extends object>(
  known: readonly T[],
  next: readonly T[],
  keyOf: (element: T) => string,
): readonly T[] {
  let byKey: ReadonlyMap<string, T> | undefined
  const find = (element: T) => {
    byKey ??= new Map(known.map((each) => [keyOf(each), each]))
    return byKey.get(keyOf(element))
  }
  // Nearly always it stands where it stood.
  const shared = next.map((element, at) => {
    const there = known[at]
    if (there !== undefined && isSameJson(there, element)) return there
    const other = find(element)
    return other !== undefined && isSameJson(other, element) ? other : element
  })
  const isSame = shared.length === known.length && shared.every((each, at) => each === known[at])
  return isSame ? known : shared
}
