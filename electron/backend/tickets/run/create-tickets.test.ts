import { afterEach, describe, expect, test } from 'vitest'
import { keysToWrite } from '../../../../shared/triage/tickets/keys.ts'
import { startGitHub } from '../../../../test/support/trackers/github.ts'
import { startGitLab } from '../../../../test/support/trackers/gitlab.ts'
import { startJira } from '../../../../test/support/trackers/jira.ts'
import {
  connect,
  jobOf,
  jobsFor,
  KINDS,
  type OpenedTracker,
  openTracker,
  runJobs,
} from '../../../../test/support/trackers/opened.ts'
import { SETTLE } from '../http/wait.ts'
import type { TicketJob } from './create-tickets.ts'

const never = new AbortController().signal
const keysOf = ({ risks }: TicketJob) => keysToWrite(risks.map(({ keys }) => keys))

let opened: OpenedTracker[] = []
afterEach(async () => {
  await Promise.all(opened.map(({ server }) => server.close()))
  opened = []
})

async function open(...args: Parameters<typeof openTracker>): Promise<OpenedTracker> {
  const each = await openTracker(...args)
  opened.push(each)
  return each
}

describe.each(KINDS)('a run into %s', (kind) => {
  test('makes one ticket for each, whose ids are the tracker’s own', async () => {
    const each = await open(kind)
    const { end, items } = await runJobs(each, jobsFor(3))
    expect(end).toEqual({ state: 'done' })
    expect(items.map(({ state }) => state)).toEqual(['created', 'created', 'created'])
    const ids = { github: 'acme/shop#', gitlab: 'acme/web/shop#', jira: 'SEC-', 'jira-server': 'SEC-' }
    expect(items.map(({ filed }) => filed[0]?.ticket)).toEqual([1, 2, 3].map((at) => `${ids[kind]}${at}`))
    expect(each.server.made().map(({ title }) => title)).toEqual(jobsFor(3).map(({ title }) => title))
  })

  test('makes nothing twice: a second run finds what the first made, and says so', async () => {
    const each = await open(kind)
    const first = await runJobs(each, jobsFor(3))
    const again = await runJobs(connect(kind, each.server.url), jobsFor(4))
    expect(again.items.map(({ state }) => state)).toEqual(['found', 'found', 'found', 'created'])
    expect(again.items.slice(0, 3).map(({ filed }) => filed)).toEqual(first.items.map(({ filed }) => filed))
    expect(each.server.made()).toHaveLength(4)
  })

  test('with every third request failing, lost or done in silence, makes 100 tickets and none twice', async () => {
    const each = await open(kind, { failEvery: 3 })
    const { end, items } = await runJobs(each, jobsFor(100))
    expect(end).toEqual({ state: 'done' })
    expect(items.every(({ state }) => state === 'created')).toBe(true)
    expect(each.server.made()).toHaveLength(100)
    expect(new Set(each.server.made().map(({ title }) => title)).size).toBe(100)
    expect(new Set(items.map(({ filed }) => filed[0]?.ticket)).size).toBe(100)
  })

  test('that is left without an answer looks last before it asks again, and finds what was finished late', async () => {
    let isFirst = true
    const each = await open(kind, {
      fail: ({ method, path }) => {
        if (!isFirst || method !== 'POST' || /search|bulk/.test(path)) return undefined
        isFirst = false
        return 'late'
      },
    })
    const heard: string[] = []
    const { end, items } = await runJobs(each, jobsFor(3), {
      onItem: ({ id, state }) => heard.push(`${id} ${state}`),
      onPause: (milliseconds) => {
        if (milliseconds === SETTLE) each.server.finish()
      },
    })
    expect(end).toEqual({ state: 'done' })
    expect(heard.filter((line) => !line.endsWith('running'))).toEqual([
      ...['risk-1 waiting', 'risk-2 created', 'risk-3 created', 'risk-1 created'],
    ])
    expect(items.map(({ filed }) => filed.length)).toEqual([1, 1, 1])
    expect(each.server.made()).toHaveLength(3)
  })

  test('cut off right after a ticket was made finds it at once, also past the first page of a list', async () => {
    const each = await open(kind)
    await runJobs(each, jobsFor(130))
    const again = await runJobs(connect(kind, each.server.url), jobsFor(131))
    expect(again.items.filter(({ state }) => state === 'created').map(({ id }) => id)).toEqual(['risk-131'])
    expect(each.server.made()).toHaveLength(131)
  })

  test('waits as long as a limit asks for, then goes on', async () => {
    let limits = 3
    const each = await open(kind, {
      answer: ({ method, path }) => {
        if (method !== 'POST' || /search|bulk/.test(path) || limits === 0) return undefined
        limits -= 1
        return { status: 429, json: { message: 'Too many requests' }, headers: { 'Retry-After': '7' } }
      },
    })
    const { end, items } = await runJobs(each, jobsFor(1))
    expect([end.state, items[0]?.state]).toEqual(['done', 'created'])
    expect(each.pauses).toEqual([7000, 7000, 7000])
    expect(each.server.made()).toHaveLength(1)
  })

  test('ends at a limit that lasts longer than anybody waits, and says how long it is', async () => {
    const each = await open(kind, {
      answer: () => ({ status: 429, json: {}, headers: { 'Retry-After': '1800' } }),
    })
    const { end, items } = await runJobs(each, jobsFor(3))
    expect(end.problem?.message).toMatch(/takes no more requests for 30 minutes\.$/)
    expect(items.map(({ state }) => state)).toEqual(['stopped', 'stopped', 'stopped'])
    expect(each.pauses).toEqual([])
  })

  test('stopped in the middle finishes the ticket under way and begins no other', async () => {
    const each = await open(kind)
    const stop = new AbortController()
    const { end, items } = await runJobs(each, jobsFor(4), {
      signal: stop.signal,
      onItem: ({ id, state }) => {
        if (id === 'risk-2' && state === 'running') queueMicrotask(() => stop.abort())
      },
    })
    expect(end).toEqual({ state: 'stopped' })
    const states = items.map(({ state }) => state)
    expect(states[0]).toBe('created')
    expect(states.slice(2)).toEqual(['stopped', 'stopped'])
    expect(each.server.made()).toHaveLength(states.filter((state) => state === 'created').length)
  })

  test('tells a refused ticket with the tracker’s reason and makes the others', async () => {
    const each = await open(kind)
    const [first, second] = jobsFor(2)
    const tooLong = { ...jobOf('long'), title: 'x'.repeat(300) }
    const { end, items } = await runJobs(each, [tooLong, ...(first && second ? [first, second] : [])])
    expect(end.state).toBe('done')
    expect(items.map(({ state }) => state)).toEqual(['failed', 'created', 'created'])
    expect(items[0]?.problem?.message).toMatch(/255|256/)
  })
})

