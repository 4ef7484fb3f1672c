/**
 * When the picture is drawn, and when it is only moved. Drawing thousands of elements takes longer than a frame: while
 * the view moves, the next picture is drawn behind the one that is seen, a part with each frame.
 */
import type { OverlayItem } from '../../../../../shared/diff/marks/overlay/overlay.ts'
import type { Document } from '../../../../../shared/model/document.ts'
import { boundsOf, contains } from '../../../../../shared/model/geometry.ts'
import type { Mark } from '../../../../../shared/report/marks.ts'
import type { Viewport } from '../../../../state/view.ts'
import { itemsIn } from '../../changes/overlay-index.ts'
import { paintOver, paintUnder } from '../../changes/paint-changes.ts'
import type { Highlights } from '../../elements.ts'
import { farAt } from '../../far.ts'
import type { Scene } from '../../scene.ts'
import { indexed } from '../../stage/items.ts'
import type { Item } from '../../stage/spatial-index.ts'
import { stageStore } from '../../stage/stage-state.ts'
import { type Camera, cameraStore, viewOf } from '../../view/camera.ts'
import { type Painted, standOf } from '../picture/stand.ts'
import { paintInSteps } from './paint.ts'
import { currentPalette, watchPalette } from './palette.ts'
import type { Pen } from './pen.ts'

/** Parts of the view that the picture reaches beyond it on each side. */
const MARGIN = 0.25
/** Milliseconds of a frame that the next picture may take. */
const BUDGET = 6
/** Milliseconds after which a zoom has come to rest. */
const REST = 110

/** What a picture adds to its scene in the job Changes. */
export interface Overlay {
  readonly items: readonly OverlayItem[]
  /** The ref of what is looked at. */
  readonly inHand: string | null
}

/** Where a picture gets what it does not own. */
export interface PictureSource {
  readonly isSeen: () => boolean
  /** What is known of each target's review; absent: what the open document says. */
  readonly marks?: (document: Document) => ReadonlyMap<string, Mark>
}

const NOTHING: Overlay = { items: [], inHand: null }
/** The diagram that is edited, while its elements are too many or too small for the page. */
const STAGE: PictureSource = { isSeen: () => stageStore.getState().isPicture }

interface Content {
  readonly scene: Scene
  readonly highlights: Highlights
  readonly overlay: Overlay
}

/** A picture that is being drawn. */
interface Underway extends Painted {
  readonly canvas: HTMLCanvasElement
  readonly steps: Generator<void>
}

