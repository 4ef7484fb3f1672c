/** The questions that a model raises about what is missing in it, and what was said to them. */
import { indexOf } from '../../model/queries.ts'
import type { Draft, Model } from '../../model/schema.ts'
import type { Condition } from '../conditions/condition.ts'
import { factsOf } from '../facts/build.ts'
import type { Subject } from '../facts/facts.ts'
import { wordingOf } from '../facts/wording.ts'
import { outOfScopeOf } from '../redrafting/open-drafts.ts'
import { aboutBoundaries, aboutZones } from './places.ts'
import { type ComponentQuestion, type MissingQuestion, TOPICS } from './question.ts'
import { COMPONENT_QUESTIONS, CROSSING_QUESTIONS } from './table.ts'

/** All questions, answered ones too, by topic and in it by row and target. `drafts` may hold decided ones. */
export function missingQuestions(model: Model, drafts: readonly Draft[]): readonly MissingQuestion[] {
  const { components, flows } = factsOf(model)
  const crossings = flows.flatMap((facts) => (facts && facts.boundaries.length > 0 ? [facts] : []))
  const all = [
    ...byRow(COMPONENT_QUESTIONS, components),
    ...byRow(CROSSING_QUESTIONS, crossings),
    ...aboutBoundaries(model, drafts),
    ...aboutZones(model, drafts),
  ].filter(({ target }) => outOfScopeOf(model, target) === undefined)
  return all.sort((a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic))
}

/** What was said to it; undefined while nobody has. */
export function findAnswer(
  model: Model,
  { target, id }: Pick<MissingQuestion, 'target' | 'id'>,
): string | undefined {
  return indexOf(model).analyses.get(target)?.answered?.[id]
}

type Row<S extends Subject> = Omit<ComponentQuestion, 'when'> & {
  readonly when: Condition<S>
}

/** Facts that say the same are the same object, so a decision on one risk asks nothing of the others anew. */
const known = new WeakMap<Subject, readonly (MissingQuestion | undefined)[]>()

/** The questions of each row, row by row. */
function byRow<S extends Subject>(
  rows: readonly Row<S>[],
  subjects: readonly S[],
): readonly MissingQuestion[] {
  const all = subjects.map((facts) => {
    const questions = known.get(facts) ?? rows.map((row) => questionOf(row, facts))
    known.set(facts, questions)
    return questions
  })
  return rows.flatMap((_, row) => all.flatMap((questions) => questions[row] ?? []))
}

function questionOf<S extends Subject>(row: Row<S>, facts: S): MissingQuestion | undefined {
  const { id, topic, category, when, ask, title, mitigation } = row
  if (!when.holds(facts)) return undefined
  const fill = wordingOf(facts)
  const words = { question: fill(ask), title: fill(title), mitigation: fill(mitigation) }
  return { id, topic, target: facts.target, category, ...words }
}
