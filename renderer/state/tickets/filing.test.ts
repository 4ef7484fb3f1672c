import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startHistory } from '../../../shared/core/history.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import type { TicketItem, TicketRun } from '../../../shared/protocol/tickets.ts'
import { addRisk } from '../../../shared/triage/risks.ts'
import { currentDocument, documentStore, undoEdit } from '../document.ts'
import { uiStore } from '../ui.ts'
import {
  chooseTickets,
  editTicket,
  filingStore,
  keyOf,
  offersTickets,
  onTicketEvent,
  openTickets,
  plannedFor,
  retryFiling,
  setGrouped,
  startFiling,
} from './filing.ts'

const calls = vi.hoisted((): { method: string; input: unknown }[] => [])
const answers = vi.hoisted((): { [method: string]: () => Promise<unknown> } => ({}))
const saves = vi.hoisted(() => ({ count: 0 }))
vi.mock('../../platform/client.ts', () => ({
  client: {
    call: (method: string, input: unknown) => {
      calls.push({ method, input })
      return answers[method]?.() ?? Promise.reject(new Error(`unexpected ${method}`))
    },
  },
}))
vi.mock('../saving.ts', () => ({
  saveModel: async () => {
    saves.count += 1
    return true
  },
}))

const risk = (model: typeof EMPTY_MODEL, title: string) =>
  addRisk(model, { target: 'gateway', category: 'tampering', title })
const MODEL = risk(risk(EMPTY_MODEL, 'A'), 'B')
const [A = '', B = ''] = MODEL.risks.map(({ id }) => id)

const item = (id: string, state: TicketItem['state'], more: Partial<TicketItem> = {}): TicketItem => ({
  id,
  riskIds: [id === '1' ? A : B],
  title: id === '1' ? 'A' : 'B',
  state,
  filed: [],
  ...more,
})
const filed = (id: string, ticket: string): Partial<TicketItem> => ({
  filed: [{ riskIds: [id === '1' ? A : B], ticket, url: `https://example.com/${ticket}` }],
})
const RUN: TicketRun = {
  run: 'r',
  path: 'threat-model.yaml',
  place: 'GitHub acme/shop',
  state: 'running',
  items: [item('1', 'waiting'), item('2', 'waiting')],
}
const tickets = () => currentDocument().model.risks.map(({ ticket }) => ticket)
const states = () => filingStore.getState().run?.items.map(({ state }) => state)

beforeEach(() => {
  calls.length = 0
  saves.count = 0
  for (const method of Object.keys(answers)) delete answers[method]
  const document = { model: MODEL, layout: EMPTY_LAYOUT, drafts: [] }
  documentStore.setState({
    ...documentStore.getInitialState(),
    path: 'threat-model.yaml',
    history: startHistory(document),
    saved: document,
    modelHash: 'x',
  })
  filingStore.setState(filingStore.getInitialState(), true)
})

