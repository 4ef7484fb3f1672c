import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef } from 'react'
import { noteRect } from '../../../../shared/model/drawing/page.ts'
import { boundsOf, type Rect } from '../../../../shared/model/geometry.ts'
import { useUi } from '../../../state/ui.ts'
import { canvasView } from '../../../state/view.ts'
import { currentPalette, watchPalette } from '../overview/painting/palette.ts'
import type { Scene } from '../scene.ts'
import { useScene } from '../use-scene.ts'
import { cameraStore, moveCamera, viewOf } from '../view/camera.ts'
import { duration, setWhole } from '../view/show.ts'
import styles from './chrome.module.css'

const SIZE = { width: 200, height: 144 } as const
const MARGIN = 0.06
/** Milliseconds between two drawings while something is dragged. */
const PACE = 120

/** The whole diagram small, with what is visible; press or drag to go there. */
export function Minimap() {
  const isShown = useUi((state) => state.settings.minimap)
  return isShown ? <Picture /> : null
}

function Picture() {
  const scene = useScene()
  const picture = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const latest = useRef<{ box: Rect | null; scene: Scene }>({ box: null, scene })
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const isHeld = useRef(false)
  const draw = useRef(() => {
    timer.current = undefined
    const { current } = latest
    current.box = mapBox(current.scene)
    if (picture.current && current.box) paint(picture.current, current.scene, current.box)
    if (frame.current && current.box) placeFrame(frame.current, current.box)
  }).current
  useLayoutEffect(() => {
    const isFirst = latest.current.box === null
    latest.current.scene = scene
    if (isFirst) draw()
    else timer.current ??= setTimeout(draw, PACE)
  }, [scene, draw])
  useEffect(() => {
    const endTheme = watchPalette(draw)
    const endCamera = cameraStore.subscribe(() => {
      if (frame.current && latest.current.box) placeFrame(frame.current, latest.current.box)
    })
    return () => {
      endTheme()
      endCamera()
      clearTimeout(timer.current)
    }
  }, [draw])
  const go = (event: PointerEvent<HTMLElement>) => {
    const { box } = latest.current
    if (!box) return
    const map = event.currentTarget.getBoundingClientRect()
    const scale = scaleOf(box)
    const { width, height, zoom } = cameraStore.getState()
    const x = box.x + (event.clientX - map.left - inset(SIZE.width, box.width, scale)) / scale
    const y = box.y + (event.clientY - map.top - inset(SIZE.height, box.height, scale)) / scale
    setWhole(false)
    moveCamera({ x: width / 2 - x * zoom, y: height / 2 - y * zoom, zoom })
  }
  return (
    <div
      className={styles.minimap}
      style={SIZE}
      role="application"
      aria-label="Minimap"
      aria-description="Arrow keys move the view, plus and minus zoom."
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys that move the view
      tabIndex={0}
      onKeyDown={takeKey}
      onPointerDown={(event) => {
        isHeld.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={(event) => isHeld.current && go(event)}
      onPointerUp={() => {
        isHeld.current = false
      }}
    >
      <canvas ref={picture} style={SIZE} />
      <div ref={frame} className={styles.mapView} />
    </div>
  )
}

/** Of what is seen: so much an arrow key moves on. */
const STEP = 0.25
const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

function takeKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { x, y, zoom, width, height } = cameraStore.getState()
  const arrow = ARROWS[event.key]
  if (arrow) {
    setWhole(false)
    moveCamera({ x: x + arrow[0] * width * STEP, y: y + arrow[1] * height * STEP, zoom }, duration())
  } else if (event.key === '+' || event.key === '=') canvasView()?.zoomBy(1.25)
  else if (event.key === '-') canvasView()?.zoomBy(0.8)
  else return
  event.preventDefault()
}

function mapBox({ rects, notes }: Scene): Rect | null {
  const bounds = boundsOf([...rects.values(), ...notes.map(noteRect)])
  if (!bounds) return null
  const by = Math.max(bounds.width, bounds.height) * MARGIN + 40
  return { x: bounds.x - by, y: bounds.y - by, width: bounds.width + 2 * by, height: bounds.height + 2 * by }
}

function scaleOf(box: Rect): number {
  return Math.min(SIZE.width / box.width, SIZE.height / box.height)
}

function inset(room: number, size: number, scale: number): number {
  return (room - size * scale) / 2
}

/** Keeps the frame around what is visible; the drawing under it stays. */
function placeFrame(frame: HTMLElement, box: Rect): void {
  const scale = scaleOf(box)
  const view = viewOf(cameraStore.getState())
  const x = inset(SIZE.width, box.width, scale) + (view.x - box.x) * scale
  const y = inset(SIZE.height, box.height, scale) + (view.y - box.y) * scale
  frame.style.transform = `translate(${x}px, ${y}px)`
  frame.style.width = `${Math.max(3, view.width * scale)}px`
  frame.style.height = `${Math.max(3, view.height * scale)}px`
}

function paint(canvas: HTMLCanvasElement, { document, rects, drawing, notes }: Scene, box: Rect): void {
  const ratio = window.devicePixelRatio
  canvas.width = SIZE.width * ratio
  canvas.height = SIZE.height * ratio
  const context = canvas.getContext('2d')
  if (!context) return
  const palette = currentPalette()
  const scale = scaleOf(box)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.translate(inset(SIZE.width, box.width, scale), inset(SIZE.height, box.height, scale))
  context.scale(scale, scale)
  context.translate(-box.x, -box.y)
  const [zones, parts, remarks, lines] = [new Path2D(), new Path2D(), new Path2D(), new Path2D()]
  const add = (path: Path2D, rect: Rect | undefined) =>
    rect && path.rect(rect.x, rect.y, rect.width, rect.height)
  for (const { id } of document.model.boundaries) add(zones, rects.get(id))
  for (const { id } of document.model.components) add(parts, rects.get(id))
  for (const note of notes) add(remarks, noteRect(note))
  for (const { curve } of drawing.lines.values()) lines.addPath(new Path2D(curve))
  context.fillStyle = palette.trustTint
  context.fill(zones)
  context.lineWidth = 1 / scale
  context.strokeStyle = palette.trust
  context.globalAlpha = 0.6
  context.stroke(zones)
  context.globalAlpha = 1
  context.stroke(lines)
  context.fillStyle = palette.hairline
  context.fill(remarks)
  context.fillStyle = palette.edge
  context.fill(parts)
}
