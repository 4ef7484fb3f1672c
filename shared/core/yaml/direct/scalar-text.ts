/** What a scalar is by its text alone. */
import type { ScalarType } from '../source-node.ts'

/** What YAML 1.2's core schema takes a plain scalar for. */
export function scalarType(text: string): ScalarType {
  // Next to no text begins as these do, and a look at one letter is all that it costs.
  if (/^[^-+.~0-9nNtTfF]/.test(text)) return 'text'
  if (/^(?:~|null|Null|NULL)?$/.test(text)) return 'null'
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return 'boolean'
  if (/^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text)) return 'number'
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return 'number'
  return /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/.test(text) ? 'number' : 'text'
}

/** Where a block scalar ends: blank lines after it separate elements, unless its header keeps them as content. */
export function blockEnd(text: string, start: number, end: number): number {
  const isKept = /^[|>][0-9]?\+/.test(text.slice(start, Math.min(end, start + 3)))
  if (isKept) return end - (/\r?\n$/.exec(text.slice(Math.max(start, end - 2), end))?.[0].length ?? 0)
  // Backwards, as an expression would look from each blank line inside at all of those behind it.
  let at = end
  for (let before = end; ; ) {
    while (before > start && (text[before - 1] === ' ' || text[before - 1] === '\t')) before -= 1
    if (before === start || text[before - 1] !== '\n') return at
    before -= before - 1 > start && text[before - 2] === '\r' ? 2 : 1
    at = before
  }
}
