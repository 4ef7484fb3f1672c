/** The vocabulary of component rules: each reads as a clause and says in words what it found. */

import type { Ask, ComponentFacts, FlowFacts, PartFacts } from '../facts/facts.ts'
import { listed } from '../facts/wording.ts'
import type { Condition } from './condition.ts'
import { all, any, fact, needing, not, when } from './condition.ts'

type On = Condition<ComponentFacts>

const name = (facts: PartFacts): string => facts.component.title
const callers = (flows: readonly FlowFacts[]): string =>
  listed(
    flows.map((flow) => name(flow.from)),
    'nobody',
  )
const targets = (flows: readonly FlowFacts[]): string =>
  listed(
    flows.map((flow) => name(flow.to)),
    'nothing',
  )
const askHow = (flows: readonly FlowFacts[]): readonly Ask[] =>
  flows.flatMap(({ target, authentication }) =>
    authentication === 'unknown' ? [{ target, attribute: 'authentication' }] : [],
  )
const fromOutside = (flow: FlowFacts): boolean =>
  flow.from.component.kind === 'external' || flow.from.isClient
const crosses = (flow: FlowFacts): boolean => flow.boundaries.length > 0
const toStore = (flow: FlowFacts): boolean => flow.to.isStore
const toParty = (flow: FlowFacts): boolean => flow.to.component.kind === 'external' || flow.to.isThirdParty

/** Each names the only components it can hold for; a component can be of several sorts. */
const SORTS: Readonly<Record<string, (facts: ComponentFacts) => boolean>> = {
  processes: (facts) => facts.component.kind === 'process' && !facts.isStore && !facts.isClient,
  'data stores': (facts) => facts.isStore,
  'external entities': (facts) => facts.component.kind === 'external',
  clients: (facts) => facts.isClient && !facts.isHuman,
}

/** What a component counts as, in plain words: rules that name other sorts only need not be asked about it. */
export function sortsOf(facts: ComponentFacts): readonly string[] {
  return Object.keys(SORTS).filter((sort) => SORTS[sort]?.(facts))
}

const SORT_TESTS = Object.values(SORTS)

/** The same number for components that count as the same sorts. */
export function sortsKeyOf(facts: ComponentFacts): number {
  let key = 0
  for (const test of SORT_TESTS) key = 2 * key + (test(facts) ? 1 : 0)
  return key
}

const sort = (words: string): On => when(SORTS[words] ?? (() => false), [words])

export const process: On = sort('processes')
export const store: On = sort('data stores')
export const external: On = sort('external entities')
/** A browser, app or command line drawn as part of the system, not as a person. */
export const client: On = sort('clients')

/** Made of one of these; stated when declared, inferred when the title says so. */
export function uses(...words: readonly string[]): On {
  const found = (facts: ComponentFacts): string => words.find((word) => facts.technologies.has(word)) ?? ''
  return needing(
    words,
    fact(
      (facts) => words.some((word) => facts.technologies.has(word)),
      (facts) =>
        facts.declared.has(found(facts))
          ? `${name(facts)} is declared as ${found(facts)}`
          : `the name ${name(facts)} says ${found(facts)}`,
      (facts) => (words.some((word) => facts.declared.has(word)) ? 'stated' : 'inferred'),
    ),
  )
}

/** Its title, note or tags name one of these topics. */
export function about(...topics: readonly string[]): On {
  return needing(
    topics,
    fact(
      (facts) => topics.some((topic) => facts.topics.has(topic)),
      (facts) =>
        `${facts.component.note ?? name(facts)} says ${topics.find((topic) => facts.topics.has(topic)) ?? ''}`,
      'inferred',
    ),
  )
}

/** A person, client or other party reaches it directly. */
export const reachedFromOutside: On = fact(
  (facts) => facts.exposure === 'outside',
  (facts) => {
    const flows = facts.incoming.filter(fromOutside)
    return flows.length > 0
      ? `${callers(flows)} reaches ${name(facts)} directly`
      : `${name(facts)} is on the internet`
  },
)

