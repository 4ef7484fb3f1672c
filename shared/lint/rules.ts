/** Every lint rule, in the order of docs. */
import { ELEMENT_RULES } from './element-rules.ts'
import { REVIEW_RULES } from './review-rules.ts'
import type { LintRule } from './rule.ts'
import { SWITCHED_RULES } from './switched-rules.ts'

export const LINT_RULES: readonly LintRule[] = [...REVIEW_RULES, ...ELEMENT_RULES, ...SWITCHED_RULES]
