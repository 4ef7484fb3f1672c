import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Rows kept above and below what is visible, so that a scroll does not show a gap. */
const SPARE = 10

export interface RowWindow {
  /** Put it on the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly first: number
  /** Behind the last row to draw. */
  readonly end: number
}

/**
 * Which rows of a long list need to be drawn. All rows have the height `row` in pixels and begin
 * `head` pixels below the top of what scrolls; the row `active` is scrolled into view when it changes.
 */
export function useWindow(count: number, row: number, head: number, active: number): RowWindow {
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const read = () =>
      setView((before) =>
        before.top === element.scrollTop && before.height === element.clientHeight
          ? before
          : { top: element.scrollTop, height: element.clientHeight },
      )
    read()
    const resized = new ResizeObserver(read)
    resized.observe(element)
    element.addEventListener('scroll', read, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', read)
    }
  }, [])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || active < 0) return
    const top = active * row
    const room = element.clientHeight - head
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + row > element.scrollTop + room) element.scrollTop = top + row - room
  }, [active, row, head])
  const first = Math.max(0, Math.floor(view.top / row) - SPARE)
  return { scroller, first, end: Math.min(count, Math.ceil((view.top + view.height) / row) + SPARE) }
}

/** Stands in a table's body for the rows that are not drawn. */
export function Gap({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}
