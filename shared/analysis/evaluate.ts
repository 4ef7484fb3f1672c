/**
 * The offline draft engine: one pass over the targets, each asked only the rules of its sort. Rules
 * that name the same target and category become one draft, with the strongest rule's words.
 */
import { compareText, hashText } from '../core/text.ts'
import { crossingsOf, listTargets } from '../model/crossings.ts'
import { isId, slug } from '../model/ids.ts'
import type { Category, Draft, Model } from '../model/schema.ts'
import { CATEGORIES } from '../model/schema.ts'
import { weakest } from './conditions/condition.ts'
import { factsOf } from './facts/build.ts'
import type { ComponentFacts, Fact, FlowFacts, Subject } from './facts/facts.ts'
import { wordingOf } from './facts/wording.ts'
import { scoreOf, severityOf } from './rank.ts'
import type { ComponentRule, CrossingRule, Rule } from './rule.ts'
import { COMPONENT_RULES, CROSSING_RULES } from './rules/index.ts'

interface Ranked {
  readonly draft: Draft
  readonly score: number
}

/**
 * Drafts of the offline rules, best first, at most one for each target and category; whether a person
 * already decided on them is not looked at (see `openDrafts`). `targets` narrows what is analysed and
 * changes nothing else about a draft.
 */
export function evaluateModel(
  model: Model,
  options: { readonly targets?: readonly string[] } = {},
): readonly Draft[] {
  const { components, flows } = factsOf(model)
  const ids = draftIds(model)
  const wanted = options.targets && new Set(options.targets)
  const ranked: Ranked[] = []
  for (const facts of components.values()) {
    if (!wanted || wanted.has(facts.target)) collect(facts, firing(BY_CATEGORY.component, facts), ids, ranked)
  }
  for (const ref of crossingsOf(model).keys()) {
    const facts = flows.get(ref)
    if (facts && (!wanted || wanted.has(ref)))
      collect(facts, firing(BY_CATEGORY.crossing, facts), ids, ranked)
  }
  ranked.sort(
    (a, b) => b.score - a.score || compareText(a.draft.target, b.draft.target) || order(a) - order(b),
  )
  return ranked.map(({ draft }) => draft)
}

const BY_CATEGORY = {
  component: CATEGORIES.map((category) => strongestFirst(COMPONENT_RULES, category)),
  crossing: CATEGORIES.map((category) => strongestFirst(CROSSING_RULES, category)),
} as const

function strongestFirst<R extends Rule>(rules: readonly R[], category: Category): readonly R[] {
  return rules
    .filter((rule) => rule.category === category)
    .sort((a, b) => b.priority - a.priority || compareText(a.id, b.id))
}

/** For each category the rules that hold, strongest first; categories without one are left out. */
function firing<S extends ComponentFacts | FlowFacts, R extends ComponentRule | CrossingRule>(
  table: readonly (readonly (R & { readonly when: { readonly holds: (facts: S) => boolean } })[])[],
  facts: S,
): readonly (readonly R[])[] {
  const fired: R[][] = []
  for (const rules of table) {
    const holding = rules.filter((rule) => rule.when.holds(facts))
    if (holding.length > 0) fired.push(holding)
  }
  return fired
}

function collect(
  facts: Subject,
  fired: readonly (readonly Rule[])[],
  ids: ReadonlyMap<string, string>,
  into: Ranked[],
): void {
  if (fired.length === 0) return
  const fill = wordingOf(facts)
  for (const rules of fired) {
    const [strongest] = rules
    if (strongest) into.push(draftOf(facts, strongest, rules, fill, ids.get(facts.target) ?? facts.target))
  }
}

function draftOf(
  facts: Subject,
  strongest: Rule,
  rules: readonly Rule[],
  fill: (text: string) => string,
  stem: string,
): Ranked {
  const { target } = facts
  const { category, id: rule } = strongest
  const reasons = rules.map((each) => reasonsOf(each, facts))
  const certainty = weakest(reasons[0] ?? [])
  const place = fill(facts.on === 'flow' ? '{path}' : '{entry}')
  const words = new Set([place])
  for (const all of reasons) for (const reason of all) words.add(reason.words)
  const draft: Draft = {
    id: `${stem}-${category}`,
    key: keyOf(target, category, rules),
    target,
    category,
    title: fill(strongest.title),
    description: describes(strongest, facts) ? fill(strongest.why) : `${fill(strongest.why)} ${place}.`,
    assumption: fill(strongest.assumption),
    mitigation: fill(strongest.mitigation),
    certainty,
    severity: severityOf(strongest, facts),
    rules: rules.map((each) => each.id),
    facts: [...words],
    source: { by: 'rules', rule },
  }
  return { draft, score: scoreOf(strongest, facts, certainty, rules.length - 1) }
}

/** Whether the rule's own words already say how the target is reached. */
function describes(rule: Rule, facts: Subject): boolean {
  return facts.on === 'flow' && rule.why.includes('{path}')
}

/** The same draft across runs: what it is about and what proposed it, never its wording. */
function keyOf(target: string, category: Category, rules: readonly Rule[]): string {
  const ids = rules.map((rule) => rule.id).sort(compareText)
  return hashText(`${target}|${category}|${ids.join(',')}`, 6)
}

function reasonsOf(rule: Rule, facts: Subject): readonly Fact[] {
  if (rule.on === 'component') return facts.on === 'component' ? rule.when.facts(facts) : []
  return facts.on === 'flow' ? rule.when.facts(facts) : []
}

function order({ draft }: Ranked): number {
  return CATEGORIES.indexOf(draft.category)
}

/** A readable stem for each target; where two refs have one slug, both carry a hash, whatever their order. */
export function draftIds(model: Model): ReadonlyMap<string, string> {
  const stems = new Map<string, string>()
  const seen = new Set<string>()
  const clashing = new Set<string>()
  for (const target of listTargets(model)) {
    const stem = isId(target) ? target : slug(target.replace('>', ' to '))
    if (seen.has(stem)) clashing.add(stem)
    seen.add(stem)
    stems.set(target, stem)
  }
  if (clashing.size === 0) return stems
  for (const [target, stem] of stems)
    if (clashing.has(stem)) stems.set(target, `${stem}-${hashText(target, 4)}`)
  return stems
}
