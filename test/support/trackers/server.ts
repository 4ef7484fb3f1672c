// What the scripted trackers share: a server on the loopback that keeps what it is asked and fails as a test says.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Seen {
  method: string
  /** With its query. */
  path: string
  headers: IncomingMessage['headers']
  json: unknown
}

export interface Answer {
  status: number
  json?: unknown
  headers?: Record<string, string>
}

/** `before`: nothing was done. `after`: it was done, and the answer says it was not. `lost`: done, and no answer came. `late`: no answer came, and it is done in the end. */
export type Failure = 'before' | 'after' | 'lost' | 'late'

export interface Script {
  /** Every so many requests one fails, in turn before, after and without an answer. */
  failEvery?: number
  /** The failure of a request, by its number from 1; undefined: none. */
  fail?: (seen: Seen, count: number) => Failure | undefined
  /** Answers in the tracker's place, before it does anything. */
  answer?: (seen: Seen, count: number) => Answer | undefined
}

interface Tickets {
  number: string
  title: string
  /** As text: Jira's document as JSON. */
  body: string
  labels: string[]
}

export interface TrackerServer {
  /** `http://127.0.0.1:<port>`. */
  url: string
  requests: Seen[]
  /** Those that were made over the API, in their order. */
  made(): Tickets[]
  /** Does what it was asked for and has not done yet. */
  finish(): void
  close(): Promise<void>
}

const FAILURES: readonly Failure[] = ['before', 'after', 'lost']
const BROKEN: Answer = { status: 502, json: { message: 'Bad gateway' } }

export async function startServer(
  script: Script,
  handle: (seen: Seen) => Answer,
): Promise<Omit<TrackerServer, 'made'>> {
  const requests: Seen[] = []
  const late: (() => void)[] = []
  let failed = 0
  const failureOf = (seen: Seen): Failure | undefined => {
    const { failEvery = 0, fail } = script
    if (fail) return fail(seen, requests.length)
    if (failEvery === 0 || requests.length % failEvery !== 0) return undefined
    failed += 1
    return FAILURES[(failed - 1) % FAILURES.length]
  }
  const server = createServer((incoming, response) => {
    readSeen(incoming)
      .then((seen) => {
        requests.push(seen)
        const failure = failureOf(seen)
        if (failure === 'before') return send(response, BROKEN)
        if (failure === 'late') {
          late.push(() => void handle(seen))
          return response.destroy()
        }
        const answer = script.answer?.(seen, requests.length) ?? handle(seen)
        if (failure === 'after') return send(response, BROKEN)
        if (failure === 'lost') return response.destroy()
        return send(response, answer)
      })
      .catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    finish() {
      for (const task of late.splice(0)) task()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function readSeen(incoming: IncomingMessage): Promise<Seen> {
  let text = ''
  for await (const chunk of incoming) text += chunk
  const { method = '', url: path = '', headers } = incoming
  return { method, path, headers, json: text === '' ? undefined : JSON.parse(text) }
}

function send(response: ServerResponse, { status, json, headers = {} }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers })
  response.end(json === undefined ? '' : JSON.stringify(json))
}

/** The members of an object; none of anything else. */
export function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** The page that a counted list was asked for, 20 or 30 items where the request does not say. */
export function pageOf<T>(items: readonly T[], query: URLSearchParams, usual: number) {
  const size = Math.min(Number(query.get('per_page') ?? usual), 100)
  const page = Number(query.get('page') ?? 1)
  const next = page * size < items.length ? page + 1 : null
  return { items: items.slice((page - 1) * size, page * size), next }
}
