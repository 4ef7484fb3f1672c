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
  /** The least certainty of those facts, without their words; undefined where it tells none. Call it as `tell`. */
  readonly certaintyOf: (subject: S) => Certainty | undefined
  /** Plain words for the only sorts of subject it can hold for; undefined where it says nothing of that. */
  readonly sorts?: readonly string[] | undefined
  /** Technologies and topics one of which a subject must have; undefined where it can hold without any. */
  readonly needs?: readonly string[] | undefined
}

/** The facts that made a condition hold, in its order. */
export function factsBehind<S extends Subject>(condition: Condition<S>, subject: S): readonly Fact[] {
  const facts: Fact[] = []
  condition.tell(subject, facts)
  return facts
}

const TELL_NOTHING = () => {}
const UNTOLD = () => undefined

/** A condition whose words are told to the reviewer. */
export function fact<S extends Subject>(
  holds: (subject: S) => boolean,
  words: (subject: S) => string,
  certainty: Certainty | ((subject: S) => Certainty) = 'stated',
  asks?: (subject: S) => readonly Ask[],
): Condition<S> {
  const certaintyOf = typeof certainty === 'string' ? () => certainty : forLast(certainty)
  const told = forLast(
    (subject: S): Fact => ({
      words: words(subject),
      certainty: certaintyOf(subject),
      asks: asks?.(subject),
    }),
  )
  return { holds: forLast(holds), tell: (subject, into) => void into.push(told(subject)), certaintyOf }
}

/** The same, known to hold only where one of these technologies or topics is there. */
export function needing<S extends Subject>(needs: readonly string[], condition: Condition<S>): Condition<S> {
  return { ...condition, needs }
}

/** A condition that only narrows: it gives no reason of its own. */
export function when<S extends Subject>(
  holds: (subject: S) => boolean,
  sorts?: readonly string[],
): Condition<S> {
  return { holds: forLast(holds), tell: TELL_NOTHING, certaintyOf: UNTOLD, sorts }
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

// The loops below are most of what the engine does, and by index: `for of` makes an object at each step until the
// loop is compiled for good, which for a model of some hundred elements is when all is done.

/** All must hold; their facts in order. */
export function all<S extends Subject>(...conditions: readonly Condition<S>[]): Condition<S> {
  return {
    holds: (subject) => {
      for (let at = 0; at < conditions.length; at += 1)
        if (conditions[at]?.holds(subject) === false) return false
      return true
    },
    tell: (subject, into) => {
      for (let at = 0; at < conditions.length; at += 1) conditions[at]?.tell(subject, into)
    },
    certaintyOf: (subject) => {
      let least: Certainty | undefined
      for (let at = 0; at < conditions.length; at += 1)
        least = weaker(least, conditions[at]?.certaintyOf(subject))
      return least
    },
    sorts: conditions.find(({ sorts }) => sorts)?.sorts,
    needs: conditions.find(({ needs }) => needs)?.needs,
  }
}

/** One must hold; the facts of those that do. */
export function any<S extends Subject>(...conditions: readonly Condition<S>[]): Condition<S> {
  return {
    holds: (subject) => {
      for (let at = 0; at < conditions.length; at += 1) if (conditions[at]?.holds(subject)) return true
      return false
    },
    tell: (subject, into) => {
      for (const condition of conditions) if (condition.holds(subject)) condition.tell(subject, into)
    },
    certaintyOf: (subject) => {
      let least: Certainty | undefined
      for (const condition of conditions)
        if (condition.holds(subject)) least = weaker(least, condition.certaintyOf(subject))
      return least
    },
    sorts: joined(conditions.map(({ sorts }) => sorts)),
    needs: joined(conditions.map(({ needs }) => needs)),
  }
}

/** Must not hold; gives no reason. */
export function not<S extends Subject>(condition: Condition<S>): Condition<S> {
  return { holds: (subject) => !condition.holds(subject), tell: TELL_NOTHING, certaintyOf: UNTOLD }
}

/** Each word once; undefined where one of the lists is missing, and with it any limit. */
function joined(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return lists.every((list) => list !== undefined) ? [...new Set(lists.flat())] : undefined
}

const ORDER: Readonly<Record<Certainty, number>> = { speculative: 0, inferred: 1, stated: 2 }

/** A chain of reasons is as sure as its weakest; undefined says nothing. */
function weaker(a: Certainty | undefined, b: Certainty | undefined): Certainty | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return ORDER[a] <= ORDER[b] ? a : b
}
