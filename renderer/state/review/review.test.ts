import { beforeEach, describe, expect, test } from 'vitest'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import type { Remark } from '../../../shared/model/schema.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { currentDocument, redoEdit, showOpened, undoEdit } from '../document.ts'
import { accept, draftThreats, keep, keepWithTicket, reject, setAnalysed } from '../threats/analysis.ts'
import { groupsIn } from '../threats/groups.ts'
import { threatsOf } from '../threats/threats.ts'
import { setUi, uiStore } from '../ui.ts'
import { addFound, confirm, cover, leaveOpen, openQuestionOf } from './answers.ts'
import { leftIn, nextTicket, outcomeOf, recentReasons } from './outcome.ts'
import { type AddItem, addQueueOf, countsOf, isPassDone, queueOf, stepOf } from './queues.ts'
import {
  answerInHand,
  askSkipped,
  countInScope,
  decide,
  moveInQueue,
  questionInHand,
  reviewThreat,
  scopesInHand,
  skipInHand,
  threatInHand,
  widenScope,
} from './review.ts'
import { goTo, reviewStore, setReview } from './store.ts'
import { followUndo } from './undo.ts'

const NONE: ReadonlySet<string> = new Set()
const waiting = () => queueOf(currentDocument(), 'prune')
const idAt = (at: number) => waiting()[at]?.id

beforeEach(() => {
  showOpened(anOpenedModel({ model: PLAIN_ORDERS }))
  draftThreats()
  setReview({ skipped: NONE })
  goTo('prune')
  setUi({ focusedThreat: null, mode: 'review' })
})

