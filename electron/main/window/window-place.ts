/** Remembers where windows stand, for the whole app: the next one opens where the last was. */
import { type BrowserWindow, screen } from 'electron'
import { createQueue } from '../../backend/queue.ts'
import { createStored } from '../../backend/settings/stored.ts'
import { placeWindow, type Rect, type WindowPlace, windowPlaceSchema } from './bounds.ts'

const SETTLE_MS = 300

export interface WindowPlaces {
  /** For a new window beside those that are open. */
  next(open: readonly BrowserWindow[]): WindowPlace
  follow(window: BrowserWindow): void
  /** What is still being written; null when nothing is. */
  waiting(): Promise<unknown> | null
}

/** Reads what is stored in the settings folder; bounds that no display shows are corrected when used. */
export async function loadWindowPlaces(settings: string): Promise<WindowPlaces> {
  const stored = createStored(settings, 'window', windowPlaceSchema)
  const inTurn = createQueue()
  let last = await stored.read()
  let writes = 0
  let latest: Promise<unknown> = Promise.resolve()

  const remember = (window: BrowserWindow) => {
    const next = { bounds: toRect(window.getNormalBounds()), maximized: window.isMaximized() }
    if (JSON.stringify(next) === JSON.stringify(last)) return
    last = next
    writes += 1
    // Where a window stood is not worth a word when it cannot be stored.
    latest = inTurn(() => stored.write(next).catch(() => {})).finally(() => {
      writes -= 1
    })
  }

  return {
    next(open) {
      const primary = screen.getPrimaryDisplay()
      const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
      const areas = [primary, ...others].map(({ workArea }) => workArea)
      const taken = open.map((window) => toRect(window.getNormalBounds()))
      return { bounds: placeWindow(last?.bounds, areas, taken), maximized: last?.maximized ?? false }
    },
    follow(window) {
      let timer: NodeJS.Timeout | undefined
      const settle = () => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          if (!window.isDestroyed() && window.isVisible()) remember(window)
        }, SETTLE_MS)
      }
      window.on('resize', settle)
      window.on('move', settle)
      window.on('close', () => {
        if (window.isVisible()) remember(window)
      })
      window.on('closed', () => clearTimeout(timer))
    },
    waiting: () => (writes > 0 ? latest : null),
  }
}

function toRect({ x, y, width, height }: Rect): Rect {
  return { x, y, width, height }
}
