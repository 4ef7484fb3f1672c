/** Moving the view to a part of the canvas, clear of what floats above it. */
import { centerOf, type Rect } from '../../../../shared/model/geometry.ts'
import { currentScene, rectOf } from '../scene.ts'
import { middleIn, roomIn } from '../stage/room.ts'
import { grown } from '../stage/spatial-index.ts'
import { cameraStore, moveCamera, ZOOMS } from './camera.ts'

export const CLOSEST_FIT = 1.25

/** True until somebody moves the view: a diagram that was shown whole stays whole when panels open. */
let isWhole = false

export function keepWhole(show: () => void): void {
  if (isWhole) show()
}

export function isShownWhole(): boolean {
  return isWhole
}

export function setWhole(is: boolean): void {
  isWhole = is
}

export function show(rect: Rect, most: number, moves = true): void {
  const { width, height } = cameraStore.getState()
  if (width === 0 || height === 0) return
  const room = roomIn({ width, height })
  const zoom = Math.min(
    most,
    Math.max(ZOOMS.least, Math.min(room.width / rect.width, room.height / rect.height)),
  )
  centre(rect, zoom, moves)
}

export function centre(rect: Rect, zoom: number, moves = true, covered = 0): void {
  const { width, height } = cameraStore.getState()
  const middle = centerOf(rect)
  const x = (width - covered) / 2 - middle.x * zoom
  const y = middleIn({ width, height }, rect.height * zoom) - middle.y * zoom
  moveCamera({ x, y, zoom }, moves ? duration() : 0)
}

export function duration(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120
}

/** Goes to an element, as near as it can be read with what is around it. */
export function approach(ref: string): void {
  const rect = rectOf(currentScene(), ref)
  if (!rect) return
  isWhole = false
  show(grown(rect, 48), 1)
}
