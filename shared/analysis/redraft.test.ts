import { describe, expect, it } from 'vitest'
import { updateFlow } from '../model/edits/flows.ts'
import { switchRule } from '../model/edits/rules.ts'
import type { Draft } from '../model/schema.ts'
import { evaluateModel } from './evaluate.ts'
import { changedTargets, mergeDrafts } from './redraft.ts'
import { RICH_ORDERS } from './sample.ts'

const before = evaluateModel(RICH_ORDERS)

describe('the targets that are drafted otherwise', () => {
  it('are none where nothing changed, whichever objects hold the drafts', () => {
    expect(changedTargets(before, before)).toEqual([])
    expect(changedTargets(before, structuredClone(before))).toEqual([])
  })

  it('are the flow that was edited and what stands at its ends, and no other', () => {
    const ref = 'orders-service>redis'
    const edited = updateFlow(RICH_ORDERS, ref, { protocol: 'plaintext', authentication: 'none' })
    const changed = changedTargets(before, evaluateModel(edited))
    expect(changed).toContain('redis')
    expect(['orders-service', 'redis', ref]).toEqual(expect.arrayContaining([...changed]))
  })

  it('are those at which a rule fired that is switched off', () => {
    const [rule = ''] = before[0]?.rules ?? []
    const fired = before.filter(({ rules }) => rules.includes(rule)).map(({ target }) => target)
    const changed = changedTargets(before, evaluateModel(switchRule(RICH_ORDERS, rule, 'Not here')))
    expect([...changed].sort()).toEqual([...new Set(fired)].sort())
  })
})

describe('merging drafts', () => {
  it('takes those of the targets that are drafted again, and keeps all others and those of people', () => {
    const [first, second] = before
    if (!first || !second) throw new Error('Orders has drafts')
    const asked: Draft = { ...first, id: 'asked', source: { by: 'llm' } }
    const kept = before.filter(({ target }) => target !== first.target)
    expect(mergeDrafts([...before, asked], [], [first.target])).toEqual([...kept, asked])
    expect(mergeDrafts([asked], before, [first.target])).toEqual([
      ...before.filter(({ target }) => target === first.target),
      asked,
    ])
  })
})
