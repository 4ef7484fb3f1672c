import { expect, test } from 'vitest'
import { encloseBoxes } from './zones.ts'

const box = (id: string, x: number, y: number, width: number, height: number) => ({
  id,
  rect: { x, y, width, height },
})

test('a component is in the innermost zone around it, and zones nest by area', () => {
  const zones = [box('outer', 0, 0, 400, 400), box('inner', 50, 50, 100, 100)]
  const components = [box('a', 60, 60, 20, 20), box('b', 200, 200, 20, 20), box('c', 500, 0, 20, 20)]
  const { zoneOf, partial } = encloseBoxes(components, zones)
  expect([...zoneOf]).toEqual([
    ['inner', 'outer'],
    ['a', 'inner'],
    ['b', 'outer'],
  ])
  expect(partial).toEqual([])
})

test('the centre decides over a border, and both answers are listed', () => {
  const zones = [box('zone', 0, 0, 100, 100)]
  const { zoneOf, partial } = encloseBoxes([box('in', 80, 0, 30, 10), box('out', 95, 50, 30, 10)], zones)
  expect([...zoneOf]).toEqual([['in', 'zone']])
  expect(partial).toEqual([
    { id: 'in', zone: 'zone', isInside: true },
    { id: 'out', zone: 'zone', isInside: false },
  ])
})

test('zones that only overlap do not nest unless the centre lies inside', () => {
  const zones = [box('a', 0, 0, 100, 100), box('b', 90, 0, 80, 80), box('c', 60, 60, 50, 50)]
  const { zoneOf, partial } = encloseBoxes([], zones)
  expect([...zoneOf]).toEqual([['c', 'a']])
  expect(partial.map(({ id, zone }) => [id, zone])).toEqual([
    ['c', 'b'],
    ['c', 'a'],
    ['b', 'a'],
  ])
})

test('of two zones of one place and size the earlier holds the later, never each the other', () => {
  const zones = [box('first', 0, 0, 10, 10), box('second', 0, 0, 10, 10)]
  expect([...encloseBoxes([], zones).zoneOf]).toEqual([['second', 'first']])
})

test('zones that touch share nothing', () => {
  const zones = [box('left', 0, 0, 50, 50)]
  expect(encloseBoxes([box('right', 50, 0, 50, 50)], zones)).toEqual({ zoneOf: new Map(), partial: [] })
})
