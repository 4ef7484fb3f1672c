/** Drafts and risks as one list: what the table shows and what review walks through. */
import { crossingsOfBoundary } from '../../../shared/model/crossings.ts'
import type { Document } from '../../../shared/model/document.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Category, Draft, Model, Rejected, Risk, RiskSeverity } from '../../../shared/model/schema.ts'
import { IMPACTS, LIKELIHOODS } from '../../../shared/model/schema.ts'
import { isExpired, isResolved } from '../../../shared/triage/resolution.ts'
import { CATEGORY_NAMES, STATUS_NAMES } from '../elements/labels.ts'
import { today } from '../resolutions/today.ts'
import { byTarget, openDraftsOf, perDocument } from '../selectors.ts'

interface ThreatBase {
  /** Unique over drafts and risks; `id` alone is not. */
  readonly key: string
  readonly id: string
  readonly target: string
  readonly category: Category
  readonly title: string
  /** Absent where nobody rated it and no draft did. */
  readonly severity?: RiskSeverity
}

export type Threat = ThreatBase &
  (
    | { readonly kind: 'draft'; readonly draft: Draft }
    | { readonly kind: 'risk'; readonly risk: Risk; readonly resolved: boolean }
    | { readonly kind: 'rejected'; readonly rejected: Rejected }
  )

export const THREAT_FILTERS = ['open', 'unresolved', 'resolved', 'expired', 'all'] as const
/** `open` drafts; kept risks `unresolved` or `resolved`, of which some are `expired`; `all` with the rejected ones. */
export type ThreatFilter = (typeof THREAT_FILTERS)[number]

/** Open drafts in rank order, then risks in the model's order, then what was rejected. */
export const threatsOf = perDocument((document): readonly Threat[] => {
  const { model } = document
  return [
    ...openDraftsOf(document).map(draftThreat),
    ...model.risks.map((risk) => riskThreat(risk, severityOf(risk, document))),
    ...model.analyses.flatMap(({ target, rejected }) => rejected.map((each) => rejectedThreat(target, each))),
  ]
})

/** The threats by their target, in the same order. */
export const threatsByTarget = perDocument((document) => byTarget(threatsOf(document)))

/** True for a risk whose acceptance has ended. */
export function isExpiredThreat(threat: Threat): boolean {
  return threat.kind === 'risk' && isExpired(threat.risk, today())
}

export function passesFilter(threat: Threat, filter: ThreatFilter): boolean {
  if (filter === 'all') return true
  if (threat.kind === 'draft') return filter === 'open'
  if (filter === 'expired') return isExpiredThreat(threat)
  return threat.kind === 'risk' && filter === (threat.resolved ? 'resolved' : 'unresolved')
}

/** True when every word of the query is in the threat's title, target, category, status or ticket. */
export function matchesText(model: Model, threat: Threat, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const ticket = threat.kind === 'risk' ? (threat.risk.ticket ?? '') : ''
  const text = [
    threat.title,
    threat.target,
    titleOf(model, threat.target),
    CATEGORY_NAMES[threat.category],
    statusWords(threat),
    ticket,
  ]
    .join(' ')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}

/** The targets that a selection stands for: a boundary for itself and its crossings. */
export function targetsOfSelection(model: Model, selection: readonly string[]): ReadonlySet<string> {
  const { boundaries } = indexOf(model)
  const targets = new Set<string>()
  for (const ref of selection) {
    if (boundaries.has(ref)) {
      targets.add(`boundary:${ref}`)
      for (const crossing of crossingsOfBoundary(model, ref)) targets.add(crossing.ref)
    } else if (!ref.startsWith('note:')) targets.add(ref)
  }
  return targets
}

/** What was decided, in words: "Draft", "Rejected", "In progress", "Acceptance expired". */
export function statusWords(threat: Threat): string {
  if (threat.kind === 'draft') return 'Draft'
  if (threat.kind === 'rejected') return 'Rejected'
  return isExpiredThreat(threat) ? 'Acceptance expired' : STATUS_NAMES[threat.risk.status]
}

/** The canvas element that shows a target. */
export function elementOf(target: string): string {
  return target.startsWith('boundary:') ? target.slice('boundary:'.length) : target
}

/**
 * A rating by a person (Threagile's table: up to 1 low, 3 medium, 8 elevated, 12 high, 16 critical),
 * else that of the draft which proposed the risk, else none.
 */
export function severityOf(risk: Risk, document: Document): RiskSeverity | undefined {
  if (risk.likelihood && risk.impact) {
    const product = (LIKELIHOODS.indexOf(risk.likelihood) + 1) * (IMPACTS.indexOf(risk.impact) + 1)
    if (product <= 1) return 'low'
    if (product <= 3) return 'medium'
    if (product <= 8) return 'elevated'
    return product <= 12 ? 'high' : 'critical'
  }
  const { rule, draft: key } = risk.source ?? {}
  if (rule === undefined && key === undefined) return undefined
  return draftsByTarget(document)
    .get(risk.target)
    ?.find(
      (draft) =>
        draft.key === key ||
        (rule !== undefined && draft.category === risk.category && draft.rules.includes(rule)),
    )?.severity
}

const draftsByTarget = perDocument(({ drafts }) => byTarget(drafts))

function draftThreat(draft: Draft): Threat {
  const { id, target, category, title, severity } = draft
  return { kind: 'draft', key: `draft:${id}`, id, target, category, title, severity, draft }
}

function riskThreat(risk: Risk, severity: RiskSeverity | undefined): Threat {
  const { id, target, category } = risk
  const title = risk.title || (risk.description ?? id)
  const rated = severity === undefined ? {} : { severity }
  return {
    kind: 'risk',
    key: `risk:${id}`,
    id,
    target,
    category,
    title,
    ...rated,
    risk,
    resolved: isResolved(risk),
  }
}

function rejectedThreat(target: string, rejected: Rejected): Threat {
  const { category, title, key } = rejected
  return {
    kind: 'rejected',
    key: `rejected:${target}:${key}`,
    id: `${target}:${key}`,
    target,
    category,
    title,
    rejected,
  }
}
