// A run of the bench as a file and as a table beside the targets.
import type { Figure } from './figure.ts'
import { isHigherBetter, keyOf, medianOf, shown } from './figure.ts'
import type { Machine } from './machine.ts'
import { targetOf } from './targets.ts'

export interface Report {
  readonly version: 1
  readonly date: string
  readonly machine: Machine
  /** What the calibration loop took before each group and after the last, in ms. */
  readonly calibrations: readonly number[]
  readonly figures: readonly Figure[]
}

export function printTable(report: Report): string {
  const rows = report.figures.map((figure) => {
    const { unit, runs } = figure
    const median = medianOf(runs)
    const target = targetOf(figure)
    return [
      figure.group,
      figure.work,
      figure.components === null ? '' : figure.components.toLocaleString('en'),
      shown(median, unit),
      `${shown(Math.min(...runs), unit)} - ${shown(Math.max(...runs), unit)}`,
      target === undefined ? '' : shown(target, unit),
      target === undefined ? '' : isMet(median, target, figure) ? 'met' : 'MISSED',
    ]
  })
  const head = ['group', 'work', 'components', 'median', 'spread', 'target', '']
  return aligned([head, ...rows], new Set([2, 3, 4, 5]))
}

/** One line about the machine and how steady it was. */
export function printMachine({ machine, calibrations }: Report): string {
  const [least, most] = [Math.min(...calibrations), Math.max(...calibrations)]
  const noise = most > 1.25 * least ? '; other work disturbed it, compare ratios only' : ''
  return `${machine.commit}, Node ${machine.node}, ${machine.cores} x ${machine.cpu}, load ${machine.load.toFixed(1)}; calibration loop ${least.toFixed(0)} - ${most.toFixed(0)} ms${noise}`
}

/**
 * The ratios of the medians to an earlier run, what got slower by more than a quarter flagged. Times are also set
 * against the calibration loops of both runs, and the flag goes by that.
 */
export function compareReports(now: Report, before: Report): readonly Comparison[] {
  const earlier = new Map(before.figures.map((figure) => [keyOf(figure), figure]))
  const machine = medianOf(now.calibrations) / medianOf(before.calibrations)
  return now.figures.flatMap((figure) => {
    const known = earlier.get(keyOf(figure))
    if (!known || known.unit !== figure.unit) return []
    const [from, to] = [medianOf(known.runs), medianOf(figure.runs)]
    const ratio = isHigherBetter(figure.unit) ? from / to : to / from
    const adjusted = figure.unit === 'ms' ? ratio / machine : ratio
    return [{ figure, from, to, ratio, adjusted, isWorse: adjusted > 1.25 }]
  })
}

export interface Comparison {
  readonly figure: Figure
  readonly from: number
  readonly to: number
  /** Above 1 is worse. */
  readonly ratio: number
  /** The same if the machine had been as fast as it was then. */
  readonly adjusted: number
  readonly isWorse: boolean
}

export function printComparison(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ figure, from, to, ratio, adjusted, isWorse }) => [
    figure.group,
    figure.work,
    figure.components === null ? '' : figure.components.toLocaleString('en'),
    shown(from, figure.unit),
    shown(to, figure.unit),
    ratio.toFixed(2),
    adjusted.toFixed(2),
    isWorse ? 'WORSE' : '',
  ])
  const head = ['group', 'work', 'components', 'before', 'now', 'ratio', 'adjusted', '']
  return aligned([head, ...rows], new Set([2, 3, 4, 5, 6]))
}

function isMet(value: number, target: number, { unit }: Figure): boolean {
  return isHigherBetter(unit) ? value >= target : value <= target
}

function aligned(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => (right.has(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
