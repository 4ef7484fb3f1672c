// What a page hears and loses of the host behind it. The wire is a fake, because a real one cannot go dumb on demand.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClient } from '../../../shared/protocol/rpc.ts'
import { type Connection, createWebPlatform } from '../web.ts'

class FakeSocket {
  static all: FakeSocket[] = []
  onopen: (() => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  readonly sent: string[] = []
  isClosed = false

  constructor() {
    FakeSocket.all.push(this)
  }

  send(text: string): void {
    this.sent.push(text)
  }

  close(): void {
    this.isClosed = true
  }

  say(event: string): void {
    this.onmessage?.({ data: JSON.stringify({ event, data: {} }) })
  }
}

const heard: unknown[] = []
const connections: Connection[] = []

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  heard.length = 0
  connections.length = 0
  vi.stubGlobal('window', { addEventListener: () => {} })
  vi.stubGlobal('document', { baseURI: 'http://127.0.0.1:1/' })
  vi.stubGlobal('location', { hash: '', pathname: '/', search: '' })
  vi.stubGlobal('sessionStorage', { getItem: () => 'kept', setItem: () => {} })
  vi.stubGlobal('WebSocket', FakeSocket)
  // As a tunnel does whose far end is gone: no answer, no error, until somebody gives up.
  vi.stubGlobal('fetch', (_path: string, { signal }: { signal: AbortSignal }) => {
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function start() {
  const platform = createWebPlatform()
  platform.listen(
    (message) => heard.push(message),
    (connection) => connections.push(connection),
  )
  await vi.advanceTimersByTimeAsync(0)
  return { platform, client: createClient(platform.transport) }
}

const socket = () => {
  const last = FakeSocket.all.at(-1)
  if (!last) throw new Error('no socket was opened')
  return last
}

test('a page shows its token, hears that it is known, and is told what is announced', async () => {
  await start()
  socket().onopen?.()
  expect(socket().sent).toEqual(['{"token":"kept"}'])
  socket().say('connected')
  socket().say('model.changed')
  expect(connections).toEqual(['connected'])
  expect(heard).toHaveLength(2)
})

test('a call that nothing answers ends with the connection, and the next one is a new one', async () => {
  const { client } = await start()
  socket().say('connected')
  const failed = expect(client.call('app.info', {})).rejects.toMatchObject({ code: 'io' })
  await vi.advanceTimersByTimeAsync(0)
  socket().onclose?.({ code: 1006 })
  // The first drop may be a sleeping laptop.
  expect(connections).toEqual(['connected'])
  await vi.advanceTimersByTimeAsync(500)
  socket().onclose?.({ code: 1006 })
  await failed
  expect(connections).toContain('lost')
  let isOver = false
  const next = client.call('app.info', {}).catch(() => {
    isOver = true
  })
  await vi.advanceTimersByTimeAsync(300)
  expect(isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1000)
  socket().onclose?.({ code: 1006 })
  await next
  expect(isOver).toBe(true)
})

test('a connection whose far end is gone without a word is found out by its silence', async () => {
  const { client } = await start()
  socket().say('connected')
  const failed = expect(client.call('app.info', {})).rejects.toMatchObject({ code: 'io' })
  const dumb = socket()
  await vi.advanceTimersByTimeAsync(60_000)
  dumb.say('alive')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(FakeSocket.all).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(dumb.isClosed).toBe(true)
  expect(FakeSocket.all).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(20_000)
  await failed
  expect([...new Set(connections)]).toEqual(['connected', 'lost'])
})

test('a page that spoke too late tries again, and one that is not known does not', async () => {
  await start()
  socket().onclose?.({ code: 1013 })
  await vi.advanceTimersByTimeAsync(500)
  expect(FakeSocket.all).toHaveLength(2)
  socket().onclose?.({ code: 1008 })
  await vi.advanceTimersByTimeAsync(200_000)
  expect(FakeSocket.all).toHaveLength(2)
  expect(connections.at(-1)).toBe('refused')
})
