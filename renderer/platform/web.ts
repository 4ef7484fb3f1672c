/**
 * The loopback host over HTTP and WebSocket. The launch link carries a one-time code in its fragment,
 * which no server, log or referrer sees; it buys a token that lives as long as this tab.
 */
import { AppError } from '../../shared/core/errors.ts'
import type { Transport } from '../../shared/protocol/rpc.ts'
import { createPending } from './connection/pending.ts'
import { follow } from './connection/stream.ts'

/** `lost`: nothing answers. `refused`: something answers and does not know this tab. */
export type Connection = 'connected' | 'lost' | 'refused'

export interface Platform {
  readonly transport: Transport
  /** Starts the stream of announcements; both listeners live as long as the page. */
  listen(onMessage: (message: unknown) => void, onConnection: (connection: Connection) => void): void
}

const TOKEN = 'fenceline.token'

export function createWebPlatform(): Platform {
  let signedIn: Promise<string> | undefined
  let tell: (connection: Connection) => void = () => {}
  const pending = createPending()
  const token = () => {
    signedIn ??= signIn()
    return signedIn
  }

  const transport: Transport = async (method, input) => {
    const secret = await token()
    const response = await reach('api/call', { method, input }, secret, pending.signal()).catch(
      (error: unknown) => {
        tell(error instanceof AppError && error.code === 'unauthorized' ? 'refused' : 'lost')
        throw error
      },
    )
    if (response.status === 401) {
      tell('refused')
      throw refused()
    }
    return readJson(response)
  }

  const listen: Platform['listen'] = (onMessage, onConnection) => {
    tell = onConnection
    const connect = follow({
      token: () => token().catch(() => null),
      open: () => new WebSocket(new URL('api/events', document.baseURI.replace(/^http/, 'ws'))),
      onMessage: (text) => onMessage(parseJson(text)),
      onConnected: () => onConnection('connected'),
      onLost: () => {
        onConnection('lost')
        pending.end()
      },
      onRefused: () => onConnection('refused'),
    })
    // A new launch link pasted into this tab changes only the fragment, and the unsaved edits stay.
    window.addEventListener('hashchange', () => {
      if (location.hash.length <= 1) return
      signedIn = signIn()
      connect()
    })
  }

  return { transport, listen }
}

async function signIn(): Promise<string> {
  const code = location.hash.slice(1)
  const kept = sessionStorage.getItem(TOKEN)
  // The code must not stay in the address: it would be copied, bookmarked and sent along.
  if (code) history.replaceState(null, '', location.pathname + location.search)
  if (!code && kept) return kept
  if (!code) throw refused()
  const response = await reach('api/session', { code })
  if (!response.ok) {
    if (kept) return kept
    throw refused()
  }
  const { token } = (await readJson(response)) as { token?: unknown }
  if (typeof token !== 'string') throw refused()
  sessionStorage.setItem(TOKEN, token)
  return token
}

async function reach(path: string, body: unknown, token?: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      cache: 'no-store',
      signal: signal ?? null,
    })
  } catch (cause) {
    throw unanswered(cause)
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw unanswered(cause)
  })
  return parseJson(text)
}

function unanswered(cause: unknown): AppError {
  return new AppError('io', "Fenceline's process does not answer.", {
    hint: 'Start it again with npm start.',
    cause,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function refused(): AppError {
  return new AppError('unauthorized', 'This page is not connected to a running Fenceline.', {
    hint: 'Open the link that Fenceline printed in the terminal when it started.',
  })
}
