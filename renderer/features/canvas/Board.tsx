/**
 * The adapter to React Flow, and the only file that knows it: it pans and zooms what lies on it. What
 * lies on it is ours: React Flow keeps, measures and culls none of it.
 */
import '@xyflow/react/dist/base.css'
import { ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from '@xyflow/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { attachMover, cameraStore, ZOOMS } from './view/camera.ts'

const PAN_BUTTONS = [1, 2]
const NO_KEY = null

export function Board({
  wheelPans,
  onHandMove,
  children,
}: {
  readonly wheelPans: boolean
  /** A person moved the view, not the program. */
  readonly onHandMove: () => void
  /** What lies on the canvas, in canvas coordinates. */
  readonly children: ReactNode
}) {
  const [start] = useState(() => {
    const { x, y, zoom } = cameraStore.getState()
    return { x, y, zoom }
  })
  const moved = (event: unknown) => {
    if (event) onHandMove()
  }
  return (
    <ReactFlowProvider>
      <ReactFlow
        defaultViewport={start}
        onViewportChange={showCamera}
        onMoveStart={moved}
        onMove={moved}
        minZoom={ZOOMS.least}
        maxZoom={ZOOMS.most}
        disableKeyboardA11y
        deleteKeyCode={NO_KEY}
        selectionKeyCode={NO_KEY}
        multiSelectionKeyCode={NO_KEY}
        panActivationKeyCode="Space"
        panOnDrag={PAN_BUTTONS}
        panOnScroll={wheelPans}
        zoomOnScroll={!wheelPans}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: true }}
      >
        <Mover />
        <Layer />
        <ViewportPortal>{children}</ViewportPortal>
      </ReactFlow>
    </ReactFlowProvider>
  )
}

function Mover() {
  const { setViewport } = useReactFlow()
  useEffect(
    () => attachMover((viewport, duration) => void setViewport(viewport, { duration })),
    [setViewport],
  )
  return null
}

/** Milliseconds after which a movement has ended, and how far a layer is stretched before it is drawn anew. */
const REST = 120
const STRETCH = 1.4

/**
 * While the view moves, what lies on it is one layer: a pan then draws only what comes into view, and a
 * zoom stretches it. At rest it is drawn as it is, and nothing has to be sorted into layers. What moves along reads
 * `data-moving` of the surface.
 */
function Layer() {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const layer = place.current?.closest('.react-flow')?.querySelector<HTMLElement>('.react-flow__viewport')
    const surface = layer?.closest('[role="application"]')
    if (!layer || !surface) return
    const setMoving = (is: boolean) => {
      layer.style.willChange = is ? 'transform' : 'auto'
      surface.toggleAttribute('data-moving', is)
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    let drawnAt = cameraStore.getState().zoom
    const rest = () => {
      drawnAt = cameraStore.getState().zoom
      setMoving(false)
    }
    const end = cameraStore.subscribe(({ zoom }) => {
      clearTimeout(timer)
      timer = setTimeout(rest, REST)
      const stretch = zoom / drawnAt
      if (stretch > STRETCH || stretch < 1 / STRETCH) rest()
      else setMoving(true)
    })
    return () => {
      end()
      clearTimeout(timer)
    }
  }, [])
  return <span ref={place} hidden />
}

function showCamera({ x, y, zoom }: { x: number; y: number; zoom: number }): void {
  cameraStore.setState({ x, y, zoom })
}
