/** Keeps the flows of a drawing and their bundles over from one drawing to the next. */
import { crossingsOf } from '../../crossings.ts'
import { flowRef } from '../../ids.ts'
import type { Point } from '../../layout.ts'
import type { Collapsed } from '../../names/shown.ts'
import { indexOf } from '../../queries.ts'
import type { Flow } from '../../schema.ts'
import { labelOf } from '../labels.ts'
import type { DrawingInput } from '../shapes.ts'
import { type Bundle, bundleKey, isFree, newBundle, type Strand } from './flows/strands.ts'
import type { Changes, Parts } from './parts.ts'

export interface Regrouped {
  /** Bundles that have other flows than before, or other ends. */
  readonly bundles: Set<Bundle>
  /** Flows that cross other boundaries, or say something else. */
  readonly strands: Set<Strand>
  readonly goneBundles: readonly Bundle[]
  readonly goneStrands: readonly Strand[]
}

const NO_POINTS: readonly Point[] = []
const NONE: readonly string[] = []
const NOTHING: ReadonlyMap<string, string> = new Map()
const refs = new WeakMap<Flow, string>()

export class Groups {
  /** In the order of the model. */
  strands: readonly Strand[] = []
  readonly #byRef = new Map<string, Strand>()
  readonly #bundles = new Map<string, Bundle>()
  readonly #atEnd = new Map<string, Set<Bundle>>()
  #input: DrawingInput | null = null

  find(ref: string): Strand | undefined {
    return this.#byRef.get(ref)
  }

  bundlesAt(component: string): Iterable<Bundle> {
    return this.#atEnd.get(component) ?? []
  }

  update(input: DrawingInput, parts: Parts, changes: Changes): Regrouped {
    const before = this.#input
    this.#input = input
    const result = { bundles: new Set<Bundle>(), strands: new Set<Strand>() }
    for (const id of changes.components) for (const bundle of this.bundlesAt(id)) result.bundles.add(bundle)
    const isSame =
      before !== null &&
      before.model.flows === input.model.flows &&
      before.model.boundaries === input.model.boundaries &&
      before.layout.routes === input.layout.routes &&
      before.density === input.density &&
      sameInside(before.collapsed, input.collapsed) &&
      !changes.isRegrouped
    if (isSame) return { ...result, goneBundles: [], goneStrands: [] }
    const goneStrands = this.#regroup(input, parts, before, result)
    return { ...result, goneBundles: this.#rebundle(result.bundles), goneStrands }
  }

  #regroup(
    { model, layout, density, collapsed }: DrawingInput,
    parts: Parts,
    before: DrawingInput | null,
    { bundles, strands }: Pick<Regrouped, 'bundles' | 'strands'>,
  ): readonly Strand[] {
    const routes = new Map(layout.routes.map(({ ref, points }) => [ref, points]))
    const crossings = crossingsOf(model)
    const { components } = indexOf(model)
    const shownAs = (id: string) => collapsed?.inside.get(id) ?? id
    const list = new Set<Strand>()
    let [last, isReordered] = [-1, false]
    for (const flow of model.flows) {
      const ends = { from: shownAs(flow.from), to: shownAs(flow.to) }
      const isWhole = ends.from === flow.from && ends.to === flow.to
      // What is inside a collapsed zone is hidden, and waypoints lead to where it was.
      if (!isWhole && ends.from === ends.to) continue
      if (!parts.find(ends.from) || !parts.find(ends.to)) continue
      if (!components.has(flow.from) || !components.has(flow.to)) continue
      const ref = refOf(flow)
      const waypoints = isWhole ? (routes.get(ref) ?? NO_POINTS) : NO_POINTS
      const all = crossings.get(ref)?.boundaries ?? NONE
      const crossed = collapsed?.inside.size ? all.filter((id) => !collapsed.inside.has(id)) : all
      const known = this.#byRef.get(ref)
      if (!known) {
        const strand = newStrand(ref, flow, ends, waypoints, crossed, labelOf(flow, density))
        this.#byRef.set(ref, strand)
        list.add(strand)
        strands.add(strand)
        continue
      }
      if (known.order < last) isReordered = true
      last = known.order
      list.add(known)
      if (known.waypoints !== waypoints) bundles.add(known.bundle)
      if (known.flow !== flow || before?.density !== density) {
        const label = labelOf(flow, density)
        if (label?.text !== known.label?.text || label?.lock !== known.label?.lock) {
          known.label = label
          strands.add(known)
        }
      }
      if (!sameList(known.crossed, crossed)) {
        known.crossed = crossed
        strands.add(known)
      }
      known.flow = flow
      if (known.ends.from !== ends.from || known.ends.to !== ends.to) known.ends = ends
      known.waypoints = waypoints
    }
    const gone = this.strands.filter((strand) => !list.has(strand))
    for (const strand of gone) this.#byRef.delete(strand.ref)
    this.strands = [...list]
    this.strands.forEach((strand, at) => {
      strand.order = at
      // Who has the first choice of room has changed.
      if (isReordered) strands.add(strand)
    })
    return gone
  }

