/** When a risk needs nobody's attention any more. */
import type { Risk, Status } from '../model/schema.ts'

/** Decisions that only their justification makes good. */
const STATUSES_NEEDING_JUSTIFICATION: readonly Status[] = ['accepted', 'wont-fix', 'false-positive']

/** Accepted, won't be fixed or false, with no word on why. */
export function lacksJustification(risk: Risk): boolean {
  return STATUSES_NEEDING_JUSTIFICATION.includes(risk.status) && !risk.justification?.trim()
}

/**
 * True for an accepted risk whose acceptance ended before `today` (YYYY-MM-DD). It stays resolved: somebody decided
 * on it, and has to decide again.
 */
export function isExpired(risk: Risk, today: string): boolean {
  return risk.status === 'accepted' && risk.acceptedUntil !== undefined && risk.acceptedUntil < today
}

/** It has a ticket, is mitigated, or was decided on with a justification. */
export function isResolved(risk: Risk): boolean {
  if (risk.ticket || risk.status === 'mitigated') return true
  return STATUSES_NEEDING_JUSTIFICATION.includes(risk.status) && !lacksJustification(risk)
}
