/** How much room the flows of a bundle take, side by side. */
import { facing } from '../../outline.ts'
import { laneStep } from '../../routing/lanes.ts'
import type { Between } from '../../routing/way.ts'
import type { Parts } from '../parts.ts'
import type { Bundle } from './strands.ts'

/** The two ends of a bundle with its width; null while one of them is not drawn. */
export function betweenOf(bundle: Bundle, parts: Parts): Between | null {
  const { ends } = bundle
  const [from, to] = [parts.find(ends[0]), parts.find(ends[1])]
  if (!from || !to) return null
  const half = (stepOf(bundle, parts) * (bundle.strands.length - 1)) / 2
  return { from, to, ids: ends, half }
}

/** How far to the right of the middle line a lane lies. */
export function laneOffset(bundle: Bundle, lane: number, parts: Parts): number {
  return (lane - (bundle.strands.length - 1) / 2) * stepOf(bundle, parts)
}

function stepOf({ ends, strands }: Bundle, parts: Parts): number {
  const [from, to] = [parts.find(ends[0])?.rect, parts.find(ends[1])?.rect]
  if (!from || !to) return 0
  const isUpright = facing(from, to)?.along === 'x'
  const room = isUpright ? Math.min(from.width, to.width) : Math.min(from.height, to.height)
  return laneStep(strands.length, room)
}
