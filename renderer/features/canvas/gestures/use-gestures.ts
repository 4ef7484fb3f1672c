/**
 * Every press on the canvas comes through here first, before React Flow sees it: React Flow draws,
 * pans, zooms and culls; what a hand means is decided in one place.
 */

import { type RefObject, useEffect } from 'react'
import type { Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'
import { toggleCollapsed } from '../../../state/canvas/zones/collapse.ts'
import { startRenaming } from '../../../state/elements/elements.ts'
import { notify, uiStore } from '../../../state/ui.ts'
import { canvasStore, endGesture } from '../canvas-state.ts'
import { approachFrom, hitUnder, pressFarFlow } from '../overview/press.ts'
import { componentAt, currentScene } from '../scene.ts'
import { stageStore } from '../stage/stage-state.ts'
import { cameraStore, canvasPoint, moveCamera } from '../view/camera.ts'
import { finishFlow, followWire, moveEnd, startFlow } from './connect.ts'
import { CLICK_SLOP, type Gesture, type Hit, hitOf, type Pointer } from './gesture.ts'
import { followHand, isHandHeld } from './hand.ts'
import { isUndo, wouldEdit } from './held-keys.ts'
import { placeAt, pressWith } from './place.ts'
import { pressElement, pressPane } from './select.ts'
import { addWaypoint, dragWaypoint, pressFlow, removeWaypoint, startResize } from './shape.ts'

const EDGE = 28
const PAN_STEP = 14
/** The pressed left button, in `buttons` of an event. */
const LEFT = 1

/** Where the pointer last was, on the canvas; null when it is elsewhere. */
export let lastPointer: Point | null = null

export function useGestures(surface: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = surface.current
    if (!element) return
    const listeners = new AbortController()
    const options = { capture: true, signal: listeners.signal }
    followHand(element, listeners.signal)
    let active: { gesture: Gesture; id: number; x: number; y: number; moved: boolean } | null = null
    let last: PointerEvent | null = null
    let frame = 0

    const pointerOf = (event: MouseEvent): Pointer => ({
      at: canvasPoint(event),
      adds: event.shiftKey || event.ctrlKey || event.metaKey,
      free: event.altKey,
      zoom: cameraStore.getState().zoom,
      view: visibleOf(element),
    })
    const stop = () => {
      cancelAnimationFrame(frame)
      frame = 0
      active = null
    }
    /** Pans while the pointer rests near an edge during a drag. */
    const panAtEdge = () => {
      frame = requestAnimationFrame(panAtEdge)
      if (!active?.moved || !last) return
      const box = element.getBoundingClientRect()
      const push = (value: number, low: number, high: number) =>
        value < low + EDGE ? PAN_STEP : value > high - EDGE ? -PAN_STEP : 0
      const [x, y] = [push(last.clientX, box.left, box.right), push(last.clientY, box.top, box.bottom)]
      if (x === 0 && y === 0) return
      const view = cameraStore.getState()
      moveCamera({ x: view.x + x, y: view.y + y, zoom: view.zoom })
    }
    // What is dragged stays under the pointer while the wheel, a key or an edge moves the view.
    const unfollow = cameraStore.subscribe(() => {
      if (active?.moved && last) active.gesture.move(pointerOf(last))
    })
    const cancel = () => {
      const gesture = active?.gesture
      stop()
      gesture?.cancel()
    }
    const finish = (event: PointerEvent) => {
      const gesture = active?.gesture
      stop()
      gesture?.end(pointerOf(event))
    }

    element.addEventListener(
      'pointerdown',
      (event) => {
        // A second finger pans and zooms; what the first one began is not meant.
        if (active && event.pointerType === 'touch') return cancel()
        if (event.button !== 0 || active || !event.isPrimary || isHandHeld()) return
        const hit = hitUnder(event)
        if (!hit) return
        event.stopPropagation()
        const pointer = pointerOf(event)
        if (canvasStore.getState().wire) return finishFlow(pointer.at)
        const gesture = gestureFor(hit, pointer)
        if (!gesture) return
        active = { gesture, id: event.pointerId, x: event.clientX, y: event.clientY, moved: false }
        last = event
        frame = requestAnimationFrame(panAtEdge)
      },
      options,
    )
    // d3-zoom listens to the mouse and to touches, not to the pointer. Another button that is pressed in the
    // middle of a drag must not pan under it.
    element.addEventListener(
      'mousedown',
      (event) => {
        if (isHandHeld()) return
        if (active || (event.button === 0 && hitOf(event.target))) event.stopPropagation()
      },
      options,
    )
    element.addEventListener(
      'touchstart',
      (event) => {
        if (event.touches.length === 1 && hitOf(event.target)) event.stopPropagation()
      },
      options,
    )
    element.addEventListener(
      'contextmenu',
      (event) => {
        if (!active) return
        event.preventDefault()
        event.stopPropagation()
      },
      options,
    )
    element.addEventListener(
      'pointermove',
      (event) => {
        lastPointer = pointerOf(event).at
        if (!active && canvasStore.getState().wire) followWire(lastPointer)
      },
      options,
    )
    element.addEventListener('pointerleave', () => (lastPointer = null), { signal: listeners.signal })
    window.addEventListener(
      'pointermove',
      (event) => {
        if (!active || event.pointerId !== active.id) return
        // The button was let go where no event came from: outside the window, or while another was held.
        if (event.pointerType === 'mouse' && (event.buttons & LEFT) === 0) return finish(event)
        last = event
        if (!active.moved && Math.hypot(event.clientX - active.x, event.clientY - active.y) < CLICK_SLOP)
          return
        active.moved = true
        active.gesture.move(pointerOf(event))
      },
      options,
    )
    window.addEventListener(
      'pointerup',
      (event) => {
        if (active && event.pointerId === active.id) finish(event)
      },
      options,
    )
    window.addEventListener('pointercancel', cancel, options)
    window.addEventListener('blur', cancel, { signal: listeners.signal })
    window.addEventListener(
      'keydown',
      (event) => {
        const isDragging = active?.moved === true
        const givesUp = event.key === 'Escape' || (isDragging && isUndo(event))
        if (givesUp && active) cancel()
        else if (givesUp && canvasStore.getState().wire) endGesture()
        else if (!isDragging || !wouldEdit(event)) return
        event.preventDefault()
        event.stopPropagation()
      },
      options,
    )
    element.addEventListener(
      'dblclick',
      (event) => {
        const hit = hitUnder(event)
        if (!hit) return
        event.stopPropagation()
        if (stageStore.getState().isFar) approachFrom(hit, canvasPoint(event))
        else if (hit.on === 'waypoint') removeWaypoint(hit.ref, hit.index)
        else if (hit.on === 'node' && currentScene().collapsed.zones.has(hit.ref)) toggleCollapsed(hit.ref)
        else if (hit.on === 'node' || hit.on === 'flow') startRenaming(hit.ref)
        else if (hit.on === 'pane' && uiStore.getState().tool === 'select')
          placeAt('process', canvasPoint(event))
      },
      options,
    )
    return () => {
      cancel()
      unfollow()
      listeners.abort()
    }
  }, [surface])
}