describe('a run', () => {
  test('after one that was cut off a moment ago waits for what that one asked for', async () => {
    const each = await open('github', { fail: ({ method }) => (method === 'POST' ? 'late' : undefined) })
    const gone = each.tracker.create({ title: 'Threat', blocks: [], keys: keysOf(jobOf('a')) }, never)
    await expect(gone).rejects.toMatchObject({ kind: 'unsure' })
    const { items } = await runJobs(each, [jobOf('a')], {
      isUnsettled: true,
      onPause: () => each.server.finish(),
    })
    expect([items[0]?.state, each.server.made().length]).toEqual(['found', 1])
  })

  test('ends after four requests in a row without an answer', async () => {
    const each = await open('github', {
      answer: ({ method }) => (method === 'POST' ? { status: 502, json: {} } : undefined),
    })
    const { end, items } = await runJobs(each, jobsFor(6))
    expect(end.problem?.message).toContain('GitHub failed (502)')
    expect(items.map(({ state }) => state)).toEqual([
      ...['stopped', 'stopped', 'stopped', 'failed', 'stopped', 'stopped'],
    ])
  })

  test('whose risks are grouped otherwise than before files each under the ticket it has', async () => {
    const each = await open('github')
    await runJobs(each, [jobOf('a'), jobOf('b')])
    const { items } = await runJobs(each, [jobOf('a', 'b', 'c')])
    expect(items[0]?.state).toBe('created')
    expect(items[0]?.filed.map(({ riskIds, ticket }) => [riskIds, ticket])).toEqual([
      [['a'], 'acme/shop#1'],
      [['b'], 'acme/shop#2'],
      [['c'], 'acme/shop#3'],
    ])
  })

  test('ends after three refusals in a row, since the rest would be refused as well', async () => {
    const server = await startJira()
    const { tracker, pauses } = connect('jira', server.url, { issueType: 'Epic' })
    opened.push({ server, tracker, pauses })
    const { end, items } = await runJobs({ tracker, pauses }, jobsFor(6))
    expect(items.map(({ state }) => state)).toEqual([
      'failed',
      'failed',
      'failed',
      'stopped',
      'stopped',
      'stopped',
    ])
    expect(end.problem?.message).toContain('issuetype Specify a valid issue type')
  })

  test('finds the tickets of an account without push access, whose labels GitHub drops', async () => {
    const server = await startGitHub({ canPush: false })
    const { tracker, pauses } = connect('github', server.url)
    opened.push({ server, tracker, pauses })
    await runJobs({ tracker, pauses }, jobsFor(2))
    expect(server.issues.map(({ labels }) => labels)).toEqual([[], []])
    const again = await runJobs(connect('github', server.url), jobsFor(2))
    expect(again.items.map(({ state }) => state)).toEqual(['found', 'found'])
  })

  test('finds the tickets of a guest, whose labels GitLab drops', async () => {
    const server = await startGitLab({ isGuest: true })
    const { tracker, pauses } = connect('gitlab', server.url)
    opened.push({ server, tracker, pauses })
    await runJobs({ tracker, pauses }, jobsFor(2))
    const again = await runJobs(connect('gitlab', server.url), jobsFor(2))
    expect(again.items.map(({ state }) => state)).toEqual(['found', 'found'])
  })

  test('works with the token of a workflow, which is no user’s', async () => {
    const server = await startGitHub({ isApp: true })
    const { tracker, pauses } = connect('github', server.url)
    opened.push({ server, tracker, pauses })
    await runJobs({ tracker, pauses }, jobsFor(2))
    const again = await runJobs(connect('github', server.url), jobsFor(2))
    expect(again.items.map(({ state }) => state)).toEqual(['found', 'found'])
  })

  test('makes tickets in a Jira project without a field for labels, and finds them again', async () => {
    const server = await startJira({ hasNoLabels: true })
    const { tracker, pauses } = connect('jira', server.url)
    opened.push({ server, tracker, pauses })
    await runJobs({ tracker, pauses }, jobsFor(2))
    const again = await runJobs(connect('jira', server.url), jobsFor(2))
    expect(again.items.map(({ state }) => state)).toEqual(['found', 'found'])
    expect(server.made()).toHaveLength(2)
  })

  test('takes no pull request and no issue made by hand for a ticket', async () => {
    const server = await startGitHub()
    const { tracker, pauses } = connect('github', server.url)
    opened.push({ server, tracker, pauses })
    const keys = jobOf('risk-1').risks[0]?.keys.exact
    server.add({ labels: ['fenceline'], body: `<!-- fenceline: ${keys} -->`, pull_request: {} })
    server.add({ labels: ['fenceline'] })
    const { items } = await runJobs({ tracker, pauses }, jobsFor(1))
    expect([items[0]?.state, items[0]?.filed[0]?.ticket]).toEqual(['created', 'acme/shop#3'])
  })

  test('is not kept from a ticket by an issue that a stranger made with its key and without the label', async () => {
    const server = await startGitHub()
    const { tracker, pauses } = connect('github', server.url)
    opened.push({ server, tracker, pauses })
    server.add({ body: `<!-- fenceline: ${jobOf('risk-1').risks[0]?.keys.exact} -->` })
    const { items } = await runJobs({ tracker, pauses }, jobsFor(1))
    expect(items[0]?.state).toBe('created')
  })
})