export class Painter {
  #canvas: HTMLCanvasElement | null = null
  #content: Content | null = null
  readonly #source: PictureSource
  #painted: Painted | null = null
  #next: Underway | null = null
  /** The canvas behind the one that is seen. */
  #behind: HTMLCanvasElement | null = null
  #frame = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(source: PictureSource = STAGE) {
    this.#source = source
  }

  /** Draws on this canvas from now on; returns what ends it. */
  attach(canvas: HTMLCanvasElement | null): () => void {
    this.#canvas = canvas
    const later = () => {
      if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#update())
    }
    const anew = () => {
      this.#painted = null
      this.#next = null
      later()
    }
    const ends = [
      cameraStore.subscribe(later),
      stageStore.subscribe(() => this.#update()),
      watchPalette(anew),
    ]
    void document.fonts.ready.then(anew)
    return () => {
      for (const end of ends) end()
      cancelAnimationFrame(this.#frame)
      clearTimeout(this.#timer)
      this.#frame = 0
      this.#canvas = null
    }
  }

  /** Shows this scene, at once where the picture is seen. */
  show(scene: Scene, highlights: Highlights, overlay: Overlay = NOTHING): void {
    this.#content = { scene, highlights, overlay }
    this.#painted = null
    this.#next = null
    this.#update()
  }

  #update(isResting = false): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    const canvas = this.#canvas
    if (!canvas) return
    const isSeen = this.#source.isSeen()
    canvas.style.visibility = isSeen ? 'visible' : 'hidden'
    clearTimeout(this.#timer)
    if (!isSeen) {
      this.#next = null
      return
    }
    const camera = cameraStore.getState()
    const stands = standOf(this.#painted, camera, isResting)
    if (stands === 'useless') this.#paintAtOnce(canvas, camera)
    else if (this.#next) this.#goOn()
    else if (stands === 'passing') this.#begin(camera)
    if (!this.#painted) return
    const { viewport } = this.#painted
    place(canvas, viewport, camera)
    if (this.#next) this.#frame = requestAnimationFrame(() => this.#update(isResting))
    // A stretched picture is drawn anew at rest.
    else if (viewport.zoom !== camera.zoom) this.#timer = setTimeout(() => this.#update(true), REST)
  }

  #paintAtOnce(canvas: HTMLCanvasElement, camera: Camera): void {
    this.#next = null
    const next = this.#start(canvas, camera)
    if (!next) return
    for (const _ of next.steps);
    this.#painted = next
  }

  /** Begins the next picture; the one that is seen stays until it is there. */
  #begin(camera: Camera): void {
    this.#behind ??= document.createElement('canvas')
    this.#next = this.#start(this.#behind, camera)
  }

  #goOn(): void {
    const [canvas, next] = [this.#canvas, this.#next]
    if (!canvas || !next) return
    const end = performance.now() + BUDGET
    while (performance.now() < end) {
      if (next.steps.next().done !== true) continue
      resize(canvas, next.canvas.width, next.canvas.height)
      const context = canvas.getContext('2d')
      context?.setTransform(1, 0, 0, 1, 0, 0)
      context?.clearRect(0, 0, canvas.width, canvas.height)
      context?.drawImage(next.canvas, 0, 0)
      this.#painted = next
      this.#next = null
      return
    }
  }

  #start(canvas: HTMLCanvasElement, camera: Camera): Underway | null {
    const content = this.#content
    const context = canvas.getContext('2d')
    const { x, y, zoom, width, height } = camera
    if (!context || !content || width === 0 || height === 0) return null
    const ratio = window.devicePixelRatio
    const [left, top] = marginOf(camera)
    const size = { width: width + 2 * left, height: height + 2 * top }
    resize(canvas, Math.round(size.width * ratio), Math.round(size.height * ratio))
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.clearRect(0, 0, canvas.width, canvas.height)
    context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * (x + left), ratio * (y + top))
    const view = viewOf(camera)
    const part = { x: left / zoom, y: top / zoom }
    const rect = {
      x: view.x - part.x,
      y: view.y - part.y,
      width: view.width + 2 * part.x,
      height: view.height + 2 * part.y,
    }
    const { scene, highlights, overlay } = content
    const index = indexed(scene)
    const items = index.query(rect)
    const pen: Pen = { context, scene, highlights, palette: currentPalette(), zoom, far: farAt(zoom) }
    const extras = itemsIn(overlay.items, rect)
    const isWhole = items.length === index.size && extras.length === overlay.items.length
    const all = isWhole ? boundsOf([...items, ...extras].map((item) => item.rect)) : null
    // A picture of everything shows all there is to show, wherever the view goes.
    const shown = all && contains(rect, all) ? { x: -1e9, y: -1e9, width: 2e9, height: 2e9 } : rect
    const marks = this.#source.marks?.(scene.document)
    const steps = stepsOf(pen, items, extras, { marks, inHand: overlay.inHand })
    return { canvas, steps, viewport: { x, y, zoom }, rect: shown, count: items.length }
  }
}

interface Extra {
  readonly marks: ReadonlyMap<string, Mark> | undefined
  readonly inHand: string | null
}

function* stepsOf(
  pen: Pen,
  items: readonly Item[],
  extras: readonly OverlayItem[],
  { marks, inHand }: Extra,
): Generator<void> {
  yield* paintUnder(pen, extras)
  yield* paintInSteps(pen, items, marks)
  yield* paintOver(pen, extras, inHand)
}

/** Gives the canvas so many pixels, which also clears it. */
function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width === width && canvas.height === height) return
  canvas.width = width
  canvas.height = height
  canvas.style.width = `${width / window.devicePixelRatio}px`
  canvas.style.height = `${height / window.devicePixelRatio}px`
}

/** Whole pixels: the picture of a pan is then not blurred. */
function marginOf({ width, height }: Camera): readonly [number, number] {
  return [Math.round(width * MARGIN), Math.round(height * MARGIN)]
}

/** Puts the picture where the camera sees it. */
function place(canvas: HTMLCanvasElement, painted: Viewport, camera: Camera): void {
  const scale = camera.zoom / painted.zoom
  const [left, top] = marginOf(camera)
  const x = camera.x - (painted.x + left) * scale
  const y = camera.y - (painted.y + top) * scale
  canvas.style.transform = `translate(${x}px, ${y}px)${scale === 1 ? '' : ` scale(${scale})`}`
}
