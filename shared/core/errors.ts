/** Every fault a caller may have to tell apart; a code is stable, its message is for people. */
export const ERROR_CODES = [
  'bad-request',
  'unauthorized',
  'no-folder',
  'not-found',
  'exists',
  'outside-root',
  'not-a-file',
  'too-large',
  'invalid-file',
  'conflict',
  'read-only',
  /** The folder, or a prompt in it, is not trusted by the person. */
  'restricted',
  /** An address or another choice that the person has to confirm first. */
  'unconfirmed',
  /** The language model's server refused, failed or cannot be reached. */
  'provider',
  /** A tracker refused, failed or cannot be reached. */
  'tracker',
  'disk-full',
  'io',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** A fault with a code. `message` says what happened to which named thing, `hint` what to do next. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.hint = options.hint
  }
}
