/**
 * Which elements the page holds. Few are added at a time, so that no frame is long; until all that is
 * seen is there, and while the view is far away, one picture shows the diagram instead.
 */
import { createStore, useStore } from 'zustand'
import type { Rect } from '../../../../shared/model/geometry.ts'
import { canvasStore, type Near, setCanvas } from '../canvas-state.ts'
import { currentScene, viewName } from '../scene.ts'
import { cameraStore, isMoving, viewOf } from '../view/camera.ts'
import { coverageFor, isCovered, isFar } from './coverage.ts'
import { indexed } from './items.ts'
import { type Item, isIn } from './spatial-index.ts'

export interface StageState {
  /** Refs of what the page holds, besides what is selected or edited. */
  readonly shown: ReadonlySet<string>
  /** The picture is seen instead of them. */
  readonly isPicture: boolean
  /** Far away: no element is needed. */
  readonly isFar: boolean
  /** The part of the canvas whose elements the page holds, or will in a moment; null while none is needed. */
  readonly coverage: Rect | null
}

/** Components of a diagram that is routed whole. */
const SMALL = 200
/** Elements added in one frame, at most. */
const CHUNK = 48
/** Milliseconds after which a zoom has come to rest. */
const REST = 140
/** What has left the view stays while the view moves, up to so many elements, and goes so many milliseconds later. */
const MOST = 1000
const SWEEP = 400
const NONE: ReadonlySet<string> = new Set()

export const stageStore = createStore<StageState>(() => ({
  shown: NONE,
  isPicture: true,
  isFar: true,
  coverage: null,
}))

export function useStage<T>(select: (state: StageState) => T): T {
  return useStore(stageStore, select)
}

let coverage: Rect | null = null
let zoomedAt = Number.NEGATIVE_INFINITY
let frame = 0
let timer: ReturnType<typeof setTimeout> | undefined
let looking: ReturnType<typeof setTimeout> | undefined

/** Keeps the stage as the camera needs it; returns what ends it. */
export function followCamera(): () => void {
  const unsubscribe = cameraStore.subscribe((camera, before) => {
    if (camera.zoom !== before.zoom) zoomedAt = performance.now()
    if (frame === 0) frame = requestAnimationFrame(setStage)
  })
  return () => {
    unsubscribe()
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    clearTimeout(soon)
    soon = undefined
    clearTimeout(looking)
    frame = 0
  }
}

/** The scene or the view is another one: both are shown at once, whatever moved before. */
export function resetStage(): void {
  zoomedAt = Number.NEGATIVE_INFINITY
  coverage = null
  setStage()
}

/** Milliseconds between two looks at what a drag brings into view: it comes into the margin first. */
const PACE = 100
let soon: ReturnType<typeof setTimeout> | undefined

/** As `setStage`, a moment later: what is dragged is there anyway, and to ask for the rest costs most of a frame. */
export function setStageSoon(): void {
  soon ??= setTimeout(() => {
    soon = undefined
    setStage()
  }, PACE)
}

/** Brings the stage up to the camera and the scene as they are. */
export function setStage(): void {
  cancelAnimationFrame(frame)
  clearTimeout(timer)
  clearTimeout(soon)
  soon = undefined
  frame = 0
  const camera = cameraStore.getState()
  if (camera.width === 0 || camera.height === 0) return
  const index = indexed(currentScene())
  const before = stageStore.getState()
  const view = viewOf(camera)
  const seen = index.query(view)
  const far = isFar(camera.zoom, seen.length, before.isFar)
  const isResting = performance.now() - zoomedAt >= REST
  if (far) {
    coverage = null
    routeNear(null)
    // What is hidden is taken out at rest: a zoom may turn back.
    if (!isResting) timer = setTimeout(setStage, REST)
    show({ shown: isResting ? NONE : before.shown, isPicture: true, isFar: true, coverage })
    return
  }
  if (!coverage || !isCovered(coverage, view))
    coverage = coverageFor(view, (rect) => index.query(rect).length)
  routeNear(coverage)
  const wanted = index.query(coverage)
  const missing = wanted.filter(({ ref }) => !before.shown.has(ref))
  if (missing.length <= CHUNK) {
    const shown = refsOf(wanted)
    // A long flow that is taken out is drawn anew over all that it crosses, and a pan may turn back.
    if (isMoving() && before.shown.size <= MOST) {
      for (const ref of before.shown) shown.add(ref)
      if (shown.size > wanted.length) timer = setTimeout(setStage, SWEEP)
    }
    show({ shown, isPicture: false, isFar: false, coverage })
    return
  }
  if (!isResting) {
    timer = setTimeout(setStage, REST)
    show({ shown: before.shown, isPicture: missing.some((item) => isIn(item, view)), isFar: false, coverage })
    return
  }
  const first = seenFirst(missing, view)
  const shown = refsOf(wanted.filter(({ ref }) => before.shown.has(ref)))
  for (const { ref } of first.slice(0, CHUNK)) shown.add(ref)
  show({ shown, isPicture: first.slice(CHUNK).some((item) => isIn(item, view)), isFar: false, coverage })
  frame = requestAnimationFrame(setStage)
}

/**
 * A small diagram has its flows led around components wherever they are, so that none moves when it is seen; in a
 * large one they are where the view comes to rest.
 */
function routeNear(seen: Rect | null): void {
  const { components } = currentScene().document.model
  const place: Near['place'] | null = components.length <= SMALL ? 'all' : seen
  const of = viewName()
  clearTimeout(looking)
  const before = canvasStore.getState().near
  if (before ? before.of === of && before.place === place : place === null) return
  const near: Near | null = place === null ? null : { of, place }
  if (place === 'all') setCanvas({ near })
  else looking = setTimeout(() => (isMoving() ? routeNear(seen) : setCanvas({ near })), REST)
}

function seenFirst(items: readonly Item[], view: Rect): readonly Item[] {
  const [seen, rest]: [Item[], Item[]] = [[], []]
  for (const item of items) (isIn(item, view) ? seen : rest).push(item)
  return [...seen, ...rest]
}

function refsOf(items: readonly Item[]): Set<string> {
  return new Set(items.map(({ ref }) => ref))
}

function show(next: StageState): void {
  const before = stageStore.getState()
  const isSame =
    next.shown.size === before.shown.size && [...next.shown].every((ref) => before.shown.has(ref))
  const shown = isSame ? before.shown : next.shown
  if (
    shown === before.shown &&
    next.isPicture === before.isPicture &&
    next.isFar === before.isFar &&
    next.coverage === before.coverage
  )
    return
  stageStore.setState({ ...next, shown })
}
