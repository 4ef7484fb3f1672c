/** What `fenceline draft` takes, and which of it goes together. */
import { AppError } from '../../../shared/core/errors.ts'

export interface DraftOptions {
  readonly format: 'text' | 'json'
  readonly llm?: boolean
  readonly changed?: boolean
  readonly dryRun?: boolean
  readonly batch?: boolean
  readonly baseUrl?: string
  readonly model?: string
  readonly concurrency?: number
  readonly trustPrompts?: boolean
  readonly record?: string
  readonly replay?: string
}

const FLAGS = {
  changed: '--changed',
  dryRun: '--dry-run',
  batch: '--batch',
  baseUrl: '--base-url',
  model: '--model',
  concurrency: '--concurrency',
  trustPrompts: '--trust-prompts',
  record: '--record',
  replay: '--replay',
} as const satisfies Partial<Record<keyof DraftOptions, string>>
type Flag = keyof typeof FLAGS

/** What a replay has in its bundle, or does not do. */
const NOT_REPLAYED: readonly Flag[] = [
  'changed',
  'dryRun',
  'batch',
  'baseUrl',
  'model',
  'concurrency',
  'record',
]
const NOT_DRY: readonly Flag[] = ['record']
const NOT_BATCHED: readonly Flag[] = ['concurrency']

/** Throws `bad-request` for options that do not go together. */
export function checkOptions(options: DraftOptions): void {
  const given = (Object.keys(FLAGS) as Flag[]).filter((flag) => options[flag] !== undefined)
  const [first] = given.filter((flag) => flag !== 'changed')
  if (!options.llm && first !== undefined) {
    throw new AppError('bad-request', `${FLAGS[first]} needs --llm.`, {
      hint: 'Without --llm, threats are drafted by the offline rules alone.',
    })
  }
  if (options.replay !== undefined) refuse('replay', NOT_REPLAYED, given)
  if (options.dryRun) refuse('dryRun', NOT_DRY, given)
  if (options.batch) refuse('batch', NOT_BATCHED, given)
}

function refuse(main: Flag, without: readonly Flag[], given: readonly Flag[]): void {
  const clash = without.find((flag) => given.includes(flag))
  if (clash === undefined) return
  throw new AppError('bad-request', `${FLAGS[main]} does not go with ${FLAGS[clash]}.`, {
    hint: 'Leave one of them out.',
  })
}
