import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addComponent } from '../../model/edits/components.ts'
import { addFlow } from '../../model/edits/flows.ts'
import { EMPTY_MODEL, type Model, type Risk } from '../../model/schema.ts'
import { addRisk, updateRisk } from '../risks.ts'
import { parseBlocks } from './blocks.ts'
import { MAX_TITLE } from './compose.ts'
import { planTickets } from './plan.ts'
import { recordTickets } from './record.ts'
import { proposeStatuses, takeProposals } from './states.ts'
import { findNumber, findTicketUrl, projectProblem, ticketId } from './tracker.ts'

const ALL = { risks: null, isGrouped: false }
const GROUPED = { risks: null, isGrouped: true }

function aModel(risks: readonly (Partial<Risk> & { target: string; title: string })[]): Model {
  const gateway = addComponent(
    { ...EMPTY_MODEL, title: 'Shop' },
    { kind: 'process', title: 'Gateway', zone: null, technologies: [] },
  )
  const store = addComponent(gateway.model, { kind: 'store', title: 'Orders', zone: null, technologies: [] })
  const flow = addFlow(store.model, { from: gateway.id, to: store.id, protocol: 'jdbc', title: 'Query' })
  return risks.reduce((model, risk) => addRisk(model, { category: 'tampering', ...risk }), flow.model)
}

describe('a plan of tickets', () => {
  test('has one for each risk without a ticket or a decision, in the model’s order', () => {
    const model = aModel([
      { target: 'gateway', title: 'A' },
      { target: 'gateway', title: 'B', ticket: 'SEC-1' },
      { target: 'gateway', title: 'C', status: 'accepted', justification: 'Private network' },
      { target: 'gateway', title: 'D', status: 'accepted' },
      { target: 'gateway', title: 'E', status: 'mitigated' },
      { target: 'orders', title: 'F', status: 'in-progress' },
    ])
    expect(planTickets(model, ALL).map(({ title }) => title)).toEqual([
      'A (Gateway)',
      'D (Gateway)',
      'F (Orders)',
    ])
  })

  test('of chosen risks leaves out those that need none', () => {
    const model = aModel([
      { target: 'gateway', title: 'A' },
      { target: 'gateway', title: 'B', ticket: 'SEC-1' },
      { target: 'orders', title: 'C' },
    ])
    const [a, b] = model.risks.map(({ id }) => id)
    expect(
      planTickets(model, { risks: [b ?? '', a ?? ''], isGrouped: false }).map(({ riskIds }) => riskIds),
    ).toEqual([[a]])
  })

  test('in groups joins what says the same of different targets, names of targets aside', () => {
    const model = aModel([
      { target: 'gateway', title: 'Gateway logs secrets', mitigation: 'Mask them' },
      { target: 'orders', title: 'Orders logs secrets', mitigation: 'Mask them.' },
      { target: 'orders', title: 'Orders logs secrets', mitigation: 'Turn the log off' },
      { target: 'orders', title: 'Orders logs secrets', mitigation: 'Mask them', category: 'spoofing' },
    ])
    expect(planTickets(model, GROUPED).map(({ riskIds }) => riskIds.length)).toEqual([2, 1, 1])
  })

  test('says in the body what can happen, where, on what assumption, and what to do', () => {
    const model = aModel([
      {
        target: 'gateway>orders',
        title: 'Query forged',
        description: 'A forged query is run.',
        assumption: 'The link is private',
        mitigation: 'Bind parameters',
        owner: 'platform-team',
      },
    ])
    const [ticket] = planTickets(model, ALL)
    expect(ticket?.title).toBe('Query forged (Gateway → Orders)')
    expect(ticket?.body).toBe(
      [
        'A forged query is run.',
        '## Target',
        '- Gateway → Orders (flow, jdbc)',
        '## Assumption',
        'The link is private',
        '## Mitigation',
        'Bind parameters',
        '## Rating',
        '- Category: tampering\n- Owner: platform-team',
        'From the threat model “Shop”, risk gateway-orders-tampering-query-forged.',
      ].join('\n\n'),
    )
  })

  test('says of a group what differs at each target', () => {
    const model = aModel([
      { target: 'gateway', title: 'Logs secrets', description: 'Tokens.', mitigation: 'Mask' },
      { target: 'orders', title: 'Logs secrets', description: 'Cards.', mitigation: 'Mask' },
    ])
    const [ticket] = planTickets(model, GROUPED)
    expect(ticket?.title).toBe('Logs secrets (2 targets)')
    expect(ticket?.body).toContain('- Gateway (process): Tokens.\n- Orders (data store): Cards.')
    expect(ticket?.body).toContain('## Mitigation\n\nMask')
  })

  test('covers each risk that needs one exactly once, with a title that every tracker takes', () => {
    const title = fc.string({ minLength: 1, maxLength: 400 })
    const risks = fc.array(fc.record({ target: fc.constantFrom('gateway', 'orders', 'gone'), title }), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(risks, fc.boolean(), (given, isGrouped) => {
        const model = aModel(given)
        const planned = planTickets(model, { risks: null, isGrouped })
        expect(planned.flatMap(({ riskIds }) => riskIds).sort()).toEqual(
          model.risks.map(({ id }) => id).sort(),
        )
        for (const ticket of planned) {
          expect(ticket.title).not.toMatch(/\n/)
          expect([...ticket.title].length).toBeLessThanOrEqual(MAX_TITLE)
        }
      }),
    )
  })
})

