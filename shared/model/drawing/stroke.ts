/** A boundary line is drawn by hand across flows; only which flows it cut is kept. */
import { crossAt, type Path, segmentsOf } from './paths.ts'

/** Refs of the flows that a stroke cuts, in the order it meets them, each once. */
export function flowsCutBy(
  stroke: Path,
  flows: Iterable<readonly [ref: string, path: Path]>,
): readonly string[] {
  const cuts: { ref: string; where: number }[] = []
  for (const [ref, path] of flows) {
    const where = firstCut(stroke, path)
    if (where !== null) cuts.push({ ref, where })
  }
  return cuts.sort((a, b) => a.where - b.where).map(({ ref }) => ref)
}

/** How far along the stroke it first meets the path, in segments; null when it does not. */
function firstCut(stroke: Path, path: Path): number | null {
  const segments = segmentsOf(stroke)
  for (const [at, [a, b]] of segments.entries()) {
    let best: number | null = null
    for (const [c, d] of segmentsOf(path)) {
      const hit = crossAt(a, b, c, d)
      if (hit && (best === null || hit.first < best)) best = hit.first
    }
    if (best !== null) return at + best
  }
  return null
}
