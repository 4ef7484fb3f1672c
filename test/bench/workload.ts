import type { Figure } from './figure.ts'

/** What a run of the bench wants. */
export interface Asked {
  /** In components. */
  readonly sizes: readonly number[]
  readonly runs: number
  /** Tells the person what is under way. */
  readonly say: (text: string) => void
}

export interface Workload {
  /** As `--only` names it. */
  readonly group: string
  /** In components, where the person names none. */
  readonly sizes: readonly number[]
  /** Every figure has as many runs as were asked for. */
  run(asked: Asked): Promise<readonly Figure[]>
}
