import { expect, test } from 'vitest'
import { placeWindow } from './bounds.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const right = { x: 1920, y: 0, width: 2560, height: 1440 }
const last = { x: 2000, y: 100, width: 1200, height: 800 }

test('the first window stands in the middle of the primary display and fits into it', () => {
  expect(placeWindow(undefined, [screen])).toEqual({ x: 240, y: 90, width: 1440, height: 900 })
  const small = { x: 0, y: 25, width: 1280, height: 700 }
  expect(placeWindow(undefined, [small])).toEqual(small)
})

test('a window opens where the last one was', () => {
  expect(placeWindow(last, [screen, right])).toEqual(last)
})

test('a place on a display that is gone is given up', () => {
  expect(placeWindow(last, [screen])).toEqual({ x: 240, y: 90, width: 1440, height: 900 })
  for (const [x, y] of [
    [-1190, 0],
    [100, 1075],
    [100, -700],
  ] as const)
    expect(placeWindow({ ...last, x, y }, [screen])).toMatchObject({ x: 240, y: 90 })
})

test('a size that the display does not have is cut to it', () => {
  const huge = { x: 10, y: -10, width: 9000, height: 50 }
  expect(placeWindow(huge, [screen])).toEqual({ x: 10, y: 0, width: 1920, height: 560 })
})

test('a second window steps aside from the first', () => {
  expect(placeWindow(last, [screen, right], [last])).toMatchObject({ x: 2028, y: 128 })
})
