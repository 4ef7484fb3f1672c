/** When a person last did something with the window: work that nobody waits for gives way to it. */

/** Milliseconds without a key, a button or the wheel after which the hands rest. */
const REST = 350
const INPUTS = ['keydown', 'pointerdown', 'pointerup', 'wheel'] as const

let usedAt = Number.NEGATIVE_INFINITY

/** Watches the hands; gives what ends it. */
export function watchHands(): () => void {
  const note = () => {
    usedAt = performance.now()
  }
  for (const each of INPUTS) window.addEventListener(each, note, { capture: true, passive: true })
  return () => {
    for (const each of INPUTS) window.removeEventListener(each, note, { capture: true })
  }
}

export function areHandsBusy(): boolean {
  return performance.now() - usedAt < REST
}
