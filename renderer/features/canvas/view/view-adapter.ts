/** The canvas as actions and other features see it. */
import type { RefObject } from 'react'
import { noteRect } from '../../../../shared/model/drawing/page.ts'
import { boundsOf, centerOf, type Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { isRevisionShown } from '../../../state/changes/store.ts'
import type { CanvasView } from '../../../state/view.ts'
import { fittedRects, shownElsewhere } from '../changes/overlay-state.ts'
import { lastPointer } from '../gestures/use-gestures.ts'
import { currentScene, rectOf } from '../scene.ts'
import { roomIn } from '../stage/room.ts'
import { grown } from '../stage/spatial-index.ts'
import { cameraStore, comingCamera, moveCamera, viewOf, ZOOMS } from './camera.ts'
import { CLOSEST_FIT, centre, duration, setWhole, show } from './show.ts'

/** `fit(false)` shows everything at once, without moving there. */
export function viewFor(
  surface: RefObject<HTMLElement | null>,
): Omit<CanvasView, 'fit'> & { fit(moves?: boolean): void } {
  const zoomAround = (zoom: number) => {
    setWhole(false)
    const view = cameraStore.getState()
    const { width, height } = cameraStore.getState()
    const next = Math.min(ZOOMS.most, Math.max(ZOOMS.least, zoom))
    const part = next / view.zoom
    const x = width / 2 - (width / 2 - view.x) * part
    const y = height / 2 - (height / 2 - view.y) * part
    moveCamera({ x, y, zoom: next }, duration())
  }
  return {
    fit(moves = true) {
      const { rects, drawing, notes } = currentScene()
      const lines = [...drawing.lines.values()].map(({ bounds }) => grown(bounds, 24))
      const flows = [...drawing.flows.values()].flatMap(({ path }) => path.map(spotRect))
      const compared = fittedRects()
      const open = compared.only ? [] : [...rects.values(), ...lines, ...flows, ...notes.map(noteRect)]
      const all = boundsOf([...open, ...compared.rects])
      setWhole(true)
      if (all) show(all, CLOSEST_FIT, moves)
      else moveCamera({ x: 0, y: 0, zoom: 1 })
    },
    reveal(refs, options) {
      const rect = boundsOf(refs.flatMap((ref) => placeOf(ref) ?? []))
      if (!rect) return
      if (options?.zoomTo) {
        setWhole(false)
        show(grown(rect, 40), 2)
        return
      }
      const view = comingCamera()
      const covered = options?.covered ? coveredIn(surface.current) : 0
      const { height } = view
      const width = view.width - covered
      const room = roomIn({ width, height })
      const left = rect.x * view.zoom + view.x
      const top = rect.y * view.zoom + view.y
      const isIn =
        left >= 12 &&
        top >= room.top &&
        left + rect.width * view.zoom <= width - 12 &&
        top + rect.height * view.zoom <= height - 12
      if (isIn) return
      setWhole(false)
      const fits = rect.width * view.zoom < room.width && rect.height * view.zoom < room.height
      if (fits) centre(rect, view.zoom, true, covered)
      else show(grown(rect, 24), view.zoom)
    },
    viewport() {
      const { x, y, zoom } = cameraStore.getState()
      return { x, y, zoom }
    },
    show(viewport) {
      setWhole(false)
      moveCamera(viewport, duration())
    },
    zoomBy: (factor) => zoomAround(cameraStore.getState().zoom * factor),
    zoomTo: zoomAround,
    center() {
      return centerOf(viewOf(cameraStore.getState()))
    },
    pointer: () => lastPointer,
    focus: () => surface.current?.focus({ preventScroll: true }),
  }
}

/** In the job Changes some elements are only in a revision. */
function placeOf(ref: string): Rect | null {
  return isRevisionShown()
    ? (shownElsewhere(ref) ?? rectOf(currentScene(), ref))
    : (rectOf(currentScene(), ref) ?? shownElsewhere(ref))
}

/** Pixels at the right that a panel over the canvas takes: mark it with `data-covers-canvas`. */
function coveredIn(surface: HTMLElement | null): number {
  const panel = surface?.parentElement?.querySelector('[data-covers-canvas]')
  if (!surface || !panel) return 0
  return Math.max(0, surface.getBoundingClientRect().right - panel.getBoundingClientRect().left)
}

function spotRect({ x, y }: Point): Rect {
  return { x, y, width: 0, height: 0 }
}
