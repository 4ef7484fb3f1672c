/** Answers the `llm.*` methods for one opened folder. */
import { AppError } from '../../../shared/core/errors.ts'
import type { LlmHandlers } from '../../../shared/protocol/contract.ts'
import { LLM_METHODS } from '../../../shared/protocol/llm.ts'
import type { Events } from '../events.ts'
import type { KeyStore } from './key-store.ts'

export interface LlmOptions {
  /** The folder's real path. */
  readonly root: string
  /** The person's own settings folder. */
  readonly settings: string
  readonly keys: KeyStore
  readonly events: Events
}

export interface Llm {
  readonly handlers: LlmHandlers
  /** Stops every run. */
  close(): void
}

export function createLlm(_options: LlmOptions): Llm {
  const refuse = async (): Promise<never> => {
    throw new AppError('provider', 'The language model is not to be had yet.')
  }
  const handlers = Object.fromEntries(Object.keys(LLM_METHODS).map((name) => [name, refuse]))
  return { handlers: handlers as unknown as LlmHandlers, close() {} }
}
