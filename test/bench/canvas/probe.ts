// What is measured inside the page, by its own clock: nothing of the way from here to the browser is in a figure.
import type { Page } from 'playwright-core'

interface Probe {
  /** Takes the time from the next click until the diagram of this title is there and two frames in a row were quick. */
  watchOpening(title: string, elements: number): void
  /** Takes the time from the next key of a save until no edit is unsaved. */
  watchSaving(): void
  /** What was watched last, in ms. */
  took(): Promise<number>
  startFrames(): void
  /** What passed between the frames since `startFrames`, in ms. */
  stopFrames(): readonly number[]
  startEvents(): void
  /** The longest Event Timing duration since `startEvents`, in ms; 8 where none reached the 16 of the interface. */
  longestEvent(): number
}

declare global {
  interface Window {
    bench: Probe
  }
}

/** In every page of the context that is opened from now on. */
export async function addProbe(context: {
  addInitScript(script: () => void): Promise<unknown>
}): Promise<void> {
  await context.addInitScript(installProbe)
}

/** Runs the work and gives the frames of the page meanwhile. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => window.bench.startFrames())
  await work()
  return page.evaluate(() => window.bench.stopFrames())
}

const MOST = 120_000

/** What the page measures, unless that never comes: a bench that hangs tells nothing. */
export async function within<T>(what: string, measured: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not end within ${MOST / 1000} s`)), MOST)
  })
  return Promise.race([measured, late]).finally(() => clearTimeout(timer))
}

/** Runs in the page, so it knows nothing of this file. */
function installProbe(): void {
  const quick = 50
  /** So many frames without change are the end where a view does not show the whole. */
  const still = 30
  let frames: number[] = []
  let handle = 0
  let longest = 8
  let watched: Promise<number> = Promise.reject(new Error('nothing is watched'))
  watched.catch(() => {})
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration)
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)

  /** The time from the next such event to the end that `isDone` tells, which is asked with each frame. */
  const after = (
    type: 'click' | 'keydown',
    isWanted: (event: Event) => boolean,
    isDone: (now: number, took: number) => number | null,
  ) =>
    new Promise<number>((resolve) => {
      const begin = (event: Event) => {
        if (!isWanted(event)) return
        window.removeEventListener(type, begin, { capture: true })
        let last = performance.now()
        const step = () => {
          const now = performance.now()
          const end = isDone(now, now - last)
          last = now
          if (end === null) requestAnimationFrame(step)
          else resolve(end - event.timeStamp)
        }
        requestAnimationFrame(step)
      }
      window.addEventListener(type, begin, { capture: true })
    })

  const isArranging = () =>
    [...document.querySelectorAll('[role="status"]')].some((each) => each.textContent?.includes('Arranging'))

  window.bench = {
    watchOpening(title, elements) {
      let [calm, same, since, before] = [0, 0, 0, '']
      watched = after(
        'click',
        () => true,
        (now, took) => {
          const surface = document.querySelector('[role="application"]')
          const nodes = surface?.querySelectorAll('.react-flow__node').length ?? 0
          const view = surface?.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform ?? ''
          const overview = [...(surface?.querySelectorAll('canvas') ?? [])].some((each) =>
            each.checkVisibility(),
          )
          const state = `${nodes} ${view} ${overview}`
          const isShown = document.title.startsWith(title) && !isArranging()
          const isThere = isShown && (nodes > 0 || overview)
          if (!isThere || state !== before) [same, since] = [0, now]
          else same += 1
          before = state
          calm = isThere && took < quick && same > 0 ? calm + 1 : 0
          if (calm >= 2 && (overview || nodes >= elements)) return now
          return same >= still ? since : null
        },
      )
    },
    watchSaving() {
      const isKey = (event: Event) => event instanceof KeyboardEvent && event.key === 's'
      watched = after('keydown', isKey, (now) =>
        document.querySelector('[title="Unsaved changes"]') ? null : now,
      )
    },
    took: () => watched,
    startFrames() {
      frames = []
      let last = performance.now()
      const step = () => {
        const now = performance.now()
        frames.push(now - last)
        last = now
        handle = requestAnimationFrame(step)
      }
      handle = requestAnimationFrame(step)
    },
    stopFrames() {
      cancelAnimationFrame(handle)
      return frames
    },
    startEvents() {
      longest = 8
    },
    longestEvent: () => longest,
  }
}
