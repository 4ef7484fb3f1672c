/**
 * Rules of one category that hold for the same target. A large model has few combinations and many drafts of
 * each: whatever follows from the rules alone is made once and shared by those drafts.
 */
import { compareText } from '../../core/text.ts'
import type { Category, Draft } from '../../model/schema.ts'
import type { Subject } from '../facts/facts.ts'
import type { RuleAbout } from '../rule.ts'

export interface Combination<S extends Subject> {
  /** The strongest first. */
  readonly rules: readonly RuleAbout<S>[]
  readonly ids: readonly string[]
  readonly source: Draft['source']
  /** What a draft's key is made from besides its target, whatever the order of the rules. */
  readonly keyTail: string
  /** These and a weaker one. */
  readonly and: (rule: RuleAbout<S>) => Combination<S>
}

/** The rules of one category for one sort of subject, the strongest first. */
export interface Row<S extends Subject> {
  readonly category: Category
  readonly rules: readonly RuleAbout<S>[]
  readonly none: Combination<S>
}

export function rowOf<S extends Subject>(category: Category, rules: readonly RuleAbout<S>[]): Row<S> {
  return { category, rules, none: combined(category, []) }
}

/** The rules of a row that hold; undefined when none does. */
export function findFiring<S extends Subject>(row: Row<S> | undefined, facts: S): Combination<S> | undefined {
  if (!row) return undefined
  let fired = row.none
  for (const rule of row.rules) if (rule.when.holds(facts)) fired = fired.and(rule)
  return fired === row.none ? undefined : fired
}

function combined<S extends Subject>(category: Category, rules: readonly RuleAbout<S>[]): Combination<S> {
  const more = new Map<RuleAbout<S>, Combination<S>>()
  const ids = rules.map(({ id }) => id)
  return {
    rules,
    ids,
    source: { by: 'rules', rule: ids[0] ?? '' },
    keyTail: `|${category}|${ids.toSorted(compareText).join(',')}`,
    and: (rule) => {
      const known = more.get(rule)
      if (known) return known
      const made = combined(category, [...rules, rule])
      more.set(rule, made)
      return made
    },
  }
}
