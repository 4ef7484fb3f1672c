/**
 * The drafts of one target, each a function of its facts. Rules that name the same category become one
 * draft, with the strongest rule's words.
 */
import { compareText, foldText } from '../../core/text.ts'
import type { Category, Certainty, Draft } from '../../model/schema.ts'
import { weakest } from '../conditions/condition.ts'
import type { Ask, Subject } from '../facts/facts.ts'
import { wordingOf } from '../facts/wording.ts'
import type { Rule } from '../rule.ts'
import type { Asked, RuleSet } from '../rule-set.ts'
import { scoreOf, severityOf } from './rank.ts'

export interface Ranked {
  readonly draft: Draft
  readonly score: number
  /** The category's place, for drafts of one target that are equally strong. */
  readonly order: number
  /** What would have to be stated for the draft to be no speculation. */
  readonly asks: readonly Ask[]
}

const NO_ASKS: readonly Ask[] = []

/** The drafts of a component, or of a flow as a crossing; `stem` begins their ids. */
export function draftsOf(rules: RuleSet, facts: Subject, stem: string): readonly Ranked[] {
  const made: Ranked[] = []
  const table = rules.tableFor(facts)
  let fill: ((text: string) => string) | undefined
  for (let order = 0; order < table.length; order += 1) {
    const fired = (table[order] ?? []).filter((each) => each.holds(facts))
    const [strongest] = fired
    if (!strongest) continue
    fill ??= wordingOf(facts)
    made.push(draftOf(facts, strongest.rule, fired, { fill, stem, order }))
  }
  return made
}

function draftOf(
  facts: Subject,
  strongest: Rule,
  fired: readonly Asked[],
  {
    fill,
    stem,
    order,
  }: { readonly fill: (text: string) => string; readonly stem: string; readonly order: number },
): Ranked {
  const { target } = facts
  const { category, id: rule } = strongest
  const place = fill(facts.on === 'flow' ? '{path}' : '{entry}')
  const words = [place]
  let certainty: Certainty = 'speculative'
  let asks = NO_ASKS
  for (let at = 0; at < fired.length; at += 1) {
    const reasons = fired[at]?.facts(facts) ?? []
    if (at === 0) {
      certainty = weakest(reasons)
      if (certainty === 'speculative') asks = reasons.flatMap((reason) => reason.asks ?? NO_ASKS)
    }
    for (const reason of reasons) if (!words.includes(reason.words)) words.push(reason.words)
  }
  const why = fill(strongest.why)
  const draft: Draft = {
    id: `${stem}-${category}`,
    key: keyOf(target, category, fired),
    target,
    category,
    title: fill(strongest.title),
    description: describes(strongest, facts) ? why : `${why} ${place}.`,
    assumption: fill(strongest.assumption),
    mitigation: fill(strongest.mitigation),
    certainty,
    severity: severityOf(strongest, facts),
    rules: fired.map((each) => each.rule.id),
    facts: words,
    source: { by: 'rules', rule },
  }
  return { draft, score: scoreOf(strongest, facts, certainty, fired.length - 1), order, asks }
}

/** Whether the rule's own words already say how the target is reached. */
function describes(rule: Rule, facts: Subject): boolean {
  return facts.on === 'flow' && rule.why.includes('{path}')
}

/** The same draft across runs: what it is about and what proposed it, never its wording. */
function keyOf(target: string, category: Category, fired: readonly Asked[]): string {
  const ids = fired.map(({ rule }) => rule.id)
  if (ids.length > 1) ids.sort(compareText)
  return foldText(`${target}|${category}|${ids.join(',')}`)
}
