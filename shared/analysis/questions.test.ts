import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyModel } from '../../test/support/models/random-model.ts'
import { aSeededModel } from '../../test/support/models/seeded-model.ts'
import { flowRef } from '../model/ids.ts'
import type { Model } from '../model/schema.ts'
import { evaluateModel } from './evaluate.ts'
import { answerQuestion, answersTo, questionsAt, questionsBehind, questionsOf } from './questions.ts'
import { PLAIN_ORDERS } from './sample.ts'

const speculative = (model: Model) =>
  evaluateModel(model).filter(({ certainty }) => certainty === 'speculative')

/** The model after every question got the answer at this place of its answers. */
const answered = (model: Model, place: number): Model =>
  questionsOf(model).reduce((now, question) => {
    const answers = answersTo(question)
    const answer = answers[place % answers.length]
    return answer === undefined ? now : answerQuestion(now, question, answer)
  }, model)

describe('questions', () => {
  it('leave no draft speculative once they are answered', () => {
    for (const model of [PLAIN_ORDERS, aSeededModel(40, 80)]) {
      expect(speculative(model).length).toBeGreaterThan(0)
      for (const place of [0, 1, 2, 3]) expect(speculative(answered(model, place))).toEqual([])
    }
  })

  it('do so in any model, and are not asked twice', () => {
    fc.assert(
      fc.property(anyModel(6), fc.nat(3), (model, place) => {
        const after = answered(model, place)
        expect(speculative(after)).toEqual([])
        expect(questionsOf(after).filter((question) => answersTo(question).length > 0)).toEqual([])
      }),
    )
  })

  it('ask how a service authenticates to its cache when a draft hangs on it', () => {
    const question = questionsOf(PLAIN_ORDERS).find(({ target }) => target === 'orders-service>redis')
    expect(question?.question).toBe(
      'How does Orders Service authenticate on the flow from Orders Service to Redis (without crossing a boundary)?',
    )
    if (!question) return
    const rules = (model: Model) => evaluateModel(model).flatMap((draft) => draft.rules)
    expect(rules(PLAIN_ORDERS)).toContain('cache-writable')
    expect(rules(answerQuestion(PLAIN_ORDERS, question, 'credentials'))).not.toContain('cache-writable')
  })
})

describe('the questions behind a draft', () => {
  it('are what makes it speculative: once they are answered it is certain or gone', () => {
    const drafts = speculative(PLAIN_ORDERS)
    expect(drafts.length).toBeGreaterThan(1)
    for (const { id, target, category } of drafts) {
      const questions = questionsBehind(PLAIN_ORDERS, { target, category })
      expect(questions.length, id).toBeGreaterThan(0)
      const after = questions.reduce(
        (model, question) => answerQuestion(model, question, answersTo(question)[1] ?? ''),
        PLAIN_ORDERS,
      )
      expect(speculative(after).map((draft) => draft.id)).not.toContain(id)
    }
  })

  it('are none where all is stated', () => {
    const stated = evaluateModel(PLAIN_ORDERS).filter(({ certainty }) => certainty === 'stated')
    expect(stated.length).toBeGreaterThan(0)
    for (const draft of stated) expect(questionsBehind(PLAIN_ORDERS, draft)).toEqual([])
    expect(questionsBehind(PLAIN_ORDERS, { target: 'nowhere', category: 'spoofing' })).toEqual([])
  })
})

describe('the questions about one target', () => {
  const words = (questions: readonly { readonly question: string }[]) =>
    questions.map(({ question }) => question).sort()

  it('are those of all that name it', () => {
    fc.assert(
      fc.property(anyModel(), fc.boolean(), (model, isDrafted) => {
        if (isDrafted) evaluateModel(model)
        const all = questionsOf({ ...model })
        for (const target of [...model.components.map(({ id }) => id), ...model.flows.map(flowRef)]) {
          const own = all.filter((question) => question.target === target)
          expect(words(questionsAt(model, target))).toEqual(words(own))
        }
      }),
    )
  })

  it('are found in a large model, too', () => {
    const model = aSeededModel(60, 90)
    const all = questionsOf(model)
    const about = [...new Set(all.map(({ target }) => target))]
    expect(about.length).toBeGreaterThan(20)
    for (const target of about) {
      expect(words(questionsAt({ ...model }, target))).toEqual(
        words(all.filter((question) => question.target === target)),
      )
    }
  })
})
