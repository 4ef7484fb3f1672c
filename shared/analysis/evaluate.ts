/**
 * The offline draft engine: one pass over the facts of the targets, best drafts first. After an edit only
 * the targets whose facts changed are drafted again, and their drafts take the place of the old ones.
 */
import { compareText } from '../core/text.ts'
import type { Category, Draft, Model } from '../model/schema.ts'
import type { TeamRule } from '../model/team-rule.ts'
import { draftsOf, type Ranked } from './drafting/draft.ts'
import { slugOf, stemsOf } from './drafting/stems.ts'
import type { ModelFacts } from './facts/assemble.ts'
import { factsAt, factsOf } from './facts/build.ts'
import type { Ask, Subject } from './facts/facts.ts'
import { type RuleSet, rulesFor } from './rule-set.ts'

interface Evaluation {
  readonly rules: RuleSet
  readonly facts: ModelFacts
  /** Both best first. */
  readonly ranked: readonly Ranked[]
  readonly drafts: readonly Draft[]
  /** Handed on from one evaluation to the next. Undefined when slugs clash, so that an id depends on other targets. */
  readonly slugs: Set<string> | undefined
}

let latest: Evaluation | undefined

/**
 * Drafts of the offline rules, best first, at most one for each target and category; whether a person
 * already decided on them is not looked at (see `openDrafts`). `targets` narrows what is given and
 * changes nothing else about a draft; `team` are rules of the repo beside those of the packs.
 */
export function evaluateModel(
  model: Model,
  options: { readonly targets?: readonly string[]; readonly team?: readonly TeamRule[] } = {},
): readonly Draft[] {
  const { drafts } = evaluationOf(model, options.team)
  const wanted = options.targets && new Set(options.targets)
  return wanted ? drafts.filter(({ target }) => wanted.has(target)) : drafts
}

/** The drafts of one target without those of all others; where slugs clash, another id than `evaluateModel` gives. */
export function draftsAt(model: Model, target: string, team?: readonly TeamRule[]): readonly Draft[] {
  const subject = factsAt(model, target)
  if (!isTarget(subject)) return []
  const rules = rulesFor(model, team)
  const known = made.get(subject)
  const ranked = known?.rules === rules ? known.ranked : draftsOf(rules, subject, slugOf(target))
  return ranked.map(({ draft }) => draft)
}

/** What would have to be stated so that no draft is speculation; the same may come several times. */
export function asksOf(model: Model, team?: readonly TeamRule[]): readonly Ask[] {
  return evaluationOf(model, team).ranked.flatMap(({ asks }) => asks)
}

/** What would have to be stated so that no draft of this one subject, or of this category, is speculation. */
export function asksAt(rules: RuleSet, subject: Subject, category?: Category): readonly Ask[] {
  if (!isTarget(subject)) return []
  const known = made.get(subject)
  const ranked = known?.rules === rules ? known.ranked : draftsOf(rules, subject, subject.target)
  return ranked.flatMap(({ draft, asks }) =>
    category === undefined || draft.category === category ? asks : [],
  )
}

function evaluationOf(model: Model, team?: readonly TeamRule[]): Evaluation {
  const rules = rulesFor(model, team)
  if (latest?.facts.model !== model || latest.rules !== rules)
    latest = evaluate(factsOf(model), rules, latest)
  return latest
}

function evaluate(facts: ModelFacts, rules: RuleSet, last: Evaluation | undefined): Evaluation {
  const base = last?.rules === rules ? last : undefined
  return (base?.slugs && updated(facts, base, base.slugs)) ?? evaluateAll(facts, rules)
}

function evaluateAll(facts: ModelFacts, rules: RuleSet): Evaluation {
  const subjects = [...facts.components, ...facts.flows].filter(isTarget)
  const { stems, slugs } = stemsOf(subjects.map(({ target }) => target))
  const ranked: Ranked[] = []
  for (const subject of subjects) {
    remember(rules, subject, ranked, stems.get(subject.target) ?? subject.target)
  }
  ranked.sort(compareRanked)
  return { rules, facts, ranked, drafts: ranked.map(({ draft }) => draft), slugs }
}

interface Made {
  readonly rules: RuleSet
  readonly stem: string
  readonly ranked: readonly Ranked[]
}

const made = new WeakMap<Subject, Made>()

/** Facts that stayed give the drafts that they gave before. */
function remember(rules: RuleSet, subject: Subject, into: Ranked[], stem: string): void {
  const known = made.get(subject)
  const isSame = known?.stem === stem && known.rules === rules
  const ranked = isSame ? known.ranked : draftsOf(rules, subject, stem)
  if (!isSame) made.set(subject, { rules, stem, ranked })
  for (const each of ranked) into.push(each)
}

