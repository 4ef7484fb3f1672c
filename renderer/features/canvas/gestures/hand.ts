/** While the space bar is held over the canvas, the pointer is a hand: it pans, whatever is under it. */

let isHeld = false

export function isHandHeld(): boolean {
  return isHeld
}

/** Follows the space bar on this element; ends with the signal. */
export function followHand(element: HTMLElement, signal: AbortSignal): void {
  const hold = (held: boolean) => {
    isHeld = held
    element.toggleAttribute('data-hand', held)
  }
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target instanceof Element ? event.target : document.body
      if (target === document.body || target === element) hold(true)
    },
    { signal },
  )
  window.addEventListener('keyup', (event) => event.key === ' ' && hold(false), { signal })
  window.addEventListener('blur', () => hold(false), { signal })
  signal.addEventListener('abort', () => hold(false))
}
