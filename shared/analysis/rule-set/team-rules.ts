/** A team's own rules, from data to the rows that the engine runs. */
import { CONDITION_WORDS, type ComponentWord, type CrossingWord } from '../../model/names/rule-words.ts'
import type { ConditionTree, TeamRule } from '../../model/team-rule.ts'
import * as component from '../conditions/component.ts'
import { all, any, type Condition, fact, not } from '../conditions/condition.ts'
import * as crossing from '../conditions/crossing.ts'
import type { ComponentFacts, FlowFacts, Subject } from '../facts/facts.ts'
import type { Rule } from '../rule.ts'

type Listed<S extends Subject> = (...words: readonly string[]) => Condition<S>
type Vocabulary<Word extends string, S extends Subject> = Readonly<Record<Word, Condition<S> | Listed<S>>>

const COMPONENT: Vocabulary<ComponentWord, ComponentFacts> = {
  ...component,
  tagged: (...words) =>
    fact(
      (facts) => facts.component.tags.some((tag) => words.includes(tag)),
      ({ component: { title, tags } }) =>
        `${title} is tagged ${tags.find((tag) => words.includes(tag)) ?? ''}`,
    ),
}

const CROSSING: Vocabulary<CrossingWord, FlowFacts> = {
  ...crossing,
  tagged: (...words) =>
    fact(
      ({ flow }) => flow.tags.some((tag) => words.includes(tag)),
      ({ from, to, flow }) =>
        `${from.component.title} to ${to.component.title} is tagged ${flow.tags.find((tag) => words.includes(tag)) ?? ''}`,
    ),
}

/** The rows in their order; one whose condition has a word that this version does not know is left out. */
export function rulesOfTeam(rules: readonly TeamRule[]): readonly Rule[] {
  return rules.flatMap((rule): readonly Rule[] => {
    if (rule.on === 'component') {
      const when = conditionOf(rule.when, COMPONENT, Object.keys(CONDITION_WORDS.component))
      return when ? [{ ...rule, on: 'component', when }] : []
    }
    const when = conditionOf(rule.when, CROSSING, Object.keys(CONDITION_WORDS.crossing))
    return when ? [{ ...rule, on: 'crossing', when }] : []
  })
}

function conditionOf<S extends Subject>(
  tree: ConditionTree,
  words: Readonly<Record<string, Condition<S> | Listed<S>>>,
  known: readonly string[],
): Condition<S> | undefined {
  if (tree.op === 'is') {
    const found = known.includes(tree.word) ? words[tree.word] : undefined
    return typeof found === 'function' ? found(...tree.values) : found
  }
  if (tree.op === 'not') {
    const of = conditionOf(tree.of, words, known)
    return of && not(of)
  }
  const of = tree.of.map((each) => conditionOf(each, words, known))
  const sound = of.filter((each) => each !== undefined)
  return sound.length === of.length ? (tree.op === 'all' ? all(...sound) : any(...sound)) : undefined
}
