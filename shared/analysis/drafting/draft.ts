/**
 * The drafts of one target, each a function of its facts. Rules that name the same category become one
 * draft, with the strongest rule's words.
 */
import { foldText } from '../../core/text.ts'
import type { Draft } from '../../model/schema.ts'
import { weakest } from '../conditions/condition.ts'
import type { Ask, Fact, Subject } from '../facts/facts.ts'
import { wordingOf } from '../facts/wording.ts'
import type { RuleAbout } from '../rule.ts'
import type { RuleSet, Table } from '../rule-set.ts'
import { type Combination, findFiring } from './combination.ts'
import { scoreOf, severityOf } from './rank.ts'

export interface Ranked {
  readonly draft: Draft
  readonly score: number
  /** What would have to be stated for the draft to be no speculation. */
  readonly asks: readonly Ask[]
}

const NO_ASKS: readonly Ask[] = []

/** The drafts of a component, or of a flow as a crossing, in the order of categories; `stem` begins their ids. */
export function draftsOf(rules: RuleSet, facts: Subject, stem: string): readonly Ranked[] {
  return facts.on === 'flow'
    ? draftsFrom(rules.crossings, facts, stem)
    : draftsFrom(rules.componentsLike(facts), facts, stem)
}

type Fill = (template: string) => string

function draftsFrom<S extends Subject>(table: Table<S>, facts: S, stem: string): readonly Ranked[] {
  const made: Ranked[] = []
  let fill: Fill | undefined
  for (const row of table) {
    const fired = findFiring(row, facts)
    const strongest = fired?.rules[0]
    if (!fired || !strongest) continue
    fill ??= wordingOf(facts)
    made.push(draftOf(facts, strongest, fired, fill, `${stem}-${row.category}`))
  }
  return made
}

function draftOf<S extends Subject>(
  facts: S,
  strongest: RuleAbout<S>,
  fired: Combination<S>,
  fill: Fill,
  id: string,
): Ranked {
  const place = fill(facts.on === 'flow' ? '{path}' : '{entry}')
  const reasons: Fact[] = []
  strongest.when.tell(facts, reasons)
  const certainty = weakest(reasons)
  const asks = certainty === 'speculative' ? reasons.flatMap((reason) => reason.asks ?? NO_ASKS) : NO_ASKS
  for (const rule of fired.rules) if (rule !== strongest) rule.when.tell(facts, reasons)
  const why = fill(strongest.why)
  const draft: Draft = {
    id,
    key: foldText(facts.target, fired.keyTail),
    target: facts.target,
    category: strongest.category,
    title: fill(strongest.title),
    description: describes(strongest, facts) ? why : `${why} ${place}.`,
    assumption: fill(strongest.assumption),
    mitigation: fill(strongest.mitigation),
    certainty,
    severity: severityOf(strongest, facts),
    rules: fired.ids,
    facts: wordsOf(place, reasons),
    source: fired.source,
  }
  return { draft, score: scoreOf(strongest, facts, certainty, fired.rules.length - 1), asks }
}

/** Each once; a place that is all there is to say stands alone. */
function wordsOf(place: string, reasons: readonly Fact[]): readonly string[] {
  const words = [place]
  for (const reason of reasons) if (!words.includes(reason.words)) words.push(reason.words)
  return words.slice()
}

/** Whether the rule's own words already say how the target is reached. */
function describes(rule: RuleAbout<never>, facts: Subject): boolean {
  return facts.on === 'flow' && rule.why.includes('{path}')
}
