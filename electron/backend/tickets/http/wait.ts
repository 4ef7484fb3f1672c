/** How long to wait before a request is sent again, in milliseconds. */

/** A limit that lasts longer ends the run: a person had better come back than watch it stand. */
export const LONGEST_WAIT = 120_000
const FIRST = 250

/** After the `tries`-th failure: doubles each time. */
export function backoff(tries: number): number {
  return Math.min(FIRST * 2 ** (tries - 1), 8000)
}

/** A request whose answer was lost may be worked on for so long: GitHub ends it after ten seconds, others later. */
export const SETTLE = 30_000

/** GitHub asks for so long where it names a limit and no time. */
const UNTOLD = 60_000

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** What a rate limit asks for; null where the answer is none. `now` in milliseconds since 1970. */
export function limitWait({ status, headers, text }: Answer, tries: number, now: number): number | null {
  const asked = retryAfter(headers.get('retry-after'), now)
  const isSpent = headers.get('x-ratelimit-remaining') === '0'
  // GitHub answers 403 to both: one with a right missing carries neither header, and does not say so in words.
  const isNamed = status === 403 && /\bsecondary rate limit\b/iu.test(text)
  if (status !== 429 && !(status === 403 && (asked !== null || isSpent || isNamed))) return null
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'))
  if (asked !== null) return asked
  if (isSpent && reset > 0) return Math.max(1000, reset * 1000 - now)
  return isNamed ? UNTOLD : backoff(tries) * 20
}

/** Seconds, or a date; null for anything else. */
function retryAfter(text: string | null, now: number): number | null {
  if (text === null) return null
  if (/^\d+$/.test(text.trim())) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** Rejects with the signal's reason when it is aborted meanwhile. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const end = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end)
      resolve()
    }, milliseconds)
    signal.addEventListener('abort', end, { once: true })
  })
}
