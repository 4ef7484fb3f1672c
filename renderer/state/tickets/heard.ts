/**
 * Hands what is heard of tickets to the run that follows it. The session hears it, and may not know the run: that
 * saves, and a save knows the session.
 */
import type { EventData } from '../../../shared/protocol/contract.ts'

export type TicketEvent =
  | { readonly event: 'tickets.item'; readonly data: EventData<'tickets.item'> }
  | { readonly event: 'tickets.ended'; readonly data: EventData<'tickets.ended'> }

interface Follower {
  readonly onEvent: (event: TicketEvent) => void
  /** Events may have been missed. */
  readonly onReconnected: () => void
}

let follower: Follower | null = null

/** Takes the place of whoever followed before. */
export function followTickets(next: Follower): void {
  follower = next
}

export function tellTickets(event: TicketEvent): void {
  follower?.onEvent(event)
}

export function tellReconnected(): void {
  follower?.onReconnected()
}
