/** Announcements over WebSocket. A socket is nobody until its first message brings the token. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import type { Events } from '../backend/events.ts'
import type { Auth } from './auth.ts'
import { checkRequest, isCrossSite, isSameOrigin } from './gate.ts'

const TOKEN_WAIT_MS = 2000
const CLOSE_WAIT_MS = 250
const PING_MS = 30_000
/** A token in JSON; a page has nothing longer to say. */
const MAX_MESSAGE_BYTES = 1024
const MAX_SOCKETS = 64
const POLICY_VIOLATION = 1008
/** A page that is too busy to speak in time is no stranger: it may come again. */
const TRY_AGAIN = 1013

const helloSchema = z.object({ token: z.string().max(200) })

export interface StreamOptions {
  readonly auth: Auth
  readonly events: Events
  readonly allowedHosts: readonly string[]
}

/** Serves `/api/events` on `server`. The given function ends it. */
export function serveEvents(server: Server, { auth, events, allowedHosts }: StreamOptions): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  })
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    const refusal = checkRequest(request, allowedHosts)
    const isOwn = isSameOrigin(request, allowedHosts) && !isCrossSite(request)
    if (refusal) return refuse(stream, refusal.status)
    if (!isOwn) return refuse(stream, 403)
    if (request.url !== '/api/events') return refuse(stream, 404)
    if (sockets.clients.size >= MAX_SOCKETS) return refuse(stream, 503)
    sockets.handleUpgrade(request, stream, head, (socket) => greet(socket, auth, events))
  })
  return () => {
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}

function greet(socket: WebSocket, auth: Auth, events: Events): void {
  const close = (code: number) => {
    socket.close(code)
    // A stranger need not answer the closing handshake.
    setTimeout(() => socket.terminate(), CLOSE_WAIT_MS).unref()
  }
  const late = setTimeout(() => close(TRY_AGAIN), TOKEN_WAIT_MS)
  socket.on('error', () => socket.terminate())
  socket.on('close', () => clearTimeout(late))
  socket.once('message', (message) => {
    clearTimeout(late)
    const token = parseToken(message)
    if (token === undefined || !auth.isToken(token)) {
      auth.fail()
      return close(POLICY_VIOLATION)
    }
    const leave = events.subscribe((event, data) => socket.send(JSON.stringify({ event, data })))
    const ping = setInterval(() => {
      socket.ping()
      // A page is not shown pings, and takes silence for a connection whose far end is gone.
      socket.send(JSON.stringify({ event: 'alive', data: {} }))
    }, PING_MS)
    socket.on('close', () => {
      leave()
      clearInterval(ping)
    })
    // Tells the page that its token was taken; no event of the contract has this name.
    socket.send(JSON.stringify({ event: 'connected', data: {} }))
  })
}

function parseToken(message: RawData): string | undefined {
  try {
    return helloSchema.parse(JSON.parse(String(message))).token
  } catch {
    return undefined
  }
}

function refuse(stream: Duplex, status: number): void {
  const answer = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  stream.end(answer, () => stream.destroy())
}
