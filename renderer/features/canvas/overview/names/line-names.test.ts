import { expect, test } from 'vitest'
import type { LineShape } from '../../../../../shared/model/drawing/lines.ts'
import { overlaps } from '../../../../../shared/model/placing/rect.ts'
import { lineNames } from './line-names.ts'

/** An upright stroke through y = 0, named at its upper end. */
const upright = (id: string, x: number) => ({
  line: { id, title: 'trust boundary' },
  shape: {
    path: [
      { x, y: -60 },
      { x, y: 60 },
    ],
    curve: '',
    label: { x, y: -72 },
    bounds: { x: x - 40, y: -84, width: 80, height: 150 },
  } satisfies LineShape,
})
const FAR = 0.2
const tab = { x: 100, y: -110, width: 400, height: 80 }

test('a name stands where the diagram put it while that is free', () => {
  expect(lineNames([upright('a', 0)], [], FAR).get('a')?.at).toEqual({ x: 0, y: -72 })
})

test('a name that would lie on a zone’s title stands at the other end', () => {
  expect(lineNames([upright('a', 0)], [tab], FAR).get('a')?.at).toEqual({ x: 0, y: 72 })
})

test('of names that have no room at either end only some are drawn, and none on another', () => {
  const names = [...lineNames([upright('a', 0), upright('b', 30), upright('c', 60)], [tab], FAR).values()]
  expect(names).toHaveLength(1)
  for (const zoom of [0.1, 0.2, 0.3]) {
    const rects = [
      ...lineNames([upright('a', 0), upright('b', 120), upright('c', 400)], [tab], zoom).values(),
    ]
    for (const [index, { rect }] of rects.entries())
      for (const other of [tab, ...rects.slice(index + 1).map((name) => name.rect)])
        expect(overlaps(rect, other)).toBe(false)
  }
})
