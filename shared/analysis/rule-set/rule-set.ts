/** Which rules draft for a model: the usual packs and those it asks for, less what it switches off, and its team's. */
import { compareText } from '../../core/text.ts'
import { CATEGORIES, type Category, type Model } from '../../model/schema.ts'
import type { TeamRule } from '../../model/team-rule.ts'
import { sortsKeyOf, sortsOf } from '../conditions/component.ts'
import { type Begin, beginningOf, findFiring, type Row } from '../drafting/combination.ts'
import type { ComponentFacts, FlowFacts, Subject } from '../facts/facts.ts'
import type { Rule, RuleAbout } from '../rule.ts'
import { PACKS, type Pack } from '../rules/index.ts'
import { rulesOfTeam } from './team-rules.ts'

/** For each category, in the order of `CATEGORIES`, the rules that can hold for one sort of subject. */
export type Table<S extends Subject> = readonly Row<S>[]

export const TEAM_PACK = 'team'
const NO_RULES: readonly TeamRule[] = []
const MANY_WORDS = 2000
/** Drafts and rejections name a rule by its id alone, so nobody's own may take one of these. */
export const OF_PACKS: ReadonlySet<string> = new Set(PACKS.flatMap(({ rules }) => rules.map(({ id }) => id)))

/** All packs, with the team's own rules as the last where it has any. */
export function packsWith(team: readonly TeamRule[]): readonly Pack[] {
  const rules = rulesOfTeam(team).filter(({ id }) => !OF_PACKS.has(id))
  if (rules.length === 0) return PACKS
  return [...PACKS, { id: TEAM_PACK, title: "The team's own rules", isUsual: true, rules }]
}

export class RuleSet {
  readonly rules: readonly Rule[]
  /** Rules that would draft, were they not switched off: why they are. */
  readonly off: ReadonlyMap<Rule, string>
  readonly crossings: Table<FlowFacts>
  readonly #beginnings = beginningsFor<ComponentFacts>()
  readonly #bySorts = new Map<number, Table<ComponentFacts>>()
  readonly #byWords = new Map<string, Map<number, Table<ComponentFacts>>>()

  constructor(
    { rulePacks = [], rulesOff = {} }: Pick<Model, 'rulePacks' | 'rulesOff'>,
    team: readonly TeamRule[],
  ) {
    const packs = packsWith(team).filter(({ id, isUsual }) => isUsual || rulePacks.includes(id))
    const reason = (id: string) => (Object.hasOwn(rulesOff, id) ? rulesOff[id] : undefined)
    const rules: Rule[] = []
    const off = new Map<Rule, string>()
    for (const pack of packs) {
      for (const rule of pack.rules) {
        const why = reason(rule.id) ?? reason(pack.id)
        if (why === undefined) rules.push(rule)
        else off.set(rule, why)
      }
    }
    this.rules = rules
    this.off = off
    this.crossings = tableOf(
      rules.filter((rule) => rule.on === 'crossing'),
      beginningsFor(),
    )
  }

  /** The rules that are about such a component; those that need another sort of component are left out. */
  #aboutSort(facts: ComponentFacts): Table<ComponentFacts> {
    const key = sortsKeyOf(facts)
    const known = this.#bySorts.get(key)
    if (known) return known
    const sorts = sortsOf(facts)
    const table = tableOf(
      this.rules
        .filter((rule) => rule.on === 'component')
        .filter(({ when }) => when.sorts?.some((sort) => sorts.includes(sort)) ?? true),
      this.#beginnings,
    )
    this.#bySorts.set(key, table)
    return table
  }

  /** Those of them that can hold: most rules need a technology or topic that the component lacks. */
  componentsLike(facts: ComponentFacts): Table<ComponentFacts> {
    const key = sortsKeyOf(facts)
    const known = this.#byWords.get(facts.words)?.get(key)
    if (known) return known
    const has = (word: string) => facts.technologies.has(word) || facts.topics.has(word)
    const table = this.#aboutSort(facts).map((row) => ({
      ...row,
      rules: row.rules.filter(({ when }) => when.needs?.some(has) ?? true),
    }))
    // Words are people's own: whoever declares others in every model must not fill the memory.
    if (this.#byWords.size >= MANY_WORDS) this.#byWords.clear()
    const others = this.#byWords.get(facts.words) ?? new Map<number, Table<ComponentFacts>>()
    this.#byWords.set(facts.words, others.set(key, table))
    return table
  }

  /** Ids of the rules that are asked about such a target for this category, the strongest first. */
  lookingAt(facts: Subject, category: Category): readonly string[] {
    const at = CATEGORIES.indexOf(category)
    const row = facts.on === 'flow' ? this.crossings[at] : this.#aboutSort(facts)[at]
    return row?.rules.map(({ id }) => id) ?? []
  }

  /** Ids of those that hold. */
  firingAt(facts: Subject, category: Category): readonly string[] {
    const at = CATEGORIES.indexOf(category)
    const fired =
      facts.on === 'flow'
        ? findFiring(this.crossings[at], facts)
        : findFiring(this.componentsLike(facts)[at], facts)
    return fired?.ids ?? []
  }
}

const USUAL = new RuleSet({}, NO_RULES)
let latest: { readonly model: Model; readonly team: readonly TeamRule[]; readonly set: RuleSet } | undefined

/** The same set for a model after an edit that switches nothing. */
export function rulesFor(model: Model, team: readonly TeamRule[] = NO_RULES): RuleSet {
  if (!model.rulePacks && !model.rulesOff && team.length === 0) return USUAL
  const isSame =
    latest?.team === team &&
    latest.model.rulePacks === model.rulePacks &&
    latest.model.rulesOff === model.rulesOff
  if (!isSame || !latest) latest = { model, team, set: new RuleSet(model, team) }
  return latest.set
}

type Beginnings<S extends Subject> = readonly (readonly [Category, Begin<S>])[]

function beginningsFor<S extends Subject>(): Beginnings<S> {
  return CATEGORIES.map((category) => [category, beginningOf<S>(category)])
}

function tableOf<S extends Subject>(rules: readonly RuleAbout<S>[], beginnings: Beginnings<S>): Table<S> {
  const strongestFirst = rules.toSorted((a, b) => b.priority - a.priority || compareText(a.id, b.id))
  return beginnings.map(([category, begin]) => ({
    category,
    rules: strongestFirst.filter((rule) => rule.category === category),
    begin,
  }))
}
