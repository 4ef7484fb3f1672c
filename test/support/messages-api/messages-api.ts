// A server on the loopback that speaks the Messages API and does what a test's script says. It proves
// plumbing and safety, never the quality of a language model's threats.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { answerTo, messageOf } from './answer.ts'
import { type Batches, createBatches } from './batches.ts'
import { parsed } from './from-schema.ts'
import { streamAnswer } from './stream.ts'
import { isObject, type MessagesApiOptions, type SeenRequest } from './types.ts'

export type { MessagesApiOptions, ScriptedReply, SeenRequest } from './types.ts'

export interface MessagesApi {
  /** `http://127.0.0.1:<port>`. */
  url: string
  /** In the order in which they came. */
  requests: SeenRequest[]
  close(): Promise<void>
}

/** By default every request is answered from its own schema, the same each time, as server-sent events. */
export async function startMessagesApi(options: MessagesApiOptions = {}): Promise<MessagesApi> {
  const requests: SeenRequest[] = []
  const batches = createBatches(() => url, options)
  const server = createServer((incoming, response) => {
    answer(incoming, response, { options, requests, batches }).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Served {
  options: MessagesApiOptions
  requests: SeenRequest[]
  batches: Batches
}

async function answer(incoming: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const { options, requests } = served
  const request = await readRequest(incoming)
  requests.push(request)
  if (options.latency) await wait(options.latency)
  if (options.redirectTo !== undefined) {
    response.writeHead(options.redirectStatus ?? 307, { Location: options.redirectTo + request.path }).end()
    return
  }
  const path = request.path.split('?')[0] ?? ''
  if (path.startsWith('/v1/messages/batches')) answerBatch(path, request, response, served)
  else if (path === '/v1/messages/count_tokens') answerCount(request, response, options)
  else if (path === '/v1/messages') await answerMessage(request, response, options)
  else refuse(response, 404, 'not_found_error', 'Not found')
}

async function answerMessage(
  request: SeenRequest,
  response: ServerResponse,
  options: MessagesApiOptions,
): Promise<void> {
  const scripted = options.reply?.(request) ?? {}
  if (scripted.delay) await wait(scripted.delay)
  if (scripted.status !== undefined) {
    const { status, headers, body } = scripted
    if (body === undefined) refuse(response, status, 'scripted_error', 'As the test says', headers)
    else response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body)
    return
  }
  const body = isObject(request.json) ? request.json : {}
  const said = answerTo(body, options.honours, scripted)
  if (body.stream === true) await streamAnswer(response, said, scripted, body.model)
  else sendJson(response, messageOf(said, body.model))
}

function answerCount(
  request: SeenRequest,
  response: ServerResponse,
  { countsTokens }: MessagesApiOptions,
): void {
  if (countsTokens === false) refuse(response, 404, 'not_found_error', 'Not found')
  else sendJson(response, { input_tokens: Math.ceil(request.body.length / 4) })
}

function answerBatch(
  path: string,
  request: SeenRequest,
  response: ServerResponse,
  { batches }: Served,
): void {
  const [id = '', part] = path.slice('/v1/messages/batches'.length).split('/').slice(1)
  if (id === '') sendJson(response, batches.create(request))
  else if (part === 'results') {
    const lines = batches.results(id)
    if (lines === undefined) refuse(response, 404, 'not_found_error', 'No such batch')
    else response.writeHead(200, { 'Content-Type': 'application/x-jsonl' }).end(lines)
  } else {
    const batch = batches.find(id)
    if (batch) sendJson(response, batch)
    else refuse(response, 404, 'not_found_error', 'No such batch')
  }
}

function sendJson(response: ServerResponse, value: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

function refuse(
  response: ServerResponse,
  status: number,
  type: string,
  message: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  response.end(JSON.stringify({ type: 'error', error: { type, message } }))
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece)
  const body = Buffer.concat(pieces).toString('utf8')
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: Object.fromEntries(headers),
    body,
    json: parsed(body),
  }
}
