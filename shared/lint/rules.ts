/** Every lint rule, in the order of docs. */
import { READER_PROBLEMS } from './reader-problems.ts'
import type { LintRule } from './rule.ts'
import { DECISION_RULES } from './rules/decision-rules.ts'
import { ELEMENT_RULES } from './rules/element-rules.ts'
import { fileRules } from './rules/file-rules.ts'
import { FLOW_RULES } from './rules/flow-rules.ts'
import { NAME_RULES } from './rules/name-rules.ts'
import { RESOLUTION_RULES } from './rules/resolution-rules.ts'
import { REVIEW_RULES } from './rules/review-rules.ts'
import { RISK_RULES } from './rules/risk-rules.ts'
import { SECRET_RULES } from './rules/secret-rules.ts'
import { SWITCHED_RULES } from './rules/switched-rules.ts'

/** Rules that docs show together. */
export interface RuleGroup {
  readonly title: string
  readonly rules: readonly LintRule[]
}

export const RULE_GROUPS: readonly RuleGroup[] = [
  { title: 'The review', rules: REVIEW_RULES },
  { title: 'Risks', rules: RISK_RULES },
  { title: 'How risks were resolved', rules: RESOLUTION_RULES },
  { title: 'Decisions that hide something', rules: DECISION_RULES },
  { title: 'Components, boundaries and data', rules: ELEMENT_RULES },
  { title: 'Flows', rules: FLOW_RULES },
  { title: 'Names and texts', rules: [...NAME_RULES, ...SECRET_RULES] },
  { title: 'Rules that draft', rules: SWITCHED_RULES },
  { title: 'Files beside the model', rules: fileRules(listCodes) },
]

export const LINT_RULES: readonly LintRule[] = RULE_GROUPS.flatMap(({ rules }) => rules)

/** Every code that a config may give a severity, but for those of importers. */
function listCodes(): readonly string[] {
  return [...LINT_RULES.map(({ code }) => code), ...Object.keys(READER_PROBLEMS)]
}
