/** Statuses and severities: what a threat's words in the tool say of a risk, and the other way round. */
import type { Risk, Status } from '../../../model/schema.ts'

/** In lower case, without spaces and slashes. */
const STATUS: ReadonlyMap<string, Status> = new Map([
  ['open', 'unchecked'],
  ['mitigated', 'mitigated'],
  ['eliminated', 'mitigated'],
  ['avoided', 'mitigated'],
  ['accepted', 'accepted'],
  ['transferred', 'accepted'],
  ['notapplicable', 'false-positive'],
  ['na', 'false-positive'],
])
const STATUS_WORDS: Readonly<Record<Status, string>> = {
  unchecked: 'Open',
  'in-discussion': 'Open',
  'in-progress': 'Open',
  mitigated: 'Mitigated',
  accepted: 'Accepted',
  'wont-fix': 'Accepted',
  'false-positive': 'NotApplicable',
}
type Impact = NonNullable<Risk['impact']>
const IMPACT: ReadonlyMap<string, Impact> = new Map([
  ['low', 'low'],
  ['medium', 'medium'],
  ['high', 'high'],
  ['critical', 'very-high'],
])
const SEVERITY_WORDS: Readonly<Record<Impact, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  'very-high': 'Critical',
}

/** A status that the tool does not have is not decided. */
export function statusOf(word: string): Status {
  return STATUS.get(word.toLowerCase().replace(/[\s/_.-]/gu, '')) ?? 'unchecked'
}

/** Undefined for "TBD", and for words that are none of the tool's. */
export function impactOf(word: string): Impact | undefined {
  return IMPACT.get(word.toLowerCase().trim())
}

/** True for a status whose text in the tool is a reason, and no mitigation. */
export function isReasoned(status: Status): boolean {
  return status === 'accepted' || status === 'wont-fix' || status === 'false-positive'
}

/** The tool's own word that the risk came with, as long as it still says the same. */
export function statusWord({ status, source }: Risk): string {
  const kept = source?.format === 'threat-dragon' ? source.status : undefined
  return kept !== undefined && statusOf(kept) === status ? kept : STATUS_WORDS[status]
}

/** As `statusWord`. */
export function severityWord({ impact, source }: Risk): string {
  const kept = source?.format === 'threat-dragon' ? source.severity : undefined
  if (kept !== undefined && impactOf(kept) === impact) return kept
  return impact === undefined ? 'TBD' : SEVERITY_WORDS[impact]
}

/** What the tool shows as the mitigation. */
export function mitigationText({ status, mitigation, justification }: Risk): string {
  const parts = isReasoned(status) ? [justification, mitigation] : [mitigation, justification]
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n')
}
