/** The diagram: React Flow draws what elements.ts derives, gestures and actions change the document. */
import '@xyflow/react/dist/base.css'
import { Background, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import { stepInOrder } from '../../actions/edit.ts'
import { useDocument } from '../../state/document.ts'
import { foundRefs, useFind } from '../../state/find/find.ts'
import { setUi, useUi } from '../../state/ui.ts'
import { attachView, fitView, reveal } from '../../state/view.ts'
import { cx } from '../../ui/classes.ts'
import styles from './Canvas.module.css'
import { setCanvas, useCanvas } from './canvas-state.ts'
import { ConnectList } from './chrome/ConnectList.tsx'
import { Minimap } from './chrome/Minimap.tsx'
import { ArrangeBar, EmptyHint, GestureLayer, Pages } from './chrome/Overlays.tsx'
import { ToolStrip } from './chrome/ToolStrip.tsx'
import { ViewStrip } from './chrome/ViewStrip.tsx'
import { type CanvasEdge, type CanvasNode, domId, edgesOf, nodesOf } from './elements.ts'
import { FindBar } from './find/FindBar.tsx'
import { useGestures } from './gestures/use-gestures.ts'
import { litElements, targetOf } from './highlights.ts'
import { ComponentNode } from './parts/ComponentNode.tsx'
import { HATCH } from './parts/CrossingMark.tsx'
import { FlowEdge } from './parts/FlowEdge.tsx'
import { LineNode } from './parts/LineNode.tsx'
import { NoteNode } from './parts/NoteNode.tsx'
import { ZoneNode } from './parts/ZoneNode.tsx'
import { currentScene, type Scene } from './scene.ts'
import { useClipboard } from './use-clipboard.ts'
import { keepWhole, viewOf, viewWasMoved, ZOOMS } from './view-adapter.ts'

const NODE_TYPES = { component: ComponentNode, zone: ZoneNode, line: LineNode, note: NoteNode }
const EDGE_TYPES = { flow: FlowEdge }
const PAN_BUTTONS = [1, 2]

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Surface />
    </ReactFlowProvider>
  )
}

function Surface() {
  const surface = useRef<HTMLDivElement>(null)
  const flow = useReactFlow<CanvasNode, CanvasEdge>()
  const path = useDocument((state) => state.path)
  const page = useUi((state) => state.page)
  const settings = useUi((state) => state.settings)
  const tool = useUi((state) => state.tool)
  const selection = useUi((state) => state.selection)
  const { scene, nodes, edges } = useElements()
  useGestures(surface, flow)
  useClipboard()
  useReviewedTarget()
  useEffect(() => attachView(viewOf(flow, surface)), [flow])
  // A model and a page are first shown whole.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what it waits for
  useEffect(() => {
    const frame = requestAnimationFrame(fitView)
    return () => cancelAnimationFrame(frame)
  }, [path, page])
  useEffect(() => {
    const observer = new ResizeObserver(() => keepWhole(fitView))
    if (surface.current) observer.observe(surface.current)
    return () => observer.disconnect()
  }, [])
  const active = selection.at(-1)
  return (
    <div className={styles.canvas}>
      <div
        ref={surface}
        className={cx(styles.surface, tool !== 'select' && styles.crosshair)}
        data-keys="canvas"
        data-tool={tool}
        data-selected={active === undefined ? undefined : ''}
        role="application"
        aria-label="Diagram"
        aria-describedby="canvas-help"
        aria-activedescendant={active === undefined || active.includes('>') ? undefined : domId(active)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys of the diagram
        tabIndex={0}
        onFocus={() => setUi({ workplace: 'canvas' })}
        onKeyDown={walkWithTab}
      >
        <ReactFlow<CanvasNode, CanvasEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onMove={(event, { zoom }) => {
            if (event) viewWasMoved()
            setCanvas({ zoom })
          }}
          minZoom={ZOOMS.least}
          maxZoom={ZOOMS.most}
          onlyRenderVisibleElements
          zIndexMode="manual"
          elevateNodesOnSelect={false}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode="Space"
          panOnDrag={PAN_BUTTONS}
          panOnScroll={settings.wheelPans}
          zoomOnScroll={!settings.wheelPans}
          zoomOnDoubleClick={false}
          proOptions={{ hideAttribution: true }}
        >
          <Background gap={24} size={1.2} color="var(--grid)" />
          <GestureLayer />
        </ReactFlow>
        <svg className={styles.defs} aria-hidden>
          <defs>
            <pattern
              id={HATCH}
              width="4"
              height="4"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <path d="M0,0V4" className={styles.hatch} />
            </pattern>
          </defs>
        </svg>
      </div>
      <p id="canvas-help" className={styles.help}>
        Tab and Alt with an arrow key walk through the diagram. C connects from the selection, Enter renames
        it.
      </p>
      <EmptyHint />
      <Pages />
      <ToolStrip />
      <ConnectList />
      <FindBar />
      <ArrangeBar />
      <ViewStrip />
      <Minimap scene={scene} surface={surface} />
    </div>
  )
}

/** Nodes and edges of the stores as they are. */
function useElements(): { scene: Scene; nodes: CanvasNode[]; edges: CanvasEdge[] } {
  const document = useDocument((state) => state.history.present)
  const { density } = useUi((state) => state.settings)
  const dragging = useUi((state) => state.dragging)
  const page = useUi((state) => state.page)
  const selection = useUi((state) => state.selection)
  const renaming = useUi((state) => (state.workplace === 'canvas' ? state.renaming : null))
  const focusedThreat = useUi((state) => (state.mode === 'review' ? state.focusedThreat : null))
  const resizing = useCanvas((state) => state.resizing)
  const routing = useCanvas((state) => state.routing)
  const dropZone = useCanvas((state) => state.dropZone)
  const target = useCanvas((state) => state.target ?? state.wire?.over ?? null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scene is computed from these stores
  const scene = useMemo(currentScene, [document, density, dragging, page, resizing, routing])
  const sought = useFind(({ isOpen, query }) => (isOpen ? query : ''))
  const lit = useMemo(
    () => litElements(document, selection, focusedThreat, foundRefs(document, sought)),
    [document, selection, focusedThreat, sought],
  )
  return useMemo(() => {
    const detailed = density === 'detailed'
    const highlights = { selection: new Set(selection), lit, renaming, dropZone, target, detailed }
    return { scene, nodes: nodesOf(scene, highlights), edges: edgesOf(scene, highlights) }
  }, [scene, selection, lit, renaming, dropZone, target, density])
}

/** In Review the canvas follows the threat in hand. */
function useReviewedTarget(): void {
  const threat = useUi((state) => (state.mode === 'review' ? state.focusedThreat : null))
  const document = useDocument((state) => state.history.present)
  const target = threat === null ? undefined : targetOf(document, threat)
  useEffect(() => {
    if (target === undefined) return
    const ref = target.startsWith('boundary:') ? target.slice('boundary:'.length) : target
    // The panel beside it may still be opening.
    const frame = requestAnimationFrame(() => reveal([ref]))
    return () => cancelAnimationFrame(frame)
  }, [target])
}

/** Tab goes through the elements once one is selected, and on to the next control after the last. */
function walkWithTab(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab' || event.target !== event.currentTarget) return
  if (event.altKey || event.ctrlKey || event.metaKey) return
  if (stepInOrder(event.shiftKey ? -1 : 1)) event.preventDefault()
}
