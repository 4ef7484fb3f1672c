/** A gesture is what one press of the pointer starts. It shows itself in `ui` and applies one edit at its end. */
import type { Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import type { Grip } from '../parts/editing/Grips.tsx'

export interface Pointer {
  /** On the canvas. */
  readonly at: Point
  /** Adds to the selection. */
  readonly adds: boolean
  /** Alt is held: snapping is suspended. */
  readonly free: boolean
  /** What is visible, on the canvas. */
  readonly view: Rect
  /** Pixels per canvas unit. */
  readonly zoom: number
}

export interface Gesture {
  readonly move: (pointer: Pointer) => void
  readonly end: (pointer: Pointer) => void
  /** Leaves no trace. */
  readonly cancel: () => void
}

/** What was pressed. */
export type Hit =
  | { readonly on: 'grip'; readonly ref: string; readonly grip: Grip }
  | { readonly on: 'port'; readonly ref: string }
  | { readonly on: 'waypoint' | 'adder'; readonly ref: string; readonly index: number }
  | { readonly on: 'end'; readonly ref: string; readonly end: 'from' | 'to' }
  | { readonly on: 'node' | 'flow' | 'fold'; readonly ref: string }
  | { readonly on: 'pane' }

/** Screen pixels that a press may wander and still be a click. */
export const CLICK_SLOP = 4

/** What the page shows at an event's target; null for a control that handles its own pointer. */
export function hitOf(target: EventTarget | null): Hit | null {
  if (!(target instanceof Element)) return null
  if (target.closest('input, textarea, .react-flow__minimap, .react-flow__panel, [data-change]')) return null
  const { grip, of, port, waypoint, add, end } = dataOf(target)
  const flow = target.closest('[data-flow]')?.getAttribute('data-flow')
  if (grip && of) return { on: 'grip', ref: of, grip: grip as Grip }
  if (port) return { on: 'port', ref: port }
  if (flow) {
    if (waypoint) return { on: 'waypoint', ref: flow, index: Number(waypoint) }
    if (add) return { on: 'adder', ref: flow, index: Number(add) }
    if (end === 'from' || end === 'to') return { on: 'end', ref: flow, end }
    return { on: 'flow', ref: flow }
  }
  const fold = target.closest('[data-fold]')?.getAttribute('data-fold')
  if (fold) return { on: 'fold', ref: fold }
  const node = target.closest('.react-flow__node')?.getAttribute('data-id')
  return node ? { on: 'node', ref: node } : { on: 'pane' }
}

function dataOf(element: Element): DOMStringMap {
  return element instanceof HTMLElement || element instanceof SVGElement ? element.dataset : {}
}
