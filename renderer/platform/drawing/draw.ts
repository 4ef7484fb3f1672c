/** Lets Mermaid draw a text in a frame that has no origin, no network and a time limit. */
import styles from './draw.module.css'
import { type Answer, type Ask, MAX_REASON, MAX_SVG, MAX_TEXT } from './messages.ts'

/** What a drawing may take once Mermaid is loaded; hosts that draw it for readers wait no longer. */
const DRAWING_MS = 5000
/** Mermaid is megabytes of script. */
const LOADING_MS = 15_000

export type Drawn =
  /** To be shown as an image, where nothing in it can run or load. */
  | { readonly kind: 'picture'; readonly svg: Blob }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'late' }
  | { readonly kind: 'not-loaded' }

/** Never rejects. Nothing of the frame is left once this is settled; `signal` ends it early, as `late`. */
export function drawWithMermaid(text: string, signal: AbortSignal): Promise<Drawn> {
  if (text.length > MAX_TEXT) return Promise.resolve({ kind: 'too-large' })
  return new Promise((resolve) => {
    const frame = document.createElement('iframe')
    const { port1: answers, port2: port } = new MessageChannel()
    const end = (drawn: Drawn) => {
      window.clearTimeout(limit)
      signal.removeEventListener('abort', stop)
      answers.close()
      frame.remove()
      resolve(drawn)
    }
    const stop = () => end({ kind: 'late' })
    let limit = window.setTimeout(() => end({ kind: 'not-loaded' }), LOADING_MS)
    signal.addEventListener('abort', stop)
    // Only the frame ever holds the other port, so nobody else can answer.
    answers.onmessage = ({ data }) => end(parseAnswer(data))
    frame.sandbox.add('allow-scripts')
    frame.className = styles.frame ?? ''
    frame.title = 'Mermaid is drawing'
    frame.tabIndex = -1
    frame.setAttribute('aria-hidden', 'true')
    frame.addEventListener(
      'load',
      () => {
        window.clearTimeout(limit)
        limit = window.setTimeout(stop, DRAWING_MS)
        const ask: Ask = { draw: text }
        // A frame without an origin can be named by no other target.
        frame.contentWindow?.postMessage(ask, '*', [port])
      },
      { once: true },
    )
    frame.src = new URL('drawing/frame.html', document.baseURI).href
    document.body.append(frame)
  })
}

function parseAnswer(data: unknown): Drawn {
  const answer: Partial<Record<keyof (Answer & { svg: string; reason: string }), unknown>> =
    typeof data === 'object' && data !== null ? data : {}
  const { svg, reason } = answer
  if (typeof svg === 'string' && svg.startsWith('<svg')) {
    return svg.length > MAX_SVG
      ? { kind: 'too-large' }
      : { kind: 'picture', svg: new Blob([svg], { type: 'image/svg+xml' }) }
  }
  return { kind: 'refused', reason: typeof reason === 'string' ? reason.slice(0, MAX_REASON) : '' }
}
