import { expect, test } from 'vitest'
import { EMPTY_LAYOUT } from '../layout.ts'
import { exactLayout } from './exact.ts'

const box = { id: 'a', x: 10.4, y: -3.6, width: 99.5, height: 40 }
const known = { ...EMPTY_LAYOUT, boxes: [box], routes: [{ ref: 'a>b', points: [{ x: 1.2, y: 2 }] }] }

test('what was only rounded is what it was', () => {
  const saved = {
    ...EMPTY_LAYOUT,
    boxes: [{ id: 'a', x: 10, y: -4, width: 100, height: 40 }],
    routes: [{ ref: 'a>b', points: [{ x: 1, y: 2 }] }],
  }
  expect(exactLayout(saved, known)).toEqual(known)
})

test('what was moved or resized stays as it is now', () => {
  const moved = { ...EMPTY_LAYOUT, boxes: [{ id: 'a', x: 11, y: -4, width: 120, height: 40 }] }
  expect(exactLayout(moved, known).boxes).toEqual([{ id: 'a', x: 11, y: -3.6, width: 120, height: 40 }])
})