/** Something reaches it across a trust boundary. */
const reachedAcross: On = fact(
  (facts) => facts.incoming.some(crosses),
  (facts) => `${callers(facts.incoming.filter(crosses))} reaches ${name(facts)} across a trust boundary`,
)

export const reached: On = fact(
  (facts) => facts.incoming.length > 0,
  (facts) => `${callers(facts.incoming)} calls ${name(facts)}`,
)

/** Not the first component behind the outside, but one that its requests come to. */
export const behindAnEntry: On = fact(
  (facts) => facts.hops > 1 && facts.hops !== Number.POSITIVE_INFINITY,
  (facts) => `requests from outside come to ${name(facts)} through ${callers(facts.incoming)}`,
  'inferred',
)

/** Callers come from another zone, or the model draws no outside at all. */
export const exposed: On = any(reachedFromOutside, reachedAcross)

export const usesStore: On = fact(
  (facts) => facts.outgoing.some(toStore),
  (facts) => `${name(facts)} uses ${targets(facts.outgoing.filter(toStore))}`,
)

/** It reads or writes a database of whatever kind. */
export const usesDatabase: On = fact(
  (facts) => facts.outgoing.some((flow) => toStore(flow) && flow.to.technologies.has('database')),
  (facts) =>
    `${name(facts)} queries ${targets(facts.outgoing.filter((flow) => flow.to.technologies.has('database')))}`,
  (facts) => (facts.outgoing.some((flow) => flow.to.declared.has('database')) ? 'stated' : 'inferred'),
)

export const callsParty: On = fact(
  (facts) => facts.outgoing.some(toParty),
  (facts) => `${name(facts)} calls ${targets(facts.outgoing.filter(toParty))}`,
)

/** It fetches something from a party that its owners do not run. */
export const calledByParty: On = fact(
  (facts) => facts.incoming.some((flow) => flow.from.isThirdParty),
  (facts) => `${callers(facts.incoming.filter((flow) => flow.from.isThirdParty))} sends to ${name(facts)}`,
)

/** It talks to something made of one of these. */
export function calls(...words: readonly string[]): On {
  const hit = (flow: FlowFacts): boolean => words.some((word) => flow.to.technologies.has(word))
  return fact(
    (facts) => facts.outgoing.some(hit),
    (facts) => `${name(facts)} calls ${targets(facts.outgoing.filter(hit))}`,
    'inferred',
  )
}

/** Something made of one of these talks to it. */
export function calledBy(...words: readonly string[]): On {
  const hit = (flow: FlowFacts): boolean => words.some((word) => flow.from.technologies.has(word))
  return fact(
    (facts) => facts.incoming.some(hit),
    (facts) => `${callers(facts.incoming.filter(hit))} calls ${name(facts)}`,
    'inferred',
  )
}

/** A neighbour on either side is about one of these topics. */
export function besides(...topics: readonly string[]): On {
  const hit = (other: PartFacts): boolean => topics.some((topic) => other.topics.has(topic))
  return fact(
    (facts) => facts.outgoing.some((flow) => hit(flow.to)) || facts.incoming.some((flow) => hit(flow.from)),
    (facts) => {
      const near = [...facts.outgoing.map((flow) => flow.to), ...facts.incoming.map((flow) => flow.from)]
      return `${name(facts)} works with ${listed(near.filter(hit).map(name), 'nothing')}`
    },
    'inferred',
  )
}

export const severalCallers: On = fact(
  (facts) => facts.incoming.length > 1,
  (facts) => `${callers(facts.incoming)} share ${name(facts)}`,
)

const TOKEN = /\b(jwt|oidc|oauth2?|bearer|saml|(access|id) tokens?|token)\b/i

