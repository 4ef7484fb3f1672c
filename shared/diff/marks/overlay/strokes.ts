/** How the outlines of a comparison look: weight and pattern tell what changed, so that no colour has to. */
import type { Look } from './overlay.ts'

export interface StrokeStyle {
  /** Names of the design's colours. */
  readonly colour: 'ink' | 'ink2' | 'trust' | 'edge'
  /** Pixels. */
  readonly width: number
  readonly dash: readonly number[]
  readonly alpha?: number
}

/** An arrowhead is filled; all others are lines. */
export const STROKES: Readonly<Record<Exclude<Look, 'head'>, StrokeStyle>> = {
  'frame-added': { colour: 'ink', width: 2.5, dash: [] },
  'frame-removed': { colour: 'ink2', width: 2, dash: [6, 4] },
  'frame-changed': { colour: 'ink2', width: 2, dash: [2, 4] },
  'frame-rezoned': { colour: 'ink2', width: 2, dash: [9, 3, 2, 3] },
  'flow-added': { colour: 'ink', width: 9, dash: [], alpha: 0.16 },
  ghost: { colour: 'ink2', width: 1.5, dash: [5, 4] },
  'ghost-boundary': { colour: 'trust', width: 1.5, dash: [2, 5] },
  trace: { colour: 'edge', width: 1, dash: [2, 4] },
  arrow: { colour: 'ink2', width: 1.5, dash: [7, 3] },
}

/** What is gone lies beneath the ink of what is there. */
export function isUnder(look: Look): boolean {
  return ['flow-added', 'ghost', 'ghost-boundary', 'trace'].includes(look)
}
