// What a build is made from. It depends on the commit alone, so that two builds of one commit are alike.
import { execFileSync } from 'node:child_process'
import manifest from '../../../package.json' with { type: 'json' }

export interface Stamp {
  readonly version: string
  /** In full; with a `+` where the checkout differs from it, and `unknown` without git. */
  readonly commit: string
  /** Seconds since 1970: `SOURCE_DATE_EPOCH`, else the time of the commit. */
  readonly epoch: number
}

/** Throws where neither git nor `SOURCE_DATE_EPOCH` tells a time: a made-up one would be another each time. */
export function makeStamp(
  root: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Stamp {
  const commit = git(root, 'rev-parse', 'HEAD')
  const isChanged = git(root, 'status', '--porcelain', '--untracked-files=no') !== ''
  const given = env.SOURCE_DATE_EPOCH ?? git(root, 'show', '-s', '--format=%ct', 'HEAD')
  if (!/^\d{1,11}$/.test(given)) {
    throw new Error('There is no time for the build: set SOURCE_DATE_EPOCH, or build from a clone.')
  }
  return {
    version: manifest.version,
    commit: commit === '' ? 'unknown' : `${commit}${isChanged ? '+' : ''}`,
    epoch: Number(given),
  }
}

/** `2026-11-27`, in UTC. */
export function dayOf({ epoch }: Stamp): string {
  return new Date(epoch * 1000).toISOString().slice(0, 10)
}

/** As `electron/backend/build-stamp.ts` reads it. */
export function printStamp(stamp: Stamp): string {
  return `${JSON.stringify({ commit: stamp.commit, date: dayOf(stamp) })}\n`
}

function git(root: string, ...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return ''
  }
}
