/** The placing tools: a click puts a component or note, a drag sizes a zone, a stroke draws a line. */
import { flowsCutBy } from '../../../../shared/model/drawing/stroke.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { zoneAt } from '../../../state/canvas/move.ts'
import { placeComponent, placeLine, placeNote, placeZone, snap } from '../../../state/canvas/place.ts'
import { redrawLine } from '../../../state/elements/attributes.ts'
import { canEdit, commitPlaced } from '../../../state/elements/elements.ts'
import { notify, setUi, type Tool, uiStore } from '../../../state/ui.ts'
import { endGesture, setCanvas } from '../canvas-state.ts'
import { currentScene } from '../scene.ts'
import { CLICK_SLOP, type Gesture, type Pointer } from './gesture.ts'
import { rectBetween } from './select.ts'

const ZONE = { width: 320, height: 208 } as const
const LEAST_ZONE = 48

/** Null when the open model may not be changed. */
export function pressWith(tool: Tool, start: Pointer): Gesture | null {
  if (!canEdit()) return null
  if (tool === 'zone') return drawZone(start)
  if (tool === 'line') return drawStroke(start)
  return {
    move: ({ at }) => {
      const { document, rects } = currentScene()
      setCanvas({ dropZone: zoneAt(document.model, rects, at) })
    },
    end: ({ at }) => {
      endGesture()
      placeAt(tool, at)
    },
    cancel: endGesture,
  }
}

/** Places what a tool makes with its middle here; a zone has its usual size, a line needs a stroke. */
export function placeAt(tool: Tool, at: Point): void {
  const { document, page } = currentScene()
  if (tool === 'external' || tool === 'process' || tool === 'store') {
    commitPlaced(placeComponent(document, tool, at, page), true)
  } else if (tool === 'note') {
    commitPlaced(placeNote(document, at, page), true)
  } else if (tool === 'zone') {
    const corner = { x: snap(at.x - ZONE.width / 2), y: snap(at.y - ZONE.height / 2) }
    commitPlaced(placeZone(document, { ...corner, ...ZONE }, page), true)
  }
}

function drawZone(start: Pointer): Gesture {
  const rectTo = ({ at }: Pointer) => {
    const rect = rectBetween(start.at, at)
    const [x, y] = [snap(rect.x), snap(rect.y)]
    return { x, y, width: snap(rect.x + rect.width) - x, height: snap(rect.y + rect.height) - y }
  }
  return {
    move: (pointer) => setCanvas({ box: { rect: rectTo(pointer), purpose: 'zone' } }),
    end(pointer) {
      endGesture()
      const rect = rectTo(pointer)
      const isClick = Math.max(rect.width, rect.height) * pointer.zoom <= CLICK_SLOP * 2
      if (isClick) return placeAt('zone', { x: start.at.x + ZONE.width / 2, y: start.at.y + ZONE.height / 2 })
      const size = { width: Math.max(rect.width, LEAST_ZONE), height: Math.max(rect.height, LEAST_ZONE) }
      const { document, page } = currentScene()
      commitPlaced(placeZone(document, { ...rect, ...size }, page), true)
    },
    cancel: endGesture,
  }
}

function drawStroke(start: Pointer): Gesture {
  const stroke: Point[] = [start.at]
  return {
    move({ at }) {
      stroke.push(at)
      setCanvas({ stroke: [...stroke] })
    },
    end({ at }) {
      endGesture()
      const { document, drawing } = currentScene()
      const paths = [...drawing.flows].map(([ref, shape]) => [ref, shape.path] as const)
      const refs = flowsCutBy([...stroke, at], paths)
      const { redrawing } = uiStore.getState()
      if (refs.length > 0 && redrawing !== null) {
        redrawLine(redrawing, refs, drawing.flows)
        setUi({ tool: 'select', redrawing: null })
      } else if (refs.length > 0) commitPlaced(placeLine(document, refs), true)
      else {
        setUi({ tool: 'line' })
        notify('info', 'The line crossed no flow.', 'Draw it across the flows that cross the boundary.')
      }
    },
    cancel: endGesture,
  }
}
