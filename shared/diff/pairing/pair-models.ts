/** Which model that is gone is which that is new: one that was moved is neither, and keeps its history. */
import { compareText } from '../../core/text.ts'
import { flowRef } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'

export interface Named {
  readonly file: string
  /** Null for one that cannot be read. */
  readonly model: Model | null
}

/** From this part of elements in common on, two models are one that was moved; git's measure for files is the same. */
const ALIKE = 0.5

/** The path before of each moved model, by its path now; each model is in one pair at most, the likest first. */
export function pairMoved(gone: readonly Named[], fresh: readonly Named[]): ReadonlyMap<string, string> {
  const keys = new Map([...gone, ...fresh].map((named) => [named, keysOf(named.model)]))
  const likeness = (one: Named, other: Named) => likenessOf(keys.get(one), keys.get(other))
  const pairs = gone
    .flatMap((was) => fresh.map((is) => ({ was: was.file, is: is.file, likeness: likeness(was, is) })))
    .filter((pair) => pair.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness || compareText(a.was, b.was) || compareText(a.is, b.is))
  const moved = new Map<string, string>()
  const taken = new Set<string>()
  for (const { was, is } of pairs) {
    if (taken.has(was) || moved.has(is)) continue
    taken.add(was)
    moved.set(is, was)
  }
  return moved
}

function keysOf(model: Model | null): ReadonlySet<string> {
  if (!model) return new Set()
  const { components, flows, boundaries } = model
  return new Set([
    ...components.map(({ id }) => id),
    ...flows.map(flowRef),
    ...boundaries.map(({ id }) => id),
  ])
}

function likenessOf(a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): number {
  const both = [...a].filter((key) => b.has(key)).length
  const all = a.size + b.size - both
  return all === 0 ? 0 : both / all
}
