/** Ticket numbers as teams write them: `SEC-412`. */
import type { Model } from '../model/schema.ts'

/**
 * The number after the highest ticket with the same prefix (`SEC` and `SEC-` mean the same), 1 where
 * there is none; undefined without a prefix. A suggestion: the tracker has the last word.
 */
export function suggestTicket(model: Model, prefix: string): string | undefined {
  const stem = prefix.trim().replace(/-+$/, '')
  if (stem === '') return undefined
  let highest = 0
  for (const { ticket } of model.risks) {
    const number = ticket === undefined ? undefined : numberOf(ticket, stem)
    if (number !== undefined) highest = Math.max(highest, number)
  }
  return `${stem}-${highest + 1}`
}

function numberOf(ticket: string, stem: string): number | undefined {
  const dash = ticket.lastIndexOf('-')
  if (dash < 0 || ticket.slice(0, dash).toLowerCase() !== stem.toLowerCase()) return undefined
  const digits = ticket.slice(dash + 1)
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined
}
