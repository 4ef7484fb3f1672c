/** A revision of the diagram, to look at: it moves with the canvas beside or beneath it and nothing of it can be edited. */
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Comparison } from '../../../state/changes/comparison.ts'
import { lookAtElement } from '../../../state/changes/in-hand.ts'
import { uiStore } from '../../../state/ui.ts'
import { canvasView } from '../../../state/view.ts'
import type { Highlights } from '../elements.ts'
import { hitAt } from '../overview/hit.ts'
import { Painter } from '../overview/painting/painter.ts'
import type { Scene } from '../scene.ts'
import { cameraStore, moveCamera, ZOOMS } from '../view/camera.ts'
import { setWhole } from '../view/show.ts'
import styles from './changes.module.css'
import { useRevision } from './overlay-state.ts'
import { revisionMarks } from './revision-scene.ts'

const NOBODY: Highlights = {
  selection: new Set(),
  lit: new Set(),
  renaming: null,
  dropZone: null,
  target: null,
  detailed: true,
}

export function RevisionView({
  comparison,
  side,
  name,
  detail,
}: {
  readonly comparison: Comparison
  readonly side: 'before' | 'after'
  /** "Before" or "After". */
  readonly name: string
  /** Which revision it is. */
  readonly detail: string
}) {
  const surface = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [painter] = useState(() => new Painter({ isSeen: () => true, marks: revisionMarks }))
  const { scene, overlay } = useRevision(comparison, side)
  const latest = useRef(scene)
  latest.current = scene
  useLayoutEffect(() => painter.attach(canvas.current), [painter])
  useLayoutEffect(() => {
    const detailed = uiStore.getState().settings.density === 'detailed'
    painter.show(scene, { ...NOBODY, detailed }, overlay)
  }, [painter, scene, overlay])
  useHands(surface, latest, side)
  return (
    <div
      ref={surface}
      className={styles.revision}
      role="application"
      aria-label={`${name}: ${detail}, read-only`}
      aria-description="Arrow keys move the view, plus and minus zoom. The list of changes says what differs."
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys that move the view
      tabIndex={0}
      onKeyDown={takeKey}
    >
      <canvas ref={canvas} className={styles.picture} aria-hidden />
      <span className={styles.tag}>
        <strong>{name}</strong> {detail}
      </span>
    </div>
  )
}

const STEP = 80
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [STEP, 0],
  ArrowRight: [-STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
}

function takeKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const arrow = ARROWS[event.key]
  if (arrow) panBy(arrow[0], arrow[1])
  else if (event.key === '+' || event.key === '=') canvasView()?.zoomBy(1.25)
  else if (event.key === '-') canvasView()?.zoomBy(0.8)
  else return
  event.preventDefault()
}

function panBy(dx: number, dy: number): void {
  const { x, y, zoom } = cameraStore.getState()
  setWhole(false)
  moveCamera({ x: x + dx, y: y + dy, zoom })
}

/** Pixels that a press may wander and still be a click. */
const SLOP = 4
/** How much a step of a wheel zooms. */
const WHEEL = 0.0022

/** Drag and wheel move the view, a click looks at the change of what is there. */
function useHands(
  surface: RefObject<HTMLDivElement | null>,
  scene: RefObject<Scene>,
  side: 'before' | 'after',
): void {
  useEffect(() => {
    const element = surface.current
    if (!element) return
    const end = new AbortController()
    const { signal } = end
    let held: { readonly x: number; readonly y: number; moved: boolean } | null = null
    element.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault()
        const isZoom = event.ctrlKey || !uiStore.getState().settings.wheelPans
        if (isZoom) zoomAt(element, event)
        else panBy(-event.deltaX, -event.deltaY)
      },
      { signal, passive: false },
    )
    element.addEventListener(
      'pointerdown',
      (event) => {
        held = { x: event.clientX, y: event.clientY, moved: false }
        element.setPointerCapture(event.pointerId)
      },
      { signal },
    )
    element.addEventListener(
      'pointermove',
      (event) => {
        if (!held) return
        const isClick = Math.hypot(event.clientX - held.x, event.clientY - held.y) < SLOP
        if (!held.moved && isClick) return
        held = { ...held, moved: true }
        panBy(event.movementX, event.movementY)
      },
      { signal },
    )
    element.addEventListener(
      'pointerup',
      (event) => {
        const wasHeld = held
        held = null
        if (!wasHeld || wasHeld.moved) return
        const { x, y, zoom } = cameraStore.getState()
        const box = element.getBoundingClientRect()
        const at = { x: (event.clientX - box.left - x) / zoom, y: (event.clientY - box.top - y) / zoom }
        const item = hitAt(scene.current, at, zoom)
        if (item) lookAtElement(item.ref, side === 'before')
      },
      { signal },
    )
    element.addEventListener(
      'pointercancel',
      () => {
        held = null
      },
      { signal },
    )
    return () => end.abort()
  }, [surface, scene, side])
}

/** What is under the pointer stays there. */
function zoomAt(element: HTMLElement, event: WheelEvent): void {
  const { x, y, zoom } = cameraStore.getState()
  const box = element.getBoundingClientRect()
  const [left, top] = [event.clientX - box.left, event.clientY - box.top]
  const next = Math.min(ZOOMS.most, Math.max(ZOOMS.least, zoom * Math.exp(-event.deltaY * WHEEL)))
  const part = next / zoom
  setWhole(false)
  moveCamera({ x: left - (left - x) * part, y: top - (top - y) * part, zoom: next })
}
