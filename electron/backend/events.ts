/** Who is told what the backend announces. */
import type { EventData, EventName } from '../../shared/protocol/contract.ts'

/** Receives every event; it must not throw. */
type Listener = <E extends EventName>(event: E, data: EventData<E>) => void

export interface Events {
  /** Gives the function that ends it. */
  subscribe(listener: Listener): () => void
  announce: Listener
}

export function createEvents(): Events {
  const listeners = new Set<Listener>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    announce(event, data) {
      for (const listener of listeners) listener(event, data)
    },
  }
}
