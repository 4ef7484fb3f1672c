import { describe, expect, it } from 'vitest'
import { aSeededModel } from '../../../test/support/models/seeded-model.ts'
import { CERTAINTIES, type Certainty, type Model } from '../../model/schema.ts'
import { factsOf } from '../facts/build.ts'
import type { Subject } from '../facts/facts.ts'
import { factsFor, holdsFor, type Rule } from '../rule.ts'
import { RuleSet } from '../rule-set/rule-set.ts'
import { RULES } from '../rules/index.ts'
import { PLAIN_ORDERS, RICH_ORDERS } from '../sample.ts'

const MODELS = [PLAIN_ORDERS, RICH_ORDERS, aSeededModel(80, 160)]

const subjectsOf = (model: Model): readonly Subject[] => {
  const { components, flows } = factsOf(model)
  return [...components, ...flows].filter((subject) => subject !== undefined)
}

const weakest = (certainties: readonly Certainty[]): Certainty | undefined =>
  (['speculative', 'inferred', 'stated'] as const).find((each) => certainties.includes(each))

const certaintyOf = (rule: Rule, facts: Subject): Certainty | undefined => {
  if (rule.on === 'component') return facts.on === 'component' ? rule.when.certaintyOf(facts) : undefined
  return facts.on === 'flow' ? rule.when.certaintyOf(facts) : undefined
}

describe('the condition of every rule', () => {
  it('is as sure as the least certain fact that it tells', () => {
    const seen = new Set<Certainty | undefined>()
    for (const subject of MODELS.flatMap(subjectsOf)) {
      for (const rule of RULES.filter((each) => holdsFor(each, subject))) {
        const told = factsFor(rule, subject).map(({ certainty }) => certainty)
        expect(certaintyOf(rule, subject), rule.id).toBe(weakest(told))
        seen.add(weakest(told))
      }
    }
    expect([...seen].filter(Boolean)).toHaveLength(CERTAINTIES.length)
  })

  it('is asked wherever it holds, whatever words it needs', () => {
    const rules = new RuleSet({}, [])
    for (const model of MODELS) {
      for (const facts of factsOf(model).components) {
        const asked = new Set(rules.componentsLike(facts).flatMap((row) => row.rules.map(({ id }) => id)))
        const holding = rules.rules.filter((rule) => holdsFor(rule, facts))
        expect(holding.filter(({ id }) => !asked.has(id))).toEqual([])
      }
    }
  })
})
