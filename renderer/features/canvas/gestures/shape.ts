/** Resizing elements and bending flows. */

import { withMembers } from '../../../../shared/model/arranging/members.ts'
import type { FlowShape } from '../../../../shared/model/drawing/drawing.ts'
import { nearestOn } from '../../../../shared/model/drawing/paths.ts'
import type { Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { indexOf } from '../../../../shared/model/queries.ts'
import { leastSize } from '../../../state/canvas/move.ts'
import { snap } from '../../../state/canvas/place.ts'
import { canEdit, routeFlow } from '../../../state/elements/elements.ts'
import { resizeElement } from '../../../state/elements/resizing.ts'
import { select, uiStore } from '../../../state/ui.ts'
import { canvasStore, endGesture, setCanvas } from '../canvas-state.ts'
import type { Grip } from '../parts/editing/Grips.tsx'
import { currentScene } from '../scene.ts'
import { selectBeneath } from './beneath.ts'
import type { Gesture, Pointer } from './gesture.ts'
import { neighboursOf, placeResized } from './guides/neighbours.ts'

/** Canvas pixels within which a waypoint counts as lying on the straight line again. */
const STRAIGHT = 5

export function startResize(id: string, grip: Grip, start: Pointer): Gesture | null {
  const { rects, document } = currentScene()
  const before = rects.get(id)
  if (!before || !canEdit()) return null
  const neighbours = neighboursOf(currentScene(), withMembers(document.model, [id]))
  const least = leastSize(document.model, id)
  const place = (pointer: Pointer) => {
    const by = { x: pointer.at.x - start.at.x, y: pointer.at.y - start.at.y }
    const resize = (move: Point, round: (value: number) => number) =>
      resizedRect(before, grip, move, least, round)
    return placeResized(resize, by, grip, neighbours, pointer)
  }
  return {
    move(pointer) {
      const { rect, guides } = place(pointer)
      setCanvas({ resizing: { id, rect }, guides })
    },
    end(pointer) {
      const isMoved = canvasStore.getState().resizing !== null
      endGesture()
      if (!isMoved) return
      const { rect } = place(pointer)
      resizeElement(id, rect)
    },
    cancel: endGesture,
  }
}

/** The rectangle after one of its grips moved; the opposite side stays. */
function resizedRect(
  rect: Rect,
  grip: Grip,
  by: Point,
  least: { readonly width: number; readonly height: number },
  round: (value: number) => number,
): Rect {
  let [left, top, right, bottom] = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height]
  if (grip.includes('w')) left = Math.min(round(left + by.x), right - least.width)
  if (grip.includes('e')) right = Math.max(round(right + by.x), left + least.width)
  if (grip.includes('n')) top = Math.min(round(top + by.y), bottom - least.height)
  if (grip.includes('s')) bottom = Math.max(round(bottom + by.y), top + least.height)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Drags a waypoint; one that ends on the line between its neighbours is taken out. */
export function dragWaypoint(ref: string, index: number): Gesture | null {
  const points = currentScene().drawing.flows.get(ref)?.waypoints
  return points && canEdit() ? bend(ref, points, index) : null
}

/** Pulls a new waypoint out of a segment of the flow; the bends of a path around components then stay as they are. */
export function addWaypoint(ref: string, segment: number, at: Point): Gesture | null {
  const points = currentScene().drawing.flows.get(ref)?.path.slice(1, -1)
  return points && canEdit() ? bend(ref, points.toSpliced(segment, 0, at), segment) : null
}

/** A press on a flow's line selects it; a drag bends it. */
export function pressFlow(ref: string, start: Pointer): Gesture {
  const before = uiStore.getState().selection
  const wasSelected = before.includes(ref)
  if (start.adds) select([ref], true)
  else if (!wasSelected) select([ref])
  const shape = currentScene().drawing.flows.get(ref)
  let bending: Gesture | null = null
  return {
    move(pointer) {
      if (!shape || start.adds || !isWhole(ref, shape)) return
      bending ??= addWaypoint(ref, nearestOn(shape.path, start.at).segment, start.at)
      bending?.move(pointer)
    },
    end(pointer) {
      if (bending) bending.end(pointer)
      else if (start.free) selectBeneath(start.at)
      else if (wasSelected && !start.adds) select([ref])
    },
    cancel() {
      bending?.cancel()
      select(before)
    },
  }
}

/** A flow that ends at a collapsed zone has no waypoints of its own to change. */
function isWhole(ref: string, { ends }: FlowShape): boolean {
  const flow = indexOf(currentScene().document.model).flows.get(ref)
  return flow?.from === ends.from && flow.to === ends.to
}

function bend(ref: string, points: readonly Point[], index: number): Gesture {
  const at = ({ at: to, free }: Pointer): readonly Point[] => {
    const isSnapped = uiStore.getState().settings.snapToGrid && !free
    return points.with(index, isSnapped ? { x: snap(to.x), y: snap(to.y) } : to)
  }
  return {
    move: (pointer) => setCanvas({ routing: { ref, points: at(pointer) } }),
    end(pointer) {
      const { routing } = canvasStore.getState()
      const path = currentScene().drawing.flows.get(ref)?.path ?? []
      endGesture()
      if (!routing) return
      const bent = at(pointer)
      // The path has one point more at its start than the waypoints have.
      const [before, here, after] = [path[index], bent[index], path[index + 2]]
      const isStraight = before && here && after && nearestOn([before, after], here).off < STRAIGHT
      routeFlow(ref, isStraight ? bent.toSpliced(index, 1) : bent)
    },
    cancel: endGesture,
  }
}

/** Takes a waypoint out. */
export function removeWaypoint(ref: string, index: number): void {
  const points = currentScene().drawing.flows.get(ref)?.waypoints
  if (points && canEdit()) routeFlow(ref, points.toSpliced(index, 1))
}
