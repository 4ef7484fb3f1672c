import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aGraph } from '../../../../test/support/models/diagrams.ts'
import { runs } from '../../../../test/support/properties/runs.ts'
import { shownIn } from '../../names/shown.ts'
import { type DrawingInput, drawModel } from '../drawing.ts'
import { entryAt, type Path, segmentsOf } from '../paths.ts'
import { fanOut } from './fan.ts'

/** Boxes in a grid with alleys between them, so that there is a way to everywhere. */
function inAlleys(seed: number): DrawingInput {
  const { model, layout } = aGraph(16, 20, seed)
  const boxes = layout.boxes
    .filter(({ id }) => id.startsWith('c'))
    .map(({ id }, at) => ({ id, x: (at % 4) * 230 + ((seed + at) % 3) * 12, y: Math.floor(at / 4) * 130 }))
  const flat = {
    ...model,
    boundaries: [],
    components: model.components.map((part) => ({ ...part, zone: null })),
  }
  const placed = { ...layout, boxes }
  return { model: flat, layout: placed, rects: shownIn(flat, placed).rects, density: 'detailed' }
}

const entered = ({ rects }: DrawingInput, path: Path, ends: readonly string[]) =>
  [...rects].filter(
    ([id, rect]) => !ends.includes(id) && segmentsOf(path).some(([a, b]) => entryAt(a, b, rect, -1) !== null),
  )

describe('a flow with something in its way', () => {
  test('runs through no component but its ends where there is a way, and ends on their outlines', () => {
    fc.assert(
      fc.property(fc.nat(500), (seed) => {
        const input = inAlleys(seed)
        const { flows, pending } = drawModel(input)
        expect(pending).toBe(0)
        for (const { path, ends } of flows.values()) {
          expect(entered(input, path, [ends.from, ends.to])).toEqual([])
          for (const [point, id] of [[path[0], ends.from] as const, [path.at(-1), ends.to] as const]) {
            const rect = input.rects.get(id)
            expect(point && rect && entryAt(point, point, rect, 0.01)).toBe(0)
            expect(point && rect && entryAt(point, point, rect, -6)).toBe(null)
          }
        }
      }),
      // Each run routes twenty flows around sixteen components.
      { numRuns: runs(40) },
    )
  })

  test('takes a lane of its own where others go around the same corner', () => {
    const bends = (input: DrawingInput) =>
      [...drawModel(input).flows.values()].flatMap(({ ref, path }) =>
        path.slice(1, -1).map((point) => ({ ref, point })),
      )
    let pairs = 0
    const shared: string[] = []
    for (let seed = 0; seed < 12; seed += 1) {
      const all = bends(inAlleys(seed))
      for (const [at, one] of all.entries()) {
        for (const other of all.slice(at + 1)) {
          if (one.ref === other.ref) continue
          const apart = Math.hypot(one.point.x - other.point.x, one.point.y - other.point.y)
          if (apart < 40) pairs += 1
          // A lane that would run into something is not taken.
          if (apart === 0) shared.push(`${seed} ${one.ref} ${other.ref}`)
        }
      }
    }
    expect(pairs).toBeGreaterThan(20)
    expect(shared.length / pairs).toBeLessThan(0.1)
  })

  test('stays straight for as long as a gesture moves one of its ends', () => {
    const input = inAlleys(1)
    const bent = [...drawModel(input).flows.values()].find(({ path }) => path.length > 2)
    const rect = bent && input.rects.get(bent.ends.from)
    if (!bent || !rect) throw new Error('Nothing is in the way')
    const rects = new Map(input.rects).set(bent.ends.from, { ...rect, x: rect.x + 1 })
    const during = drawModel({ ...input, rects, atRest: input.rects })
    expect(during.flows.get(bent.ref)?.path.length).toBe(2)
    expect(drawModel(input, during).flows.get(bent.ref)?.path).toEqual(bent.path)
  })

  test('keeps its identity while others are moved about', () => {
    const input = inAlleys(2)
    const before = drawModel(input)
    const rect = input.rects.get('c0')
    if (!rect) throw new Error('No first component')
    const rects = new Map(input.rects).set('c0', { ...rect, y: rect.y - 400 })
    const during = drawModel({ ...input, rects, atRest: input.rects }, before)
    const changed = [...during.flows].filter(([ref, { ends, path }]) => {
      const isOwn = ends.from === 'c0' || ends.to === 'c0'
      return (
        !isOwn && path !== before.flows.get(ref)?.path && path.length !== before.flows.get(ref)?.path.length
      )
    })
    expect(changed).toEqual([])
  })

  test('is drawn with numbers, and soon, when everything lies on one spot or far away', () => {
    const { model, layout } = aGraph(120, 160, 3)
    const at = (place: (nth: number) => number): DrawingInput => {
      const boxes = layout.boxes.map((box, nth) => ({ ...box, x: place(nth), y: place(nth + 1) }))
      const placed = { ...layout, boxes }
      return { model, layout: placed, rects: shownIn(model, placed).rects, density: 'detailed' }
    }
    for (const place of [() => 0, (nth: number) => nth * 1e9, (nth: number) => (nth % 7) * 20]) {
      const { flows } = drawModel(at(place))
      for (const { path, spots } of flows.values())
        expect([...path, ...spots.map((spot) => spot.at)].every(({ x, y }) => Number.isFinite(x + y))).toBe(
          true,
        )
    }
  })
})

describe('ends at one side', () => {
  const arrival = (key: string, at: number) => ({ key, at, toward: at, half: 0 })

  test('stay where they are when they are far enough apart', () => {
    expect(fanOut([arrival('a', 20), arrival('b', 40)], 0, 64).size).toBe(0)
  })

  test('move apart together, as little as they can', () => {
    const moved = fanOut([arrival('a', 30), arrival('b', 32)], 0, 64)
    expect([moved.get('a'), moved.get('b')]).toEqual([-7, 7])
  })

  test('share the side when there is no room for all', () => {
    const many = Array.from({ length: 9 }, (_, at) => arrival(`${at}`, 32))
    const places = [...fanOut(many, 0, 64).values()].map((by) => 32 + by)
    expect(Math.min(...places)).toBeCloseTo(0)
    expect(Math.max(...places)).toBeCloseTo(64)
  })
})
