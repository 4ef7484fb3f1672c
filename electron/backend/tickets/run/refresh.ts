/** How the tickets of a model stand. */

import type { TicketState } from '../../../../shared/triage/tickets/states.ts'
import { findNumber, findTicketUrl } from '../../../../shared/triage/tickets/tracker.ts'
import type { TrackedTicket, Tracker } from '../trackers/tracker.ts'

/** From here on a list of all is cheaper than one question for each. */
const FEW = 5

/** In the order given, without those of other projects. Throws a TrackerFault. */
export async function readStates(
  tracker: Tracker,
  tickets: readonly string[],
  signal: AbortSignal,
): Promise<(TicketState & { url: string })[]> {
  const { place } = tracker
  const wanted = tickets.flatMap((ticket) => {
    const number = findNumber(place, ticket)
    return number === undefined ? [] : [{ ticket, number }]
  })
  const known = new Map<string, TrackedTicket>()
  const note = (found: readonly TrackedTicket[]) => {
    for (const each of found) known.set(each.number, each)
  }
  if (wanted.length > FEW) note(await tracker.list(signal))
  const rest = [...new Set(wanted.map(({ number }) => number))].filter((number) => !known.has(number))
  if (rest.length > 0) note(await tracker.read(rest, signal))
  return wanted.map(({ ticket, number }) => {
    const found = known.get(number)
    return {
      ticket,
      state: found?.state ?? 'gone',
      word: found?.word ?? 'not found',
      url: findTicketUrl(place, ticket) ?? place.address,
    }
  })
}
