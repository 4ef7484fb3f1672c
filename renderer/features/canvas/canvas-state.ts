/** What lives only while a hand is on the canvas. It is neither saved nor undone. */
import { createStore, useStore } from 'zustand'
import type { Rect } from '../../../shared/model/geometry.ts'
import type { Point } from '../../../shared/model/layout.ts'
import type { Guide } from './gestures/guides/guides.ts'

interface Wire {
  readonly from: Point
  readonly to: Point
  /** The component that the flow leaves; null while an existing flow's start is being moved. */
  readonly source: string | null
  /** The component under the pointer that would be the other end. */
  readonly over: string | null
}

export interface Near {
  /** What `viewName` gives for the diagram that this is a part of: another one is not led around by it. */
  readonly of: string
  readonly place: Rect | 'all'
}

export interface CanvasState {
  /** The zone that would receive what is being dragged or placed. */
  readonly dropZone: string | null
  readonly resizing: { readonly id: string; readonly rect: Rect } | null
  readonly routing: { readonly ref: string; readonly points: readonly Point[] } | null
  readonly wire: Wire | null
  /** A rubber band, or a zone that is being drawn. */
  readonly box: { readonly rect: Rect; readonly purpose: 'select' | 'zone' } | null
  readonly stroke: readonly Point[] | null
  /** Where copies would be put. */
  readonly copies: readonly Rect[] | null
  readonly guides: readonly Guide[]
  /** Where flows are led around components: wherever somebody can see it. Null from far away. */
  readonly near: Near | null
  /** How often more flows were led around components than one step had time for. */
  readonly routed: number
  /** The component that a keyboard flow would end at. */
  readonly target: string | null
}

const NO_GUIDES: readonly Guide[] = []
const IDLE = {
  dropZone: null,
  resizing: null,
  routing: null,
  wire: null,
  box: null,
  stroke: null,
  copies: null,
  guides: NO_GUIDES,
} as const

export const canvasStore = createStore<CanvasState>(() => ({ ...IDLE, near: null, routed: 0, target: null }))

export function useCanvas<T>(select: (state: CanvasState) => T): T {
  return useStore(canvasStore, select)
}

export function setCanvas(changes: Partial<CanvasState>): void {
  canvasStore.setState(changes)
}

/** Drops every trace of a gesture. */
export function endGesture(): void {
  canvasStore.setState(IDLE)
}
