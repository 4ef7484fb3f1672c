/** The canvas as actions and other features see it. */
import type { ReactFlowInstance } from '@xyflow/react'
import type { RefObject } from 'react'
import { noteRect } from '../../../shared/model/drawing/page.ts'
import { boundsOf, centerOf, type Rect } from '../../../shared/model/geometry.ts'
import type { CanvasView } from '../../state/view.ts'
import type { CanvasEdge, CanvasNode } from './elements.ts'
import { lastPointer } from './gestures/use-gestures.ts'
import { currentScene, rectOf } from './scene.ts'

const MARGIN = 32
/** What floats above the diagram: tools on top. */
const TOP = 64
export const ZOOMS = { least: 0.05, most: 3 } as const
const CLOSEST_FIT = 1.25

/** True until somebody moves the view: a diagram that was shown whole stays whole when panels open. */
let isWhole = false

export function keepWhole(show: () => void): void {
  if (isWhole) show()
}

export function viewWasMoved(): void {
  isWhole = false
}

type Flow = ReactFlowInstance<CanvasNode, CanvasEdge>

export function viewOf(flow: Flow, surface: RefObject<HTMLElement | null>): CanvasView {
  const size = () => {
    const { width, height } = surface.current?.getBoundingClientRect() ?? { width: 0, height: 0 }
    return { width, height }
  }
  const duration = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120)
  const show = (rect: Rect, most: number) => {
    const { width, height } = size()
    if (width === 0 || height === 0) return
    const room = { width: width - 2 * MARGIN, height: height - 2 * MARGIN - TOP }
    const zoom = Math.min(
      most,
      Math.max(ZOOMS.least, Math.min(room.width / rect.width, room.height / rect.height)),
    )
    centre(rect, zoom)
  }
  const centre = (rect: Rect, zoom: number, covered = 0) => {
    const { width, height } = size()
    const middle = centerOf(rect)
    const x = (width - covered) / 2 - middle.x * zoom
    const y = (height + TOP) / 2 - middle.y * zoom
    void flow.setViewport({ x, y, zoom }, { duration: duration() })
  }
  const zoomAround = (zoom: number) => {
    isWhole = false
    const view = flow.getViewport()
    const { width, height } = size()
    const next = Math.min(ZOOMS.most, Math.max(ZOOMS.least, zoom))
    const part = next / view.zoom
    const x = width / 2 - (width / 2 - view.x) * part
    const y = height / 2 - (height / 2 - view.y) * part
    void flow.setViewport({ x, y, zoom: next }, { duration: duration() })
  }
  return {
    fit() {
      const { rects, drawing, notes } = currentScene()
      const lines = [...drawing.lines.values()].map(({ bounds }) => grown(bounds, 24))
      const flows = [...drawing.flows.keys()].flatMap((ref) => rectOf(currentScene(), ref) ?? [])
      const all = boundsOf([...rects.values(), ...lines, ...flows, ...notes.map(noteRect)])
      isWhole = true
      if (all) show(all, CLOSEST_FIT)
      else void flow.setViewport({ x: 0, y: 0, zoom: 1 })
    },
    reveal(refs, options) {
      const rect = boundsOf(refs.flatMap((ref) => rectOf(currentScene(), ref) ?? []))
      if (!rect) return
      if (options?.zoomTo) {
        isWhole = false
        show(grown(rect, 40), 2)
        return
      }
      const view = flow.getViewport()
      const covered = options?.covered ? coveredIn(surface.current) : 0
      const { height } = size()
      const width = size().width - covered
      const left = rect.x * view.zoom + view.x
      const top = rect.y * view.zoom + view.y
      const isIn =
        left >= 12 &&
        top >= TOP &&
        left + rect.width * view.zoom <= width - 12 &&
        top + rect.height * view.zoom <= height - 12
      if (isIn) return
      isWhole = false
      const fits =
        rect.width * view.zoom < width - 2 * MARGIN && rect.height * view.zoom < height - TOP - 2 * MARGIN
      if (fits) centre(rect, view.zoom, covered)
      else show(grown(rect, 24), view.zoom)
    },
    viewport: () => flow.getViewport(),
    show(viewport) {
      isWhole = false
      void flow.setViewport(viewport, { duration: duration() })
    },
    zoomBy: (factor) => zoomAround(flow.getViewport().zoom * factor),
    zoomTo: zoomAround,
    center() {
      const box = surface.current?.getBoundingClientRect()
      if (!box) return { x: 0, y: 0 }
      return flow.screenToFlowPosition({ x: box.left + box.width / 2, y: box.top + box.height / 2 })
    },
    pointer: () => lastPointer,
    focus: () => surface.current?.focus({ preventScroll: true }),
  }
}

/** Pixels at the right that a panel over the canvas takes: mark it with `data-covers-canvas`. */
function coveredIn(surface: HTMLElement | null): number {
  const panel = surface?.parentElement?.querySelector('[data-covers-canvas]')
  if (!surface || !panel) return 0
  return Math.max(0, surface.getBoundingClientRect().right - panel.getBoundingClientRect().left)
}

function grown(rect: Rect, by: number): Rect {
  return { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by }
}
