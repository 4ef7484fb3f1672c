/**
 * The drafts of one target, each a function of its facts. Rules that name the same category become one
 * draft, with the strongest rule's words.
 */
import { foldHead, foldTail } from '../../core/text.ts'
import type { Category, Certainty, Draft } from '../../model/schema.ts'
import type { Ask, Fact, Subject } from '../facts/facts.ts'
import { wordingOf } from '../facts/wording.ts'
import type { RuleAbout } from '../rule.ts'
import type { RuleSet, Table } from '../rule-set/rule-set.ts'
import { type Combination, findFiring } from './combination.ts'
import { exposureOf, scoreOf, severityOf } from './rank.ts'

/** Where the draft of a cell stands among all drafts. */
export interface Place {
  readonly target: string
  readonly category: Category
  readonly score: number
}

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

/** Where those drafts stand, for whoever has the drafts themselves: most of the work are their words. */
export function placesOf(rules: RuleSet, facts: Subject): readonly Place[] {
  return facts.on === 'flow'
    ? placesFrom(rules.crossings, facts)
    : placesFrom(rules.componentsLike(facts), facts)
}

function draftsFrom<S extends Subject>(table: Table<S>, facts: S, stem: string): readonly Ranked[] {
  const made: Ranked[] = []
  let about: About | undefined
  for (const row of table) {
    const fired = findFiring(row, facts)
    if (!fired) continue
    about ??= aboutTarget(facts)
    made.push(draftOf(facts, fired, about, stem))
  }
  return made
}

function placesFrom<S extends Subject>(table: Table<S>, facts: S): readonly Place[] {
  const places: Place[] = []
  const exposure = exposureOf(facts)
  for (const row of table) {
    const fired = findFiring(row, facts)
    if (!fired) continue
    const { strongest, others, category } = fired
    const score = scoreOf(strongest, facts, exposure, certaintyOf(strongest, facts), others.length)
    places.push({ target: facts.target, category, score })
  }
  return places
}

/** What all drafts of one target are made with. */
interface About {
  readonly fill: (template: string) => string
  readonly place: string
  /** The place as the last sentence of a description. */
  readonly ending: string
  readonly exposure: number
  readonly keyHead: number
  /** Those of one draft after the other: lists that begin anew and grow for each make most of the garbage. */
  readonly reasons: Fact[]
  readonly said: string[]
}

function aboutTarget(facts: Subject): About {
  const fill = wordingOf(facts)
  const place = fill(facts.on === 'flow' ? '{path}' : '{entry}')
  const exposure = exposureOf(facts)
  return {
    fill,
    place,
    ending: ` ${place}.`,
    exposure,
    keyHead: foldHead(facts.target),
    reasons: [],
    said: [],
  }
}

function draftOf<S extends Subject>(
  facts: S,
  fired: Combination<S>,
  { fill, place, ending, exposure, keyHead, reasons, said }: About,
  stem: string,
): Ranked {
  const { strongest, others } = fired
  const certainty = certaintyOf(strongest, facts)
  const first = reasons.length
  strongest.when.tell(facts, reasons)
  const asks = certainty === 'speculative' ? asksIn(reasons, first) : NO_ASKS
  for (const rule of others) rule.when.tell(facts, reasons)
  const start = said.length
  said.push(place)
  for (let at = first; at < reasons.length; at += 1) {
    const words = reasons[at]?.words ?? place
    if (!said.includes(words, start)) said.push(words)
  }
  const why = fill(strongest.why)
  const draft: Draft = {
    id: stem + fired.idTail,
    key: foldTail(keyHead, fired.keyTail),
    target: facts.target,
    category: fired.category,
    title: fill(strongest.title),
    description: fired.isPlaced ? why : why + ending,
    assumption: fill(strongest.assumption),
    mitigation: fill(strongest.mitigation),
    certainty,
    severity: severityOf(strongest, facts, exposure),
    rules: fired.ids,
    facts: said.slice(start),
    source: fired.source,
  }
  return { draft, score: scoreOf(strongest, facts, exposure, certainty, others.length), asks }
}

/** What follows from the sort of thing alone is inferred. */
function certaintyOf<S extends Subject>({ when }: RuleAbout<S>, facts: S): Certainty {
  return when.certaintyOf(facts) ?? 'inferred'
}

function asksIn(reasons: readonly Fact[], first: number): readonly Ask[] {
  let found = NO_ASKS
  for (let at = first; at < reasons.length; at += 1) {
    const asks = reasons[at]?.asks ?? NO_ASKS
    if (asks.length > 0) found = found.length === 0 ? asks : found.concat(asks)
  }
  return found
}
