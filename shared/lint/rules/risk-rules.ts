/** Rules about risks: which are open, which contradict each other, which say too little to act on. */
import { parseRef } from '../../model/ids.ts'
import { riskTitle } from '../../model/names/risk-title.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model, Risk } from '../../model/schema.ts'
import { isResolved, lacksJustification } from '../../triage/resolution.ts'
import { removeRisk } from '../../triage/risks.ts'
import { fixModel, type LintRule } from '../rule.ts'
import { aboutRisks } from './about-risks.ts'
import { isTarget } from './review-rules.ts'

export const RISK_RULES: readonly LintRule[] = [
  {
    code: 'risk-unresolved',
    severity: 'error',
    summary: 'A risk has neither a ticket nor a decision',
    docs: 'A risk is resolved when it has a ticket, is mitigated, or is accepted, false-positive or wont-fix with its justification.',
    check: (model) =>
      aboutRisks(model, (risk) =>
        isResolved(risk) || lacksJustification(risk)
          ? undefined
          : `is ${risk.status} and has no ticket. File a ticket, or mitigate, accept or reject it with a justification.`,
      ),
  },
  {
    code: 'justification-missing',
    severity: 'error',
    summary: 'A risk was accepted or dismissed without saying why',
    docs: 'The statuses accepted, wont-fix and false-positive need a `justification`: the next reviewer cannot ask the last one.',
    check: (model) =>
      aboutRisks(model, (risk) =>
        lacksJustification(risk)
          ? `is ${risk.status} without a justification. Say why in \`justification\`.`
          : undefined,
      ),
  },
  {
    code: 'risk-target-unknown',
    severity: 'error',
    summary: 'A risk names a target that the model does not have',
    docs: 'The component, flow or boundary was renamed or removed. Point the risk to what took its place, or remove it.',
    check: (model) =>
      aboutRisks(model, (risk) =>
        isTarget(model, risk.target)
          ? undefined
          : `names "${risk.target}", which the model does not have. Correct its target or remove it.`,
      ),
  },
  {
    code: 'risk-duplicate',
    severity: 'warning',
    summary: 'Two risks say the same of one target',
    docs: 'Target, category and title are equal, so one of the two will be forgotten. Keep the one with the ticket and remove the other, or say in the titles how they differ.',
    check: (model) => {
      const first = new Map<string, Risk>()
      return aboutRisks(model, (risk) => {
        const said = riskTitle(risk).trim().toLowerCase()
        const key = `${risk.target}|${risk.category}|${said}`
        const other = first.get(key)
        if (said === '' || other === undefined) {
          first.set(key, risk)
          return undefined
        }
        return {
          problem: `says what ${other.id} says. Remove one, or say how they differ.`,
          ...(isUntouched(risk)
            ? { fix: fixModel('Remove', risk.id, (now) => removeRisk(now, risk.id)) }
            : {}),
        }
      })
    },
  },
  {
    code: 'ticket-shared',
    severity: 'info',
    summary: 'One ticket stands for risks of unrelated targets',
    docs: 'A ticket is closed as a whole, and all its risks with it. That is right for one cause in several places; where the targets have nothing in common, give each its own.',
    check: (model) => {
      const first = new Map<string, Risk>()
      return aboutRisks(model, (risk) => {
        const ticket = risk.ticket?.trim()
        if (!ticket) return undefined
        const other = first.get(ticket)
        if (other === undefined) first.set(ticket, risk)
        if (other === undefined || isRelated(model, other.target, risk.target)) return undefined
        return `shares the ticket ${ticket} with ${other.id}, which is at another target. Give it its own if they are not one piece of work.`
      })
    },
  },
  {
    code: 'mitigation-missing',
    severity: 'warning',
    summary: 'A risk is being mitigated and nothing says how',
    docs: 'Whoever takes the ticket has to know what would settle it, and whoever reviews the change has to know what to look for. Write what has to be done, and how to test it, in `mitigation`, or name the mitigations of the model that answer it.',
    check: (model) =>
      aboutRisks(model, (risk) => {
        const claims = risk.status === 'mitigated' || risk.status === 'in-progress'
        // Threagile's risk tracking has one field for both, and says there what was done.
        const says = risk.mitigation?.trim() || risk.justification?.trim() || risk.mitigations?.length
        return !claims || says
          ? undefined
          : `is ${risk.status} without a mitigation. Say in \`mitigation\` what settles it.`
      }),
  },
  {
    code: 'risk-wordless',
    severity: 'warning',
    summary: 'A risk has neither a title nor a description',
    docs: 'A category and a target are no threat: nobody can judge or fix what is not said. State what could happen.',
    check: (model) =>
      aboutRisks(model, (risk) =>
        risk.title.trim() || risk.description?.trim() || risk.source?.rule !== undefined
          ? undefined
          : 'does not say what could happen. Give it a title or a description.',
      ),
  },
  {
    code: 'risk-half-rated',
    severity: 'info',
    summary: 'A risk has a likelihood or an impact, and not the other',
    docs: 'A severity follows from both. State the other one too, or neither.',
    check: (model) =>
      aboutRisks(model, ({ likelihood, impact, source }) => {
        // Other tools rate by one word, and an import says no more than they did.
        const isImported = source?.format !== undefined
        if (isImported || (likelihood === undefined) === (impact === undefined)) return undefined
        const [has, lacks] = impact === undefined ? ['likelihood', 'impact'] : ['impact', 'likelihood']
        return `has ${has === 'impact' ? 'an' : 'a'} ${has} and no ${lacks}, so no severity follows. State both or neither.`
      }),
  },
]

/** Nobody has worked on it, so that nothing is lost with it. */
function isUntouched({ status, ticket, owner, justification }: Risk): boolean {
  return status === 'unchecked' && !ticket && !owner && !justification
}

/** They share a component, as a flow does with its ends; a boundary is related to whatever it is near. */
function isRelated(model: Model, one: string, other: string): boolean {
  const ends = (ref: string): readonly string[] => {
    const target = parseRef(ref)
    const flow = indexOf(model).flows.get(ref)
    return flow ? [flow.from, flow.to] : [target.kind === 'flow' ? target.from : target.id]
  }
  if (one.startsWith('boundary:') || other.startsWith('boundary:')) return true
  return ends(one).some((id) => ends(other).includes(id))
}
