import { beforeEach, describe, expect, test } from 'vitest'
import { mergeDrafts } from '../../../shared/analysis/redrafting/redraft.ts'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import { updateComponent } from '../../../shared/model/edits/components.ts'
import type { Draft } from '../../../shared/model/schema.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { currentDocument, documentStore, isUnsaved, showOpened, undoEdit } from '../document.ts'
import { applyModel } from '../elements/attributes.ts'
import { today } from '../resolutions/today.ts'
import { openDraftsOf, progressOfDocument } from '../selectors.ts'
import {
  accept,
  addOwnRisk,
  analyseBoundary,
  draftThreats,
  keep,
  keepWithTicket,
  reject,
  setAnalysed,
  setNotApplicable,
  targetsLeft,
  unreject,
} from './analysis.ts'
import { type Threat, threatsOf } from './threats.ts'

const lastLabel = () => documentStore.getState().history.past.at(-1)?.label
const open = () => openDraftsOf(currentDocument())
const firstDraft = (): Threat => {
  const [threat] = threatsOf(currentDocument())
  if (threat?.kind !== 'draft') throw new Error('no draft')
  return threat
}
const firstRisk = () => {
  const [risk] = currentDocument().model.risks
  if (!risk) throw new Error('no risk')
  return risk
}

beforeEach(() => {
  showOpened(anOpenedModel({ model: PLAIN_ORDERS }))
})

test('the day is that of the clock where the person sits, with two digits each', () => {
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
})

describe('drafting', () => {
  test('drafts are one undo step that leaves the model saved', () => {
    expect(draftThreats()).toBe(open().length)
    expect(open().length).toBeGreaterThan(0)
    expect(lastLabel()).toBe('Draft threats')
    expect(isUnsaved(documentStore.getState())).toBe(false)
    undoEdit()
    expect(open()).toEqual([])
  })

  test('drafting the same again is no step', () => {
    draftThreats()
    const { past } = documentStore.getState().history
    draftThreats()
    expect(documentStore.getState().history.past).toBe(past)
  })

  test('drafting one target leaves the drafts of the others as they are', () => {
    draftThreats()
    const before = currentDocument().drafts
    applyModel((model) => updateComponent(model, 'redis', { title: 'Vault' }), 'Rename')
    draftThreats(['redis'])
    const after = currentDocument().drafts
    expect(after.filter(({ target }) => target !== 'redis')).toEqual(
      before.filter(({ target }) => target !== 'redis'),
    )
    expect(after.filter(({ target }) => target === 'redis')).not.toEqual(
      before.filter(({ target }) => target === 'redis'),
    )
  })

  test('analysing a boundary drafts for its crossings only', () => {
    analyseBoundary('trust-boundary-1')
    expect(new Set(open().map(({ target }) => target))).toEqual(new Set(['browser>api-gateway']))
    expect(lastLabel()).toBe('Analyse trust boundary 1')
  })

  test('drafts of the language model survive a new run of the rules', () => {
    draftThreats()
    const [some] = currentDocument().drafts
    if (!some) throw new Error('no draft')
    const llm: Draft = { ...some, id: 'llm-1', key: 'aaaaaa', source: { by: 'llm' } }
    const merged = mergeDrafts([llm, ...currentDocument().drafts], currentDocument().drafts, [some.target])
    expect(merged).toContain(llm)
    expect(merged.length).toBe(currentDocument().drafts.length + 1)
  })
})

describe('deciding', () => {
  beforeEach(() => void draftThreats())

  test('a kept draft is a risk with its date and leaves the queue', () => {
    const threat = firstDraft()
    const before = open().length
    keep(threat)
    expect(open().length).toBe(before - 1)
    expect(firstRisk()).toMatchObject({ title: threat.title, status: 'unchecked', target: threat.target })
    expect(firstRisk().source?.date).toBe(today())
    expect(lastLabel()).toBe(`Keep "${threat.title}"`)
  })

  test('keeping with a ticket is one step and sets the risk in progress', () => {
    keepWithTicket(firstDraft(), 'SEC-412')
    expect(firstRisk()).toMatchObject({ ticket: 'SEC-412', status: 'in-progress' })
    undoEdit()
    expect(currentDocument().model.risks).toEqual([])
  })

  test('editing a draft keeps it with the changed words, and it is not offered again', () => {
    const threat = firstDraft()
    keep(threat, { title: 'In other words' })
    expect(firstRisk().title).toBe('In other words')
    expect(open().some(({ id }) => id === threat.id)).toBe(false)
  })

  test('a risk that is given another target is the same risk there, and gone where it was', () => {
    keep(firstDraft())
    const { id, target } = firstRisk()
    const other = listTargets(currentDocument().model).find((each) => each !== target) ?? ''
    const threat = threatsOf(currentDocument()).find(({ kind }) => kind === 'risk')
    if (threat) keep(threat, { target: other }, 'Edit')
    expect(firstRisk()).toMatchObject({ id, target: other })
    const at = (ref: string) =>
      threatsOf(currentDocument()).filter((each) => each.kind === 'risk' && each.target === ref)
    expect([at(target).length, at(other).length]).toEqual([0, 1])
    undoEdit()
    expect(firstRisk().target).toBe(target)
  })

  test('accepting keeps the justification', () => {
    accept(firstDraft(), 'Public data')
    expect(firstRisk()).toMatchObject({ status: 'accepted', justification: 'Public data' })
    expect(progressOfDocument(currentDocument()).unresolvedRisks).toBe(0)
  })

  test('a rejected draft is remembered with its reason and can be restored', () => {
    const threat = firstDraft()
    reject(threat, 'HSTS preloaded')
    const rejected = threatsOf(currentDocument()).find(({ kind }) => kind === 'rejected')
    expect(rejected).toMatchObject({ target: threat.target, title: threat.title })
    if (rejected) unreject(rejected)
    expect(firstDraft().id).toBe(threat.id)
  })

  test('rejecting a kept risk makes it a false positive with the reason', () => {
    keep(firstDraft())
    const risk = threatsOf(currentDocument()).find(({ kind }) => kind === 'risk')
    if (risk) reject(risk, 'Not reachable')
    expect(firstRisk()).toMatchObject({ status: 'false-positive', justification: 'Not reachable' })
  })

  test('a category that is not applicable takes its drafts away until the reason is taken back', () => {
    const { target, category } = firstDraft()
    const before = open().length
    setNotApplicable(target, category, 'Read only')
    expect(open().length).toBeLessThan(before)
    setNotApplicable(target, category, '')
    expect(open().length).toBe(before)
  })

  test('marking everything left analysed dismisses the open drafts and says how many', () => {
    const count = open().length
    const left = targetsLeft()
    expect(left.length).toBe(9)
    expect(setAnalysed(left, '9 targets')).toBe(count)
    expect(targetsLeft()).toEqual([])
    undoEdit()
    expect(open().length).toBe(count)
  })

  test('a risk of a person carries who and when', () => {
    addOwnRisk({ target: 'redis', category: 'tampering', title: 'Shared credentials' })
    expect(firstRisk().source).toEqual({ by: 'person', date: today() })
  })

  test('a model that cannot be written is not changed', () => {
    documentStore.setState({ readOnly: true })
    const before = currentDocument()
    keep(firstDraft())
    expect(currentDocument()).toBe(before)
    documentStore.setState({ readOnly: false })
  })
})
