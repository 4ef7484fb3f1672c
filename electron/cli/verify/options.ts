/** What `fenceline verify` takes, and which of it goes together. */
import { AppError } from '../../../shared/core/errors.ts'

export interface VerifyOptions {
  readonly format: 'text' | 'json'
  readonly exitCode?: boolean
  readonly llm?: boolean
  readonly dryRun?: boolean
  readonly baseUrl?: string
  readonly model?: string
  readonly concurrency?: number
  readonly trustPrompts?: boolean
}

const FLAGS = {
  dryRun: '--dry-run',
  baseUrl: '--base-url',
  model: '--model',
  concurrency: '--concurrency',
  trustPrompts: '--trust-prompts',
} as const satisfies Partial<Record<keyof VerifyOptions, string>>

/** Throws `bad-request` for what only a language model needs, without one. */
export function checkOptions(options: VerifyOptions): void {
  if (options.llm) return
  const first = (Object.keys(FLAGS) as (keyof typeof FLAGS)[]).find((flag) => options[flag] !== undefined)
  if (first === undefined) return
  throw new AppError('bad-request', `${FLAGS[first]} needs --llm.`, {
    hint: 'Without --llm, only the messages of commits are looked at.',
  })
}
