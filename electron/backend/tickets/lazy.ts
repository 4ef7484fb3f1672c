/** The tickets' part of a backend, loaded when it is first asked for. */
import type { TicketHandlers } from '../../../shared/protocol/contract.ts'
import { TICKET_METHODS } from '../../../shared/protocol/tickets.ts'
import type { TicketOptions, Tickets } from './handlers.ts'

type Name = keyof typeof TICKET_METHODS

export function createLazyTickets(options: TicketOptions): Tickets {
  let loading: Promise<Tickets> | undefined
  const load = () => {
    loading ??= import('./handlers.ts').then(({ createTicketMethods }) => createTicketMethods(options))
    return loading
  }
  const call = (name: Name) => async (input: never) => (await load()).handlers[name](input)
  const names = Object.keys(TICKET_METHODS) as Name[]
  return {
    handlers: Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as TicketHandlers,
    async close() {
      await loading?.then((tickets) => tickets.close()).catch(() => {})
    },
  }
}
