/** The questions that a model raises about what is missing in it, and what was said to them. */
import { indexOf } from '../../model/queries.ts'
import type { Draft, Model } from '../../model/schema.ts'
import { factsOf } from '../facts/build.ts'
import type { Subject } from '../facts/facts.ts'
import { wordingOf } from '../facts/wording.ts'
import { outOfScopeOf } from '../open-drafts.ts'
import { aboutBoundaries, aboutZones } from './places.ts'
import { type ComponentQuestion, type CrossingQuestion, type MissingQuestion, TOPICS } from './question.ts'
import { COMPONENT_QUESTIONS, CROSSING_QUESTIONS } from './table.ts'

/** All questions, answered ones too, by topic and in it by row and target. `drafts` may hold decided ones. */
export function missingQuestions(model: Model, drafts: readonly Draft[]): readonly MissingQuestion[] {
  const { components, flows } = factsOf(model)
  const crossings = flows.flatMap((facts) => (facts && facts.boundaries.length > 0 ? [facts] : []))
  const all = [
    ...COMPONENT_QUESTIONS.flatMap((row) => asked(row, components)),
    ...CROSSING_QUESTIONS.flatMap((row) => asked(row, crossings)),
    ...aboutBoundaries(model, drafts),
    ...aboutZones(model, drafts),
  ].filter(({ target }) => outOfScopeOf(model, target) === undefined)
  return TOPICS.flatMap((topic) => all.filter((question) => question.topic === topic))
}

/** What was said to it; undefined while nobody has. */
export function findAnswer(
  model: Model,
  { target, id }: Pick<MissingQuestion, 'target' | 'id'>,
): string | undefined {
  return indexOf(model).analyses.get(target)?.answered?.[id]
}

function asked<S extends Subject>(
  row: (ComponentQuestion | CrossingQuestion) & {
    readonly when: { readonly holds: (subject: S) => boolean }
  },
  subjects: readonly S[],
): readonly MissingQuestion[] {
  const { id, topic, category } = row
  return subjects.flatMap((facts) => {
    if (!row.when.holds(facts)) return []
    const fill = wordingOf(facts)
    return [
      {
        id,
        topic,
        target: facts.target,
        question: fill(row.ask),
        category,
        title: fill(row.title),
        mitigation: fill(row.mitigation),
      },
    ]
  })
}
