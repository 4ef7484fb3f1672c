/** When a risk needs nobody's attention any more. */
import type { Risk, Status } from '../model/schema.ts'

/** Decisions that only their justification makes good. */
export const STATUSES_NEEDING_JUSTIFICATION: readonly Status[] = ['accepted', 'wont-fix', 'false-positive']

/** Accepted, won't be fixed or false, with no word on why. */
export function lacksJustification(risk: Risk): boolean {
  return STATUSES_NEEDING_JUSTIFICATION.includes(risk.status) && !risk.justification?.trim()
}

/** It has a ticket, is mitigated, or was decided on with a justification. */
export function isResolved(risk: Risk): boolean {
  if (risk.ticket || risk.status === 'mitigated') return true
  return STATUSES_NEEDING_JUSTIFICATION.includes(risk.status) && !lacksJustification(risk)
}
