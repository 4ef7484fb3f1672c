/** The two things a page may post: its launch code for a token, and calls with that token. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Handlers } from '../../shared/protocol/contract.ts'
import { dispatch, type Reply } from '../../shared/protocol/rpc.ts'
import type { Auth } from './auth.ts'
import { isCrossSite, isSameOrigin, type Refusal } from './gate.ts'

const SESSION_BYTES = 1024
/** A model of 8 MB, its layout and drafts, as JSON. */
const CALL_BYTES = 32 * 1024 * 1024

const codeSchema = z.object({ code: z.string().max(200) })
const callSchema = z.object({ method: z.string(), input: z.unknown() })

export interface Api {
  readonly auth: Auth
  readonly handlers: Handlers
  readonly allowedHosts: readonly string[]
}

export type Send = (response: ServerResponse, status: number, body: unknown) => void

/** Answers a request whose path begins with `/api/`. The request passed the gate. */
export async function answerApi(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
  send: Send,
): Promise<void> {
  const path = pathOf(request)
  const refusal = checkSource(api, request)
  if (refusal) return send(response, refusal.status, fault('bad-request', refusal.reason))
  const isSession = path === '/api/session'
  if (!isSession && path !== '/api/call')
    return send(response, 404, fault('not-found', 'There is no such address.'))
  if (!isSession && !hasToken(api.auth, request)) return refuseSecret(api.auth, response, send)
  const body = await readJson(request, isSession ? SESSION_BYTES : CALL_BYTES)
  if (body === undefined) return send(response, 413, fault('too-large', 'The request is too large.'))
  if (isSession) {
    const given = codeSchema.safeParse(body.value)
    const token = given.success ? api.auth.exchange(given.data.code) : null
    return token === null ? refuseSecret(api.auth, response, send) : send(response, 200, { token })
  }
  const call = callSchema.safeParse(body.value)
  if (!call.success) return send(response, 400, fault('bad-request', 'A call is JSON: {"method", "input"}.'))
  const reply = await dispatch(api.handlers, call.data.method, call.data.input)
  send(response, statusOf(reply), reply)
}

function checkSource(api: Api, request: IncomingMessage): Refusal | null {
  if (isCrossSite(request)) return { status: 403, reason: 'Only the page itself may ask.' }
  if (request.method !== 'POST') return { status: 405, reason: 'POST only.' }
  if (!isSameOrigin(request, api.allowedHosts))
    return { status: 403, reason: 'Only the page itself may ask.' }
  // Any other type is one that a form on another site could send without asking.
  if (request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    return { status: 415, reason: 'JSON only.' }
  }
  return null
}

function hasToken(auth: Auth, request: IncomingMessage): boolean {
  const token = /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1]
  return token !== undefined && auth.isToken(token)
}

function refuseSecret(auth: Auth, response: ServerResponse, send: Send): void {
  if (auth.fail()) send(response, 429, fault('unauthorized', 'Too many wrong attempts; wait a minute.'))
  else send(response, 401, fault('unauthorized', 'Open the link that Fenceline printed when it started.'))
}

/** Undefined when the body is larger than `limit`; a value of undefined when it is not JSON. */
async function readJson(request: IncomingMessage, limit: number): Promise<{ value: unknown } | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) }
  } catch {
    return { value: undefined }
  }
}

/** A fault is data, and so are its words; only a path that leads out is also refused by status. */
function statusOf(reply: Reply): number {
  if (reply.ok) return 200
  return reply.error.code === 'outside-root' || reply.error.code === 'not-a-file' ? 403 : 200
}

function fault(code: string, message: string): unknown {
  return { ok: false, error: { code, message } }
}

/** The request's path without its query. */
export function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? ''
}