/** A token is declared, on a flow to it, or in a model note that names it. */
export const validatesTokens: On = any(
  fact(
    (facts) =>
      facts.incoming.some((flow) =>
        TOKEN.test(`${flow.flow.authentication ?? ''} ${flow.flow.protocol ?? ''}`),
      ),
    (facts) => {
      const flow = facts.incoming.find((each) =>
        TOKEN.test(`${each.flow.authentication ?? ''} ${each.flow.protocol ?? ''}`),
      )
      return `${flow ? name(flow.from) : 'a caller'} authenticates with ${flow?.flow.authentication ?? flow?.flow.protocol ?? 'a token'}`
    },
  ),
  fact(
    (facts) => facts.declared.has('token-validation'),
    (facts) => `${name(facts)} validates tokens`,
  ),
  fact(
    (facts) => facts.notes.some((note) => TOKEN.test(note)),
    (facts) => `a note says "${facts.notes.find((note) => TOKEN.test(note)) ?? ''}"`,
  ),
)

/** Some caller does not authenticate, or the model does not say that it does. */
export const unauthenticated: On = fact(
  (facts) => facts.incoming.some((flow) => flow.authentication !== 'stated'),
  (facts) => {
    const none = facts.incoming.filter((flow) => flow.authentication === 'none')
    return none.length > 0
      ? `${callers(none)} reaches ${name(facts)} with no authentication`
      : `the model does not say how ${callers(facts.incoming)} authenticates to ${name(facts)}`
  },
  (facts) => (facts.incoming.some((flow) => flow.authentication === 'none') ? 'stated' : 'speculative'),
  (facts) => askHow(facts.incoming),
)

/** It is known or named to hold data whose leak does harm. */
export const sensitive: On = fact(
  (facts) => facts.sensitivity.level === 'high',
  (facts) =>
    facts.sensitivity.rated
      ? `${name(facts)} handles ${facts.sensitivity.rated} data`
      : `the name ${name(facts)} suggests sensitive data`,
  (facts) => facts.sensitivity.certainty,
)

export const notEncrypted: On = fact(
  (facts) => facts.component.encryption === undefined || facts.component.encryption === 'none',
  (facts) =>
    facts.component.encryption === 'none'
      ? `${name(facts)} is not encrypted at rest`
      : `the model does not say whether ${name(facts)} is encrypted at rest`,
  (facts) => (facts.component.encryption === 'none' ? 'stated' : 'speculative'),
  ({ target, component }) => (component.encryption ? [] : [{ target, attribute: 'encryption' }]),
)

/** On some flow from it the model states no authentication. */
export const leavesUnauthenticated: On = fact(
  (facts) => facts.outgoing.some((flow) => flow.authentication !== 'stated'),
  (facts) => {
    const open = facts.outgoing.filter((flow) => flow.authentication !== 'stated')
    return `the model states no authentication of ${name(facts)} to ${targets(open)}`
  },
  (facts) => (facts.outgoing.some((flow) => flow.authentication === 'none') ? 'stated' : 'speculative'),
  (facts) => askHow(facts.outgoing),
)

/** Some inside flow to it is stated to be readable on the wire. */
export const plainInside: On = fact(
  (facts) => facts.incoming.some((flow) => flow.encryption === 'plain' && !crosses(flow)),
  (facts) =>
    `${callers(facts.incoming.filter((flow) => flow.encryption === 'plain' && !crosses(flow)))} reaches ${name(facts)} unencrypted`,
)

export const multiTenant: On = any(
  fact(
    (facts) => facts.component.multiTenant === true,
    (facts) => `${name(facts)} serves several tenants`,
  ),
  about('tenants'),
)

export const notRedundant: On = fact(
  (facts) => facts.component.redundant !== true,
  (facts) => `${name(facts)} has no declared second instance`,
  (facts) => (facts.component.redundant === false ? 'stated' : 'speculative'),
  ({ target, component }) => (component.redundant === undefined ? [{ target, attribute: 'redundant' }] : []),
)

export { all, any, not }
