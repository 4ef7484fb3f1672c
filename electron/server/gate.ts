/** What every request must satisfy before anything looks at what it asks for. Node lets most of this through. */
import type { IncomingMessage } from 'node:http'

export interface Refusal {
  readonly status: number
  readonly reason: string
}

const HOST = /^(\[::1\]|[a-z0-9.-]+)(?::\d{1,5})?$/i
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']
/** Node joins or drops repeats of these, so what is checked could differ from what a proxy saw. */
const SINGLE = ['host', 'origin', 'authorization', 'content-type', 'content-length', 'sec-fetch-site']

/** Null when the request may go on: one known Host, a plain path, no smuggled header. */
export function checkRequest(request: IncomingMessage, allowedHosts: readonly string[]): Refusal | null {
  if (request.httpVersion !== '1.1') return { status: 400, reason: 'HTTP/1.1 only' }
  for (const name of SINGLE) {
    if (countHeader(request, name) > 1) return { status: 400, reason: `more than one ${name} header` }
  }
  const host = HOST.exec(request.headers.host ?? '')?.[1]?.toLowerCase()
  if (host === undefined) return { status: 400, reason: 'malformed Host' }
  if (![...LOOPBACK, ...allowedHosts].includes(host)) return { status: 403, reason: 'unknown Host' }
  return checkTarget(request.url ?? '')
}

/** The target as it was sent: a path that needs any normalising is not one of ours. */
function checkTarget(target: string): Refusal | null {
  if (!target.startsWith('/') || target.startsWith('//')) return { status: 400, reason: 'malformed target' }
  if (/%00/.test(target)) return { status: 400, reason: 'malformed target' }
  let decoded: string
  try {
    decoded = decodeURIComponent(target)
  } catch {
    return { status: 400, reason: 'malformed target' }
  }
  if (/\\|#|(^|\/)\.\.?(\/|$)/.test(decoded)) return { status: 404, reason: 'not found' }
  return null
}

/** True when the Origin is exactly the page that this host serves. An absent one is not. */
export function isSameOrigin(request: IncomingMessage, allowedHosts: readonly string[]): boolean {
  const { host, origin } = request.headers
  if (origin === undefined || host === undefined) return false
  if (origin === `http://${host}`) return true
  // A forwarder that was named on the command line may speak TLS with the browser.
  return origin === `https://${host}` && allowedHosts.includes(host.replace(/:\d+$/, '').toLowerCase())
}

/** True for what a browser says another site, or another port of this machine, has asked for. */
export function isCrossSite(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function countHeader(request: IncomingMessage, name: string): number {
  return request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length
}
