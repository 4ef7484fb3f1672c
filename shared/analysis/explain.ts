/** Why a cell has no draft: silence of the rules must be as checkable as their words. */
import { indexOf, titleOf } from '../model/queries.ts'
import type { Category, Model } from '../model/schema.ts'
import type { TeamRule } from '../model/team-rule.ts'
import { factsAt } from './facts/build.ts'
import type { Subject } from './facts/facts.ts'
import { outOfScopeOf } from './redrafting/open-drafts.ts'
import { holdsFor } from './rule.ts'
import { type RuleSet, rulesFor } from './rule-set/rule-set.ts'

type Sort = 'external' | 'process' | 'store' | 'crossing'

/** What the rules look for, by what the target is; one test checks that each sort has all six. */
const LOOKED_FOR: Readonly<Record<Sort, Readonly<Record<Category, string>>>> = {
  external: {
    spoofing: 'a person with privileged access or a device that can be imitated',
    tampering: 'a third party or model whose answers are believed, or a device',
    repudiation: 'an actor whose actions only it records; those of people are drafted where they arrive',
    'information-disclosure': 'a third party or model that receives data, or a device that keeps some',
    'denial-of-service':
      'something of its own that can be exhausted; an outage is drafted at whoever depends on it',
    'elevation-of-privilege': 'a device that obeys commands; what it may do is decided where it arrives',
  },
  process: {
    spoofing: 'callers across a boundary without stated authentication, tokens, sessions, a login or a queue',
    tampering:
      'input across a boundary, a database or queue beside it, markup, files, images, settings or prompts',
    repudiation: 'people whose actions it carries out, money, privileged functions, logs or an agent',
    'information-disclosure':
      'a store it reads, callers across a boundary, secrets, logs, tenants or prompts',
    'denial-of-service':
      'callers from outside, jobs it takes, files, or a store it can overload across a boundary',
    'elevation-of-privilege':
      'objects or functions of others within its reach, broad roles, containers, tokens or agents',
  },
  store: {
    spoofing: 'a queue, or a connection from outside without stated authentication',
    tampering:
      'a database, cache, file, queue, log, secret or memory that something writes, or a caller in another zone',
    repudiation: 'logs, secrets, or a database whose readers share an account',
    'information-disclosure': 'a reader or sensitive data',
    'denial-of-service': 'a database, file store, cache, queue, vault or log that something can fill',
    'elevation-of-privilege':
      'callers that share it or come from another zone, tenants, secrets, a queue or collections',
  },
  crossing: {
    spoofing: 'a credential on an unprotected path, or two ends that prove nothing to each other',
    tampering: 'an unprotected protocol, a third party whose answer or delivery is believed, or a payment',
    repudiation: 'a payment, a transfer to a third party, or a privileged action of a person',
    'information-disclosure':
      'an unprotected or unstated protocol, a third party that receives data, or a store',
    'denial-of-service':
      'a payment partner that must be available, or a queue or device reached from outside',
    'elevation-of-privilege':
      'a store reached directly from outside, or zones that are passed without a stop',
  },
}

export interface CellRules {
  /** Ids of those that draft, the strongest first. */
  readonly firing: readonly string[]
  /** Ids of those that would draft and are switched off. */
  readonly off: readonly string[]
  /** Ids of those that look at such a target for this category and find nothing. */
  readonly silent: readonly string[]
}

/** The rules behind the sentence of `explainCell`, whatever reviewers decided. */
export function rulesAtCell(
  model: Model,
  target: string,
  category: Category,
  team?: readonly TeamRule[],
): CellRules {
  const facts = factsAt(model, target)
  if (!facts || (facts.on === 'flow' && facts.boundaries.length === 0))
    return { firing: [], off: [], silent: [] }
  const rules = rulesFor(model, team)
  const firing = firingFor(rules, facts, category)
  const looking = rules.lookingAt(facts, category)
  return {
    firing,
    off: offFor(rules, facts, category).map(([{ id }]) => id),
    silent: looking.filter((id) => !firing.includes(id)),
  }
}

/** One sentence on why the cell is as it is; also for cells that the rules do draft for. */
export function explainCell(
  model: Model,
  target: string,
  category: Category,
  team?: readonly TeamRule[],
): string {
  const facts = factsAt(model, target)
  if (!facts) {
    return indexOf(model).flows.has(target)
      ? `No rule drafts anything for "${target}": one of its ends is not in the model.`
      : `The model has no target "${target}".`
  }
  const name = titleOf(model, target)
  const words = category.replaceAll('-', ' ')
  const analysis = indexOf(model).analyses.get(target)
  const reason = analysis?.notApplicable[category]
  if (reason !== undefined) return `A reviewer stated that ${words} does not apply to ${name}: ${reason}.`
  const outOfScope = outOfScopeOf(model, target)
  if (outOfScope !== undefined) return `${name} is out of scope: ${outOfScope}.`
  const rules = rulesFor(model, team)
  const firing = firingFor(rules, facts, category)
  if (firing.length > 0) return `Rules draft ${words} for ${name}: ${firing.join(', ')}.`
  if (facts.on === 'flow' && facts.boundaries.length === 0) {
    return `${name} crosses no boundary, so it is analysed with its two ends.`
  }
  const [off] = offFor(rules, facts, category)
  if (off)
    return `${off[0].id} would draft ${words} for ${name}, and is switched off for this model: ${off[1]}.`
  return `No rule drafts ${words} for ${name}: for ${article(sortOf(facts))} they look for ${LOOKED_FOR[sortOf(facts)][category]}.`
}

function offFor(rules: RuleSet, facts: Subject, category: Category) {
  return [...rules.off].filter(([rule]) => rule.category === category && holdsFor(rule, facts))
}

function firingFor(rules: RuleSet, facts: Subject, category: Category): readonly string[] {
  if (facts.on === 'flow' && facts.boundaries.length === 0) return []
  return rules.firingAt(facts, category)
}

function sortOf(facts: Subject): Sort {
  if (facts.on === 'flow') return 'crossing'
  return facts.isStore ? 'store' : facts.component.kind
}

function article(sort: Sort): string {
  return sort === 'external' ? 'an external entity' : sort === 'store' ? 'a data store' : `a ${sort}`
}
