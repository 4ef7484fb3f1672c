import { describe, expect, it } from 'vitest'
import { PACKS } from '../rules/index.ts'
import { aTeamRule, PLAIN_ORDERS } from '../sample.ts'
import { factsBehind, findRule, listRules } from './describe.ts'

describe('described rules', () => {
  it('are all there, once, with a document and no open placeholder', () => {
    const described = listRules()
    expect(described.map(({ id }) => id)).toEqual(PACKS.flatMap(({ rules }) => rules.map(({ id }) => id)))
    for (const rule of described) {
      expect(rule.url, rule.id).toMatch(/^https:\/\/[a-z.]+\//)
      expect(JSON.stringify(rule), rule.id).not.toMatch(/[{]\w+[}]/)
    }
  })

  it('say what they apply to', () => {
    const appliesTo = (id: string) => listRules().find((rule) => rule.id === id)?.appliesTo
    expect(appliesTo('crossing-plaintext')).toBe('crossings')
    expect(appliesTo('cache-writable')).toBe('data stores')
    expect(appliesTo('memory-poisoned')).toBe('data stores, processes')
    expect(appliesTo('entry-token-forged')).toBe('processes')
  })

  it('of a team have the pack, and the address that their reference is or stands for', () => {
    const urlOf = (reference: string) => findRule('ours', [aTeamRule({ reference })])
    expect(urlOf('CWE-319')).toMatchObject({
      pack: 'team',
      url: 'https://cwe.mitre.org/data/definitions/319.html',
    })
    expect(urlOf('https://wiki.example.org/batch')?.url).toBe('https://wiki.example.org/batch')
    expect(urlOf('a friend')?.url).toBeUndefined()
    expect(findRule('no-such-rule', [aTeamRule()])).toBeUndefined()
  })
})

describe('the facts behind a rule', () => {
  it('are those of the target, with their certainty, and none where it does not hold', () => {
    const facts = factsBehind(PLAIN_ORDERS, 'redis', 'cache-writable', [])
    expect(facts.map(({ certainty }) => certainty)).toContain('speculative')
    expect(facts.every(({ words }) => words !== '')).toBe(true)
    expect(factsBehind(PLAIN_ORDERS, 'api-gateway', 'cache-writable', [])).toEqual([])
    expect(factsBehind(PLAIN_ORDERS, 'nowhere', 'cache-writable', [])).toEqual([])
  })
})
