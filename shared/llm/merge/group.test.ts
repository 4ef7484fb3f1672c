import { expect, test } from 'vitest'
import { evaluateModel } from '../../analysis/evaluate.ts'
import { PLAIN_ORDERS } from '../../analysis/sample.ts'
import type { Draft } from '../../model/schema.ts'
import { groupDrafts } from './group.ts'

const DRAFT: Draft = {
  id: 'a',
  key: 'a',
  target: 'redis',
  category: 'information-disclosure',
  title: 'Redis traffic can be sniffed',
  description: '',
  assumption: '',
  mitigation: '',
  certainty: 'inferred',
  severity: 'medium',
  rules: [],
  facts: [],
  source: { by: 'llm' },
}
const draft = (key: string, part: Partial<Draft>): Draft => ({ ...DRAFT, id: key, key, ...part })
const keysOf = (drafts: readonly Draft[]): readonly (readonly string[])[] =>
  groupDrafts(PLAIN_ORDERS, drafts).map((group) => group.drafts.map(({ key }) => key))

test('the same threat over many targets is one group, whatever names the titles hold', () => {
  const drafts = [
    draft('a', {}),
    draft('b', { title: 'Stack traces shown to clients', target: 'api-gateway' }),
    draft('c', { title: 'Unencrypted traffic of Postgres is intercepted', target: 'postgres' }),
    draft('d', { title: 'Eavesdropping between Orders Service and Redis', target: 'orders-service>redis' }),
  ]
  expect(keysOf(drafts)).toEqual([['a', 'c', 'd'], ['b']])
  expect(groupDrafts(PLAIN_ORDERS, drafts)[0]).toMatchObject({ key: 'a', title: DRAFT.title })
})

test('two categories are two groups, and so are two drafts of one target', () => {
  const drafts = [
    draft('a', {}),
    draft('b', { category: 'tampering', target: 'postgres' }),
    draft('c', { title: 'Eavesdropping on Redis' }),
  ]
  expect(keysOf(drafts)).toEqual([['a'], ['b'], ['c']])
})

test('titles without a word in common with another are alone', () => {
  expect(
    keysOf([draft('a', { title: 'Redis' }), draft('b', { title: 'Postgres', target: 'postgres' })]),
  ).toEqual([['a'], ['b']])
})

test('drafts of rules are grouped by their strongest rule, and every draft is in one group', () => {
  const drafts = evaluateModel(PLAIN_ORDERS)
  const groups = groupDrafts(PLAIN_ORDERS, drafts)
  expect(groups.flatMap((group) => group.drafts)).toHaveLength(drafts.length)
  expect(groups.length).toBeLessThan(drafts.length)
  for (const group of groups) {
    expect(new Set(group.drafts.map(({ rules, category }) => `${rules[0]} ${category}`)).size).toBe(1)
  }
  expect(groupDrafts(PLAIN_ORDERS, [])).toEqual([])
})