  #rebundle(changed: Set<Bundle>): readonly Bundle[] {
    const groups = new Map<string, Strand[]>()
    for (const strand of this.strands) {
      const key = bundleKey(strand.ends)
      const group = groups.get(key)
      if (group) group.push(strand)
      else groups.set(key, [strand])
    }
    const gone: Bundle[] = []
    for (const [key, bundle] of this.#bundles) {
      if (groups.has(key)) continue
      gone.push(bundle)
      changed.delete(bundle)
      this.#bundles.delete(key)
      for (const id of bundle.ends) this.#atEnd.get(id)?.delete(bundle)
    }
    for (const [key, strands] of groups) {
      const known = this.#bundles.get(key)
      if (known && sameList(known.strands, strands) && strands.every(({ bundle }) => bundle === known))
        continue
      const bundle = known ?? this.#newBundle(key, strands)
      bundle.strands = strands
      for (const strand of strands) strand.bundle = bundle
      changed.add(bundle)
    }
    return gone
  }

  #newBundle(key: string, [first]: readonly Strand[]): Bundle {
    const { from, to } = first?.ends ?? { from: '', to: '' }
    const ends = from < to ? ([from, to] as const) : ([to, from] as const)
    const bundle = newBundle(key, ends)
    this.#bundles.set(key, bundle)
    for (const id of ends) {
      const here = this.#atEnd.get(id) ?? new Set()
      this.#atEnd.set(id, here.add(bundle))
    }
    return bundle
  }
}

function newStrand(
  ref: string,
  flow: Flow,
  ends: Strand['ends'],
  waypoints: readonly Point[],
  crossed: readonly string[],
  label: Strand['label'],
): Strand {
  const bundle = newBundle('', ['', ''])
  const [path, spots] = [[], []]
  return {
    ref,
    order: -1,
    flow,
    ends,
    waypoints,
    crossed,
    label,
    bundle,
    path,
    isMoving: false,
    spots,
    labelAt: null,
    shape: null,
  }
}

/** Some flow of the bundle takes the way that is found for it. */
export function usesWay(bundle: Bundle): boolean {
  return bundle.strands.some(isFree)
}

function refOf(flow: Flow): string {
  const known = refs.get(flow)
  if (known !== undefined) return known
  const ref = flowRef(flow)
  refs.set(flow, ref)
  return ref
}

function sameInside(a: Collapsed | undefined, b: Collapsed | undefined): boolean {
  const [one, other] = [a?.inside ?? NOTHING, b?.inside ?? NOTHING]
  if (one === other) return true
  if (one.size !== other.size) return false
  for (const [id, holder] of one) if (other.get(id) !== holder) return false
  return true
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, at) => item === b[at]))
}
