/**
 * What changed between two models, by id. Positions are not part of a model, so moving boxes changes
 * nothing here; neither does the order of elements or of lists, which a diff carries but does not show.
 */
import { crossingsOf } from '../model/crossings.ts'
import type { Model } from '../model/schema.ts'
import {
  type AttributeChange,
  type CollectionDiffs,
  changesBetween,
  diffRows,
  MODEL_KEYS,
} from './collection-diff.ts'
import type { Row } from './rows.ts'
import { findNewlyStale } from './stale.ts'

/** The boundaries that a flow crosses on one side only. */
export interface CrossingChange {
  readonly flow: string
  readonly boundaries: readonly string[]
}

export interface ModelDiff extends CollectionDiffs {
  /** Title, description, notes and switched rules, whole. */
  readonly attributes: readonly AttributeChange[]
  /** By flow ref. A crossing that gained a boundary shows that boundary only. */
  readonly crossings: { readonly gained: readonly CrossingChange[]; readonly lost: readonly CrossingChange[] }
  /** Targets whose review was current in a, or absent there, and is stale in b; sorted. */
  readonly stale: readonly string[]
}

export function diffModels(a: Model, b: Model): ModelDiff {
  const collections: CollectionDiffs = {
    dataAssets: diffRows(a.dataAssets, b.dataAssets, MODEL_KEYS.dataAssets),
    components: diffRows(a.components, b.components, MODEL_KEYS.components),
    flows: diffRows(a.flows, b.flows, MODEL_KEYS.flows),
    boundaries: diffRows(a.boundaries, b.boundaries, MODEL_KEYS.boundaries),
    risks: diffRows(a.risks, b.risks, MODEL_KEYS.risks),
    mitigations: diffRows(a.mitigations, b.mitigations, MODEL_KEYS.mitigations),
    analyses: diffRows(a.analyses, b.analyses, MODEL_KEYS.analyses),
  }
  return {
    ...collections,
    attributes: changesBetween(modelRow(a), modelRow(b)),
    crossings: { gained: crossedOnlyIn(b, a), lost: crossedOnlyIn(a, b) },
    stale: findNewlyStale(a, b, collections),
  }
}

/** True when a reader would see no difference. */
export function isEmptyDiff(diff: ModelDiff): boolean {
  const { attributes, crossings, stale, ...collections } = diff
  const elements = Object.values(collections).flatMap((part) => [part.added, part.removed, part.changed])
  return [attributes, crossings.gained, crossings.lost, stale, ...elements].every((list) => list.length === 0)
}

/** What belongs to the model itself and not to one of its elements. */
export function modelRow({ title, description, notes, rulePacks, rulesOff }: Model): Row {
  return { title, description, notes, rulePacks, rulesOff }
}

function crossedOnlyIn(model: Model, other: Model): readonly CrossingChange[] {
  const others = crossingsOf(other)
  const changes: CrossingChange[] = []
  for (const { ref, boundaries } of crossingsOf(model).values()) {
    const known = others.get(ref)?.boundaries ?? []
    const only = boundaries.filter((id) => !known.includes(id))
    if (only.length > 0) changes.push({ flow: ref, boundaries: only })
  }
  return changes.sort((one, two) => (one.flow < two.flow ? -1 : 1))
}