describe('the queue', () => {
  test('the best of the doubtful drafts is in hand at first', () => {
    const doubtful = currentDocument().drafts.find(({ certainty }) => certainty === 'speculative')
    expect(threatInHand()?.id).toBe(doubtful?.id)
  })

  test('flagged drafts come first, then guesses, then the rest, each as the rules rank them', () => {
    const { drafts } = currentDocument()
    const sure = drafts.filter(({ certainty }) => certainty !== 'speculative')
    const guesses = drafts.filter(({ certainty }) => certainty === 'speculative')
    const [last] = sure.slice(-1)
    const flagged = drafts.map((draft) =>
      draft === last ? { ...draft, flags: [{ kind: 'likely-fiction', text: 'No browser' } as const] } : draft,
    )
    const queue = queueOf({ ...currentDocument(), drafts: flagged }, 'prune').map(({ id }) => id)
    expect(queue).toEqual([last, ...guesses, ...sure.slice(0, -1)].map((draft) => draft?.id))
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
      queueOf(currentDocument(), 'prune', 'redis tampering').every((t) => t.category === 'tampering'),
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
  expect(outcomeOf(currentDocument())).toEqual({
    tickets: ['SEC-1'],
    accepted: 1,
    acceptedUntil: undefined,
    wontFix: 0,
    mitigated: 0,
    rejected: 1,
    notApplicable: 0,
    answered: 0,
    analysed: 0,
  })
})

test('the outcome says when the first accepted risk has to be decided on again', () => {
  for (const acceptedUntil of ['2027-06-30', '2027-03-31'])
    decide((threat) => keep(threat, { status: 'accepted', justification: 'Public data', acceptedUntil }))
  decide((threat) => accept(threat, 'For good'))
  expect(outcomeOf(currentDocument())).toMatchObject({ accepted: 3, acceptedUntil: '2027-03-31' })
})

describe('what is left', () => {
  const REMARK: Remark = {
    id: 'remark-1',
    kind: 'question',
    target: PLAIN_ORDERS.components[0]?.id ?? '',
    text: 'Who may refund an order?',
    source: { by: 'llm' },
  }

  test('counts what waits in each pass', () => {
    decide((threat) => keep(threat))
    const { targets, prune, test: untested, add, resolve, isDone } = leftIn(currentDocument(), NONE)
    expect([targets > 0, prune, untested, add > 0, resolve, isDone]).toEqual([
      true,
      waiting().length,
      1,
      true,
      0,
      false,
    ])
  })

  test('an empty pass is not done while the passes before it hold what may come', () => {
    expect(countsOf(currentDocument(), NONE).resolve).toBe(0)
    expect(isPassDone(countsOf(currentDocument(), NONE), 'resolve')).toBe(false)
    while (threatInHand()) decide((threat) => reject(threat, 'Fiction'))
    const counts = countsOf(currentDocument(), NONE)
    expect([isPassDone(counts, 'prune'), isPassDone(counts, 'test'), isPassDone(counts, 'resolve')]).toEqual([
      true,
      true,
      counts.add === 0,
    ])
  })

  test('a review is finished when every target is analysed and nothing waits but what was put off', () => {
    while (threatInHand()) decide((threat) => reject(threat, 'Fiction'))
    setAnalysed(listTargets(currentDocument().model), 'all targets')
    expect(leftIn(currentDocument(), NONE).isDone).toBe(false)
    goTo('add')
    while (questionInHand()) skipInHand()
    const { skipped } = reviewStore.getState()
    expect(leftIn(currentDocument(), skipped)).toMatchObject({ add: 0, skipped: skipped.size, isDone: true })
  })

  test('a review is not finished while remarks of the language model wait', () => {
    while (threatInHand()) decide((threat) => reject(threat, 'Fiction'))
    setAnalysed(listTargets(currentDocument().model), 'all targets')
    goTo('add')
    while (questionInHand()) skipInHand()
    const { skipped } = reviewStore.getState()
    const document = { ...currentDocument(), remarks: [REMARK] }
    expect(leftIn(document, skipped)).toMatchObject({ add: 1, isDone: false })
  })
})

describe('a decision on several', () => {
  test('takes what says the same of other targets as one step', () => {
    const group = groupsIn(currentDocument())[0]
    if (!group) throw new Error('the Orders drafts have a group')
    setUi({ focusedThreat: group.drafts[0]?.id ?? null })
    widenScope()
    expect([reviewStore.getState().scope, countInScope()]).toEqual(['alike', group.drafts.length])
    const before = currentDocument()
    decide((threat) => reject(threat, 'The same everywhere'))
    expect(outcomeOf(currentDocument()).rejected).toBe(group.drafts.length)
    expect(undoEdit()).toMatch(/^Reject ".*" and \d+ more$/)
    expect(currentDocument()).toBe(before)
  })

  test('takes those at the target, those selected and those found', () => {
    const [first] = waiting()
    const there = waiting().filter(({ target }) => target === first?.target).length
    setUi({ selection: ['api-gateway', 'orders-service'] })
    setReview({ search: 'e' })
    const of = (wanted: string) => scopesInHand().find(({ scope }) => scope === wanted)?.items.length
    expect([of('one'), of('target')]).toEqual([1, there])
    expect(of('found')).toBe(queueOf(currentDocument(), 'prune', 'e').length)
    setUi({ focusedThreat: waiting().find(({ target }) => target === 'api-gateway')?.id ?? null })
    const chosen = waiting().filter(({ target }) => ['api-gateway', 'orders-service'].includes(target))
    expect(of('selected')).toBe(chosen.length)
  })

  test('is about one again after it, after a move and after the largest', () => {
    const group = groupsIn(currentDocument())[0]
    setUi({ focusedThreat: group?.drafts[0]?.id ?? null })
    widenScope()
    moveInQueue(1)
    expect(countInScope()).toBe(1)
    setUi({ focusedThreat: group?.drafts[0]?.id ?? null })
    for (const _ of scopesInHand()) widenScope()
    expect(reviewStore.getState().scope).toBe('one')
  })
})

describe('an assumption', () => {
  beforeEach(() => {
    decide((threat) => keep(threat))
    decide((threat) => keep(threat))
    goTo('test')
  })

  test('that is true leads to what is done about it', () => {
    const tested = threatInHand()?.id
    decide(confirm)
    expect(queueOf(currentDocument(), 'resolve').map(({ id }) => id)).toEqual([tested])
    expect(threatInHand()?.id).not.toBe(tested)
  })

  test('that is not true leaves a false positive with its reason, and nothing to do', () => {
    const tested = threatInHand()?.id
    decide((threat) => reject(threat, 'Not so here'))
    const risk = currentDocument().model.risks.find(({ id }) => id === tested)
    expect(risk).toMatchObject({ status: 'false-positive', justification: 'Not so here' })
    expect(queueOf(currentDocument(), 'resolve')).toEqual([])
  })

  test('that nobody knows stays open, last among what is to be resolved, with its question and owner', () => {
    const tested = threatInHand()?.id
    decide((threat) => leaveOpen(threat, openQuestionOf(threat), 'platform'))
    decide(confirm)
    const [, open] = queueOf(currentDocument(), 'resolve')
    expect(open).toMatchObject({
      id: tested,
      risk: { owner: 'platform', question: expect.stringMatching(/^Is it true/) },
    })
    expect(leftIn(currentDocument(), NONE)).toMatchObject({ test: 0, resolve: 2, asked: 1 })
  })
})

describe('undo', () => {
  test('has what was decided in hand again, in its pass, and redo what came after it', () => {
    const stop = followUndo()
    moveInQueue(1)
    const decided = threatInHand()?.key
    decide((threat) => keep(threat))
    const following = threatInHand()?.key
    goTo('add')
    undoEdit()
    expect([reviewStore.getState().step, threatInHand()?.key]).toEqual(['prune', decided])
    redoEdit()
    expect(threatInHand()?.key).toBe(following)
    stop()
  })

  test('asks a question again that was answered', () => {
    const stop = followUndo()
    goTo('add')
    moveInQueue(1)
    const asked = questionInHand()?.key
    answerInHand((item) => cover(item, 'Support leads only'))
    expect(questionInHand()?.key).not.toBe(asked)
    undoEdit()
    expect(questionInHand()?.key).toBe(asked)
    stop()
  })
})

describe('what is missing', () => {
  beforeEach(() => goTo('add'))

  test('an answer is kept with the target, and the next question is asked', () => {
    const item = questionInHand()
    if (item?.kind !== 'missing') throw new Error('the Orders model raises questions')
    answerInHand((each) => cover(each, 'Support leads only'))
    const analysis = currentDocument().model.analyses.find(({ target }) => target === item.target)
    expect(analysis?.answered).toEqual({ [item.question.id]: 'Support leads only' })
    expect(questionInHand()?.key).not.toBe(item.key)
    expect(outcomeOf(currentDocument()).answered).toBe(1)
  })

  test('a risk that a question found is of a person, is not pressure-tested, and answers the question', () => {
    const item = questionInHand()
    if (item?.kind !== 'missing') throw new Error('the Orders model raises questions')
    const { title, category, target } = item.question
    answerInHand((each) => addFound(each, { title, category }))
    expect(currentDocument().model.risks).toMatchObject([
      { title, category, target, source: { by: 'person' } },
    ])
    expect(queueOf(currentDocument(), 'test')).toEqual([])
    expect(queueOf(currentDocument(), 'resolve')).toHaveLength(1)
    expect(questionInHand()?.key).not.toBe(item.key)
  })

  test('one answer does for the same question of other targets', () => {
    const items = addQueueOf(currentDocument(), NONE)
    const key = items.find((one) => items.some((other) => other !== one && idOf(other) === idOf(one)))?.key
    setReview({ asked: key ?? null })
    widenScope()
    const count = countInScope()
    answerInHand((each) => cover(each, 'Everywhere'))
    expect([count > 1, outcomeOf(currentDocument()).answered]).toEqual([true, count])
  })

  test('what was put off is asked again when somebody wants it, and states nothing', () => {
    const before = currentDocument()
    const first = questionInHand()?.key
    skipInHand()
    expect(questionInHand()?.key).not.toBe(first)
    askSkipped()
    expect(questionInHand()?.key).toBe(first)
    expect(currentDocument()).toBe(before)
  })
})

describe('where a review goes on', () => {
  test('at drafts while nothing was done, then at the first pass in which something is left', () => {
    const at = () => stepOf(currentDocument(), null, NONE)
    showOpened(anOpenedModel({ model: PLAIN_ORDERS }))
    expect(at()).toBe('prune')
    draftThreats()
    decide((threat) => keep(threat))
    setAnalysed(listTargets(currentDocument().model), 'all targets')
    expect(at()).toBe('test')
    goTo('test')
    decide(confirm)
    expect(at()).toBe('add')
  })

  test('another model is another review', () => {
    setReview({ skipped: new Set(['missing:refund orders-service']), step: 'resolve' })
    showOpened({ ...anOpenedModel({ model: PLAIN_ORDERS }), path: 'other.threat-model.yaml' })
    expect([reviewStore.getState().step, reviewStore.getState().skipped.size]).toEqual([null, 0])
  })
})

const idOf = (item: AddItem) => (item.kind === 'missing' ? item.question.id : item.key)
