/**
 * The adapter to React Flow, and the only file that knows it: it pans and zooms what lies on it. What
 * lies on it is ours: React Flow keeps, measures and culls none of it.
 */
import '@xyflow/react/dist/base.css'
import { ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal } from '@xyflow/react'
import { type ReactNode, useEffect, useState } from 'react'
import { attachMover, cameraStore, ZOOMS } from './camera.ts'

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

function showCamera({ x, y, zoom }: { x: number; y: number; zoom: number }): void {
  cameraStore.setState({ x, y, zoom })
}
