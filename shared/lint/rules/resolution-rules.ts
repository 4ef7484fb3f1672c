/** Rules about how risks were resolved: what was accepted has an end and a name, what is claimed to be done is shown. */
import { removeMitigations } from '../../model/edits/mitigations.ts'
import { indexOf } from '../../model/queries.ts'
import type { Mitigation, Model } from '../../model/schema.ts'
import { isExpired } from '../../triage/resolution.ts'
import { type Finding, fixModel, type LintFix, type LintRule } from '../rule.ts'
import { aboutRisks } from './about-risks.ts'

export const RESOLUTION_RULES: readonly LintRule[] = [
  {
    code: 'acceptance-expired',
    severity: 'error',
    summary: 'The acceptance of a risk has ended',
    docs: 'The risk was accepted until a day that has passed, so somebody has to decide again: accept it until a later day (`accepted_until`), or file a ticket.',
    check: (model, { today }) =>
      aboutRisks(model, (risk) =>
        isExpired(risk, today)
          ? `was accepted until ${risk.acceptedUntil}. Decide again: accept it until a later day, or file a ticket.`
          : undefined,
      ),
  },
  {
    code: 'acceptance-without-owner',
    severity: 'info',
    summary: 'A risk was accepted by nobody who is named',
    docs: 'An accepted risk is carried by somebody. Name who accepted it in `accepted_by`, or the person or team that carries it in `owner`.',
    check: (model) =>
      aboutRisks(model, (risk) =>
        risk.status === 'accepted' && !risk.acceptedBy?.trim() && !risk.owner?.trim()
          ? 'is accepted and does not say by whom. Name them in `accepted_by`.'
          : undefined,
      ),
  },
  {
    code: 'acceptance-without-end',
    severity: 'info',
    summary: 'A risk was accepted for good',
    docs: 'What makes a risk acceptable changes: users, data, neighbours. With `accepted_until` lint asks again when that day has passed.',
    check: (model) =>
      aboutRisks(model, (risk) =>
        risk.status === 'accepted' && risk.acceptedUntil === undefined
          ? 'is accepted without an end. State a day in `accepted_until`.'
          : undefined,
      ),
  },
  {
    code: 'evidence-missing',
    severity: 'warning',
    summary: 'What is said to be mitigated is shown by nothing',
    docs: 'A risk that is mitigated, or a mitigation that landed, names what shows it: the change, the test or the setting, in `evidence`. A risk needs none of its own where a mitigation that it names has some.',
    check: (model) => [
      ...aboutRisks(model, (risk) => {
        // Other tools have no place for it, and an import says no more than they did.
        if (risk.status !== 'mitigated' || risk.evidence?.length || risk.source?.format !== undefined) {
          return undefined
        }
        const { mitigations } = indexOf(model)
        const isShown = risk.mitigations?.some((id) => mitigations.get(id)?.evidence.length)
        return isShown
          ? undefined
          : 'is mitigated, and nothing shows it. Name the change or test in `evidence`.'
      }),
      ...aboutMitigations(model, ({ status, evidence }) =>
        status === 'landed' && evidence.length === 0
          ? { problem: 'has landed, and nothing shows it. Name the change or test in `evidence`.' }
          : undefined,
      ),
    ],
  },
  {
    code: 'mitigation-not-landed',
    severity: 'warning',
    summary: 'A risk is mitigated by what has not landed',
    docs: 'The risk is said to be mitigated, and a mitigation that it names is still planned or in progress. One of the two is out of date.',
    check: (model) =>
      aboutRisks(model, (risk) => {
        if (risk.status !== 'mitigated') return undefined
        const all = (risk.mitigations ?? []).map((id) => indexOf(model).mitigations.get(id))
        const open = all.find((mitigation) => mitigation && mitigation.status !== 'landed')
        return open && `is mitigated by ${open.id}, which is ${open.status}. Correct one of the two.`
      }),
  },
  {
    code: 'mitigation-unused',
    severity: 'info',
    summary: 'A mitigation answers no risk',
    docs: 'No risk names it, so nobody can tell what it is for. Name it in the `mitigations` of the risks that it answers, or remove it.',
    check: (model) =>
      aboutMitigations(model, ({ id }) =>
        indexOf(model).mitigatedRisks.has(id)
          ? undefined
          : {
              problem: 'answers no risk. Name it at the risks that it is for, or remove it.',
              fix: fixModel('Remove', `the mitigation ${id}`, (now) => withoutUnused(now, id)),
            },
      ),
  },
]

function aboutMitigations(
  model: Model,
  judge: (mitigation: Mitigation) => { readonly problem: string; readonly fix?: LintFix } | undefined,
): readonly Finding[] {
  return model.mitigations.flatMap((mitigation) => {
    const found = judge(mitigation)
    if (!found) return []
    const { problem, ...rest } = found
    const { id, title } = mitigation
    return [{ elementId: `mitigation:${id}`, message: `Mitigation "${title}" (${id}) ${problem}`, ...rest }]
  })
}

/** One that a risk names by now stays. */
function withoutUnused(model: Model, id: string): Model {
  return indexOf(model).mitigatedRisks.has(id) ? model : removeMitigations(model, [id])
}
