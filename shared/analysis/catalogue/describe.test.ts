import { describe, expect, it } from 'vitest'
import { PACKS } from '../rules/index.ts'
import { listRules, urlOf } from './describe.ts'

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

  it('refuse a reference without a known document', () => {
    expect(urlOf('CWE-319')).toBe('https://cwe.mitre.org/data/definitions/319.html')
    expect(() => urlOf('a friend')).toThrow(/add its source/)
  })
})
