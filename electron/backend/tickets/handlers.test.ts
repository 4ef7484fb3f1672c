import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { spellingsOf, writeFiles } from '../../../test/support/faults/hostile-repo.ts'
import { GITHUB_TOKEN } from '../../../test/support/trackers/github.ts'
import { type OpenedTickets, openTickets } from '../../../test/support/trackers/opened-tickets.ts'

let opened: OpenedTickets
afterEach(() => opened.close())

const created = ({ api }: OpenedTickets) => api.made().map(({ title }) => title)

describe('tickets of an opened folder', () => {
  test('are made in the chosen project, each told as it is made with the risks it is for', async () => {
    opened = await openTickets()
    const run = await opened.ended(await opened.start(['A', 'B']))
    expect(run).toMatchObject({ state: 'done', path: 'threat-model.yaml', place: 'GitHub acme/shop' })
    const told = opened.heard.filter(({ event }) => event === 'tickets.item').map(({ data }) => data)
    expect(told).toContainEqual({
      run: run.run,
      item: {
        id: '1',
        riskIds: ['risk-A'],
        title: 'A',
        state: 'created',
        filed: [{ riskIds: ['risk-A'], ticket: 'acme/shop#1', url: `${opened.api.url}/acme/shop/issues/1` }],
      },
    })
    expect(created(opened)).toEqual(['A', 'B'])
  })

  test('are found again by another run, also after a restart', async () => {
    opened = await openTickets()
    await opened.ended(await opened.start(['A']))
    const run = await opened.ended(await opened.start(['A', 'B']))
    expect(run.items.map(({ state }) => state)).toEqual(['found', 'created'])
    expect(created(opened)).toEqual(['A', 'B'])
  })

  test('that failed are tried again alone', async () => {
    let isRefusing = true
    opened = await openTickets({
      answer: ({ json }) =>
        isRefusing && JSON.stringify(json ?? '').includes('"B"')
          ? { status: 422, json: { message: 'Validation Failed', errors: [{ message: 'B is not nice' }] } }
          : undefined,
    })
    const run = await opened.ended(await opened.start(['A', 'B']))
    expect(run.items[1]).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringMatching(/B is not nice/) },
    })
    isRefusing = false
    await opened.client.call('tickets.retry', { run: run.run, items: null })
    expect((await opened.ended(run)).items.map(({ state }) => state)).toEqual(['created', 'created'])
    expect(created(opened)).toEqual(['A', 'B'])
  })

  test('are stopped after the one under way', async () => {
    opened = await openTickets()
    const titles = Array.from({ length: 30 }, (_, at) => `T${at}`)
    const run = await opened.start(titles)
    await opened.client.call('tickets.stop', { run: run.run })
    const { state, items } = await opened.ended(run)
    expect(state).toBe('stopped')
    expect(items.at(-1)?.state).toBe('stopped')
    expect(created(opened)).toHaveLength(items.filter((item) => item.state === 'created').length)
  })

  test('are made by one run at a time', async () => {
    const busy = { status: 429, json: {}, headers: { 'Retry-After': '60' } }
    opened = await openTickets({ answer: (_, count) => (count === 1 ? busy : undefined) })
    const run = await opened.start(['A'])
    await expect(opened.start(['B'])).rejects.toMatchObject({ code: 'conflict' })
    await opened.client.call('tickets.stop', { run: run.run })
    await opened.ended(run)
    await opened.ended(await opened.start(['B']))
    expect(created(opened)).toEqual(['B'])
  })

  test('of a process that was killed a while ago hold up nobody; of one killed just now, they are waited for', async () => {
    opened = await openTickets()
    const run = await opened.ended(await opened.start(['A']))
    expect(run.state).toBe('done')
    const locks = path.join(opened.settings, 'locks')
    expect(await readdir(locks)).toEqual([])
    await mkdir(locks, { recursive: true })
    const running = await opened.start(['B'])
    const [name = ''] = await readdir(locks)
    await opened.ended(running)
    const lock = path.join(locks, name)
    await writeFile(lock, '2147483646')
    await utimes(lock, new Date(), new Date(Date.now() - 60_000))
    expect((await opened.ended(await opened.start(['C']))).state).toBe('done')
    await writeFile(lock, '2147483646')
    const requests = opened.api.requests.length
    const waiting = await opened.start(['D'])
    expect([waiting.items[0]?.state, opened.api.requests.length]).toEqual(['waiting', requests])
    await opened.client.call('tickets.stop', { run: waiting.run })
    expect((await opened.ended(waiting)).state).toBe('stopped')
    expect(opened.api.requests).toHaveLength(requests)
  })

  test('are refreshed by id, those of other projects left out', async () => {
    opened = await openTickets()
    await opened.ended(await opened.start(['A', 'B']))
    Object.assign(opened.api.issues[1] ?? {}, { state: 'closed', state_reason: 'completed' })
    const states = await opened.client.call('tickets.refresh', {
      tickets: ['acme/shop#1', 'acme/shop#2', 'acme/shop#77', 'SEC-4', 'evil/other#1'],
    })
    expect(states.map(({ ticket, state, word }) => [ticket, state, word])).toEqual([
      ['acme/shop#1', 'open', 'open'],
      ['acme/shop#2', 'closed', 'completed'],
      ['acme/shop#77', 'gone', 'not found'],
    ])
    expect(opened.api.requests.some(({ path: asked }) => asked.includes('evil'))).toBe(false)
  })

  test('of a restricted folder are neither made nor asked after, and nothing is sent', async () => {
    opened = await openTickets()
    const run = await opened.ended(await opened.start(['A']))
    await opened.trust(false)
    const before = opened.api.requests.length
    const calls = [
      () => opened.start(['B']),
      () => opened.client.call('tickets.retry', { run: run.run, items: null }),
      () => opened.client.call('tickets.refresh', { tickets: ['acme/shop#1'] }),
    ]
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'restricted' })
    expect((await opened.client.call('tickets.state', {})).trusted).toBe(false)
    expect(opened.api.requests).toHaveLength(before)
  })
})

