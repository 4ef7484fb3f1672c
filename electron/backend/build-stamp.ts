/**
 * Which commit a package was made from. The file lies beside the bundle in packages alone: what a checkout runs may be
 * newer than any commit.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'

export interface BuildStamp {
  /** As git names it, in full; with a `+` where what was built is not quite it. */
  readonly commit: string
  /** The day of the commit, `2026-11-27`: the same whenever and wherever it is built. */
  readonly date: string
}

/** Of the bundle in `folder`; null in a checkout, and where the file says something else. */
export function readBuildStamp(folder: string): BuildStamp | null {
  try {
    const stamp: unknown = JSON.parse(readFileSync(path.join(folder, 'build.json'), 'utf8'))
    return isStamp(stamp) ? stamp : null
  } catch {
    return null
  }
}

/** `0.1.0`, or `0.1.0 (1a2b3c4, 2026-11-27)` of a package. */
export function describeBuild(version: string, stamp: BuildStamp | null): string {
  if (!stamp) return version
  const changed = stamp.commit.endsWith('+') ? '+' : ''
  return `${version} (${stamp.commit.slice(0, 7)}${changed}, ${stamp.date})`
}

function isStamp(value: unknown): value is BuildStamp {
  return (
    typeof value === 'object' &&
    value !== null &&
    'commit' in value &&
    typeof value.commit === 'string' &&
    'date' in value &&
    typeof value.date === 'string'
  )
}
