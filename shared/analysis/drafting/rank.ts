/** How drafts are ordered and how severe they are: rule first, then exposure, data and certainty. */
import type { Certainty, RiskSeverity } from '../../model/schema.ts'
import { SEVERITIES } from '../../model/schema.ts'
import type { PartFacts, Subject } from '../facts/facts.ts'
import type { Rule } from '../rule.ts'

const EXPOSURE = { outside: 3, crossed: 2, inside: 1, unreached: 0 } as const
const CERTAINTY: Readonly<Record<Certainty, number>> = { stated: 2, inferred: 1, speculative: 0 }

/** What a draft gains over a rule's priority, which counts ten. */
export interface Weights {
  readonly exposure: number
  readonly sensitivity: number
  readonly certainty: number
  readonly moreRules: number
}

const PRIORITY = 10
const WEIGHTS: Weights = { exposure: 3, sensitivity: 3, certainty: 1, moreRules: 3 }

/** 0 to 3: how near the target is to people and systems that nobody here controls. */
export function exposureOf(facts: Subject): number {
  if (facts.on === 'component') return EXPOSURE[facts.exposure]
  return isForeign(facts.from) || isForeign(facts.to) ? EXPOSURE.outside : EXPOSURE.crossed
}

function isForeign({ component, isThirdParty }: PartFacts): boolean {
  return component.kind === 'external' || isThirdParty
}

/** The order of drafts: higher is shown earlier. `exposure` is that of the facts, `others` counts further rules that name the same cell. */
export function scoreOf(
  rule: Pick<Rule, 'priority'>,
  facts: Subject,
  exposure: number,
  certainty: Certainty,
  others: number,
  weights = WEIGHTS,
): number {
  return (
    rule.priority * PRIORITY +
    exposure * weights.exposure +
    (facts.sensitivity.level === 'high' ? weights.sensitivity : 0) +
    CERTAINTY[certainty] * weights.certainty +
    Math.min(others, 2) * weights.moreRules
  )
}

/** The hint of a rule or of a category, one step up for sensitive data within reach from outside, one down for the opposite. */
export function severityOf(rule: Pick<Rule, 'severity'>, facts: Subject, exposure: number): RiskSeverity {
  const hint = SEVERITIES.indexOf(rule.severity)
  const { level } = facts.sensitivity
  const step = exposure === 3 && level === 'high' ? 1 : exposure <= 1 && level === 'low' ? -1 : 0
  return SEVERITIES[Math.min(SEVERITIES.length - 1, Math.max(0, hint + step))] ?? rule.severity
}