/** What is visible of the canvas. */
function visibleOf({ clientWidth, clientHeight }: HTMLElement): Rect {
  const { x, y, zoom } = cameraStore.getState()
  return { x: -x / zoom, y: -y / zoom, width: clientWidth / zoom, height: clientHeight / zoom }
}

function gestureFor(hit: Hit, pointer: Pointer): Gesture | null {
  const { tool } = uiStore.getState()
  if (tool === 'flow') {
    const source = componentAt(currentScene(), pointer.at)
    if (source !== null) return startFlow(source, pointer)
    notify('info', 'A flow starts at a component.', 'Press on the one that sends.')
    return null
  }
  if (tool !== 'select') return pressWith(tool, pointer)
  switch (hit.on) {
    case 'grip':
      return startResize(hit.ref, hit.grip, pointer)
    case 'port':
      return startFlow(hit.ref, pointer)
    case 'waypoint':
      return dragWaypoint(hit.ref, hit.index)
    case 'adder':
      return addWaypoint(hit.ref, hit.index, pointer.at)
    case 'end':
      return moveEnd(hit.ref, hit.end, pointer)
    case 'flow':
      if (stageStore.getState().isFar) return pressFarFlow(hit.ref, pointer)
      return pressFlow(hit.ref, pointer)
    case 'fold':
      return { move: () => {}, end: () => toggleCollapsed(hit.ref), cancel: () => {} }
    case 'node':
      return pressElement(hit.ref, pointer, !currentScene().drawing.lines.has(hit.ref))
    default:
      return pressPane(pointer)
  }
}
