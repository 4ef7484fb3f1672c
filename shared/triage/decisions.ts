/** Decisions that settle a risk. Each edit gives the same model back when it changes nothing. */
import { indexOf } from '../model/queries.ts'
import type { Mitigation, Model, Risk } from '../model/schema.ts'
import { updateRisk } from './risks.ts'

/** Who takes the risk, why, and until which day (YYYY-MM-DD); absent: for good. */
export interface Acceptance {
  readonly by: string
  readonly why: string
  readonly until?: string | undefined
}

export function acceptRisk(model: Model, id: string, acceptance: Acceptance): Model {
  return updateRisk(model, id, acceptedAs(acceptance))
}

/** What an acceptance says of a risk. */
export function acceptedAs({ by, why, until }: Acceptance): Partial<Risk> {
  return {
    status: 'accepted',
    justification: why.trim(),
    acceptedBy: by.trim() || undefined,
    acceptedUntil: until?.trim() || undefined,
  }
}

/** What shows that a risk is mitigated, and the ids of the mitigations that do it. */
export interface Mitigated {
  readonly evidence: readonly string[]
  readonly mitigations: readonly string[]
}

export function mitigateRisk(model: Model, id: string, mitigated: Mitigated): Model {
  return updateRisk(model, id, mitigatedBy(model, mitigated))
}

/** What a risk says once it is mitigated; ids of mitigations that the model does not have are left out. */
export function mitigatedBy(model: Model, { evidence, mitigations }: Mitigated): Partial<Risk> {
  const { mitigations: known } = indexOf(model)
  return {
    status: 'mitigated',
    evidence: someOf(listEvidence(evidence)),
    mitigations: someOf([...new Set(mitigations)].filter((each) => known.has(each))),
  }
}

/** Evidence without blanks and repetitions, in its order. */
function listEvidence(evidence: readonly string[]): readonly string[] {
  return [...new Set(evidence.map((each) => each.trim()).filter((each) => each !== ''))]
}

/** The mitigations that a risk names, in its order. */
export function mitigationsOf(model: Model, risk: Pick<Risk, 'mitigations'>): readonly Mitigation[] {
  const { mitigations } = indexOf(model)
  return (risk.mitigations ?? []).flatMap((id) => mitigations.get(id) ?? [])
}

function someOf(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list
}
