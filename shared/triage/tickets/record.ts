/** Writing back what was filed. */
import type { Model } from '../../model/schema.ts'
import { updateRisk } from '../risks.ts'

export interface Filed {
  readonly riskIds: readonly string[]
  /** The id as the team writes it: `SEC-412`, `acme/shop#12`. */
  readonly ticket: string
}

/**
 * Gives each risk its ticket; one that has a ticket by now keeps it. An unchecked one is in progress then: a
 * ticket means that somebody works on it. The same model back where nothing changes.
 */
export function recordTickets(model: Model, filed: readonly Filed[]): Model {
  return filed
    .flatMap(({ riskIds, ticket }) => riskIds.map((id) => ({ id, ticket })))
    .reduce((present, { id, ticket }) => {
      const risk = present.risks.find((each) => each.id === id)
      if (!risk || risk.ticket) return present
      return updateRisk(present, id, {
        ticket,
        ...(risk.status === 'unchecked' ? { status: 'in-progress' } : {}),
      })
    }, model)
}
