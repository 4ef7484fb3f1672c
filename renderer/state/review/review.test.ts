import { beforeEach, describe, expect, test } from 'vitest'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import type { Remark } from '../../../shared/model/schema.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { accept, draftThreats, keep, keepWithTicket, reject, setAnalysed } from '../analysis.ts'
import { currentDocument, showOpened } from '../document.ts'
import { threatsOf } from '../threats.ts'
import { setUi, uiStore } from '../ui.ts'
import {
  decide,
  leftIn,
  moveInQueue,
  nextTicket,
  outcomeOf,
  queueOf,
  recentReasons,
  reviewStore,
  reviewThreat,
  setReview,
  threatInHand,
} from './review.ts'

const waiting = () => queueOf(currentDocument(), reviewStore.getState().queue)
const idAt = (at: number) => waiting()[at]?.id

beforeEach(() => {
  showOpened(anOpenedModel({ model: PLAIN_ORDERS }))
  draftThreats()
  setReview({ queue: 'drafts', ask: null, search: '' })
  setUi({ focusedThreat: null, mode: 'review' })
})

describe('the queue', () => {
  test('the best draft is in hand at first', () => {
    expect(threatInHand()?.id).toBe(currentDocument().drafts[0]?.id)
  })

  test('moving stops at the ends', () => {
    moveInQueue(-1)
    expect(threatInHand()?.id).toBe(idAt(0))
    moveInQueue(1)
    expect(threatInHand()?.id).toBe(idAt(1))
  })

  test('words narrow it', () => {
    setReview({ search: 'redis tampering' })
    expect(
      queueOf(currentDocument(), 'drafts', 'redis tampering').every((t) => t.category === 'tampering'),
    ).toBe(true)
    expect(threatInHand()?.title).toMatch(/redis/i)
  })
})

describe('after a decision', () => {
  test('the next draft is in hand', () => {
    moveInQueue(1)
    const next = idAt(2)
    decide((threat) => keep(threat))
    expect(threatInHand()?.id).toBe(next)
  })

  test('nothing is in hand when the last one was decided', () => {
    setAnalysed(
      PLAIN_ORDERS.components.map(({ id }) => id),
      'components',
    )
    while (threatInHand()) decide((threat) => reject(threat, 'Fiction'))
    expect(waiting()).toEqual([])
    expect(uiStore.getState().focusedThreat).toBeNull()
  })

  test('a question that was open is closed', () => {
    setReview({ ask: 'reject' })
    decide((threat) => reject(threat, 'Fiction'))
    expect(reviewStore.getState().ask).toBeNull()
  })

  test('a resolved risk that was taken in hand stays in hand', () => {
    decide((threat) => keepWithTicket(threat, 'SEC-1'))
    const risk = threatsOf(currentDocument()).find(({ kind }) => kind === 'risk')
    if (risk) reviewThreat(risk, 'edit')
    decide((threat) => keep(threat, { owner: 'platform' }))
    expect(threatInHand()?.key).toBe(risk?.key)
    expect(currentDocument().model.risks[0]?.owner).toBe('platform')
  })
})

describe('what is offered', () => {
  test('the next ticket follows the last one where the team gave no prefix', () => {
    expect(nextTicket(currentDocument().model, '')).toBe('')
    decide((threat) => keepWithTicket(threat, 'SEC-412'))
    expect(nextTicket(currentDocument().model, '')).toBe('SEC-413')
    expect(nextTicket(currentDocument().model, 'OPS')).toBe('OPS-1')
  })

  test('reasons are offered once each, for their question only', () => {
    decide((threat) => reject(threat, 'HSTS preloaded'))
    decide((threat) => reject(threat, 'HSTS preloaded'))
    decide((threat) => accept(threat, 'Public data'))
    expect(recentReasons(currentDocument().model, 'reject')).toEqual(['HSTS preloaded'])
    expect(recentReasons(currentDocument().model, 'accept')).toEqual(['Public data'])
    expect(recentReasons(currentDocument().model, 'wont-fix')).toEqual([])
  })
})

test('the outcome counts each decision once', () => {
  decide((threat) => keepWithTicket(threat, 'SEC-1'))
  decide((threat) => keepWithTicket(threat, 'SEC-1'))
  decide((threat) => accept(threat, 'Public data'))
  decide((threat) => reject(threat, 'Fiction'))
  expect(outcomeOf(currentDocument().model)).toEqual({
    tickets: ['SEC-1'],
    accepted: 1,
    wontFix: 0,
    mitigated: 0,
    rejected: 1,
    notApplicable: 0,
  })
})

describe('what is left', () => {
  const REMARK: Remark = {
    id: 'remark-1',
    kind: 'question',
    target: PLAIN_ORDERS.components[0]?.id ?? '',
    text: 'Who may refund an order?',
    source: { by: 'llm' },
  }

  test('counts what no one has decided', () => {
    const { targets, drafts, risks, remarks, isDone } = leftIn(currentDocument())
    expect([targets > 0, drafts, risks, remarks, isDone]).toEqual([true, waiting().length, 0, 0, false])
  })

  test('a review is not finished while remarks of the language model wait', () => {
    while (threatInHand()) decide((threat) => reject(threat, 'Fiction'))
    setAnalysed(listTargets(currentDocument().model), 'all targets')
    expect(leftIn(currentDocument())).toEqual({ targets: 0, drafts: 0, risks: 0, remarks: 0, isDone: true })
    const { isDone, remarks } = leftIn({ ...currentDocument(), remarks: [REMARK] })
    expect({ isDone, remarks }).toEqual({ isDone: false, remarks: 1 })
  })
})
