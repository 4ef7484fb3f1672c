/** The diagram: stage and picture draw the scene, gestures and actions change the document. */
import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { stepInOrder } from '../../actions/edit.ts'
import { useComparison } from '../../state/changes/comparison.ts'
import { useDocument } from '../../state/document.ts'
import { setUi, uiStore, useUi } from '../../state/ui.ts'
import { attachView, reveal } from '../../state/view.ts'
import { cx } from '../../ui/classes.ts'
import { Board } from './Board.tsx'
import styles from './Canvas.module.css'
import { ChangesLayer } from './changes/ChangesLayer.tsx'
import { useOverlay } from './changes/overlay-state.ts'
import { ConnectList } from './chrome/ConnectList.tsx'
import { ContextMenu } from './chrome/ContextMenu.tsx'
import { Minimap } from './chrome/Minimap.tsx'
import { ArrangeBar, EmptyHint, GestureLayer, Pages } from './chrome/Overlays.tsx'
import { ToolStrip } from './chrome/ToolStrip.tsx'
import { ViewBars } from './chrome/ViewBars.tsx'
import { ViewStrip } from './chrome/ViewStrip.tsx'
import { ZoneList } from './chrome/ZoneList.tsx'
import { domId } from './elements.ts'
import { farAt } from './far.ts'
import { FindBar } from './find/FindBar.tsx'
import { Guides } from './gestures/guides/Guides.tsx'
import { useGestures } from './gestures/use-gestures.ts'
import { targetOf } from './highlights.ts'
import { Overview } from './overview/Overview.tsx'
import { HATCH } from './parts/flows/CrossingMark.tsx'
import { viewName } from './scene.ts'
import { elementsOf } from './stage/derived/derive.ts'
import { watchHands } from './stage/hands.ts'
import { Stage } from './stage/Stage.tsx'
import { followCamera, resetStage, setStage, setStageSoon, useStage } from './stage/stage-state.ts'
import { useClipboard } from './use-clipboard.ts'
import { useHighlights, useScene } from './use-scene.ts'
import { attachSurface, cameraStore, useCamera } from './view/camera.ts'
import { approach, keepWhole, setWhole } from './view/show.ts'
import { viewFor } from './view/view-adapter.ts'
import { recallView, rememberView } from './view/view-memory.ts'

export function Canvas() {
  const surface = useRef<HTMLDivElement>(null)
  const view = useMemo(() => viewFor(surface), [])
  const [isSized, setSized] = useState(false)
  const path = useDocument((state) => state.path)
  const page = useUi((state) => state.page)
  const wheelPans = useUi((state) => state.settings.wheelPans)
  const tool = useUi((state) => state.tool)
  // Steps in which what tells the story grows against the view.
  const far = useCamera(({ zoom }) => farAt(zoom).step)
  const hasSelection = useUi((state) => state.selection.length > 0)
  useGestures(surface)
  useClipboard()
  useReviewedTarget()
  useApproach()
  useEffect(() => attachView(view), [view])
  useEffect(followCamera, [])
  useEffect(watchHands, [])
  useLayoutEffect(() => {
    const element = surface.current
    if (!element) return
    const end = attachSurface(element, () => keepWhole(() => view.fit(false)))
    setSized(true)
    return end
  }, [view])
  // A model and a page are first shown whole, and then as they were left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: path and page are what the name is made of
  useLayoutEffect(() => {
    const name = viewName()
    if (!recallView(name)) view.fit(false)
    resetStage()
    return () => rememberView(name)
  }, [view, path, page])
  return (
    <div className={styles.canvas}>
      <div
        ref={surface}
        className={cx(styles.surface, tool !== 'select' && styles.crosshair)}
        data-keys="canvas"
        data-tool={tool}
        data-far={far}
        data-selected={hasSelection ? '' : undefined}
        role="application"
        aria-label="Diagram"
        aria-describedby="canvas-help"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys of the diagram
        tabIndex={0}
        onFocus={() => setUi({ workplace: 'canvas' })}
        onKeyDown={walkWithTab}
      >
        <Grid />
        <Overview surface={surface} />
        {isSized ? (
          <Board wheelPans={wheelPans} onHandMove={() => setWhole(false)}>
            <Elements surface={surface} />
            <Changes />
            <GestureLayer />
            <Guides />
          </Board>
        ) : null}
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
      <ZoneList />
      <ViewBars />
      <ArrangeBar />
      <ViewStrip />
      <Minimap />
      <ContextMenu surface={surface} />
    </div>
  )
}