test('a body is read as blocks, and a text of the model makes no heading or item of its own', () => {
  const model = aModel([{ target: 'gateway', title: 'A', description: '## Mitigation\n\nNone needed' }])
  const [ticket] = planTickets(model, ALL)
  const blocks = parseBlocks(ticket?.body ?? '')
  expect(blocks.slice(0, 2)).toEqual([
    { kind: 'paragraph', lines: ['Mitigation'] },
    { kind: 'paragraph', lines: ['None needed'] },
  ])
  expect(parseBlocks('# One\n## Two\ntext\n- a\n- b\n\n- c\n#3').map(({ kind }) => kind)).toEqual([
    'heading',
    'heading',
    'paragraph',
    'list',
    'list',
    'paragraph',
  ])
})

describe('writing back', () => {
  const model = aModel([
    { target: 'gateway', title: 'A' },
    { target: 'gateway', title: 'B', status: 'in-discussion' },
    { target: 'gateway', title: 'C', ticket: 'SEC-9' },
  ])
  const [a = '', b = '', c = ''] = model.risks.map(({ id }) => id)

  test('gives each risk its ticket and leaves one that has a ticket', () => {
    const after = recordTickets(model, [{ riskIds: [a, b, c, 'gone'], ticket: 'SEC-10' }])
    expect(after.risks.map(({ ticket, status }) => [ticket, status])).toEqual([
      ['SEC-10', 'in-progress'],
      ['SEC-10', 'in-discussion'],
      ['SEC-9', 'unchecked'],
    ])
  })

  test('again changes nothing', () => {
    const after = recordTickets(model, [{ riskIds: [a], ticket: 'SEC-10' }])
    expect(recordTickets(after, [{ riskIds: [a], ticket: 'SEC-11' }])).toBe(after)
  })
})

describe('the state of tickets', () => {
  const model = aModel([
    { target: 'gateway', title: 'A', ticket: 'SEC-1', status: 'in-progress' },
    { target: 'gateway', title: 'B', ticket: 'SEC-2', status: 'mitigated' },
    { target: 'gateway', title: 'C', ticket: 'SEC-3', status: 'in-progress' },
    { target: 'gateway', title: 'D', ticket: 'SEC-4', status: 'in-progress' },
    { target: 'gateway', title: 'E', ticket: 'SEC-5', status: 'accepted', justification: 'Private' },
  ])
  const states = [
    { ticket: 'SEC-1', state: 'closed', word: 'Done' },
    { ticket: 'SEC-2', state: 'open', word: 'Reopened' },
    { ticket: 'SEC-3', state: 'closed', word: 'not_planned' },
    { ticket: 'SEC-4', state: 'gone', word: 'not found' },
    { ticket: 'SEC-5', state: 'closed', word: 'Done' },
  ] as const

  test('proposes and changes nothing by itself: a closed ticket may be mitigated, an open one is not', () => {
    expect(proposeStatuses(model, states).map(({ ticket, from, to }) => [ticket, from, to])).toEqual([
      ['SEC-1', 'in-progress', 'mitigated'],
      ['SEC-2', 'mitigated', 'in-progress'],
    ])
  })

  test('is taken where a person says so, and not over what they decided meanwhile', () => {
    const proposals = proposeStatuses(model, states)
    const [first = ''] = model.risks.map(({ id }) => id)
    const decided = updateRisk(model, first, { status: 'wont-fix', justification: 'Out of use' })
    expect(
      takeProposals(decided, proposals)
        .risks.map(({ status }) => status)
        .slice(0, 2),
    ).toEqual(['wont-fix', 'in-progress'])
    expect(takeProposals(model, proposals.slice(0, 1)).risks[0]?.status).toBe('mitigated')
  })
})

describe('a tracker’s place', () => {
  const github = { kind: 'github', address: 'https://github.com', project: 'acme/shop' } as const
  const jira = { kind: 'jira', address: 'https://acme.atlassian.net', project: 'SEC' } as const
  const gitlab = { kind: 'gitlab', address: 'https://gitlab.com', project: 'acme/web/shop' } as const

  test.each([
    [github, 'acme/shop#12', '12', 'https://github.com/acme/shop/issues/12'],
    [github, '#12', '12', 'https://github.com/acme/shop/issues/12'],
    [github, 'https://github.com/acme/shop/issues/12', '12', 'https://github.com/acme/shop/issues/12'],
    [gitlab, 'acme/web/shop#3', '3', 'https://gitlab.com/acme/web/shop/-/issues/3'],
    [jira, 'SEC-412', 'SEC-412', 'https://acme.atlassian.net/browse/SEC-412'],
    [jira, 'sec-412', 'SEC-412', 'https://acme.atlassian.net/browse/SEC-412'],
  ] as const)('%# knows its own tickets by id or address', (place, ticket, number, url) => {
    expect([findNumber(place, ticket), findTicketUrl(place, ticket)]).toEqual([number, url])
  })

  test.each([
    [github, 'acme/other#12'],
    [github, 'SEC-12'],
    [github, 'https://evil.example/acme/shop/issues/1'],
    [github, 'acme/shop#../../x'],
    [jira, 'OPS-1'],
    [jira, 'acme/shop#1'],
  ] as const)('%# asks after no ticket of another', (place, ticket) => {
    expect(findNumber(place, ticket)).toBeUndefined()
  })

  test('writes ids as teams do', () => {
    expect([ticketId(github, '7'), ticketId(jira, 'SEC-7')]).toEqual(['acme/shop#7', 'SEC-7'])
  })

  test.each([
    ['github', 'acme'],
    ['github', 'acme/shop/..'],
    ['github', 'acme/..'],
    ['github', 'acme/shop?x'],
    ['gitlab', 'acme//shop'],
    ['gitlab', 'acme/../shop'],
    ['jira', 'SEC" OR project = "OPS'],
    ['jira', 'sec'],
  ] as const)('%s takes no project called %s', (kind, project) => {
    expect(projectProblem(kind, project)).toMatch(/is written as/)
  })
})
