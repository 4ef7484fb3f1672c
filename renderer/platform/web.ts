/**
 * The loopback host over HTTP and WebSocket. The launch link carries a one-time code in its fragment,
 * which no server, log or referrer sees; it buys a token that lives as long as this tab.
 */
import { AppError } from '../../shared/core/errors.ts'
import type { Transport } from '../../shared/protocol/rpc.ts'

/** `lost`: nothing answers. `refused`: something answers and does not know this tab. */
export type Connection = 'connected' | 'lost' | 'refused'

export interface Platform {
  readonly transport: Transport
  /** Starts the stream of announcements; both listeners live as long as the page. */
  listen(onMessage: (message: unknown) => void, onConnection: (connection: Connection) => void): void
}

const TOKEN = 'fenceline.token'
const FIRST_RETRY = 400
const LAST_RETRY = 4000

/** The host closes a socket with this code when it does not know the token. */
const POLICY_VIOLATION = 1008

export function createWebPlatform(): Platform {
  let signedIn: Promise<string> | undefined
  let tell: (connection: Connection) => void = () => {}
  const token = () => {
    signedIn ??= signIn()
    return signedIn
  }

  const transport: Transport = async (method, input) => {
    const response = await reach('api/call', { method, input }, await token()).catch((error: unknown) => {
      tell(error instanceof AppError && error.code === 'unauthorized' ? 'refused' : 'lost')
      throw error
    })
    if (response.status === 401) {
      tell('refused')
      throw refused()
    }
    return readJson(response)
  }

  const listen: Platform['listen'] = (onMessage, onConnection) => {
    tell = onConnection
    let wait = FIRST_RETRY
    let timer = 0
    const connect = async () => {
      window.clearTimeout(timer)
      const secret = await token().catch(() => null)
      if (secret === null) return onConnection('refused')
      const socket = new WebSocket(new URL('api/events', document.baseURI.replace(/^http/, 'ws')))
      let known = false
      socket.onopen = () => socket.send(JSON.stringify({ token: secret }))
      socket.onmessage = ({ data }) => {
        if (!known) onConnection('connected')
        known = true
        wait = FIRST_RETRY
        onMessage(parseJson(String(data)))
      }
      socket.onclose = ({ code }) => {
        if (code === POLICY_VIOLATION) return onConnection('refused')
        // A first drop may be a sleeping laptop; only a failed second try is worth a word.
        if (!known) onConnection('lost')
        timer = window.setTimeout(() => void connect(), wait)
        wait = Math.min(wait * 2, LAST_RETRY)
      }
    }
    // A new launch link pasted into this tab changes only the fragment, and the unsaved edits stay.
    window.addEventListener('hashchange', () => {
      if (location.hash.length <= 1) return
      signedIn = signIn()
      void connect()
    })
    void connect()
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

async function reach(path: string, body: unknown, token?: string): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      cache: 'no-store',
    })
  } catch (cause) {
    throw new AppError('io', "Fenceline's process does not answer.", {
      hint: 'Start it again with npm start.',
      cause,
    })
  }
}

async function readJson(response: Response): Promise<unknown> {
  return parseJson(await response.text())
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
