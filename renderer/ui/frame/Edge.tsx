import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { cx } from '../classes.ts'
import styles from './Edge.module.css'

const STEP = 24
const PAGE = 5

/** The movable edge of a panel: by mouse, and by the arrow keys when it has the focus. */
export function Edge({
  side,
  label,
  size,
  least,
  most,
  onDrag,
  onSize,
}: {
  /** The side of the panel that moves; the opposite one stays. */
  readonly side: 'top' | 'right'
  readonly label: string
  /** Pixels. */
  readonly size: number
  readonly least: number
  /** Asked anew at each move: it depends on the window. */
  readonly most: () => number
  /** The size while the edge is dragged; null when that ends. */
  readonly onDrag: (size: number | null) => void
  /** A size to remember. */
  readonly onSize: (size: number) => void
}) {
  const start = useRef<{ readonly at: number; readonly size: number } | null>(null)
  const clamp = (wanted: number) => Math.round(Math.max(least, Math.min(wanted, most())))
  const isTop = side === 'top'
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    start.current = { at: isTop ? event.clientY : event.clientX, size }
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const from = start.current
    if (from) onDrag(clamp(from.size + (isTop ? from.at - event.clientY : event.clientX - from.at)))
  }
  const onPointerUp = () => {
    if (start.current) onSize(clamp(size))
    start.current = null
    onDrag(null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const [more, less] = isTop ? ['ArrowUp', 'ArrowDown'] : ['ArrowRight', 'ArrowLeft']
    const steps = { [more]: 1, [less]: -1, PageUp: PAGE, PageDown: -PAGE }[event.key]
    if (steps === undefined) return
    event.preventDefault()
    onSize(clamp(size + steps * STEP))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget, and <hr> is not
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isTop ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={2000}
      className={cx(styles.edge, styles[side])}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    />
  )
}
