/**
 * The offline draft engine: one pass over the facts of the targets, best drafts first. After an edit only
 * the targets whose facts changed are drafted again, and their drafts take the place of the old ones.
 */
import { compareText } from '../core/text.ts'
import type { Category, Draft, Model } from '../model/schema.ts'
import type { TeamRule } from '../model/team-rule.ts'
import { draftsOf, placesOf } from './drafting/draft.ts'
import { type Ranking, rankAgain, rankAll } from './drafting/ranking.ts'
import { Stems, slugOf } from './drafting/stems.ts'
import { factsAt, factsOf, type ModelFacts } from './facts/build.ts'
import type { Ask, Subject } from './facts/facts.ts'
import { alignmentOf, NOWHERE } from './facts/kept.ts'
import { type RuleSet, rulesFor } from './rule-set/rule-set.ts'

interface Evaluation {
  readonly rules: RuleSet
  readonly facts: ModelFacts
  readonly ranking: Ranking
  /** Handed on from one evaluation to the next. */
  readonly stems: Stems
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
  const { drafts } = evaluationOf(model, options.team).ranking
  const wanted = options.targets && new Set(options.targets)
  return wanted ? drafts.filter(({ target }) => wanted.has(target)) : drafts
}

/** The drafts of one target without those of all others; where slugs clash, another id than `evaluateModel` gives. */
export function draftsAt(model: Model, target: string, team?: readonly TeamRule[]): readonly Draft[] {
  const subject = factsAt(model, target)
  if (!isTarget(subject)) return []
  return draftsOf(rulesFor(model, team), subject, slugOf(target)).map(({ draft }) => draft)
}

/** What would have to be stated so that no draft is speculation; the same may come several times. */
export function asksOf(model: Model, team?: readonly TeamRule[]): readonly Ask[] {
  const { drafts, asks } = evaluationOf(model, team).ranking
  return drafts.flatMap((draft) => asks.get(draft) ?? [])
}

/** What would have to be stated so that no draft of this one subject, or of this category, is speculation. */
export function asksAt(rules: RuleSet, subject: Subject, category?: Category): readonly Ask[] {
  if (!isTarget(subject)) return []
  return draftsOf(rules, subject, subject.target).flatMap(({ draft, asks }) =>
    category === undefined || draft.category === category ? asks : [],
  )
}

function evaluationOf(model: Model, team?: readonly TeamRule[]): Evaluation {
  const rules = rulesFor(model, team)
  if (latest?.facts.model !== model || latest.rules !== rules) {
    const facts = factsOf(model)
    latest = (latest?.rules === rules && updated(facts, latest)) || evaluateAll(facts, rules)
  }
  return latest
}

function evaluateAll(facts: ModelFacts, rules: RuleSet): Evaluation {
  const subjects = [...facts.components, ...facts.flows].filter(isTarget)
  subjects.sort((a, b) => compareText(a.target, b.target))
  const { stems, all } = Stems.ofAll(subjects.map(targetOf))
  const ranking = rankAll(subjects, (subject, at) => draftsOf(rules, subject, all[at] ?? subject.target))
  return { rules, facts, ranking, stems }
}

/** Taking drafts out and putting others in takes longer than ranking all of them where most are others. */
const MANY = 4000
const MOST = 0.25
const FEW = 1000

/** Undefined when more changed than can be put in place cheaply; `last` is good for nothing more then. */
function updated(facts: ModelFacts, last: Evaluation): Evaluation | undefined {
  const { rules, stems } = last
  const components = compared(facts.components, last.facts.components)
  const flows = compared(facts.flows, last.facts.flows)
  const gone = [...components.gone, ...flows.gone].filter(isTarget)
  const come = [...components.come, ...flows.come].filter(isTarget)
  const most = MOST * (facts.components.length + facts.flows.length)
  if (gone.length + come.length > Math.min(MANY, most)) return undefined
  if (!stems.replace(gone.map(targetOf), come.map(targetOf))) return undefined
  // What leaves is found by what it was about and how strong it was, so that nobody has to keep that.
  const taken = gone.flatMap((subject) => placesOf(rules, subject))
  const put = come.flatMap((subject) => draftsOf(rules, subject, stems.of(subject.target)))
  const ranking = rankAgain(last.ranking, taken, put)
  return ranking && { rules, facts, ranking, stems }
}

/** What only one of the lists has. */
function compared<T>(now: readonly T[], then: readonly T[]): { readonly gone: T[]; readonly come: T[] } {
  if (now === then) return { gone: [], come: [] }
  const places = now.length === then.length ? otherPlaces(now, then) : undefined
  if (places)
    return {
      gone: places.flatMap((at) => then.slice(at, at + 1)),
      come: places.flatMap((at) => now.slice(at, at + 1)),
    }
  const was = alignmentOf(now, then)
  const come: T[] = []
  const gone: T[] = []
  let next = 0
  // What was kept stands in the same order in both.
  for (let at = 0; at < now.length; at += 1) {
    const place = was[at] ?? NOWHERE
    if (place === next) {
      next += 1
      continue
    }
    if (place === NOWHERE) {
      come.push(...now.slice(at, at + 1))
      continue
    }
    if (place > next) gone.push(...then.slice(next, place))
    next = place + 1
  }
  return { come, gone: gone.concat(then.slice(next)) }
}

/** Where lists of one length differ; undefined in so many places that they hardly stand in the same order. */
function otherPlaces<T>(now: readonly T[], then: readonly T[]): readonly number[] | undefined {
  const places: number[] = []
  for (let at = 0; at < now.length; at += 1) {
    if (now[at] === then[at]) continue
    if (places.length === FEW) return undefined
    places.push(at)
  }
  return places
}

const targetOf = ({ target }: Subject) => target

/** A flow inside one zone is analysed with its two ends. */
function isTarget(subject: Subject | undefined): subject is Subject {
  return subject !== undefined && (subject.on === 'component' || subject.boundaries.length > 0)
}
