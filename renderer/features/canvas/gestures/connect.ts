/** Drawing flows: from component to component, or onto empty canvas for a new process. */
import { centerOf } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { indexOf } from '../../../../shared/model/queries.ts'
import { reconnect } from '../../../state/canvas/flows.ts'
import { placeComponent, placeFlow } from '../../../state/canvas/place.ts'
import { addFlowBetween, canEdit, commitPlaced } from '../../../state/elements/elements.ts'
import { setUi } from '../../../state/ui.ts'
import { canvasStore, endGesture, setCanvas } from '../canvas-state.ts'
import { componentAt, currentScene } from '../scene.ts'
import { CLICK_SLOP, type Gesture, type Pointer } from './gesture.ts'

/** A press on the first end. Released there it waits for a click on the second. */
export function startFlow(source: string, start: Pointer): Gesture | null {
  const rect = currentScene().rects.get(source)
  if (!rect || !canEdit()) return null
  const from = centerOf(rect)
  setCanvas({ wire: { from, to: start.at, source, over: null } })
  return {
    move: (pointer) => followWire(pointer.at),
    end(pointer) {
      const isClick =
        Math.hypot(pointer.at.x - start.at.x, pointer.at.y - start.at.y) * pointer.zoom <= CLICK_SLOP
      if (!isClick) finishFlow(pointer.at)
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
  if (!source) return
  const scene = currentScene()
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
