/** Whether a picture that was drawn for one view still serves for another. */
import { contains, type Rect } from '../../../../../shared/model/geometry.ts'
import type { Viewport } from '../../../../state/view.ts'
import { type Camera, viewOf } from '../../view/camera.ts'

/** The next picture is begun where the view comes this near to the edge of the one that is seen, in parts of the view. */
const EDGE = 0.1
/** Of the view, what the picture must show to be kept until the next one is there. */
const LEAST = 0.7
/** Elements that are drawn within a frame. */
const QUICK = 300
/** A picture of more is scaled by this before the next one is begun, and by no more than that before it is there. */
const STRETCH = { begins: 1.25, most: 3 } as const
export interface Painted {
  readonly viewport: Viewport
  /** What the picture shows, in canvas coordinates. */
  readonly rect: Rect
  readonly count: number
}

/** As it is, until there is a next one, or not at all. `isResting`: nobody zooms, so that nothing need be blurred. */
export function standOf(
  painted: Painted | null,
  camera: Camera,
  isResting: boolean,
): 'good' | 'passing' | 'useless' {
  if (!painted) return 'useless'
  const view = viewOf(camera)
  const scale = camera.zoom / painted.viewport.zoom
  const isWhole = contains(painted.rect, view)
  if (scale === 1 && isWhole && painted.count <= QUICK) return 'good'
  const stretch = Math.max(scale, 1 / scale)
  const shown = isWhole ? 1 : overlap(painted.rect, view) / (view.width * view.height)
  if (painted.count <= QUICK || stretch > STRETCH.most || shown < LEAST) return 'useless'
  const room = { x: view.width * EDGE, y: view.height * EDGE }
  const around = {
    x: view.x - room.x,
    y: view.y - room.y,
    width: view.width + 2 * room.x,
    height: view.height + 2 * room.y,
  }
  const isBlurred = scale !== 1 && (isResting || stretch > STRETCH.begins)
  return isBlurred || !contains(painted.rect, around) ? 'passing' : 'good'
}

function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}
