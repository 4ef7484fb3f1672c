import { beforeEach, expect, test } from 'vitest'
import { aTeamRule, PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import { updateFlow } from '../../../shared/model/edits/flows.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import { markAnalysed } from '../../../shared/triage/analyses.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { currentDocument, documentStore, showOpened, undoEdit } from '../document.ts'
import { applyModel } from '../elements/attributes.ts'
import { isOutdatedIn, openDraftsOf } from '../selectors.ts'
import { draftThreats, staleTargets } from './analysis.ts'
import { askForPack, switchOff, switchOn } from './rules.ts'

const steps = () => documentStore.getState().history.past.map(({ label }) => label)
const drafts = () => currentDocument().drafts
const firing = () => new Set(drafts().flatMap(({ rules }) => rules))
const FORGED = 'entry-token-forged'

beforeEach(() => {
  showOpened(anOpenedModel({ model: PLAIN_ORDERS }))
})

test('a rule that is switched off takes its drafts with it in one step, and undo brings both back', () => {
  draftThreats()
  const before = drafts()
  expect(firing()).toContain(FORGED)
  switchOff(FORGED, 'The mesh checks every token')
  expect(steps()).toEqual(['Draft threats', `Switch off ${FORGED}`])
  expect(currentDocument().model.rulesOff).toEqual({ [FORGED]: 'The mesh checks every token' })
  expect(firing()).not.toContain(FORGED)
  const elsewhere = (list: readonly Draft[]) => list.filter(({ rules }) => !rules.includes(FORGED))
  expect(drafts()).toEqual(expect.arrayContaining([...elsewhere(before)]))
  undoEdit()
  expect(drafts()).toBe(before)
  expect(currentDocument().model.rulesOff).toBeUndefined()
})

test('switched on again it drafts what it did', () => {
  draftThreats()
  const before = drafts()
  switchOff('fenceline', 'Only our own')
  expect(drafts()).toEqual([])
  switchOn('fenceline')
  expect(drafts()).toEqual(before)
})

test('where nobody asked for drafts a switch makes none', () => {
  switchOff(FORGED, 'The mesh checks every token')
  askForPack('microsoft-sdl', true)
  switchOn(FORGED)
  expect(drafts()).toEqual([])
})

test('a pack brings its drafts and takes them away, and those of a language model stay', () => {
  draftThreats()
  const [first] = drafts()
  if (!first) throw new Error('no draft')
  const asked: Draft = { ...first, id: 'asked', rules: [], source: { by: 'llm' } }
  const { model } = currentDocument()
  showOpened(anOpenedModel({ model, drafts: [...drafts(), asked] }))
  const hasSdl = () => [...firing()].some((rule) => rule.startsWith('sdl-'))
  askForPack('microsoft-sdl', true)
  expect(hasSdl()).toBe(true)
  expect(drafts()).toContainEqual(asked)
  askForPack('microsoft-sdl', false)
  expect(hasSdl()).toBe(false)
  expect(drafts()).toContainEqual(asked)
})

test("a team's own rule is switched as any other", () => {
  documentStore.setState(({ config }) => ({ config: { ...config, rules: [aTeamRule()] } }))
  draftThreats()
  expect(firing()).toContain('ours')
  switchOff('ours', 'The batch job is gone')
  expect(firing()).not.toContain('ours')
})

test('an edit makes what was reviewed stale at once, and only that is drafted again', () => {
  const all = PLAIN_ORDERS.components.map(({ id }) => id)
  const reviewed = markAnalysed(PLAIN_ORDERS, all, { date: '2026-11-02' })
  showOpened(anOpenedModel({ model: updateFlow(reviewed, 'orders-service>redis', { protocol: 'redis' }) }))
  expect(staleTargets()).toEqual(['orders-service', 'redis'])
  draftThreats(staleTargets(), 'Draft what is stale')
  expect(new Set(drafts().map(({ target }) => target))).toEqual(new Set(['orders-service', 'redis']))
  expect(openDraftsOf(currentDocument())).toEqual(drafts())
})

test('what changed since it was drafted is stale, too, and drafts of what is no target any more go', () => {
  draftThreats()
  expect(staleTargets()).toEqual([])
  const { model } = currentDocument()
  const outdated = (target: string) =>
    isOutdatedIn(currentDocument().model, currentDocument().drafts, target, [])
  applyModel(() => updateFlow(model, 'orders-service>redis', { authentication: 'credentials' }), 'Edit')
  expect(staleTargets()).toContain('redis')
  expect([outdated('redis'), outdated('api-gateway')]).toEqual([true, false])
  draftThreats(staleTargets())
  expect(staleTargets()).toEqual([])
  expect(outdated('redis')).toBe(false)
  const crossing = 'browser>api-gateway'
  expect(drafts().map(({ target }) => target)).toContain(crossing)
  applyModel((now) => ({ ...now, boundaries: [] }), 'Remove the boundaries')
  draftThreats()
  expect(drafts().map(({ target }) => target)).not.toContain(crossing)
})
