/** The vocabulary of crossing rules. */

import type { FlowFacts, PartFacts } from '../facts/facts.ts'
import type { Condition } from './condition.ts'
import { fact, when } from './condition.ts'

type On = Condition<FlowFacts>

const name = (facts: PartFacts): string => facts.component.title
const isForeign = (end: PartFacts): boolean =>
  end.isThirdParty || (end.component.kind === 'external' && !end.isHuman && !end.isClient)

export const encrypted: On = when(({ encryption }) => encryption === 'encrypted' || encryption === 'local')

export const plain: On = fact(
  ({ encryption }) => encryption === 'plain',
  ({ flow }) => `${flow.protocol ?? 'the protocol'} is not encrypted`,
)

export const encryptionUnknown: On = fact(
  ({ encryption }) => encryption === 'unknown',
  ({ from, to }) => `the model does not say whether ${name(from)} to ${name(to)} is encrypted`,
  'speculative',
  ({ target }) => [{ target, attribute: 'encryption' }],
)

export const unauthenticated: On = fact(
  ({ authentication }) => authentication !== 'stated',
  ({ from, to, authentication }) =>
    authentication === 'none'
      ? `${name(from)} does not authenticate to ${name(to)}`
      : `the model does not say how ${name(from)} authenticates to ${name(to)}`,
  ({ authentication }) => (authentication === 'none' ? 'stated' : 'speculative'),
  ({ target, authentication }) =>
    authentication === 'unknown' ? [{ target, attribute: 'authentication' }] : [],
)

export const authenticated: On = fact(
  ({ authentication }) => authentication === 'stated',
  ({ from, flow }) => `${name(from)} sends ${flow.authentication ?? 'a credential'}`,
)

export const sensitive: On = fact(
  ({ sensitivity, from, to }) =>
    sensitivity.level === 'high' ||
    (sensitivity.rated === undefined && [from, to].some((end) => end.sensitivity.level === 'high')),
  ({ sensitivity, from, to }) =>
    sensitivity.rated
      ? `it carries ${sensitivity.rated} data`
      : `${name(from)} and ${name(to)} handle sensitive data`,
  ({ sensitivity }) => (sensitivity.rated ? 'stated' : 'inferred'),
)

/** Leaves for a system that somebody else runs. */
export const toThirdParty: On = fact(
  ({ from, to }) => isForeign(to) && !isForeign(from),
  ({ to }) => `${name(to)} is run by somebody else`,
  ({ to }) => (to.topics.has('third-party') ? 'stated' : 'inferred'),
)

export const fromThirdParty: On = fact(
  ({ from }) => isForeign(from),
  ({ from }) => `${name(from)} is run by somebody else`,
  ({ from }) => (from.topics.has('third-party') ? 'stated' : 'inferred'),
)

export const fromOutside: On = fact(
  ({ from }) => from.component.kind === 'external' || from.isClient,
  ({ from }) => `${name(from)} is outside of what the owners control`,
)

export const fromPerson: On = fact(
  ({ from }) => from.isHuman,
  ({ from }) => `${name(from)} is a person`,
  'inferred',
)

export const toStore: On = fact(
  ({ to }) => to.isStore,
  ({ to }) => `${name(to)} is a data store`,
)

export const fromStore: On = fact(
  ({ from }) => from.isStore,
  ({ from }) => `${name(from)} is a data store`,
)

/** Money moves: one end or the flow itself is about payments. */
export const payment: On = fact(
  ({ to, from, topics }) => to.topics.has('payment') || from.topics.has('payment') || topics.has('payment'),
  ({ from, to }) => `money moves between ${name(from)} and ${name(to)}`,
  'inferred',
)

/** One end or the flow itself is about one of these. */
export function about(...topics: readonly string[]): On {
  const found = (facts: FlowFacts): string | undefined =>
    topics.find(
      (topic) => facts.topics.has(topic) || facts.from.topics.has(topic) || facts.to.topics.has(topic),
    )
  return fact(
    (facts) => found(facts) !== undefined,
    (facts) => `${name(facts.from)} to ${name(facts.to)} is about ${found(facts) ?? ''}`,
    'inferred',
  )
}

/** The receiving end is made of one of these. */
export function to(...words: readonly string[]): On {
  return fact(
    (facts) => words.some((word) => facts.to.technologies.has(word)),
    (facts) => `${name(facts.to)} is a ${words.find((word) => facts.to.technologies.has(word)) ?? ''}`,
    'inferred',
  )
}

/** The sending end is made of one of these. */
export function from(...words: readonly string[]): On {
  return fact(
    (facts) => words.some((word) => facts.from.technologies.has(word)),
    (facts) => `${name(facts.from)} is a ${words.find((word) => facts.from.technologies.has(word)) ?? ''}`,
    'inferred',
  )
}

/** Passes more than one boundary at once, so that the zones between see nothing of it. */
export const skipsZones: On = fact(
  ({ boundaries }) => boundaries.length > 2,
  ({ boundaries }) => `it crosses ${boundaries.length} boundaries at once: ${boundaries.join(', ')}`,
)

export const availabilityMatters: On = fact(
  ({ to: { component } }) =>
    component.availability === 'critical' || component.availability === 'mission-critical',
  ({ to: { component } }) =>
    `the availability of ${component.title} is rated ${component.availability ?? ''}`,
)

/** Comes from a zone inside another and goes past both to what stands in none. */
export const leavesNested: On = fact(
  ({ boundaries, from, to }) => boundaries.length > 1 && from.zone !== undefined && to.zone === undefined,
  ({ boundaries, from }) => `${name(from)} stands inside ${boundaries.join(', inside ')}`,
)

const LONG_LIVED = /\b(basic|credentials?|passwords?|api[ -]?keys?|shared[ -](key|secret)s?|static)\b/i

/** Authenticates by something that stays valid until somebody changes it. */
export const longLivedCredential: On = fact(
  ({ flow }) => LONG_LIVED.test(flow.authentication ?? ''),
  ({ from, flow }) => `${name(from)} authenticates with ${flow.authentication ?? ''}`,
)
