import { calibrate, describeMachine } from './machine.ts'
import type { Options } from './options.ts'
import type { Report } from './report.ts'
import type { Workload } from './workload.ts'

/** Runs the workloads that the options name, one after the other. */
export async function runBench(
  workloads: readonly Workload[],
  { only, sizes, runs }: Pick<Options, 'only' | 'sizes' | 'runs'>,
  say: (text: string) => void,
): Promise<Report> {
  const machine = describeMachine()
  const calibrations: number[] = []
  const figures = []
  for (const workload of workloads) {
    if (only.length > 0 && !only.includes(workload.group)) continue
    calibrations.push(calibrate())
    const wanted = sizes.length > 0 ? sizes : workload.sizes
    figures.push(...(await workload.run({ sizes: wanted, runs, say })))
  }
  calibrations.push(calibrate())
  return { version: 1, date: new Date().toISOString(), machine, calibrations, figures }
}
