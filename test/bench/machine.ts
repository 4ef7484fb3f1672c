// How fast the machine is at this moment: other work on it shows here before it misleads anybody elsewhere.
import { execFileSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { medianOf } from './figure.ts'

const LOOPS = 20_000_000

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly node: string
  readonly load: number
  readonly commit: string
}

export function describeMachine(): Machine {
  const [first] = cpus()
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    load: loadavg()[0] ?? 0,
    commit: commitOf(),
  }
}

/** Milliseconds for the same arithmetic: the median of five, after one to warm up. */
export function calibrate(): number {
  const times = Array.from({ length: 6 }, () => {
    const start = performance.now()
    let state = 1
    for (let at = 0; at < LOOPS; at += 1) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    // The result is used, so that the loop is not left out.
    return performance.now() - start + (state === 0 ? 1 : 0)
  })
  return medianOf(times.slice(1))
}

function commitOf(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
  } catch {
    return 'unknown'
  }
}
