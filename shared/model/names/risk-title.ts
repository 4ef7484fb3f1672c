/** A risk's title where it has one, else the first sentence of its description; may be empty. */
import type { Risk } from '../schema.ts'

const SENTENCE_END = /[.!?](?=\s+[^\sa-z]|\s*$)|[\r\n]/u

/** One line for lists and tables; a description's full stop is left off. */
export function riskTitle(risk: Pick<Risk, 'title' | 'description'>): string {
  if (risk.title) return risk.title
  const text = (risk.description ?? '').trim()
  const end = SENTENCE_END.exec(text)
  if (!end) return text
  const keep = end[0] === '!' || end[0] === '?' ? 1 : 0
  return text.slice(0, end.index + keep).trim()
}
