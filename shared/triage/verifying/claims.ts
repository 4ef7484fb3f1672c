/** What a model claims to have been done: risks that are mitigated, and mitigations that landed. */

import { riskTitle } from '../../model/names/risk-title.ts'
import { indexOf } from '../../model/queries.ts'
import type { Mitigation, Model, Risk } from '../../model/schema.ts'
import { mitigationsOf } from '../decisions.ts'
import { isTicketKey } from './ticket-names.ts'

export interface Claim {
  /** `risk:<id>`, or `mitigation:<id>` for one that landed and answers no risk. */
  readonly ref: string
  readonly id: string
  readonly title: string
  /** Absent for a mitigation without a risk. */
  readonly risk?: Risk
  /** The mitigations that landed. */
  readonly mitigations: readonly Mitigation[]
  /** What commits may name, each once. */
  readonly tickets: readonly string[]
  readonly evidence: readonly string[]
}

/** In the order of the model: risks, then mitigations that answer none. */
export function listClaims(model: Model): readonly Claim[] {
  const { mitigatedRisks } = indexOf(model)
  const ofRisks = model.risks.flatMap((risk): readonly Claim[] => {
    const landed = mitigationsOf(model, risk).filter(({ status }) => status === 'landed')
    if (risk.status !== 'mitigated' && landed.length === 0) return []
    return [{ ref: `risk:${risk.id}`, title: riskTitle(risk), risk, ...saidOf(risk, landed) }]
  })
  const alone = model.mitigations.filter(({ id, status }) => status === 'landed' && !mitigatedRisks.has(id))
  return [
    ...ofRisks,
    ...alone.map((each) => ({ ref: `mitigation:${each.id}`, title: each.title, ...saidOf(each, [each]) })),
  ]
}

function saidOf(
  one: Pick<Risk, 'id' | 'ticket' | 'evidence'>,
  mitigations: readonly Mitigation[],
): Pick<Claim, 'id' | 'mitigations' | 'tickets' | 'evidence'> {
  // Many files give a risk its ticket as its id.
  const own = one.ticket ?? (isTicketKey(one.id) && /[A-Z]/.test(one.id) ? one.id : undefined)
  const tickets = [own, ...mitigations.map(({ ticket }) => ticket)].filter((each) => each !== undefined)
  const evidence = [...(one.evidence ?? []), ...mitigations.flatMap((each) => each.evidence)]
  return {
    id: one.id,
    mitigations,
    tickets: [...new Set(tickets)],
    evidence: [...new Set(evidence)],
  }
}
