/**
 * Who may talk to the loopback host. Every local program and every web page can reach the port, so
 * only the holder of a one-time code gets a token, and only the holder of the token gets in. Nothing
 * is a cookie: a browser sends those to every port of the machine.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const SECRET_BYTES = 32
/** Wrong secrets that are answered as such before the answer becomes "too many". */
const MAX_FAILURES = 30
const WINDOW_MS = 60_000

export interface Auth {
  /** A new code for the fragment of a launch link. The code before it no longer works. */
  issueCode(): string
  /** The session's token for the current code, once; null for anything else. */
  exchange(code: string): string | null
  isToken(token: string): boolean
  /** Notes a wrong secret. True when there were too many in the last minute. */
  fail(): boolean
}

/** `now` gives milliseconds. Secrets live in memory only; tokens end with the process. */
export function createAuth(now: () => number = Date.now): Auth {
  let code: Buffer | null = null
  const tokens: Buffer[] = []
  let failures: number[] = []
  return {
    issueCode() {
      const issued = newSecret()
      code = digest(issued)
      return issued
    },
    exchange(given) {
      if (code === null || !timingSafeEqual(code, digest(given))) return null
      code = null
      const token = newSecret()
      tokens.push(digest(token))
      return token
    },
    isToken(given) {
      const wanted = digest(given)
      return tokens.some((token) => timingSafeEqual(token, wanted))
    },
    fail() {
      const since = now() - WINDOW_MS
      failures = [...failures.filter((time) => time > since).slice(-MAX_FAILURES), now()]
      return failures.length > MAX_FAILURES
    },
  }
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** Equal lengths, so that comparing takes the same time whatever was sent. */
function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
