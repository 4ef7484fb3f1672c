/** One call of the Messages API through the SDK: its retries, none of its other ways to be told what to do. */
import { AsyncLocalStorage } from 'node:async_hooks'
import Anthropic, { type Middleware, RetryableError } from '@anthropic-ai/sdk'
import { AppError } from '../../../../shared/core/errors.ts'
import { isBroken, mayCost, type Subject, toProviderError } from './faults.ts'
import type { OnAttempt, ProviderOptions } from './provider.ts'
import { createWire, type Limits } from './wire.ts'

export interface Target extends ProviderOptions {
  readonly limits: Limits
}

/** The address without what people often add to it. */
function baseOf(baseURL: string): string {
  return baseURL.replace(/\/+$/, '').replace(/\/v1$/, '')
}

/** Rejects with an AppError `provider`, or with the signal's reason. */
export async function callApi(
  target: Target,
  path: string,
  body: string | undefined,
  signal: AbortSignal,
  onAttempt?: OnAttempt,
): Promise<Response> {
  signal.throwIfAborted()
  const client = clients.get(target) ?? createClient(target)
  clients.set(target, client)
  // A string with a content type is sent verbatim; anything else would be printed anew.
  const options = { signal, ...(body === undefined ? {} : { body, headers: { 'content-type': JSON_TYPE } }) }
  const ask = () => (body === undefined ? client.get(path, options) : client.post(path, options)).asResponse()
  try {
    return await stoppable(calls.run({ body, onAttempt, isBroken: false }, ask), signal)
  } catch (error) {
    signal.throwIfAborted()
    throw toProviderError(error, subjectOf(target, body))
  }
}

const JSON_TYPE = 'application/json'
const clients = new WeakMap<Target, Anthropic>()

interface CallAtHand {
  /** What it was given to send, for the wire to compare. */
  readonly body: string | undefined
  readonly onAttempt: OnAttempt | undefined
  /** The last attempt broke when the server may have had the request. */
  isBroken: boolean
}
const calls = new AsyncLocalStorage<CallAtHand>()

function callAtHand(): CallAtHand {
  const call = calls.getStore()
  if (!call) throw new AppError('internal', 'Something was about to be sent that nobody asked for.')
  return call
}

function bodyAtHand(): string | undefined {
  return callAtHand().body
}

export function subjectOf({ baseURL, model, key }: Target, body?: string): Subject {
  return { origin: new URL(baseURL).origin, model, key, body }
}

function createClient(target: Target): Anthropic {
  const { origin } = new URL(target.baseURL)
  const { key, limits } = target
  const fetch = createWire({ origin, key, limits, body: bodyAtHand })
  return withoutEnvironment(
    () =>
      new Anthropic({
        baseURL: baseOf(target.baseURL),
        // Without a key it would look for one on disk and in the environment; the wire sends none then.
        apiKey: key ?? 'none',
        webhookKey: null,
        logLevel: 'off',
        logger: SILENT,
        openTelemetry: false,
        maxRetries: 2,
        fetchOptions: { redirect: 'error' },
        fetch,
        middleware: [onlyBrokenAgain(target)],
      }),
  )
}

const silent = () => {}
const SILENT = { error: silent, warn: silent, info: silent, debug: silent }

/** A refusal is final: only a connection that broke is tried again, where the library tries everything. */
function onlyBrokenAgain(target: Target): Middleware {
  return async (request, next) => {
    const call = callAtHand()
    try {
      call.onAttempt?.(call.isBroken)
      call.isBroken = false
      return await next(request)
    } catch (error) {
      call.isBroken = mayCost(error)
      if (isBroken(error)) throw new RetryableError('The connection broke.', { cause: error })
      throw toProviderError(error, subjectOf(target, bodyAtHand()))
    }
  }
}

/** Its variables choose the host, the key, the headers and the log. Nothing runs between taking and giving back. */
function withoutEnvironment<T>(make: () => T): T {
  const taken = Object.entries(process.env).filter(([name]) => /^ANTHROPIC_/i.test(name))
  for (const [name] of taken) delete process.env[name]
  try {
    return make()
  } finally {
    for (const [name, value] of taken) process.env[name] = value
  }
}

/** Settles when the promise does or the signal says so, whichever is first. */
export async function stoppable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
