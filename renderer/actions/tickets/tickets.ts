import { documentStore } from '../../state/document.ts'
import { offersTickets, openTickets } from '../../state/tickets/filing.ts'
import { refreshTickets, ticketsIn } from '../../state/tickets/states.ts'
import type { Action } from '../action.ts'

/** Ids are written into a file, so there must be one that can be written. */
const canFile = () => {
  const { path, readOnly, modelHash } = documentStore.getState()
  return path !== null && !readOnly && modelHash !== null
}

/** Tickets of risks, and how they stand. Each opens a dialog; only its buttons send or change something. */
export const ticketActions: readonly Action[] = [
  {
    id: 'tickets.create',
    label: 'Create tickets…',
    also: 'issues GitHub GitLab Jira file',
    group: 'review',
    scope: 'app',
    isEnabled: offersTickets,
    run: openTickets,
  },
  {
    id: 'tickets.refresh',
    label: 'Refresh ticket states…',
    also: 'issues sync status',
    group: 'review',
    scope: 'app',
    isEnabled: () => canFile() && ticketsIn().length > 0,
    run: refreshTickets,
  },
]
