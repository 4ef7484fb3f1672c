/** Tickets for whatever tracker reads a table or a text: nothing is sent, and nothing is written back. */
import type { Model, Risk } from '../../model/schema.ts'
import { parseBlocks } from '../../triage/tickets/blocks.ts'
import type { PlannedTicket } from '../../triage/tickets/plan.ts'
import { printCell } from '../csv.ts'
import { printInert, printMarkdownBlock } from './markdown.ts'

/** Tickets of one model; `key` is the first of its keys, for a tracker that can hold one. */
export interface TicketList {
  readonly model: Model
  readonly tickets: readonly (PlannedTicket & { readonly key: string })[]
}

/** The names that importers of Jira, GitLab and others look for come first. */
const COLUMNS = ['title', 'description', 'labels', 'category', 'owner', 'targets', 'risks', 'key'] as const

/** RFC 4180 with CRLF; no cell can be a formula. */
export function printTicketCsv(lists: readonly TicketList[], label: string): string {
  const rows = lists.flatMap(({ model, tickets }) =>
    tickets.map(({ riskIds, title, body, key }) => {
      const risks = risksOf(model, riskIds)
      const each = (value: (risk: Risk) => string | undefined) =>
        [...new Set(risks.map(value).filter((text) => text !== undefined))].join('; ')
      return [
        title,
        body,
        label,
        each(({ category }) => category),
        each(({ owner }) => owner),
        each(({ target }) => target),
        riskIds.join('; '),
        key,
      ]
    }),
  )
  return [[...COLUMNS], ...rows].map((row) => `${row.map(printCell).join(',')}\r\n`).join('')
}

/** One section a ticket, as text that refers to nobody wherever it is pasted. */
export function printTicketMarkdown(lists: readonly TicketList[]): string {
  const sections = lists.flatMap(({ tickets }) =>
    tickets.map(({ title, body }) =>
      [`## ${printInert(title)}`, ...parseBlocks(body).map(printMarkdownBlock)].join('\n\n'),
    ),
  )
  return sections.length === 0 ? '' : `${sections.join('\n\n')}\n`
}

function risksOf(model: Model, ids: readonly string[]): readonly Risk[] {
  return model.risks.filter(({ id }) => ids.includes(id))
}