describe('filing tickets', () => {
  test('is offered while a risk waits, in a model that can be written', () => {
    expect(offersTickets()).toBe(true)
    documentStore.setState({ readOnly: true })
    expect(offersTickets()).toBe(false)
    documentStore.setState({ readOnly: false, modelHash: null })
    expect(offersTickets()).toBe(false)
    const model = { ...MODEL, risks: MODEL.risks.map((each) => ({ ...each, ticket: 'SEC-1' })) }
    documentStore.setState({ modelHash: 'x', history: startHistory({ ...currentDocument(), model }) })
    expect(offersTickets()).toBe(false)
  })

  test('sends what is planned in the person’s words, without what they left out', async () => {
    const planned = plannedFor(MODEL, filingStore.getState())
    const [first, second] = planned
    if (!first || !second) throw new Error('two are planned')
    editTicket(first, { title: 'Mine' })
    chooseTickets([keyOf(second)], false)
    answers['tickets.start'] = async () => ({ ...RUN, items: [item('1', 'waiting')] })
    answers['tickets.status'] = async () => ({
      ...RUN,
      state: 'done',
      items: [item('1', 'created', filed('1', 'x#1'))],
    })
    await startFiling()
    expect(calls[0]).toMatchObject({
      method: 'tickets.start',
      input: { path: 'threat-model.yaml', tickets: [{ riskIds: [A], title: 'Mine', body: first.body }] },
    })
    expect(tickets()).toEqual(['x#1', undefined])
  })

  test('writes each id down as it comes, saves, and is one undo step', async () => {
    answers['tickets.start'] = async () => RUN
    answers['tickets.status'] = async () => RUN
    await startFiling()
    onTicketEvent({
      event: 'tickets.item',
      data: { run: 'r', item: item('1', 'created', filed('1', 'x#1')) },
    })
    expect([tickets(), saves.count]).toEqual([['x#1', undefined], 1])
    onTicketEvent({ event: 'tickets.item', data: { run: 'r', item: item('2', 'found', filed('2', 'x#2')) } })
    expect(tickets()).toEqual(['x#1', 'x#2'])
    expect(currentDocument().model.risks.map(({ status }) => status)).toEqual(['in-progress', 'in-progress'])
    undoEdit()
    expect(tickets()).toEqual([undefined, undefined])
  })

  test('keeps what was heard when an older answer comes later', async () => {
    answers['tickets.start'] = async () => RUN
    answers['tickets.status'] = async () => {
      onTicketEvent({
        event: 'tickets.item',
        data: { run: 'r', item: item('1', 'created', filed('1', 'x#1')) },
      })
      return RUN
    }
    await startFiling()
    expect(states()).toEqual(['created', 'waiting'])
  })

  test('asks for what it did not hear before it says how a run ended', async () => {
    answers['tickets.start'] = async () => RUN
    answers['tickets.status'] = async () => RUN
    await startFiling()
    answers['tickets.status'] = async () => ({
      ...RUN,
      state: 'done',
      items: [item('1', 'created', filed('1', 'x#1')), item('2', 'created', filed('2', 'x#2'))],
    })
    onTicketEvent({ event: 'tickets.ended', data: { run: 'r', state: 'done' } })
    await vi.waitFor(() => expect(filingStore.getState().run?.state).toBe('done'))
    expect(tickets()).toEqual(['x#1', 'x#2'])
    expect(uiStore.getState().notices.at(-1)?.text).toBe('2 of 2 tickets are there.')
  })

  test('writes nothing into another model that was opened meanwhile', async () => {
    answers['tickets.start'] = async () => RUN
    answers['tickets.status'] = async () => RUN
    await startFiling()
    documentStore.setState({ path: 'other.threat-model.yaml' })
    onTicketEvent({
      event: 'tickets.item',
      data: { run: 'r', item: item('1', 'created', filed('1', 'x#1')) },
    })
    expect([tickets(), saves.count, states()]).toEqual([[undefined, undefined], 0, ['created', 'waiting']])
  })

  test('tries again what failed, and what is made stays made', async () => {
    const problem = { message: 'No.' }
    const ended = [item('1', 'created', filed('1', 'x#1')), item('2', 'failed', { problem })]
    answers['tickets.start'] = async () => RUN
    answers['tickets.status'] = async () => ({ ...RUN, state: 'done', items: ended })
    await startFiling()
    expect(states()).toEqual(['created', 'failed'])
    answers['tickets.retry'] = async () => RUN
    answers['tickets.status'] = async () => ({
      ...RUN,
      state: 'done',
      items: [ended[0], item('2', 'created', filed('2', 'x#2'))],
    })
    await retryFiling('2')
    expect(calls.find(({ method }) => method === 'tickets.retry')?.input).toEqual({ run: 'r', items: ['2'] })
    expect([states(), tickets()]).toEqual([
      ['created', 'created'],
      ['x#1', 'x#2'],
    ])
  })

  test('that cannot begin says why and leaves the plan as it was', async () => {
    setGrouped(true)
    answers['tickets.start'] = async () => {
      throw Object.assign(new Error('This folder is restricted.'), { hint: 'Trust it.' })
    }
    await startFiling()
    expect(filingStore.getState()).toMatchObject({
      run: null,
      isGrouped: true,
      isStarting: false,
      problem: { message: 'This folder is restricted.', hint: 'Trust it.' },
    })
  })

  test('opened anew begins with a new plan, but shows a run that is under way', () => {
    setGrouped(true)
    openTickets()
    expect(filingStore.getState().isGrouped).toBe(false)
    filingStore.setState({ run: RUN })
    openTickets()
    expect(filingStore.getState().run).toBe(RUN)
  })
})
