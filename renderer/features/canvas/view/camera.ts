/** What part of the canvas is seen, and moving it. What draws the canvas registers how it is moved. */
import { createStore, useStore } from 'zustand'
import type { Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import type { Viewport } from '../../../state/view.ts'

/** Where the canvas' origin lies, in pixels of the surface, and pixels per canvas unit. */
export interface Camera extends Viewport {
  /** Pixels of the surface; 0 until it is on the page. */
  readonly width: number
  readonly height: number
}

export const ZOOMS = { least: 0.02, most: 3 } as const

export const cameraStore = createStore<Camera>(() => ({ x: 0, y: 0, zoom: 1, width: 0, height: 0 }))

export function useCamera<T>(select: (camera: Camera) => T): T {
  return useStore(cameraStore, select)
}

type Mover = (viewport: Viewport, duration: number) => void
let mover: Mover | null = null
let surface: HTMLElement | null = null

/** Registers what pans and zooms; returns what takes it away again. */
export function attachMover(move: Mover): () => void {
  mover = move
  return () => {
    if (mover === move) mover = null
  }
}

/** Follows the size of the element that the canvas fills; returns what ends it. */
export function attachSurface(element: HTMLElement, resized: () => void): () => void {
  surface = element
  const measure = () => {
    const { clientWidth: width, clientHeight: height } = element
    const before = cameraStore.getState()
    if (width === before.width && height === before.height) return
    cameraStore.setState({ width, height })
    resized()
  }
  measure()
  const observer = new ResizeObserver(measure)
  observer.observe(element)
  return () => {
    observer.disconnect()
    if (surface === element) surface = null
  }
}

let goal: { readonly to: Viewport; readonly until: number } | null = null

/** The camera as it will be once a movement under way has ended: what is asked for meanwhile counts from there. */
export function comingCamera(): Camera {
  const camera = cameraStore.getState()
  return goal && performance.now() < goal.until ? { ...camera, ...goal.to } : camera
}

/** Shows another part, over so many milliseconds. */
export function moveCamera(to: Viewport, duration = 0): void {
  goal = { to, until: performance.now() + duration }
  if (mover) mover(to, duration)
  else cameraStore.setState(to)
}

let movedAt = Number.NEGATIVE_INFINITY
cameraStore.subscribe(() => {
  movedAt = performance.now()
})

/** True while somebody pans or zooms, and a moment after. */
export function isMoving(): boolean {
  return performance.now() - movedAt < 300
}

/** The part of the canvas that a camera shows, in canvas coordinates. */
export function viewOf({ x, y, zoom, width, height }: Camera): Rect {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
}

/** The place on the canvas under a place of the page. */
export function canvasPoint(page: { readonly clientX: number; readonly clientY: number }): Point {
  const box = surface?.getBoundingClientRect()
  const { x, y, zoom } = cameraStore.getState()
  return { x: (page.clientX - (box?.left ?? 0) - x) / zoom, y: (page.clientY - (box?.top ?? 0) - y) / zoom }
}
