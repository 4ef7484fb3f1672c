import { describe, expect, it } from 'vitest'
import { RULES } from '../rules/index.ts'
import { aComponent, aFlow, aLine, aModel, aZone, PLAIN_ORDERS, RICH_ORDERS } from '../sample.ts'
import { factsAt } from './build.ts'
import { COMPONENT_WORDS, FLOW_WORDS, listed, pathWords } from './wording.ts'

describe('the words of drafts', () => {
  it('list names without repeating one', () => {
    expect(listed([], 'nobody')).toBe('nobody')
    expect(listed(['A', 'A'], '')).toBe('A')
    expect(listed(['A', 'B', 'C'], '')).toBe('A, B and C')
    expect(listed(['A', 'B', 'C', 'D'], '')).toBe('A, B and 2 more')
  })

  it.each([
    [
      RICH_ORDERS,
      'browser>api-gateway',
      'Browser reaches API Gateway over https from outside into DMZ with jwt authentication',
    ],
    [
      PLAIN_ORDERS,
      'browser>api-gateway',
      'Browser reaches API Gateway over TLS across trust boundary 1 with unstated authentication',
    ],
    [
      RICH_ORDERS,
      'orders-service>redis',
      'Orders Service reaches Redis over an unstated protocol inside App tier with no authentication',
    ],
  ])('tell the path of a flow', (model, ref, words) => {
    const facts = factsAt(model, ref)
    expect(facts?.on === 'flow' && pathWords(facts)).toBe(words)
  })

  it('name a line beside the zones that a flow leaves and enters', () => {
    const model = aModel({
      components: [
        aComponent({ id: 'a', kind: 'process', zone: 'x' }),
        aComponent({ id: 'b', kind: 'store', zone: 'y' }),
      ],
      flows: [aFlow({ from: 'a', to: 'b' })],
      boundaries: [aZone('x', 'X'), aZone('y', 'Y'), aLine('l', 'the firewall', ['a>b'])],
    })
    const facts = factsAt(model, 'a>b')
    expect(facts?.on === 'flow' && pathWords(facts)).toContain('from X into Y across the firewall')
  })

  it('know every placeholder that a rule uses', () => {
    for (const rule of RULES) {
      const known = rule.on === 'component' ? COMPONENT_WORDS : FLOW_WORDS
      for (const text of [rule.title, rule.why, rule.assumption, rule.mitigation]) {
        for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g))
          expect(Object.keys(known), rule.id).toContain(name)
      }
    }
  })

  it('name the target in the title of every rule and a fact of its surroundings in its why', () => {
    for (const rule of RULES) {
      expect(rule.title, rule.id).toMatch(rule.on === 'component' ? /\{it\}/ : /\{(from|to)\}/)
      expect(rule.why, rule.id).toMatch(/\{\w+\}/)
    }
  })
})
