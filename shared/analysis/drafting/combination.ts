/**
 * Rules of one category that hold for the same target. A large model has few combinations and many drafts of
 * each: whatever follows from the rules alone is made once and shared by those drafts.
 */
import { compareText } from '../../core/text.ts'
import type { Category, Draft } from '../../model/schema.ts'
import type { Subject } from '../facts/facts.ts'
import type { RuleAbout } from '../rule.ts'

export interface Combination<S extends Subject> {
  readonly category: Category
  /** Its words are the draft's. */
  readonly strongest: RuleAbout<S>
  /** In the order of their strength. */
  readonly others: readonly RuleAbout<S>[]
  /** Of all of them, the strongest first. */
  readonly ids: readonly string[]
  readonly source: Draft['source']
  /** Whether the words of the strongest already say how a flow is reached. */
  readonly isPlaced: boolean
  /** How a draft's id ends, whatever its target. */
  readonly idTail: string
  /** What a draft's key is made from besides its target, whatever the order of the rules. */
  readonly keyTail: string
  /** These and a weaker one. */
  readonly and: (rule: RuleAbout<S>) => Combination<S>
}

/** The combination that a rule begins; the same for the same rule. */
export type Begin<S extends Subject> = (rule: RuleAbout<S>) => Combination<S>

/** The rules of one category for one sort of subject, the strongest first. */
export interface Row<S extends Subject> {
  readonly category: Category
  readonly rules: readonly RuleAbout<S>[]
  readonly begin: Begin<S>
}

/** Of no rule yet: where all combinations of a category begin, in whichever row. */
export function beginningOf<S extends Subject>(category: Category): Begin<S> {
  return continuing(category, [])
}

/** The rules of a row that hold; undefined when none does. */
export function findFiring<S extends Subject>(row: Row<S> | undefined, facts: S): Combination<S> | undefined {
  if (!row) return undefined
  let fired: Combination<S> | undefined
  // As in `all`, by index.
  for (let at = 0; at < row.rules.length; at += 1) {
    const rule = row.rules[at]
    if (rule?.when.holds(facts)) fired = fired ? fired.and(rule) : row.begin(rule)
  }
  return fired
}

function continuing<S extends Subject>(category: Category, before: readonly RuleAbout<S>[]): Begin<S> {
  const more = new Map<RuleAbout<S>, Combination<S>>()
  return (rule) => {
    const known = more.get(rule)
    if (known) return known
    const rules = [...before, rule]
    const ids = rules.map(({ id }) => id)
    const strongest = rules[0] ?? rule
    const made = {
      category,
      strongest,
      others: rules.slice(1),
      ids,
      source: { by: 'rules', rule: strongest.id },
      isPlaced: strongest.on === 'crossing' && strongest.why.includes('{path}'),
      idTail: `-${category}`,
      keyTail: `|${category}|${ids.toSorted(compareText).join(',')}`,
      and: continuing(category, rules),
    } as const
    more.set(rule, made)
    return made
  }
}