/** Undefined when more changed than can be put in place cheaply. */
function updated(facts: ModelFacts, last: Evaluation, slugs: Set<string>): Evaluation | undefined {
  const gone: Subject[] = []
  const come: Subject[] = []
  const isFew =
    compare(facts.components, last.facts.components, gone, come) &&
    compare(facts.flows, last.facts.flows, gone, come)
  if (!isFew) return undefined
  for (const { target } of gone) slugs.delete(slugOf(target))
  for (const { target } of come) {
    const slug = slugOf(target)
    if (slugs.has(slug)) return undefined
    slugs.add(slug)
  }
  const taken: Ranked[] = []
  for (const subject of gone) remember(last.rules, subject, taken, slugOf(subject.target))
  const put: Ranked[] = []
  for (const subject of come) remember(last.rules, subject, put, slugOf(subject.target))
  if (taken.length === 0 && put.length === 0) return { ...last, facts }
  const steps = stepsIn(last.ranked, taken, put)
  if (!steps) return undefined
  const ranked = replaced(last.ranked, steps, (item) => item)
  return {
    rules: last.rules,
    facts,
    ranked,
    drafts: replaced(last.drafts, steps, ({ draft }) => draft),
    slugs,
  }
}

const MANY = 500

/** Collects what only one of the lists has; false when that is a lot. */
function compare(
  now: readonly (Subject | undefined)[],
  then: readonly (Subject | undefined)[],
  gone: Subject[],
  come: Subject[],
): boolean {
  if (now.length === then.length) {
    for (let at = 0; at < now.length; at += 1) {
      const subject = now[at]
      const before = then[at]
      if (subject === before) continue
      if (isTarget(before)) gone.push(before)
      if (isTarget(subject)) come.push(subject)
      if (gone.length + come.length > MANY) return false
    }
    return true
  }
  let start = 0
  while (start < now.length && start < then.length && now[start] === then[start]) start += 1
  let end = now.length
  let endThen = then.length
  while (end > start && endThen > start && now[end - 1] === then[endThen - 1]) {
    end -= 1
    endThen -= 1
  }
  const kept = new Set(then.slice(start, endThen))
  for (const subject of now.slice(start, end))
    if (!kept.delete(subject) && isTarget(subject)) come.push(subject)
  for (const subject of kept) if (isTarget(subject)) gone.push(subject)
  return gone.length + come.length < MANY
}

/** A flow inside one zone is analysed with its two ends. */
function isTarget(subject: Subject | undefined): subject is Subject {
  return subject !== undefined && (subject.on === 'component' || subject.boundaries.length > 0)
}

function compareRanked(a: Ranked, b: Ranked): number {
  return b.score - a.score || compareText(a.draft.target, b.draft.target) || a.order - b.order
}

/** One item that leaves a sorted list, or comes into it before the item at `at`. */
interface Step {
  readonly at: number
  readonly item: Ranked
  readonly isPut: boolean
}

/** In the order of the list. Undefined when an item is not where it should be. */
function stepsIn(
  all: readonly Ranked[],
  taken: readonly Ranked[],
  put: readonly Ranked[],
): readonly Step[] | undefined {
  const leaving = taken.map((item): Step => ({ item, at: placeOf(all, item), isPut: false }))
  if (leaving.some(({ item, at }) => all[at] !== item)) return undefined
  const coming = put.map((item): Step => ({ item, at: placeOf(all, item), isPut: true }))
  return [...leaving, ...coming].sort(
    (a, b) => a.at - b.at || Number(b.isPut) - Number(a.isPut) || compareRanked(a.item, b.item),
  )
}

/** The list after these steps. */
function replaced<T>(all: readonly T[], steps: readonly Step[], of: (item: Ranked) => T): readonly T[] {
  const runs: (readonly T[])[] = []
  let from = 0
  for (const { at, item, isPut } of steps) {
    if (at > from) runs.push(all.slice(from, at))
    if (isPut) runs.push([of(item)])
    from = isPut ? at : at + 1
  }
  return all.slice(0, 0).concat(...runs, all.slice(from))
}

/** Where an item stands, or would stand. */
function placeOf(all: readonly Ranked[], item: Ranked): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = all[middle]
    if (other && compareRanked(other, item) < 0) low = middle + 1
    else high = middle
  }
  return low
}