/** Selected elements beyond this many are kept only while they are seen. */
const MOST_KEPT = 60

/** The elements that the page holds: those near the view, and those that a person has in hand. */
const Elements = memo(function Elements({ surface }: { readonly surface: RefObject<HTMLElement | null> }) {
  const scene = useScene()
  const highlights = useHighlights()
  const shown = useStage((state) => state.shown)
  const coverage = useStage((state) => state.coverage)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scene has other elements in view
  useLayoutEffect(() => (uiStore.getState().dragging.size > 0 ? setStageSoon() : setStage()), [scene])
  const { nodes, flows } = useMemo(() => {
    const { selection, renaming } = highlights
    const inHand = [...selection].slice(-MOST_KEPT)
    const refs = [...shown, ...inHand, ...(renaming === null ? [] : [renaming])]
    return elementsOf(scene, highlights, refs, coverage)
  }, [scene, highlights, shown, coverage])
  const active = useUi((state) => state.selection.at(-1))
  // Only of what the page holds: an element of another page, or in a collapsed zone, has no part in it.
  useLayoutEffect(() => {
    const isThere = [...nodes, ...flows].some(({ id }) => id === active)
    if (active === undefined || !isThere) surface.current?.removeAttribute('aria-activedescendant')
    else surface.current?.setAttribute('aria-activedescendant', domId(active))
  }, [surface, active, nodes, flows])
  return <Stage nodes={nodes} flows={flows} />
})

/** What differs from a revision, while that is looked at. */
function Changes() {
  const comparison = useComparison()
  const overlay = useOverlay()
  return comparison?.isNow ? <ChangesLayer comparison={comparison} overlay={overlay} /> : null
}

const GRID = { gap: 24, least: 14 } as const

/**
 * Dots that lie wider apart the farther the view is, so that they stay a quiet ground. A pan moves them as a layer, by
 * less than a gap: to draw them anew in each frame would take longer than all that lies on them.
 */
function Grid() {
  const grid = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    let drawn = 0
    const draw = ({ x, y, zoom }: { x: number; y: number; zoom: number }) => {
      const style = grid.current?.style
      if (!style) return
      let gap = GRID.gap * zoom
      while (gap < GRID.least) gap *= 4
      if (gap !== drawn) style.backgroundSize = `${gap}px ${gap}px`
      drawn = gap
      const within = (value: number) => Math.round((((value - gap / 2) % gap) + gap) % gap)
      style.transform = `translate(${within(x)}px, ${within(y)}px)`
    }
    draw(cameraStore.getState())
    return cameraStore.subscribe(draw)
  }, [])
  return (
    <div className={styles.ground}>
      <div ref={grid} className={styles.grid} />
    </div>
  )
}

/** In Review the canvas follows the threat in hand. */
function useReviewedTarget(): void {
  const threat = useUi((state) => (state.mode === 'review' ? state.focusedThreat : null))
  // Only the target: this is the whole canvas, and a letter that is typed changes the document.
  const target = useDocument(({ history }) =>
    threat === null ? undefined : targetOf(history.present, threat),
  )
  useEffect(() => {
    if (target === undefined) return
    const ref = target.startsWith('boundary:') ? target.slice('boundary:'.length) : target
    // The panel beside it may still be opening.
    const frame = requestAnimationFrame(() => reveal([ref]))
    return () => cancelAnimationFrame(frame)
  }, [target])
}

/** A title is edited where it can be read. */
function useApproach(): void {
  const renaming = useUi((state) => (state.workplace === 'canvas' ? state.renaming : null))
  const isFar = useStage((state) => state.isFar)
  useEffect(() => {
    if (renaming !== null && isFar) approach(renaming)
  }, [renaming, isFar])
}

/** Tab goes through the elements once one is selected, and on to the next control after the last. */
function walkWithTab(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab' || event.target !== event.currentTarget) return
  if (event.altKey || event.ctrlKey || event.metaKey) return
  if (stepInOrder(event.shiftKey ? -1 : 1)) event.preventDefault()
}