describe('the token', () => {
  test('is in no answer, event, error or file, whatever the tracker says', async () => {
    opened = await openTickets({
      answer: ({ method }) =>
        method === 'POST'
          ? { status: 422, json: { message: `no ${GITHUB_TOKEN}`, errors: [GITHUB_TOKEN] } }
          : undefined,
    })
    const said: unknown[] = [
      await opened.client.call('tickets.state', {}),
      await opened.client.call('tickets.test', {}),
      await opened.ended(await opened.start(['A'])),
      opened.heard,
    ]
    const files = await readdir(opened.settings, { recursive: true, withFileTypes: true })
    for (const entry of files.filter((each) => each.isFile()))
      said.push(await readFile(path.join(entry.parentPath, entry.name), 'utf8'))
    expect(files.length).toBeGreaterThan(2)
    expect(JSON.stringify(said)).toContain('no [key]')
    expect(JSON.stringify(said)).not.toContain(GITHUB_TOKEN)
  })

  test('belongs to its origin: another address, and a language model at the same one, have none', async () => {
    opened = await openTickets()
    expect(await opened.keys.find(opened.api.url)).toBeNull()
    const changes = { address: 'https://github.example.org' }
    const state = await opened.client.call('tickets.configure', { tracker: 'github', changes })
    expect([state.origin, state.token]).toEqual(['https://github.example.org', 'none'])
    await expect(opened.start(['A'])).rejects.toMatchObject({ code: 'tracker' })
  })

  test('is forgotten when the person says so', async () => {
    opened = await openTickets()
    const state = await opened.client.call('tickets.set-token', { tracker: 'github', token: null })
    expect(state.token).toBe('none')
  })

  test('goes nowhere that a folder says, in any spelling, trusted or not', async () => {
    opened = await openTickets()
    const thief = await openTickets()
    try {
      for (const { files } of spellingsOf(thief.api.url)) await writeFiles(opened.root, files)
      await writeFiles(opened.root, {
        '.fenceline/config.yaml': `tickets: {prefix: SEC, address: "${thief.api.url}", url: "${thief.api.url}", project: evil/x, token: x, tracker: gitlab}\n`,
        '.fenceline/tickets.json': JSON.stringify({ github: { address: thief.api.url, project: 'evil/x' } }),
      })
      const before = thief.api.requests.length
      await opened.ended(await opened.start(['A']))
      expect(created(opened)).toEqual(['A'])
      expect(thief.api.requests).toHaveLength(before)
    } finally {
      await thief.close()
    }
  })
})

describe('the address', () => {
  test.each([
    ['http://github.example.org', 'bad-request'],
    ['https://user:secret@github.example.org', 'bad-request'],
    ['https://github.example.org/?next=x', 'bad-request'],
    ['file:///etc/passwd', 'bad-request'],
    ['http://10.0.0.1', 'bad-request'],
    ['http://127.0.0.1:8080', 'unconfirmed'],
    ['https://gitlab', 'unconfirmed'],
    ['https://10.0.0.1', 'unconfirmed'],
  ])('%s is not taken as it is (%s)', async (address, code) => {
    opened = await openTickets({}, true)
    const call = opened.client.call('tickets.configure', { tracker: 'github', changes: { address } })
    await expect(call).rejects.toMatchObject({ code })
  })

  test('that is not encrypted is taken on this machine alone, once the person said so', async () => {
    opened = await openTickets({}, true)
    const configure = (address: string, confirmed: boolean) =>
      opened.client.call('tickets.configure', { tracker: 'gitlab', changes: { address }, confirmed })
    expect((await configure('http://127.0.0.1:8080/', true)).settings.gitlab.address).toBe(
      'http://127.0.0.1:8080',
    )
    await expect(configure('http://192.168.0.7', true)).rejects.toMatchObject({ code: 'bad-request' })
    const state = await opened.client.call('tickets.state', {})
    expect([state.settings.tracker, state.origin]).toEqual(['gitlab', 'http://127.0.0.1:8080'])
  })

  test('of GitHub leads to the API, where the token goes', async () => {
    opened = await openTickets({}, true)
    expect((await opened.client.call('tickets.state', {})).origin).toBe('https://api.github.com')
  })
})
