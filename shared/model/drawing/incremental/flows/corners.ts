/** Flows that go around the same corner lie beside each other there, like lanes of a road. */
import type { Point } from '../../../layout.ts'
import type { Path } from '../../paths.ts'
import type { Bend } from '../../routing/search.ts'
import type { Parts } from '../parts.ts'
import { betweenOf } from './bundles.ts'
import type { Bundle } from './strands.ts'

/** Between the outer lines of two bundles. */
const GAP = 14
/** Further out than this a bend would no longer look as if it went around its obstacle. */
const MOST = 70

/** Which bundles bend at which corner of which obstacle. */
export class Corners {
  readonly #at = new Map<string, Set<Bundle>>()
  /** Corners where somebody came or went since lanes were given out. */
  readonly #changed = new Set<string>()

  enter(bundle: Bundle): void {
    bundle.outward = bundle.way.bends.map(() => 0)
    for (const { corner } of bundle.way.bends) {
      const here = this.#at.get(corner) ?? new Set()
      this.#at.set(corner, here.add(bundle))
      this.#changed.add(corner)
    }
  }

  /** Before its way becomes another. */
  leave(bundle: Bundle): void {
    for (const { corner } of bundle.way.bends) {
      const here = this.#at.get(corner)
      if (!here?.delete(bundle)) continue
      if (here.size === 0) this.#at.delete(corner)
      this.#changed.add(corner)
    }
  }

  /** Gives out lanes where somebody came or went; the bundles that got another one. */
  settle(parts: Parts): readonly Bundle[] {
    const moved = new Set<Bundle>()
    for (const corner of this.#changed) {
      let by = 0
      for (const bundle of inwardFirst(this.#at.get(corner) ?? [])) {
        const lane = Math.min(by, MOST)
        const at = bundle.way.bends.findIndex((bend) => bend.corner === corner)
        if (bundle.outward[at] !== lane) {
          bundle.outward = bundle.outward.with(at, lane)
          moved.add(bundle)
        }
        by += 2 * (betweenOf(bundle, parts)?.half ?? 0) + GAP
      }
    }
    this.#changed.clear()
    return [...moved]
  }
}

/** The bends, each moved diagonally away from its corner. */
export function outwards(bends: readonly Bend[], by: readonly number[]): Path {
  return bends.map(({ x, y, out }, at) => ({ x: x + out.x * (by[at] ?? 0), y: y + out.y * (by[at] ?? 0) }))
}

/** Who turns more on the whole way lies further in, so that two that share several corners never change sides. */
function inwardFirst(bundles: Iterable<Bundle>): readonly Bundle[] {
  return [...bundles]
    .map((bundle) => ({ bundle, turn: turnOf(bundle.natural) }))
    .sort((a, b) => b.turn - a.turn || (a.bundle.key < b.bundle.key ? -1 : 1))
    .map(({ bundle }) => bundle)
}

/** The angles of all bends together, in radians. */
function turnOf(path: Path): number {
  let sum = 0
  for (let at = 1; at + 1 < path.length; at += 1) {
    const [before, here, after] = [path[at - 1], path[at], path[at + 1]]
    if (before && here && after) sum += angleBetween(before, here, after)
  }
  return sum
}

function angleBetween(a: Point, b: Point, c: Point): number {
  const turn = Math.abs(Math.atan2(c.y - b.y, c.x - b.x) - Math.atan2(b.y - a.y, b.x - a.x))
  return Math.min(turn, 2 * Math.PI - turn)
}
