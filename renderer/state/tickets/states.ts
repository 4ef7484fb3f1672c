/** How the model's tickets stand in their tracker, and which statuses that proposes. */
import { createStore, useStore } from 'zustand'
import type { MethodOutput } from '../../../shared/protocol/contract.ts'
import { proposeStatuses, type StatusProposal, takeProposals } from '../../../shared/triage/tickets/states.ts'
import { client } from '../../platform/client.ts'
import { currentDocument } from '../document.ts'
import { applyModel } from '../elements/attributes.ts'
import { type Problem, problemOf } from '../problem.ts'
import { notify, setUi } from '../ui.ts'

export interface TicketStatesState {
  /** Null while they are asked for. */
  readonly states: MethodOutput<'tickets.refresh'> | null
  readonly proposals: readonly StatusProposal[]
  readonly problem: Problem | null
}

const ticketStatesStore = createStore<TicketStatesState>(() => ({
  states: null,
  proposals: [],
  problem: null,
}))

export function useTicketStates<T>(selector: (state: TicketStatesState) => T): T {
  return useStore(ticketStatesStore, selector)
}

/** Every ticket that the model's risks name, once. */
export function ticketsIn(): readonly string[] {
  return [...new Set(currentDocument().model.risks.flatMap(({ ticket }) => (ticket ? [ticket] : [])))]
}

/** Shows the dialog and asks the tracker; nothing of the model changes by it. */
export async function refreshTickets(): Promise<void> {
  ticketStatesStore.setState({ states: null, proposals: [], problem: null })
  setUi({ dialog: 'ticket-states' })
  try {
    const states = await client.call('tickets.refresh', { tickets: [...ticketsIn()] })
    ticketStatesStore.setState({ states, proposals: proposeStatuses(currentDocument().model, states) })
  } catch (error) {
    ticketStatesStore.setState({ problem: problemOf(error) })
  }
}

/** Takes these proposals as one undo step. */
export function takeStatuses(proposals: readonly StatusProposal[]): void {
  applyModel((model) => takeProposals(model, proposals), 'Take statuses from tickets')
  notify('done', `${proposals.length} of the proposed statuses taken.`)
  setUi({ dialog: null })
}
