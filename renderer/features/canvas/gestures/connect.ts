/** Drawing flows: from component to component, or onto empty canvas for a new process. */
import { centerOf, contains } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { indexOf } from '../../../../shared/model/queries.ts'
import { reconnect } from '../../../state/canvas/flows.ts'
import { placeComponent, placeFlow } from '../../../state/canvas/place.ts'
import { addFlowBetween, canEdit, commitPlaced } from '../../../state/elements/elements.ts'
import { setUi } from '../../../state/ui.ts'
import { canvasStore, endGesture, setCanvas } from '../canvas-state.ts'
import { componentAt, currentScene } from '../scene.ts'
import { grown } from '../stage/spatial-index.ts'
import type { Gesture, Pointer } from './gesture.ts'

/** Screen pixels around the first end within which a press has not left it: a hand is never quite still. */
const STILL_THERE = 16

/** A press on the first end. Released without having left it, it waits for a click on the second. */
export function startFlow(source: string, start: Pointer): Gesture | null {
  const rect = currentScene().rects.get(source)
  if (!rect || !canEdit()) return null
  const from = centerOf(rect)
  setCanvas({ wire: { from, to: start.at, source, over: null } })
  let hasLeft = false
  return {
    move({ at, zoom }) {
      followWire(at)
      const over = canvasStore.getState().wire?.over ?? null
      const isNear = contains(grown(rect, STILL_THERE / zoom), { ...at, width: 0, height: 0 })
      hasLeft ||= !isNear || (over !== null && over !== source)
    },
    end({ at }) {
      if (hasLeft) finishFlow(at)
    },
    cancel: endGesture,
  }
}

/** Keeps the loose end of a waiting flow at the pointer. */
export function followWire(at: Point): void {
  const { wire } = canvasStore.getState()
  if (wire) setCanvas({ wire: { ...wire, to: at, over: componentAt(currentScene(), at) } })
}

/** Ends the waiting flow here: at the component under it, or at a new process on empty canvas. */
export function finishFlow(at: Point): void {
  const { wire } = canvasStore.getState()
  endGesture()
  const source = wire?.source
  const scene = currentScene()
  // It may be gone meanwhile.
  if (!source || !indexOf(scene.document.model).components.has(source)) return
  const target = componentAt(scene, at)
  setUi({ tool: 'select' })
  if (target !== null) {
    addFlowBetween(source, target)
    return
  }
  const placed = placeComponent(scene.document, 'process', at, scene.page)
  const { document } = placeFlow(placed.document, source, placed.ref)
  commitPlaced({ document, ref: placed.ref }, true)
}

/** Takes one end of a flow to another component. */
export function moveEnd(ref: string, end: 'from' | 'to', start: Pointer): Gesture | null {
  const scene = currentScene()
  const flow = indexOf(scene.document.model).flows.get(ref)
  const ends = scene.drawing.flows.get(ref)?.ends
  const fixed = ends && scene.rects.get(end === 'from' ? ends.to : ends.from)
  if (!flow || !fixed || !canEdit()) return null
  const show = (at: Point) =>
    setCanvas({ wire: { from: centerOf(fixed), to: at, source: null, over: componentAt(scene, at) } })
  show(start.at)
  return {
    move: ({ at }) => show(at),
    end({ at }) {
      endGesture()
      const other = componentAt(scene, at)
      if (other !== null) reconnect(ref, { from: flow.from, to: flow.to, [end]: other })
    },
    cancel: endGesture,
  }
}
