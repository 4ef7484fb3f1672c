/**
 * The diagram on one canvas, seen while the view is far away or its elements are not in the page yet.
 * It holds a margin around the view: a pan moves it, and a large one is scaled while a zoom lasts.
 */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useOverlay } from '../changes/overlay-state.ts'
import { useHighlights, useScene } from '../use-scene.ts'
import { NameUnderPointer } from './NameUnderPointer.tsx'
import styles from './overview.module.css'
import { Painter } from './painting/painter.ts'

export function Overview({ surface }: { readonly surface: RefObject<HTMLElement | null> }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [painter] = useState(() => new Painter())
  const scene = useScene()
  const highlights = useHighlights()
  useLayoutEffect(() => painter.attach(canvas.current), [painter])
  const overlay = useOverlay()
  useLayoutEffect(() => painter.show(scene, highlights, overlay), [painter, scene, highlights, overlay])
  return (
    <>
      <canvas ref={canvas} className={styles.picture} aria-hidden />
      <NameUnderPointer surface={surface} />
    </>
  )
}
