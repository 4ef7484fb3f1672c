/**
 * The app for a browser: one page and one API on a loopback port. Whatever else runs on the machine,
 * and every page the browser has open, can send requests here; see SECURITY.md.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { AppError } from '../../shared/core/errors.ts'
import type { Handlers } from '../../shared/protocol/contract.ts'
import type { Backend } from '../backend/handlers.ts'
import { answerApi, pathOf, type Send } from './api.ts'
import { type Asset, findPage, inTheme, loadAssets } from './assets.ts'
import { type Auth, createAuth } from './auth.ts'
import { browserHandlers } from './browser-handlers.ts'
import { checkRequest, isCrossSite } from './gate.ts'
import { headersOf, isForAnyOrigin, SECURITY_HEADERS } from './headers.ts'
import { serveEvents } from './stream.ts'

export interface HostOptions {
  readonly backend: Backend
  /** 0 or absent: any free port. */
  readonly port?: number
  /** Further names a port forwarder may give this host, in lower case. */
  readonly allowedHosts?: readonly string[]
  /** The folder of the built page; looked for when absent. */
  readonly page?: string
}

export interface Host {
  readonly port: number
  /** A link that lets one page in, once; a link given before no longer works. */
  launchLink(): string
  close(): Promise<void>
}

const ADDRESS = '127.0.0.1'
const HEADERS_MS = 5000
const REQUEST_MS = 30_000
const MAX_HEADER_BYTES = 16 * 1024
const MAX_CONNECTIONS = 512

/** Listens on the loopback address only. Throws when the port is taken. */
export async function startHost(options: HostOptions): Promise<Host> {
  const allowedHosts = options.allowedHosts ?? []
  const auth = createAuth()
  const assets = await loadAssets(options.page ?? findPage())
  const server = createServer({
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    keepAliveTimeout: HEADERS_MS,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Answered by our own check, with the other malformed hosts.
    requireHostHeader: false,
  })
  server.maxConnections = MAX_CONNECTIONS
  const handlers = browserHandlers(options.backend)
  server.on('request', (request, response) => {
    void answer({ auth, assets, allowedHosts, handlers }, request, response)
  })
  server.on('clientError', (error, socket) => refuseMalformed(error, socket as Socket))
  const endEvents = serveEvents(server, { auth, events: options.backend.events, allowedHosts })
  const port = await listen(server, options.port ?? 0)
  return {
    port,
    launchLink: () => `http://${ADDRESS}:${port}/#${auth.issueCode()}`,
    close: () =>
      new Promise((resolve) => {
        endEvents()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Served {
  readonly auth: Auth
  readonly assets: ReadonlyMap<string, Asset>
  readonly allowedHosts: readonly string[]
  readonly handlers: Handlers
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const refusal = checkRequest(request, served.allowedHosts)
    if (refusal) return refuse(response, refusal.status, refusal.reason)
    if (pathOf(request).startsWith('/api/')) {
      return await answerApi(served, request, response, sendJson)
    }
    await answerAsset(served, request, response)
  } catch {
    // The request ended early, or a bug: either way nothing of it may reach the page or the terminal.
    if (!response.headersSent) refuse(response, 500, 'failed')
    else response.destroy()
  }
}

async function answerAsset(
  { assets, handlers }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, headers } = request
  const path = pathOf(request)
  const stored = assets.get(path)
  const asset = stored && path === '/' ? inTheme(stored, (await handlers['settings.get']({})).theme) : stored
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD')
    refuse(response, 405, 'method not allowed')
  } else if (isCrossSite(request) && headers['sec-fetch-mode'] !== 'navigate' && !isForAnyOrigin(path)) {
    refuse(response, 403, 'refused')
  } else if (!asset) {
    refuse(response, 404, 'not found')
  } else {
    const cache = asset.isImmutable ? 'public, max-age=31536000, immutable' : 'no-store'
    response.writeHead(200, {
      ...headersOf(path),
      'content-type': asset.type,
      'content-length': asset.body.length,
      'cache-control': cache,
    })
    response.end(method === 'HEAD' ? undefined : asset.body)
  }
}

const sendJson: Send = (response, status, body) => {
  const text = JSON.stringify(body)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    // What is left of a refused body is not worth reading.
    ...(status === 413 ? { connection: 'close' } : {}),
  }
  response.writeHead(status, { ...SECURITY_HEADERS, ...headers }).end(text)
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
  }
  response.writeHead(status, { ...SECURITY_HEADERS, ...headers }).end(`${reason}\n`)
}

function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_INVALID_METHOD' ? 405 : 400
  const answer = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  // The other side may never close its half.
  socket.end(answer, () => socket.destroy())
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(cannotListen(port, cause))
    server.once('error', fail)
    server.listen(port, ADDRESS, () => {
      server.removeListener('error', fail)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function cannotListen(port: number, cause: Error): AppError {
  const message = `Cannot listen on port ${port} of this machine: ${'code' in cause ? cause.code : cause.message}.`
  return new AppError('io', message, {
    cause,
    hint: 'Choose another with --port, or leave it out for a free one.',
  })
}
