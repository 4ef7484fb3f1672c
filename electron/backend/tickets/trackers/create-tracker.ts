import { createGitHub } from './github.ts'
import { createGitLab } from './gitlab.ts'
import { createJira } from './jira.ts'
import type { Tracker, TrackerParts } from './tracker.ts'

const TRACKERS = { github: createGitHub, gitlab: createGitLab, jira: createJira } as const

/** Opens no connection. The address and the project were checked before. */
export function createTracker(parts: TrackerParts): Tracker {
  return TRACKERS[parts.place.kind](parts)
}
