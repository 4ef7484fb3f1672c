import { describe, expect, it } from 'vitest'
import { updateFlow } from '../../model/edits/flows.ts'
import { switchRule } from '../../model/edits/rules.ts'
import { flowRef } from '../../model/ids.ts'
import type { Draft, Model } from '../../model/schema.ts'
import { evaluateModel } from '../evaluate.ts'
import { RICH_ORDERS } from '../sample.ts'
import { changedTargets, isOutdated, isOutdatedDraft, mergeDrafts } from './redraft.ts'

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

describe('an outdated target', () => {
  const edited = updateFlow(RICH_ORDERS, 'orders-service>redis', {
    protocol: 'plaintext',
    authentication: 'none',
  })
  const outdatedIn = (model: Model) => {
    const all = [...model.components.map(({ id }) => id), ...model.flows.map(flowRef)]
    const known = (target: string) => before.filter((draft) => draft.target === target)
    return all.filter((target) => isOutdated(model, target, known(target)))
  }

  it('is one that the rules draft otherwise than it was drafted, and no other', () => {
    expect(outdatedIn({ ...RICH_ORDERS })).toEqual([])
    expect(outdatedIn(edited).sort()).toEqual([...changedTargets(before, evaluateModel(edited))].sort())
  })

  it('is not one that a language model drafted more for', () => {
    const [first] = before
    if (!first) throw new Error('Orders has drafts')
    const known = before.filter(({ target }) => target === first.target)
    const asked: Draft = { ...first, id: 'asked', source: { by: 'llm' } }
    expect(isOutdated(RICH_ORDERS, first.target, [...known, asked])).toBe(false)
    expect(isOutdated(RICH_ORDERS, first.target, [asked])).toBe(true)
    expect(isOutdatedDraft(edited, { ...asked, title: 'Of its own' })).toBe(false)
  })

  it('has at least one draft that would read otherwise', () => {
    const drafts = before.filter((draft) => isOutdatedDraft(edited, draft))
    expect(drafts.length).toBeGreaterThan(0)
    expect(outdatedIn(edited)).toEqual(expect.arrayContaining(drafts.map(({ target }) => target)))
    expect(before.filter((draft) => isOutdatedDraft(RICH_ORDERS, draft))).toEqual([])
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
