import { describe, expect, test } from 'vitest'
import type { Rect } from '../../../../../shared/model/geometry.ts'
import { guidesOf, neighbourAt, snapEdges, snapMoved } from './guides.ts'

const at = (x: number, y: number, width = 100, height = 60) => ({ x, y, width, height })
const near = (...rects: readonly Rect[]) => rects.map(neighbourAt)

describe('what is moved', () => {
  test('snaps to the edges and the middle of a neighbour', () => {
    expect(snapMoved(at(3, 200), near(at(0, 0)), 6)).toEqual({ x: -3, y: null })
    expect(snapMoved(at(96, 200), near(at(0, 0)), 6).x).toBe(4)
    expect(snapMoved(at(22, 200, 60), near(at(0, 0)), 6).x).toBe(-2)
    expect(snapMoved(at(300, 4), near(at(0, 0)), 6)).toEqual({ x: null, y: -4 })
  })

  test('is not pulled from farther than the reach', () => {
    expect(snapMoved(at(7, 200), near(at(0, 0)), 6).x).toBeNull()
  })

  test('goes to the nearest of several places', () => {
    expect(snapMoved(at(4, 200), near(at(0, 0), at(5, 400)), 6).x).toBe(1)
  })

  test('snaps to the middle of the zone it lies in, never to its edges', () => {
    const zone = at(0, 0, 400, 300)
    expect(snapMoved(at(148, 2), near(zone), 6)).toEqual({ x: 2, y: null })
  })

  test('snaps to where it is as far from one neighbour as from the other', () => {
    expect(snapMoved(at(203, 5), near(at(0, 0), at(400, 9)), 3).x).toBe(-3)
  })

  test('snaps to the gap that the two before it have', () => {
    expect(snapMoved(at(304, 13), near(at(0, 0), at(150, 20)), 5).x).toBe(-4)
    expect(snapMoved(at(-148, 13), near(at(0, 0), at(150, 20)), 5).x).toBe(-2)
  })

  test('is not held by gaps to what lies in another row', () => {
    expect(snapMoved(at(304, 500), near(at(0, 0), at(150, 20)), 5).x).toBeNull()
  })
})

describe('what is resized', () => {
  test('snaps with the edges that its grip moves only', () => {
    const others = near(at(0, 0), at(300, 300))
    expect(snapEdges(at(400, 3, 98), 'e', others, 6)).toEqual({ x: null, y: null })
    expect(snapEdges(at(120, 200, 177, 90), 'se', others, 12)).toEqual({ x: 3, y: 10 })
  })
})

describe('the lines that are shown', () => {
  test('one line runs along all that stand in it', () => {
    expect(guidesOf(at(0, 210, 80), near(at(0, 0), at(0, 400, 50)))).toEqual([
      { kind: 'line', from: { x: 0, y: 0 }, to: { x: 0, y: 460 } },
    ])
  })

  test('equal gaps are both shown, in the middle of the row', () => {
    const guides = guidesOf(at(300, 11), near(at(0, 0), at(150, 20)))
    expect(guides).toEqual([
      { kind: 'gap', from: { x: 100, y: 40 }, to: { x: 150, y: 40 } },
      { kind: 'gap', from: { x: 250, y: 45.5 }, to: { x: 300, y: 45.5 } },
    ])
  })

  test('nothing is shown where nothing is in line', () => {
    expect(guidesOf(at(7, 203, 80, 61), near(at(0, 0)))).toEqual([])
  })

  test('a resized one shows lines at its moving edges only', () => {
    expect(guidesOf(at(0, 200, 100, 90), near(at(0, 0)), 'e')).toEqual([
      { kind: 'line', from: { x: 100, y: 0 }, to: { x: 100, y: 290 } },
    ])
  })
})
