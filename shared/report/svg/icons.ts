/** The icons of the canvas, from Lucide (https://lucide.dev, ISC licence), on a grid of 24. */
import type { Point } from '../../model/layout.ts'
import { element, numeral } from './xml.ts'

const PATHS = {
  lock: 'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM7 11V7a5 5 0 0 1 10 0v4',
  'lock-open':
    'M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM7 11V7a5 5 0 0 1 9.9-1',
  pencil:
    'M13 21h8M15 5l4 4M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z',
  alert: 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20zM12 8v4M12 16h.01',
  redo: 'M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5',
  check: 'M20 6 9 17l-5-5',
} as const

export type IconName = keyof typeof PATHS

/** An icon of this size with its top left corner at `at`; `stroke` is its line's width on the grid. */
export function icon(name: IconName, at: Point, size: number, stroke: number, colour: string): string {
  const scale = Math.round((size / 24) * 10_000) / 10_000
  return element('path', {
    d: PATHS[name],
    transform: `translate(${numeral(at.x)} ${numeral(at.y)}) scale(${scale})`,
    fill: 'none',
    stroke: colour,
    'stroke-width': stroke,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })
}
