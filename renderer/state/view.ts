/** The live canvas, for actions and other features. Without one (no model open) nothing happens. */
import type { Point } from '../../shared/model/layout.ts'
import { openAround } from './canvas/zones/collapse.ts'
import { leaveFocusFor } from './canvas/zones/focus.ts'

/** What part of the canvas is seen: pixels of the window, and the zoom. */
export interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export interface CanvasView {
  /** Shows everything. */
  fit(): void
  /**
   * Brings these into view with the least movement; closer only when `zoomTo`, and clear of what lies over
   * the canvas at its right when `covered`.
   */
  reveal(refs: readonly string[], options?: { readonly zoomTo?: boolean; readonly covered?: boolean }): void
  viewport(): Viewport
  show(viewport: Viewport): void
  zoomBy(factor: number): void
  zoomTo(zoom: number): void
  /** The middle of what is visible, in canvas coordinates. */
  center(): Point
  /** Where the pointer last was over the canvas, in canvas coordinates; null when it left. */
  pointer(): Point | null
  focus(): void
}

let current: CanvasView | null = null

/** Registers the canvas; returns what takes it away again. */
export function attachView(view: CanvasView): () => void {
  current = view
  return () => {
    if (current === view) current = null
  }
}

export function canvasView(): CanvasView | null {
  return current
}

export function fitView(): void {
  current?.fit()
}

/** Shows elements by ref (component, zone, line, flow, `note:<id>`) if they are hidden or out of sight. */
export function reveal(refs: readonly string[]): void {
  leaveFocusFor(refs)
  openAround(refs)
  current?.reveal(refs)
}
