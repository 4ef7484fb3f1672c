import { type RefObject, useEffect, useState } from 'react'
import { titleOf } from '../../../../shared/model/queries.ts'
import { hitOf } from '../gestures/gesture.ts'
import { currentScene } from '../scene.ts'
import { stageStore, useStage } from '../stage/stage-state.ts'
import { cameraStore, canvasPoint } from '../view/camera.ts'
import { hitAt } from './hit.ts'
import styles from './overview.module.css'

const KINDS = { zone: 'zone', line: 'boundary', flow: 'flow', component: '', note: 'note' } as const
const OFFSET = { x: 14, y: 18 } as const

interface Named {
  readonly title: string
  readonly kind: string
  readonly x: number
  readonly y: number
}

/** What is too small to be read says its name. */
export function NameUnderPointer({ surface }: { readonly surface: RefObject<HTMLElement | null> }) {
  const isFar = useStage((state) => state.isFar)
  const [named, setNamed] = useState<Named | null>(null)
  useEffect(() => {
    const element = surface.current
    if (!element || !isFar) return
    const listeners = new AbortController()
    let frame = 0
    const hide = () => {
      cancelAnimationFrame(frame)
      setNamed(null)
    }
    const look = (event: PointerEvent) => {
      cancelAnimationFrame(frame)
      if (event.buttons !== 0 || hitOf(event.target)?.on !== 'pane') return hide()
      frame = requestAnimationFrame(() => setNamed(nameUnder(event, element)))
    }
    const { signal } = listeners
    element.addEventListener('pointermove', look, { signal })
    for (const event of ['pointerdown', 'pointerleave', 'wheel'] as const)
      element.addEventListener(event, hide, { signal, passive: true })
    return () => {
      listeners.abort()
      hide()
      element.style.cursor = ''
    }
  }, [surface, isFar])
  if (!named) return null
  return (
    <div className={styles.name} style={{ transform: `translate(${named.x}px, ${named.y}px)` }} aria-hidden>
      {named.title}
      {named.kind === '' ? null : <span className={styles.kind}>{named.kind}</span>}
    </div>
  )
}

function nameUnder(event: PointerEvent, element: HTMLElement): Named | null {
  const scene = currentScene()
  const item = stageStore.getState().isPicture
    ? hitAt(scene, canvasPoint(event), cameraStore.getState().zoom)
    : null
  element.style.cursor = item ? 'pointer' : ''
  if (!item) return null
  const note = scene.notes.find(({ id }) => `note:${id}` === item.ref)
  const title = note ? note.text : titleOf(scene.document.model, item.ref)
  const box = element.getBoundingClientRect()
  const place = { x: event.clientX - box.left + OFFSET.x, y: event.clientY - box.top + OFFSET.y }
  return { title, kind: KINDS[item.kind], ...place }
}
