/**
 * Risks as a table for spreadsheets. A spreadsheet runs a cell that starts like a formula, and threat
 * texts come from imports and language models, so such a cell is made text.
 */

import { riskTitle } from '../model/names/risk-title.ts'
import { titleOf } from '../model/queries.ts'
import type { Model, Risk } from '../model/schema.ts'

/** The header; columns are only ever added at the end, so that scripts may count on their places. */
export const CSV_COLUMNS = [
  'id',
  'target',
  'target_title',
  'category',
  'title',
  'description',
  'assumption',
  'mitigation',
  'status',
  'justification',
  'ticket',
  'owner',
  'likelihood',
  'impact',
  'certainty',
  'accepted_by',
  'accepted_until',
  'mitigations',
  'evidence',
] as const

/** RFC 4180 with CRLF, UTF-8 without a byte order mark, one risk a row in the model's order. */
export function printCsv(model: Model): string {
  const rows = model.risks.map((risk) => cellsOf(model, risk))
  return [CSV_COLUMNS, ...rows].map((row) => `${row.map(printCell).join(',')}\r\n`).join('')
}

function cellsOf(model: Model, risk: Risk): readonly string[] {
  return [
    risk.id,
    risk.target,
    titleOf(model, risk.target),
    risk.category,
    riskTitle(risk),
    risk.description ?? '',
    risk.assumption ?? '',
    risk.mitigation ?? '',
    risk.status,
    risk.justification ?? '',
    risk.ticket ?? '',
    risk.owner ?? '',
    risk.likelihood ?? '',
    risk.impact ?? '',
    risk.certainty ?? '',
    risk.acceptedBy ?? '',
    risk.acceptedUntil ?? '',
    (risk.mitigations ?? []).join('\n'),
    (risk.evidence ?? []).join('\n'),
  ]
}

/** Spreadsheets trim, and some fold full-width signs to ASCII, before they look for a formula. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a spreadsheet skips control characters too
const FORMULA = /^[\s\u0000-\u0020\u200b-\u200f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/
const NEEDS_QUOTES = /[",;|\t\r\n']|^\s|\s$/

/** One cell: a formula gets a leading apostrophe, which makes a spreadsheet show it as it is. */
export function printCell(text: string): string {
  const shown = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown
}
