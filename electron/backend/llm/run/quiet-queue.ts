/**
 * Work that waits until nothing more urgent comes. Replies tend to arrive together, and reading the first of them
 * would hold up the requests that the others make room for.
 */

/** Without a further arrival. */
const QUIET_MS = 5
const LONGEST_WAIT_MS = 50

export interface QuietQueue {
  /** Resolves when the work was done, and rejects with what it throws. */
  add(work: () => void): Promise<void>
  /** Does all that waits before it returns. */
  finish(): void
}

/** In the order in which it came, one piece at a time with room for others between. */
export function createQuietQueue(): QuietQueue {
  const waiting: (() => void)[] = []
  let since = 0
  let timer: NodeJS.Timeout | undefined
  let next: NodeJS.Immediate | undefined

  const step = () => {
    next = undefined
    waiting.shift()?.()
    if (waiting.length > 0) next = setImmediate(step)
  }
  const start = () => {
    timer = undefined
    step()
  }
  return {
    add: (work) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) since = performance.now()
        waiting.push(() => {
          try {
            resolve(work())
          } catch (error) {
            reject(error)
          }
        })
        if (next) return
        const isLate = performance.now() - since > LONGEST_WAIT_MS
        if (timer && isLate) return
        clearTimeout(timer)
        timer = setTimeout(start, QUIET_MS)
      }),
    finish() {
      clearTimeout(timer)
      clearImmediate(next)
      timer = undefined
      next = undefined
      for (const work of waiting.splice(0)) work()
    },
  }
}
