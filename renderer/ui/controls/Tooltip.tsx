import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cx } from '../classes.ts'
import { displayKeys } from '../keys.ts'
import styles from './Tooltip.module.css'

const DELAY = 450

/** A short name beside what it wraps, on hover and keyboard focus. The wrapped control has its own name. */
export function Tooltip({
  text,
  shortcut,
  side = 'below',
  children,
}: {
  readonly text: string
  readonly shortcut?: string
  readonly side?: 'below' | 'right'
  readonly children: ReactNode
}) {
  const id = useId()
  const wrap = useRef<HTMLSpanElement>(null)
  const timer = useRef(0)
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const hide = () => {
    window.clearTimeout(timer.current)
    setAt(null)
  }
  const show = () => {
    const rect = wrap.current?.firstElementChild?.getBoundingClientRect()
    if (!rect) return
    setAt(
      side === 'below'
        ? { x: rect.left + rect.width / 2, y: rect.bottom + 6 }
        : { x: rect.right + 8, y: rect.top + rect.height / 2 },
    )
  }
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for what happens to its control
    <span
      ref={wrap}
      className={styles.wrap}
      onPointerEnter={() => {
        window.clearTimeout(timer.current)
        timer.current = window.setTimeout(show, DELAY)
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onKeyDown={hide}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) show()
      }}
      onBlur={hide}
    >
      {children}
      {at ? (
        <span
          id={id}
          // The top layer keeps it out of every panel's clipping.
          popover="manual"
          aria-hidden
          ref={(element) => {
            if (!element) return
            element.showPopover()
            const { width } = element.getBoundingClientRect()
            const left = side === 'below' ? at.x - width / 2 : at.x
            element.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`
          }}
          className={cx(styles.tip, side === 'right' && styles.right)}
          style={{ top: at.y }}
        >
          {text}
          {shortcut === undefined ? null : <Kbd keys={shortcut} />}
        </span>
      ) : null}
    </span>
  )
}

/** A shortcut as keys; `Mod+S` reads Ctrl S or, on a Mac, ⌘ S. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className={styles.keys}>
      {displayKeys(keys).map((key) => (
        <span key={key} className={styles.key}>
          {key}
        </span>
      ))}
    </kbd>
  )
}
