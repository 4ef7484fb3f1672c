import { expect, test } from 'vitest'
import { overlaps } from '../../../../shared/model/placing/rect.ts'
import { borderWidth, tabsThatFit } from './tab.ts'

const zones = [
  { zone: { title: 'Payments' }, rect: { x: 0, y: 0, width: 2400, height: 1600 } },
  { zone: { title: 'Card vault' }, rect: { x: 40, y: 60, width: 1200, height: 800 } },
  { zone: { title: 'Ledger' }, rect: { x: 1300, y: 700, width: 1000, height: 800 } },
]
const titles = (zoom: number) => tabsThatFit(zones, zoom).map(({ zone }) => zone.title)

test('from near every zone has its title', () => {
  expect(titles(0.5)).toEqual(['Payments', 'Card vault', 'Ledger'])
})

test('from afar the outer of two titles that would lie on each other is kept', () => {
  expect(titles(0.06)).toEqual(['Payments', 'Ledger'])
})

test('no two titles lie on each other', () => {
  for (const zoom of [0.04, 0.08, 0.12, 0.2, 0.4]) {
    const rects = tabsThatFit(zones, zoom).map(({ tab }) => tab.rect)
    for (const [index, rect] of rects.entries())
      for (const other of rects.slice(index + 1)) expect(overlaps(rect, other)).toBe(false)
  }
})

test('the line of a zone is seen at every zoom, though a browser cuts it to whole pixels', () => {
  for (let zoom = 0.25; zoom <= 3; zoom += 0.01)
    expect(Math.floor(borderWidth(zoom)) * zoom).toBeGreaterThan(0.9)
})
