/** The shape of a rule: a row of a table. The engine reads nothing else of it. */
import type { Category, RiskSeverity } from '../model/schema.ts'
import { type Condition, factsBehind } from './conditions/condition.ts'
import type { ComponentFacts, Fact, FlowFacts, Subject } from './facts/facts.ts'

interface RuleOf<On extends 'component' | 'crossing', S extends Subject> {
  /** Kebab-case, unique in all packs; drafts and rejections refer to it, so it never changes. */
  readonly id: string
  readonly category: Category
  readonly on: On
  readonly when: Condition<S>
  /** Template; what goes wrong at which named thing. */
  readonly title: string
  /** Template; why these facts make it plausible. */
  readonly why: string
  /** Template; what must be true for the threat to be real, for the reviewer to test. */
  readonly assumption: string
  readonly mitigation: string
  readonly reference: string
  /** Before exposure and sensitivity raise or lower it. */
  readonly severity: RiskSeverity
  /**
   * 1 to 10: how often reviewers keep a draft of this sort. Generic rows are 1 to 4, rows that name a
   * well-known weakness of this technology 5 to 7, rows that need several facts to fit 8 and above.
   */
  readonly priority: number
}

export type ComponentRule = RuleOf<'component', ComponentFacts>
export type CrossingRule = RuleOf<'crossing', FlowFacts>
export type Rule = ComponentRule | CrossingRule
/** A rule that can be asked about one sort of subject, whichever that is. */
export type RuleAbout<S extends Subject> = RuleOf<Rule['on'], S>

/** Checks a table of component rules while letting its rows leave out `on`. */
export function componentRules(rows: readonly Omit<ComponentRule, 'on'>[]): readonly ComponentRule[] {
  return rows.map((row) => ({ ...row, on: 'component' }))
}

/** Checks a table of crossing rules while letting its rows leave out `on`. */
export function crossingRules(rows: readonly Omit<CrossingRule, 'on'>[]): readonly CrossingRule[] {
  return rows.map((row) => ({ ...row, on: 'crossing' }))
}

/** Whether a rule drafts for a target of whatever sort. */
export function holdsFor(rule: Rule, facts: Subject): boolean {
  if (rule.on === 'component') return facts.on === 'component' && rule.when.holds(facts)
  return facts.on === 'flow' && rule.when.holds(facts)
}

/** What holds for a target and makes the rule draft there; empty where it does not. */
export function factsFor(rule: Rule, facts: Subject): readonly Fact[] {
  if (!holdsFor(rule, facts)) return []
  if (rule.on === 'component') return facts.on === 'component' ? factsBehind(rule.when, facts) : []
  return facts.on === 'flow' ? factsBehind(rule.when, facts) : []
}
