/**
 * Conditions are small values that combine: each can be asked, and can then say in words which fact
 * of the target made it hold, so that a draft's reasons and certainty come from its condition alone.
 */
import type { Certainty } from '../../model/schema.ts'
import type { Ask, Fact, Subject } from '../facts/facts.ts'

export interface Condition<S extends Subject> {
  readonly holds: (subject: S) => boolean
  /** Adds the facts that made it hold to a list. Call it only where `holds` is true. */
  readonly tell: (subject: S, into: Fact[]) => void
  /** Plain words for the only sorts of subject it can hold for; undefined where it says nothing of that. */
  readonly sorts?: readonly string[] | undefined
}

/** The facts that made a condition hold, in its order. */
export function factsBehind<S extends Subject>(condition: Condition<S>, subject: S): readonly Fact[] {
  const facts: Fact[] = []
  condition.tell(subject, facts)
  return facts
}

const TELL_NOTHING = () => {}

/** A condition whose words are told to the reviewer. */
export function fact<S extends Subject>(
  holds: (subject: S) => boolean,
  words: (subject: S) => string,
  certainty: Certainty | ((subject: S) => Certainty) = 'stated',
  asks?: (subject: S) => readonly Ask[],
): Condition<S> {
  const told = forLast(
    (subject: S): Fact => ({
      words: words(subject),
      certainty: typeof certainty === 'string' ? certainty : certainty(subject),
      asks: asks?.(subject),
    }),
  )
  return { holds: forLast(holds), tell: (subject, into) => void into.push(told(subject)) }
}

/** A condition that only narrows: it gives no reason of its own. */
export function when<S extends Subject>(
  holds: (subject: S) => boolean,
  sorts?: readonly string[],
): Condition<S> {
  return { holds: forLast(holds), tell: TELL_NOTHING, sorts }
}

/** Many rules share a condition and the engine asks all of them about one subject before the next. */
function forLast<S extends Subject, T>(ask: (subject: S) => T): (subject: S) => T {
  let last: S | undefined
  let answer: T
  return (subject) => {
    if (last !== subject) {
      answer = ask(subject)
      last = subject
    }
    return answer
  }
}

/** All must hold; their facts in order. */
export function all<S extends Subject>(...conditions: readonly Condition<S>[]): Condition<S> {
  return {
    holds: (subject) => {
      for (const condition of conditions) if (!condition.holds(subject)) return false
      return true
    },
    tell: (subject, into) => {
      for (const condition of conditions) condition.tell(subject, into)
    },
    sorts: conditions.find(({ sorts }) => sorts)?.sorts,
  }
}

/** One must hold; the facts of those that do. */
export function any<S extends Subject>(...conditions: readonly Condition<S>[]): Condition<S> {
  return {
    holds: (subject) => {
      for (const condition of conditions) if (condition.holds(subject)) return true
      return false
    },
    tell: (subject, into) => {
      for (const condition of conditions) if (condition.holds(subject)) condition.tell(subject, into)
    },
    sorts: conditions.every(({ sorts }) => sorts)
      ? [...new Set(conditions.flatMap(({ sorts }) => sorts ?? []))]
      : undefined,
  }
}

/** Must not hold; gives no reason. */
export function not<S extends Subject>(condition: Condition<S>): Condition<S> {
  return { holds: (subject) => !condition.holds(subject), tell: TELL_NOTHING }
}

const ORDER: Readonly<Record<Certainty, number>> = { speculative: 0, inferred: 1, stated: 2 }

/** A chain of reasons is as sure as its weakest; what follows from the sort of thing alone is inferred. */
export function weakest(facts: readonly Fact[]): Certainty {
  let least: Certainty = facts.length === 0 ? 'inferred' : 'stated'
  for (const { certainty } of facts) if (ORDER[certainty] < ORDER[least]) least = certainty
  return least
}
