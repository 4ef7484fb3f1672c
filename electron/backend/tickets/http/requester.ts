/**
 * Requests to the one origin that a token belongs to. The three clients that exist (@octokit/request,
 * @gitbeaker/rest, jira.js) would each build four addresses for us and follow redirects, retry and trust replies in
 * its own way; what keeps a token at home and a ticket from being made twice has to be the same for all, so it is here.
 */
import type { z } from 'zod'
import { withoutKey } from '../../llm/connection/without-key.ts'
import { detailOf, faultOf, fieldsOf, TrackerFault, tooBusy, unreachable } from './fault.ts'
import { readBody } from './read-body.ts'
import { type Answer, backoff, LONGEST_WAIT, limitWait, pause } from './wait.ts'

const TIMEOUT = 30_000
const MOST_TRIES = 5

export interface RequesterOptions {
  /** As people call the tracker. */
  readonly name: string
  /** Address of the API with its path, without a slash at the end. */
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  /** What no message may hold, in every form in which it is sent. */
  readonly secrets: readonly string[]
  readonly pause?: typeof pause
}

interface Call<S extends z.ZodType> {
  readonly path: string
  readonly query?: Readonly<Record<string, string | number>>
  /** Sent as JSON; absent: a GET. */
  readonly body?: unknown
  /** A search that is sent as a POST: it changes nothing, so it may be sent again. */
  readonly isRead?: boolean
  readonly reply: S
  /** Ends reading and waiting. A POST that changes something is never broken off: nobody knew what came of it. */
  readonly signal: AbortSignal
}

export interface Requester {
  /** Waits and sends again where nothing can be done twice. Throws a TrackerFault, or the signal's reason. */
  send<S extends z.ZodType>(call: Call<S>): Promise<z.infer<S>>
  /** As `send`; null for what is not there. */
  find<S extends z.ZodType>(call: Call<S>): Promise<z.infer<S> | null>
}

export function createRequester(options: RequesterOptions): Requester {
  const { name, base, headers, secrets } = options
  const { origin } = new URL(base)
  const wait = options.pause ?? pause
  const clean = (text: string) => secrets.reduce((cleaned, secret) => withoutKey(cleaned, secret), text)

  const once = async ({ path, query = {}, body, isRead = body === undefined, signal }: Call<z.ZodType>) => {
    const url = new URL(base + path)
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, String(value))
    // Whatever a path holds, a token never goes to another place.
    if (url.origin !== origin) throw new TrackerFault('final', `${path} leads away from ${origin}.`)
    const timeout = AbortSignal.timeout(TIMEOUT)
    try {
      const response = await fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: isRead ? AbortSignal.any([signal, timeout]) : timeout,
      })
      return { status: response.status, headers: response.headers, text: await readBody(response) }
    } catch (error) {
      if (isRead) signal.throwIfAborted()
      throw unreachable(name, origin, clean(timeout.aborted ? 'it did not answer in time' : reasonOf(error)))
    }
  }

  const send = async <S extends z.ZodType>(call: Call<S>): Promise<z.infer<S>> => {
    const isRead = call.body === undefined || call.isRead === true
    for (let tries = 1; ; tries += 1) {
      call.signal.throwIfAborted()
      const isLast = tries >= MOST_TRIES
      try {
        const answer = await once(call)
        const limit = limitWait(answer, tries, Date.now())
        if (limit !== null) {
          // A limit is checked before anything is done, so even a POST may be sent again.
          if (isLast || limit > LONGEST_WAIT) throw tooBusy(name, limit / 1000)
          await wait(limit, call.signal)
          continue
        }
        return read(answer, call.reply, isRead)
      } catch (error) {
        const mayPass =
          error instanceof TrackerFault && (error.kind === 'unsure' || (error.status ?? 0) >= 500)
        if (!isRead || !mayPass || isLast) throw error
        await wait(backoff(tries), call.signal)
      }
    }
  }

  const read = <S extends z.ZodType>(
    { status, headers: said, text }: Answer,
    schema: S,
    isRead: boolean,
  ): z.infer<S> => {
    if (status >= 300 && status < 400) {
      const target = said.get('location') ?? ''
      const host = URL.canParse(target, base) ? new URL(target, base).host : 'another place'
      throw new TrackerFault(
        'final',
        `${name} at ${origin} sends on to ${host}, and the token does not follow.`,
        {
          hint: 'Was the project renamed or moved? Enter its present address and name.',
          status,
        },
      )
    }
    const json = parseJson(text)
    if (status < 200 || status >= 300)
      throw faultOf(name, status, clean(detailOf(json)), isRead, fieldsOf(json))
    const parsed = schema.safeParse(json)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    throw new TrackerFault(
      isRead ? 'final' : 'unsure',
      `${name} at ${origin} answers what its API does not: ${issue?.path.join('.') || 'the answer'} is not as documented.`,
      { hint: 'Check the address: is it that of the tracker itself?' },
    )
  }

  return {
    send,
    async find(call) {
      try {
        return await send(call)
      } catch (error) {
        if (error instanceof TrackerFault && (error.status === 404 || error.status === 410)) return null
        throw error
      }
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Node puts the reason of a failed fetch into its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  const inner = cause instanceof Error ? cause : undefined
  const code = inner && 'code' in inner ? String(inner.code) : undefined
  return inner?.message || code || message
}
