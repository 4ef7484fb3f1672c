/** Where flows meet a side of a component: far enough apart that no arrowhead lies on another. */
import type { Rect } from '../../geometry.ts'
import type { Point } from '../../layout.ts'

export type Side = 'left' | 'right' | 'top' | 'bottom'

/** One flow, or one bundle of them, at a side. */
export interface Arrival {
  /** Along the side, in pixels of the page. */
  readonly at: number
  /** Where it comes from, along the side: of two that meet it at the same place. */
  readonly toward: number
  /** Half of its width. */
  readonly half: number
  /** Makes the order of equals the same every time. */
  readonly key: string
}

/** Between the middles of two arrowheads. */
const GAP = 16

/** The side of a rectangle that a point on its outline lies on. */
export function sideOf({ x, y, width, height }: Rect, point: Point): Side {
  const distances = [
    ['left', Math.abs(point.x - x)],
    ['right', Math.abs(point.x - x - width)],
    ['top', Math.abs(point.y - y)],
    ['bottom', Math.abs(point.y - y - height)],
  ] as const
  let best: (typeof distances)[number] = distances[0]
  for (const candidate of distances) if (candidate[1] < best[1] - 1e-6) best = candidate
  return best[0]
}

/**
 * How far each has to move along the side, by key; nothing for those that are far enough apart. They move as
 * little as they can together and keep their order, between `low` and `high` as far as there is room.
 */
export function fanOut(arrivals: readonly Arrival[], low: number, high: number): ReadonlyMap<string, number> {
  const sorted = [...arrivals].sort(
    (a, b) => a.at - b.at || a.toward - b.toward || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  )
  const gaps = sorted.map((arrival, at) => (at === 0 ? 0 : (sorted[at - 1]?.half ?? 0) + arrival.half + GAP))
  const isApart = sorted.every(
    (arrival, at) => at === 0 || arrival.at - (sorted[at - 1]?.at ?? 0) >= (gaps[at] ?? 0),
  )
  if (isApart) return new Map()
  const [first, last] = [sorted[0]?.half ?? 0, sorted.at(-1)?.half ?? 0]
  const needed = gaps.reduce((sum, gap) => sum + gap, 0)
  const room = Math.max(0, high - low - first - last)
  const scale = Math.min(1, room / (needed || 1))
  const starts: number[] = []
  let sum = 0
  for (const gap of gaps) {
    sum += gap * scale
    starts.push(sum)
  }
  const places = settled(sorted.map((arrival, at) => arrival.at - (starts[at] ?? 0)))
  const total = starts.at(-1) ?? 0
  const [least, most] = [low + first, Math.max(low + first, high - last - total)]
  return new Map(
    sorted.map(({ key, at: wanted }, at) => {
      const place = Math.min(Math.max(places[at] ?? 0, least), most) + (starts[at] ?? 0)
      return [key, place - wanted]
    }),
  )
}

/** The nearest numbers to these that never fall: those that would are replaced by their mean. */
function settled(wanted: readonly number[]): readonly number[] {
  const blocks: { sum: number; count: number }[] = []
  for (const value of wanted) {
    let block = { sum: value, count: 1 }
    for (
      let before = blocks.at(-1);
      before && before.sum / before.count > block.sum / block.count;
      before = blocks.at(-1)
    ) {
      block = { sum: block.sum + before.sum, count: block.count + before.count }
      blocks.pop()
    }
    blocks.push(block)
  }
  return blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
}
