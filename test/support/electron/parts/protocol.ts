/** protocol: the app's scheme, and the loopback server that brings Chromium's requests to its handler. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { CustomScheme, Protocol } from 'electron'
import { createOrigins, type Origins } from '../page/origins.ts'
import { part } from '../part.ts'

type Handler = (request: Request) => Response | Promise<Response>

export interface Protocols {
  readonly protocol: Protocol
  readonly origins: Origins
  /** What the app asked for, by scheme. */
  readonly schemes: ReadonlyMap<string, CustomScheme>
  /** Hands a request to a scheme's handler as it is, without a browser that tidies its path. */
  readonly request: (scheme: string, request: Request) => Promise<Response>
  readonly close: () => void
}

export const createProtocols = async (isReady: () => boolean): Promise<Protocols> => {
  const handlers = new Map<string, Handler>()
  const schemes = new Map<string, CustomScheme>()
  let registered = false
  const server = createServer((request, response) => {
    void serve(handlers.get('app'), origins, request, response)
  })
  const origins = createOrigins(await listen(server))

  const protocol: Protocol = part<Protocol>('protocol', {
    registerSchemesAsPrivileged: (custom) => {
      if (isReady())
        throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      if (registered)
        throw new Error('electron stand-in: a second registerSchemesAsPrivileged undoes the first')
      registered = true
      for (const scheme of custom) schemes.set(scheme.scheme, scheme)
    },
    handle: (scheme, handler) => {
      if (!isReady()) throw new Error('protocol.handle should be called after app is ready')
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
      if (!schemes.get(scheme)?.privileges?.standard) {
        throw new Error(`electron stand-in: ${scheme}: has no origins, as it was not registered as standard`)
      }
      handlers.set(scheme, handler as Handler)
    },
    unhandle: (scheme) => {
      if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
    },
    isProtocolHandled: (scheme) => handlers.has(scheme),
  })
  return {
    protocol,
    origins,
    schemes,
    async request(scheme, request) {
      const handler = handlers.get(scheme)
      if (!handler) throw new Error(`no handler for ${scheme}:`)
      return handler(request)
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const serve = async (
  handler: Handler | undefined,
  origins: Origins,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  try {
    const host = /^([a-z0-9-]+)\.localhost:\d+$/.exec(incoming.headers.host ?? '')?.[1]
    // Without a handler Electron answers ERR_UNKNOWN_URL_SCHEME: no response at all.
    if (!handler || !host) return void outgoing.destroy()
    const response = await handler(toRequest(origins, host, incoming))
    outgoing.statusCode = response.status
    for (const [name, value] of response.headers) outgoing.setHeader(name, origins.textToPage(value))
    if (response.body) Readable.fromWeb(response.body as never).pipe(outgoing)
    else outgoing.end()
  } catch {
    outgoing.destroy()
  }
}

const toRequest = (origins: Origins, host: string, incoming: IncomingMessage): Request => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (name === 'host' || name === 'connection' || value === undefined) continue
    headers.set(name, origins.toMain(String(value)))
  }
  const method = incoming.method ?? 'GET'
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming), duplex: 'half' }
  return new Request(`app://${host}${incoming.url}`, { method, headers, ...body } as RequestInit)
}
