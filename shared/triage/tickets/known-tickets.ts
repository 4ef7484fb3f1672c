/** The tickets that a tracker has, found by the risks that they were made for. */
import { isTicketOf, type RiskKeys } from './keys.ts'

export interface KnownTickets {
  /** Takes in a ticket, or what it carries by now. */
  note(number: string, keys: readonly string[]): void
  /** The number of the risk's ticket, of the first noted where it has several. */
  find(risk: RiskKeys): string | undefined
}

export function createKnownTickets(): KnownTickets {
  const keysOf = new Map<string, ReadonlySet<string>>()
  const byKey = new Map<string, Set<string>>()
  return {
    note(number, keys) {
      keysOf.set(number, new Set(keys))
      for (const key of keys) byKey.set(key, (byKey.get(key) ?? new Set()).add(number))
    },
    find(risk) {
      const numbers = [...(byKey.get(risk.exact) ?? []), ...(byKey.get(risk.inRepo) ?? [])]
      return numbers.find((number) => isTicketOf(keysOf.get(number) ?? new Set(), risk))
    },
  }
}
