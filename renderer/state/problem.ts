import type { AppError } from '../../shared/core/errors.ts'

/** What went wrong in words, kept on screen until it is solved or dismissed. */
export interface Problem {
  readonly message: string
  readonly hint?: string | undefined
}

export function problemOf(error: unknown): Problem {
  const { message, hint } = error as AppError
  return { message, hint }
}
