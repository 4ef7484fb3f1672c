/** What can go wrong between Fenceline and a server, in plain words that hold neither key nor body. */
import { APIError } from '@anthropic-ai/sdk'
import { AppError } from '../../../../shared/core/errors.ts'

/** What the wire itself refuses. Its message is its kind alone. */
export class Fault extends Error {
  readonly kind: 'redirect' | 'other-origin' | 'not-the-api' | 'silent' | 'endless'

  constructor(kind: Fault['kind']) {
    super(kind)
    this.kind = kind
  }
}

export interface Subject {
  readonly origin: string
  readonly model: string
  /** What must be in no message. */
  readonly key: string | null
  readonly body: string | undefined
}

type Words = readonly [message: string, hint: string]

/** An AppError `provider` without a cause: what the library throws can hold headers and the whole reply. */
export function toProviderError(error: unknown, subject: Subject): AppError {
  if (error instanceof AppError) return error
  const [message, hint] = wordsOf(error, subject)
  return new ProviderError(message, hint, statusOf(error), mayCost(error))
}

/** The server had the request, and may have written a long reply that never came whole. */
export function mayCost(error: unknown): boolean {
  if (statusOf(error) !== undefined) return false
  const fault = find(error, (one) => one instanceof Fault)
  if (fault instanceof Fault) return fault.kind === 'silent' || fault.kind === 'endless'
  return find(error, (one) => CUT.includes(codeOf(one) ?? '')) !== undefined
}

const CUT = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE']

/** An AppError that knows the server's status, for what tries another way, and whether it may have cost something. */
export class ProviderError extends AppError {
  readonly status: number | undefined
  readonly mayCost: boolean

  constructor(message: string, hint: string, status?: number, mayCost = false) {
    super('provider', message, { hint })
    this.status = status
    this.mayCost = mayCost
  }
}

function wordsOf(error: unknown, subject: Subject): Words {
  const fault = find(error, (one) => one instanceof Fault)
  if (fault instanceof Fault) return FAULTS[fault.kind](subject.origin)
  const status = statusOf(error)
  if (status !== undefined) return statusWords(status, error, subject)
  if (error instanceof APIError && typeof error.type === 'string')
    return statusWords(STATUS_OF_TYPE[error.type] ?? 500, error, subject)
  if (find(error, (one) => one instanceof SyntaxError)) return FAULTS['not-the-api'](subject.origin)
  return socketWords(error, subject.origin)
}

const FAULTS: Readonly<Record<Fault['kind'], (origin: string) => Words>> = {
  redirect: (origin) => [
    `${origin} sends requests on to another address, so nothing more was sent.`,
    'Set the address that answers itself in your own settings.',
  ],
  'other-origin': (origin) => [
    `A request to another address than ${origin} was refused.`,
    'Check the address in your own settings.',
  ],
  'not-the-api': (origin) => [
    `${origin} does not answer as the Messages API does.`,
    'Check that the address is one of a server that speaks the Messages API.',
  ],
  silent: (origin) => [`${origin} was silent for too long.`, 'Try again, or use a smaller language model.'],
  endless: (origin) => [
    `The reply of ${origin} was longer than Fenceline accepts, so it was cut off.`,
    'Try again; if it stays so, use another language model.',
  ],
}

const STATUS_OF_TYPE: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  overloaded_error: 529,
}

function statusWords(status: number, error: unknown, subject: Subject): Words {
  const { origin, model } = subject
  const later = 'Wait a little and retry what failed.'
  if (status === 401)
    return subject.key === null
      ? [`${origin} wants an API key.`, 'Set one in your own settings.']
      : [`${origin} does not accept the API key.`, 'Set a current key for this address in your own settings.']
  if (status === 402) return [`${origin} wants to be paid first.`, 'Check the balance of your account there.']
  if (status === 403)
    return [`The API key may not use ${model} at ${origin}.`, 'Choose another language model or another key.']
  if (status === 404)
    return [
      `${origin} does not know the language model ${model}.`,
      'Check its name and the address in your own settings.',
    ]
  if (status === 413)
    return [`The request is too large for ${origin}.`, 'Split the model, or draft fewer targets at a time.']
  if (status === 429) return [`${origin} got too many requests.`, `${later} A lower number at a time helps.`]
  if (status === 529 || status === 503) return [`${origin} is overloaded.`, later]
  if (status >= 500) return [`${origin} failed (status ${status}).`, later]
  const said = saidBy(error, subject)
  return [
    `${origin} refused the request (status ${status})${said ? `: ${said}` : '.'}`,
    'Test the connection in your own settings.',
  ]
}

const TLS = /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/

function socketWords(error: unknown, origin: string): Words {
  const found = find(error, (one) => typeof codeOf(one) === 'string')
  const code = codeOf(found) ?? ''
  if (code === 'ECONNREFUSED')
    return [`Nothing answers at ${origin}.`, 'Start the server, or check the address in your own settings.']
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [`${origin} cannot be found.`, 'Check the address and the network.']
  if (TLS.test(code))
    return [`The certificate of ${origin} is not valid here.`, 'Nothing was sent. Check the address.']
  return [`The connection to ${origin} broke.`, 'Check the network and retry what failed.']
}

/** True where another try may help: the connection broke, it was not refused. */
export function isBroken(error: unknown): boolean {
  const code = codeOf(error) ?? ''
  return ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN'].includes(code)
}

function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

function statusOf(error: unknown): number | undefined {
  return error instanceof APIError && typeof error.status === 'number' ? error.status : undefined
}

/** The error itself or one that it comes from. */
function find(error: unknown, matches: (error: unknown) => boolean): unknown {
  for (let one = error, depth = 0; one instanceof Error && depth < 8; one = one.cause, depth += 1)
    if (matches(one)) return one
  return undefined
}

const LONGEST_SAID = 200
const KEY_PIECE = 8
const BODY_PIECE = 24

/** The server's own words, where they repeat nothing of the key or the body. */
function saidBy(error: unknown, { key, body }: Subject): string {
  const said = error instanceof APIError ? error.apiMessage : null
  if (typeof said !== 'string') return ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not reach a terminal.
  const controlled = said.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')
  // What takes no room could keep a key apart for this look at it and for no other.
  const plain = controlled.replace(/\p{Cf}/gu, '').slice(0, LONGEST_SAID)
  return repeats(plain, key ?? '', KEY_PIECE) || repeats(plain, body ?? '', BODY_PIECE) ? '' : plain
}

/** A stretch of the source of that length, or all of a shorter one. */
function repeats(text: string, source: string, most: number): boolean {
  const length = Math.min(most, source.length)
  if (length === 0) return false
  for (let at = 0; at + length <= text.length; at += 1)
    if (source.includes(text.slice(at, at + length))) return true
  return false
}
