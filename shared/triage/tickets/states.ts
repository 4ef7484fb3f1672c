/**
 * What a tracker says of tickets, and what that may mean for their risks. A closed ticket mitigates nothing by
 * itself (it may be a duplicate, or given up): a person takes each proposal or leaves it.
 */
import type { Model, Status } from '../../model/schema.ts'
import { updateRisk } from '../risks.ts'

export interface TicketState {
  /** As the model has it. */
  readonly ticket: string
  /** `gone`: not there, or not to be seen with this token. */
  readonly state: 'open' | 'closed' | 'gone'
  /** The tracker's own word: "In Review", "not_planned". */
  readonly word: string
}

export interface StatusProposal {
  readonly riskId: string
  readonly ticket: string
  readonly from: Status
  readonly to: Status
  readonly why: string
}

const WAITING: readonly Status[] = ['unchecked', 'in-discussion', 'in-progress']

/** In the model's order; risks whose status agrees with their ticket are left out. */
export function proposeStatuses(model: Model, states: readonly TicketState[]): readonly StatusProposal[] {
  const byTicket = new Map(states.map((state) => [state.ticket, state]))
  return model.risks.flatMap(({ id, ticket, status }) => {
    const known = ticket === undefined ? undefined : byTicket.get(ticket)
    const next = known && propose(known, status)
    return known && next ? [{ riskId: id, ticket: known.ticket, from: status, ...next }] : []
  })
}

function propose(
  { state, word }: TicketState,
  status: Status,
): Pick<StatusProposal, 'to' | 'why'> | undefined {
  if (state === 'closed' && WAITING.includes(status))
    return isGivenUp(word)
      ? undefined
      : { to: 'mitigated', why: `The ticket is closed (${word}). Check that the mitigation landed.` }
  if (state === 'open' && status === 'mitigated')
    return { to: 'in-progress', why: `The ticket is open (${word}), so the mitigation may not hold.` }
  if (state === 'open' && status === 'unchecked')
    return { to: 'in-progress', why: `The ticket is open (${word}).` }
  return undefined
}

/** Closed for another reason than that it was done. */
function isGivenUp(word: string): boolean {
  return /not[ _-]?planned|duplicate|won.?t|reject|cancel|declin|invalid|obsolete/iu.test(word)
}

/** Takes the proposals of these risks; one whose status changed meanwhile is left alone. */
export function takeProposals(model: Model, proposals: readonly StatusProposal[]): Model {
  return proposals.reduce((present, { riskId, from, to, ticket }) => {
    const risk = present.risks.find(({ id }) => id === riskId)
    return risk?.status === from && risk.ticket === ticket
      ? updateRisk(present, riskId, { status: to })
      : present
  }, model)
}
