/** Rules about decisions that hide something from the review: without a reason, or against another one. */
import { outOfScopeOf } from '../../analysis/redrafting/open-drafts.ts'
import { isDate, monthsAfter } from '../../core/calendar/date.ts'
import { plural } from '../../core/text.ts'
import { updateComponent } from '../../model/edits/components.ts'
import { indexOf, titleOf } from '../../model/queries.ts'
import { type Analysis, CATEGORIES, type Model } from '../../model/schema.ts'
import { markNotApplicable, setOutOfScope, unrejectDraft } from '../../triage/analyses.ts'
import { isResolved } from '../../triage/resolution.ts'
import { type Finding, fixModel, type LintRule } from '../rule.ts'
import { isTarget } from './review-rules.ts'

/** After so long a system has changed in ways that its model was never told. */
const MONTHS_OLD = 12

export const DECISION_RULES: readonly LintRule[] = [
  {
    code: 'not-applicable-without-reason',
    severity: 'warning',
    summary: 'A category is marked not applicable without a reason',
    docs: 'The drafts of a category that is not applicable are hidden for good, so the next reviewer has to see why: `not_applicable: {repudiation: Every request is logged with its subject}`.',
    check: (model) =>
      aboutAnalyses(model, ({ target, notApplicable }) =>
        CATEGORIES.filter((category) => notApplicable[category]?.trim() === '').map((category) => ({
          problem: `marks ${category} not applicable without a reason. State why, or take it back.`,
          fix: fixModel('Take back', `that ${category} is not applicable at ${target}`, (now) =>
            indexOf(now).analyses.get(target)?.notApplicable[category]?.trim() === ''
              ? markNotApplicable(now, target, category, '')
              : now,
          ),
        })),
      ),
  },
  {
    code: 'not-applicable-contradicted',
    severity: 'warning',
    summary: 'A category is marked not applicable, and has an open risk',
    docs: 'Either the category applies or the risk is none: one of the two decisions is out of date.',
    check: (model) =>
      aboutAnalyses(model, ({ target, notApplicable }) =>
        CATEGORIES.flatMap((category) => {
          if (notApplicable[category] === undefined) return []
          const open = risksAt(model, target).filter((risk) => risk.category === category)
          const [risk] = open.filter(({ status }) => status !== 'false-positive')
          return risk
            ? [
                {
                  problem: `marks ${category} not applicable, and risk ${risk.id} says otherwise. Correct one.`,
                },
              ]
            : []
        }),
      ),
  },
  {
    code: 'rejected-without-reason',
    severity: 'warning',
    summary: 'A draft was rejected without a reason',
    docs: 'A rejected draft is never offered again, so its reason is all that is left of it. Write it in `reason`, or offer the draft again.',
    check: (model) =>
      aboutAnalyses(model, ({ target, rejected }) =>
        rejected
          .filter(({ reason }) => reason.trim() === '')
          .map(({ title, key }) => ({
            problem: `rejects "${title}" without a reason. State why, or offer it again.`,
            fix: fixModel('Offer again', `the draft "${title}"`, (now) =>
              indexOf(now).analyses.has(target) ? unrejectDraft(now, target, key) : now,
            ),
          })),
      ),
  },
  {
    code: 'out-of-scope-without-reason',
    severity: 'warning',
    summary: 'A target is out of scope without a reason',
    docs: 'What is out of scope counts as analysed and is never looked at. Say why it may be left out, and who looks at it instead: `out_of_scope: Reviewed by the payments team`.',
    check: (model) => [
      ...model.components.flatMap(({ id, title, outOfScope }) =>
        outOfScope?.trim() === ''
          ? [
              {
                elementId: id,
                message: `Component "${title}" (${id}) is out of scope without a reason. State why in \`out_of_scope\`.`,
                fix: fixModel('Bring into scope', title, (now) =>
                  updateComponent(now, id, { outOfScope: undefined }),
                ),
              },
            ]
          : [],
      ),
      ...aboutAnalyses(model, ({ target, outOfScope }) =>
        outOfScope?.trim() === ''
          ? [
              {
                problem: 'is out of scope without a reason. State why in `out_of_scope`.',
                fix: fixModel('Bring into scope', titleOf(model, target), (now) =>
                  indexOf(now).analyses.has(target) ? setOutOfScope(now, target, '') : now,
                ),
              },
            ]
          : [],
      ),
    ],
  },
  {
    code: 'out-of-scope-with-risks',
    severity: 'warning',
    summary: 'A target is out of scope and has open risks',
    docs: 'Nobody looks at what is out of scope, and so nobody looks at its risks. Bring it into scope, or decide on its risks.',
    check: (model) =>
      [...indexOf(model).risksByTarget].flatMap(([target, risks]): readonly Finding[] => {
        if (outOfScopeOf(model, target) === undefined) return []
        const open = risks.filter((risk) => !isResolved(risk))
        if (open.length === 0) return []
        const message = `${titleOf(model, target)} (${target}) is out of scope and has ${plural(open.length, 'open risk')}. Bring it into scope or decide on them.`
        return [{ elementId: target, message }]
      }),
  },
  {
    code: 'review-without-fingerprint',
    severity: 'warning',
    summary: 'A review names a day and not what was reviewed',
    docs: 'A review counts for the target as it was, which `fingerprint` says. An entry written by hand with only `reviewed` counts for nothing: mark the target analysed in the app, which writes both.',
    check: (model) =>
      aboutAnalyses(model, ({ reviewed, fingerprint, outOfScope }) =>
        reviewed !== undefined && fingerprint === undefined && outOfScope === undefined
          ? [
              {
                problem: `was reviewed on ${reviewed}, and no fingerprint says as what. Mark it analysed again.`,
              },
            ]
          : [],
      ),
  },
  {
    code: 'review-date-wrong',
    severity: 'warning',
    summary: 'A review has a day that cannot be',
    docs: 'The day of a review is an ISO date (2026-11-23) that has passed. Another one makes it impossible to tell old reviews from new.',
    check: (model, { today }) =>
      aboutAnalyses(model, ({ reviewed }) => {
        if (reviewed === undefined) return []
        if (!isDate(reviewed)) {
          return [{ problem: `was reviewed on "${reviewed}", which is no day. Write it as ${today}.` }]
        }
        // Reviewers east of the machine that checks are a day ahead of it.
        return daysBetween(today, reviewed) > 1
          ? [{ problem: `was reviewed on ${reviewed}, which is still to come. Correct the day.` }]
          : []
      }),
  },
  {
    code: 'review-old',
    severity: 'info',
    summary: `A review is more than ${MONTHS_OLD} months old`,
    docs: `Attacks, libraries and what a component is used for change without a line in the model. Look at what was reviewed more than ${MONTHS_OLD} months ago, and mark it analysed again.`,
    check: (model, { today }) =>
      aboutAnalyses(model, ({ reviewed }) =>
        reviewed !== undefined && isDate(reviewed) && reviewed < monthsAfter(today, -MONTHS_OLD)
          ? [{ problem: `was last reviewed on ${reviewed}. Look at it again.` }]
          : [],
      ),
  },
]

type Problem = Pick<Finding, 'fix'> & { readonly problem: string }

/** Findings about the entries of `risk_analysis` whose targets the model has; the words follow the target's name. */
function aboutAnalyses(model: Model, judge: (analysis: Analysis) => readonly Problem[]): readonly Finding[] {
  return model.analyses.flatMap((analysis) => {
    const { target } = analysis
    const found = judge(analysis)
    if (found.length === 0 || !isTarget(model, target)) return []
    return found.map(({ problem, ...rest }) => ({
      elementId: `analysis:${target}`,
      near: [target],
      message: `The analysis of ${titleOf(model, target)} (${target}) ${problem}`,
      ...rest,
    }))
  })
}

function risksAt(model: Model, target: string) {
  return indexOf(model).risksByTarget.get(target) ?? []
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
