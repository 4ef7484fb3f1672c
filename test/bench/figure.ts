// What a workload measured: the runs themselves, so that a reader sees how far apart they are.

export type Unit = 'ms' | 'MB' | 'fps' | 'times' | '%'

export interface Figure {
  readonly group: string
  /** "drag, p95". */
  readonly work: string
  /** Of the model; null where a model has no part in it. */
  readonly components: number | null
  readonly unit: Unit
  /** One a run, in their order. */
  readonly runs: readonly number[]
}

/** What identifies a figure in an earlier run. */
export function keyOf({ group, work, components }: Figure): string {
  return `${group} | ${components ?? '-'} | ${work}`
}

/** True where more is better. */
export function isHigherBetter(unit: Unit): boolean {
  return unit === 'fps' || unit === '%'
}

/** The middle one; zero of none. */
export function medianOf(numbers: readonly number[]): number {
  return sorted(numbers)[Math.floor(numbers.length / 2)] ?? 0
}

/** The value that 95 of 100 do not exceed. */
export function p95Of(numbers: readonly number[]): number {
  return sorted(numbers)[Math.ceil(numbers.length * 0.95) - 1] ?? 0
}

export function shown(value: number, unit: Unit): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`
}

function sorted(numbers: readonly number[]): readonly number[] {
  return [...numbers].sort((a, b) => a - b)
}
