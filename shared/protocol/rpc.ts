/** Calls over any transport. A fault travels as data, because transports drop custom error fields. */
import { z } from 'zod'
import { AppError, ERROR_CODES } from '../core/errors.ts'
import {
  EVENTS,
  type EventData,
  type EventName,
  type Handlers,
  METHODS,
  type MethodInput,
  type MethodName,
  type MethodOutput,
} from './contract.ts'

const faultSchema = z.object({ code: z.enum(ERROR_CODES), message: z.string(), hint: z.string().optional() })
const replySchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: faultSchema }),
])

export type Reply = z.infer<typeof replySchema>

/** Carries one call and brings back its reply, whatever it is made of. */
export type Transport = (method: MethodName, input: unknown) => Promise<unknown>

export interface Client {
  /** Rejects with an AppError only. */
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>
}

/** Checks a request, runs its handler and checks the result. A method without a handler is none. Never throws. */
export async function dispatch(handlers: Partial<Handlers>, method: unknown, input: unknown): Promise<Reply> {
  try {
    if (!isMethod(method))
      // What is no text may have a `toString` that is no function.
      throw new AppError(
        'bad-request',
        `There is no method ${typeof method === 'string' ? `"${method.slice(0, 80)}"` : 'without a name'}.`,
      )
    return { ok: true, value: await run(handlers, method, input) }
  } catch (error) {
    const fault =
      error instanceof AppError
        ? error
        : new AppError('internal', 'Something failed inside Fenceline.', { cause: error })
    return {
      ok: false,
      error: { code: fault.code, message: fault.message, ...(fault.hint ? { hint: fault.hint } : {}) },
    }
  }
}

async function run<M extends MethodName>(
  handlers: Partial<Handlers>,
  method: M,
  input: unknown,
): Promise<unknown> {
  const handler = handlers[method]
  if (!handler) throw new AppError('bad-request', `${method} is not to be had here.`)
  const schema = METHODS[method]
  const request = schema.input.safeParse(input)
  if (!request.success) throw new AppError('bad-request', `${method}: ${firstIssue(request.error)}`)
  const result = schema.output.safeParse(await handler(request.data as MethodInput<M>))
  if (!result.success)
    throw new AppError('internal', `${method} gave a malformed result: ${firstIssue(result.error)}`)
  return result.data
}

export function createClient(transport: Transport): Client {
  return {
    async call(method, input) {
      const reply = replySchema.safeParse(await transport(method, input))
      if (!reply.success) throw new AppError('internal', `${method} got a reply that is not one.`)
      if (!reply.data.ok) {
        const { code, message, hint } = reply.data.error
        throw new AppError(code, message, hint === undefined ? {} : { hint })
      }
      const value = METHODS[method].output.safeParse(reply.data.value)
      if (!value.success)
        throw new AppError('internal', `${method} got a malformed result: ${firstIssue(value.error)}`)
      return value.data as MethodOutput<typeof method>
    },
  }
}

/** The transport for tests and for a host in the same process; data is copied as on a wire. */
export function inProcess(handlers: Partial<Handlers>): Transport {
  return async (method, input) =>
    JSON.parse(JSON.stringify(await dispatch(handlers, method, JSON.parse(JSON.stringify(input)))))
}

/** An announced event's name and data; null for anything else. */
export function parseEvent(
  message: unknown,
): { [E in EventName]: { event: E; data: EventData<E> } }[EventName] | null {
  const envelope = z.object({ event: z.string(), data: z.unknown() }).safeParse(message)
  if (!envelope.success || !Object.hasOwn(EVENTS, envelope.data.event)) return null
  const event = envelope.data.event as EventName
  const data = EVENTS[event].safeParse(envelope.data.data)
  return data.success ? ({ event, data: data.data } as ReturnType<typeof parseEvent>) : null
}

function isMethod(method: unknown): method is MethodName {
  return typeof method === 'string' && Object.hasOwn(METHODS, method)
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  return issue ? `${issue.path.join('.') || 'input'}: ${issue.message}` : 'malformed'
}
