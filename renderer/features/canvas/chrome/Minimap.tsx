import { useReactFlow, useViewport } from '@xyflow/react'
import { type PointerEvent, type RefObject, useMemo, useRef } from 'react'
import { noteRect } from '../../../../shared/model/drawing/page.ts'
import { boundsOf, type Rect } from '../../../../shared/model/geometry.ts'
import { useUi } from '../../../state/ui.ts'
import type { Scene } from '../scene.ts'
import styles from './chrome.module.css'

const SIZE = { width: 200, height: 144 } as const
const MARGIN = 0.06

/**
 * The whole diagram small, with what is visible; press or drag to go there. Two paths, whatever the
 * number of components: React Flow's own keeps an element for each and follows every change with all.
 */
export function Minimap({
  scene,
  surface,
}: {
  readonly scene: Scene
  readonly surface: RefObject<HTMLElement | null>
}) {
  const isShown = useUi((state) => state.settings.minimap)
  const map = useMemo(() => mapOf(scene), [scene])
  return isShown && map ? <Picture map={map} surface={surface} /> : null
}

function Picture({
  map,
  surface,
}: {
  readonly map: Overview
  readonly surface: RefObject<HTMLElement | null>
}) {
  const { x, y, zoom } = useViewport()
  const flow = useReactFlow()
  const isHeld = useRef(false)
  const width = (surface.current?.clientWidth ?? 0) / zoom
  const height = (surface.current?.clientHeight ?? 0) / zoom
  const { box } = map
  const go = (event: PointerEvent<SVGSVGElement>) => {
    const matrix = event.currentTarget.getScreenCTM()?.inverse()
    if (!matrix) return
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
    void flow.setViewport({ x: (width / 2 - at.x) * zoom, y: (height / 2 - at.y) * zoom, zoom })
  }
  return (
    <svg
      className={styles.minimap}
      {...SIZE}
      viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
      role="img"
      aria-label="Minimap"
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
      <path className={styles.mapZones} d={map.zones} />
      <path className={styles.mapLines} d={map.lines} />
      <path className={styles.mapNotes} d={map.notes} />
      <path className={styles.mapComponents} d={map.components} />
      <rect className={styles.mapView} x={-x / zoom} y={-y / zoom} width={width} height={height} />
    </svg>
  )
}

interface Overview {
  readonly box: Rect
  readonly zones: string
  readonly components: string
  readonly lines: string
  readonly notes: string
}

function mapOf({ document, rects, drawing, notes }: Scene): Overview | null {
  const remarks = notes.map(noteRect)
  const bounds = boundsOf([...rects.values(), ...remarks])
  if (!bounds) return null
  const by = Math.max(bounds.width, bounds.height) * MARGIN + 40
  const drawn = (ids: readonly { readonly id: string }[]) =>
    ids.map(({ id }) => pathOf(rects.get(id))).join('')
  return {
    box: { x: bounds.x - by, y: bounds.y - by, width: bounds.width + 2 * by, height: bounds.height + 2 * by },
    zones: drawn(document.model.boundaries),
    components: drawn(document.model.components),
    lines: [...drawing.lines.values()].map((line) => line.curve).join(''),
    notes: remarks.map(pathOf).join(''),
  }
}

function pathOf(rect: Rect | undefined): string {
  return rect ? `M${rect.x},${rect.y}h${rect.width}v${rect.height}h${-rect.width}z` : ''
}
