/** Which risks need a ticket, and which of them share one. Nothing here knows a tracker. */

import { riskTitle } from '../../model/names/risk-title.ts'
import { indexOf, titleOf } from '../../model/queries.ts'
import type { Model, Risk } from '../../model/schema.ts'
import { isResolved } from '../resolution.ts'
import { composeBody, composeTitle } from './compose.ts'

/** A ticket to be made, in words that a person may edit; each tracker prints them in its own markup. */
export interface PlannedTicket {
  /** In the model's order; the first names it. */
  readonly riskIds: readonly string[]
  /** One line. */
  readonly title: string
  /** Paragraphs, `## ` headings and `- ` items; anything else in it is text, never markup. */
  readonly body: string
}

export interface TicketChoice {
  /** Null: every risk that needs one. */
  readonly risks: readonly string[] | null
  /** One ticket for the same threat over many targets. */
  readonly isGrouped: boolean
}

/** True for a risk without a ticket that nobody has decided on otherwise. */
export function needsTicket(risk: Risk): boolean {
  return !risk.ticket && !isResolved(risk)
}

/** In the model's order. A chosen risk that has a ticket or was decided on gets none. */
export function planTickets(model: Model, { risks, isGrouped }: TicketChoice): readonly PlannedTicket[] {
  const chosen = risks === null ? null : new Set(risks)
  const groups = new Map<string, Risk[]>()
  for (const risk of model.risks) {
    if (!needsTicket(risk) || (chosen !== null && !chosen.has(risk.id))) continue
    const key = isGrouped ? sameness(model, risk) : risk.id
    const group = groups.get(key)
    if (group) group.push(risk)
    else groups.set(key, [risk])
  }
  return [...groups.values()].map((members) => ({
    riskIds: members.map(({ id }) => id),
    title: composeTitle(model, members),
    body: composeBody(model, members),
  }))
}

/** Equal for risks that say the same of different targets: of one category, with one title and one mitigation. */
function sameness(model: Model, risk: Risk): string {
  const own = [titleOf(model, risk.target), ...endTitles(model, risk.target)].map(normal).filter(Boolean)
  const words = normal(riskTitle(risk))
  const without = own
    .sort((a, b) => b.length - a.length)
    .reduce((text, name) => ` ${text} `.replaceAll(` ${name} `, ' ').trim(), words)
  // A title that is nothing but the target's name says nothing in common.
  if (without === '') return `${risk.id} `
  return [risk.category, without, normal(risk.mitigation ?? '')].join('\n')
}

function endTitles(model: Model, target: string): readonly string[] {
  const flow = indexOf(model).flows.get(target)
  return flow ? [flow.title, titleOf(model, flow.from), titleOf(model, flow.to)] : []
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
