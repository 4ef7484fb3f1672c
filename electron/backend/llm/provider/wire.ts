/**
 * The only way to a language model's server: a `fetch` for one call to one origin. It knows no proxy, no
 * redirect and no environment, and what leaves is what was given, byte for byte, or nothing.
 */
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { AppError } from '../../../../shared/core/errors.ts'
import { Fault } from './faults.ts'

export interface Limits {
  /** Most bytes of one reply. */
  readonly bytes: number
  /** Milliseconds without a byte. */
  readonly idle: number
  /** Milliseconds from the reply's first byte to its last. */
  readonly total: number
}

/** A server on this machine may read a long prompt for minutes before it says a word. */
export const LIMITS: Limits = { bytes: 8 * 1024 * 1024, idle: 5 * 60_000, total: 20 * 60_000 }

const LONGEST_WAIT_MS = 60_000
// Whatever else is set in the environment or by the library stays here.
const HEADERS = ['accept', 'content-type', 'anthropic-version'] as const

// Agents of our own: Node's global ones may have been given a proxy by the environment.
const HTTP = new http.Agent({ keepAlive: true })
const HTTPS = new https.Agent({ keepAlive: true, rejectUnauthorized: true })

export interface WireOptions {
  readonly origin: string
  readonly key: string | null
  /** What the call at hand was given to send; undefined: it asks only. */
  readonly body: () => string | undefined
  readonly limits: Limits
}

interface Call extends Omit<WireOptions, 'body'> {
  readonly body: string | undefined
}

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** Rejects with a Fault, or with what the socket says. */
export function createWire(options: WireOptions): Fetch {
  return async (input, init = {}) => {
    const call: Call = { ...options, body: options.body() }
    const url = new URL(input instanceof Request ? input.url : input)
    refuseOther(call, url, init)
    const incoming = await request(call, url, init)
    const status = incoming.statusCode ?? 0
    if (status >= 300 && status < 400) {
      incoming.destroy()
      throw new Fault('redirect')
    }
    const encoding = incoming.headers['content-encoding'] ?? 'identity'
    if (encoding !== 'identity') {
      incoming.destroy()
      throw new Fault('not-the-api')
    }
    const source = Readable.from(bounded(incoming, call.limits))
    // One that nobody reads, as before another try, would keep its connection.
    source.on('close', () => incoming.destroy())
    const body = Readable.toWeb(source) as ReadableStream
    return new Response(status === 204 ? null : body, { status, headers: replyHeaders(incoming) })
  }
}

function refuseOther(call: Call, url: URL, init: RequestInit): void {
  if (url.origin !== call.origin) throw new Fault('other-origin')
  const same = (init.method ?? 'GET') === methodOf(call) && (init.body ?? undefined) === call.body
  if (!same) throw new AppError('internal', 'What was about to be sent is not what was asked for.')
}

function methodOf({ body }: Call): 'GET' | 'POST' {
  return body === undefined ? 'GET' : 'POST'
}

function request(call: Call, url: URL, init: RequestInit): Promise<IncomingMessage> {
  const given = new Headers(init.headers)
  const headers: Record<string, string> = { 'user-agent': 'fenceline', 'accept-encoding': 'identity' }
  for (const name of HEADERS) {
    const value = given.get(name)
    if (value !== null) headers[name] = value
  }
  if (call.key !== null) headers.authorization = `Bearer ${call.key}`
  const bytes = call.body === undefined ? undefined : Buffer.from(call.body)
  if (bytes) headers['content-length'] = String(bytes.length)
  const secure = url.protocol === 'https:'
  const options = {
    method: methodOf(call),
    headers,
    agent: secure ? HTTPS : HTTP,
    ...(init.signal ? { signal: init.signal } : {}),
  }
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? https : http).request(url, options, (incoming) => {
      outgoing.setTimeout(0)
      resolve(incoming)
    })
    outgoing.on('error', reject)
    outgoing.setTimeout(call.limits.idle, () => outgoing.destroy(new Fault('silent')))
    outgoing.end(bytes)
  })
}

/** A server may ask for another try and for some patience; it may not make anybody wait for days. */
function replyHeaders(incoming: IncomingMessage): Headers {
  const headers = new Headers()
  for (const name of ['content-type', 'retry-after', 'retry-after-ms'] as const) {
    const value = incoming.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  if (waitOf(headers) > LONGEST_WAIT_MS) headers.set('x-should-retry', 'false')
  return headers
}

function waitOf(headers: Headers): number {
  const exact = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (exact > 0) return exact
  const named = headers.get('retry-after') ?? ''
  const seconds = Number.parseFloat(named)
  if (!Number.isNaN(seconds)) return seconds * 1000
  return Date.parse(named) - Date.now() || 0
}

async function* bounded(incoming: IncomingMessage, limits: Limits): AsyncGenerator<Buffer> {
  const late = setTimeout(() => incoming.destroy(new Fault('endless')), limits.total)
  incoming.setTimeout(limits.idle, () => incoming.destroy(new Fault('silent')))
  let size = 0
  try {
    for await (const piece of incoming) {
      size += piece.length
      if (size > limits.bytes) throw new Fault('endless')
      yield piece
    }
  } finally {
    clearTimeout(late)
    incoming.destroy()
  }
}
