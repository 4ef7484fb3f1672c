// The loopback host against what a web page, another local program or a broken client can send.
// Ids are those of the safety table; requests are raw bytes.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EMPTY_LAYOUT } from '../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../shared/model/schema.ts'
import { startTestHost, type TestHost } from '../support/server-host.ts'
import { pagePost, requestText, sendRaw } from '../support/server-raw.ts'

const run = promisify(execFile)
let server: TestHost
let token: string

beforeAll(async () => {
  server = await startTestHost()
  token = await server.newToken()
})
afterAll(() => server.close())

const INFO = JSON.stringify({ method: 'app.info', input: {} })

function post(target: string, body: string, headers: Record<string, string | null> = {}) {
  return sendRaw(
    server.port,
    requestText(`POST ${target} HTTP/1.1`, pagePost(server.port, body, headers), body),
  )
}

function call(headers: Record<string, string | null>, body = INFO, target = '/api/call') {
  return post(target, body, headers)
}

function get(target: string, headers = [`Host: 127.0.0.1:${server.port}`]) {
  return sendRaw(server.port, requestText(`GET ${target} HTTP/1.1`, headers))
}

describe('what the page itself does', () => {
  test('the page comes in the chosen theme: its first paint is not in another', async () => {
    const root = async (theme: string) => {
      await server.call('settings.set', { theme }, token)
      return (await get('/')).body.match(/<html[^>]*>/)?.[0]
    }
    expect(await root('dark')).toBe('<html data-theme="dark" lang="en">')
    expect(await root('system')).toBe('<html lang="en">')
  })

  test('a call with the token of a launch code is answered', async () => {
    const answer = await call({ Authorization: `Bearer ${token}` })
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true, value: { host: 'browser' } })
  })

  test('the window’s methods answer with the one folder, and refuse what only a window can do', async () => {
    const ask = async (method: string, input: unknown) =>
      JSON.parse((await server.call(method, input, token)).body)
    expect(await ask('shell.start', {})).toEqual({
      ok: true,
      value: { folder: server.backend.root, model: null, recent: [] },
    })
    const refused = [
      ['shell.open-folder', { path: '/etc' }],
      ['shell.forget-folder', { path: '/etc' }],
      ['shell.menu', { groups: [] }],
      ['shell.state', { title: '', path: null, unsaved: false }],
      ['shell.close', {}],
      ['shell.update-file', { format: 'otm', model: EMPTY_MODEL, layout: EMPTY_LAYOUT }],
      ['shell.drop', { path: '/etc' }],
    ] as const
    for (const [method, input] of refused)
      expect(await ask(method, input)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
  })

  test('the page and its files have their types, policy and caching', async () => {
    const index = await get('/')
    expect(index.status).toBe(200)
    expect(index.head).toMatch(/content-type: text\/html; charset=utf-8/)
    expect(index.head).toMatch(/content-security-policy: default-src 'none'; script-src 'self';/)
    expect(index.head).toMatch(/cache-control: no-store/)
    const script = await get('/assets/index-AbCd1234.js')
    expect(script.head).toMatch(/content-type: text\/javascript/)
    expect(script.head).toMatch(/immutable/)
  })

  test('localhost and [::1] are names of this host too', async () => {
    for (const name of ['localhost', '[::1]']) {
      const host = `${name}:${server.port}`
      const answer = await call({ Host: host, Origin: `http://${host}`, Authorization: `Bearer ${token}` })
      expect(answer.status).toBe(200)
    }
  })
})

describe('secrets', () => {
  test('S30 a call without a token is refused', async () => {
    expect((await call({})).status).toBe(401)
  })

  test('S31 a wrong token is refused', async () => {
    expect((await call({ Authorization: 'Bearer wrong' })).status).toBe(401)
  })

  test('S32 a wrong token of the right length is refused', async () => {
    const wrong = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
    expect((await call({ Authorization: `Bearer ${wrong}` })).status).toBe(401)
  })

  test('S33 a token in the query is not looked at', async () => {
    expect((await call({}, INFO, `/api/call?token=${token}`)).status).toBe(401)
  })

  test('S34 a launch code works once', async () => {
    const body = JSON.stringify({ code: server.newCode() })
    expect((await post('/api/session', body)).status).toBe(200)
    expect((await post('/api/session', body)).status).toBe(401)
  })
})

describe('the Host header', () => {
  const cases: [string, (port: number) => string[], number][] = [
    ['S35 a rebound name', (port) => [`Host: rebind.example:${port}`], 403],
    ['S36 a name that begins like ours', (port) => [`Host: 127.0.0.1.evil.example:${port}`], 403],
    ['S37 a host with user information', () => ['Host: 127.0.0.1@evil.example'], 400],
    ['S39 two hosts', (port) => [`Host: 127.0.0.1:${port}`, 'Host: evil.example'], 400],
  ]
  test.each(cases)('%s is refused', async (_, headers, status) => {
    expect((await get('/', headers(server.port))).status).toBe(status)
  })

  test('S38 a missing host is refused, in HTTP/1.0 too', async () => {
    expect((await sendRaw(server.port, 'GET / HTTP/1.0\r\n\r\n')).status).toBe(400)
    expect((await get('/', [])).status).toBe(400)
  })
})

describe('the request target', () => {
  const traversals: [string, string][] = [
    ['S40 a raw parent', '/../package.json'],
    ['S41 an encoded parent', '/%2e%2e%2fpackage.json'],
    ['S42 an encoded slash', '/..%2fpackage.json'],
    ['S43 a backslash', '/..\\package.json'],
    ['S44 a parent after a fragment', '/#/../package.json'],
  ]
  test.each(traversals)('%s is not found', async (_, target) => {
    expect((await get(target)).status).toBe(404)
  })

  const malformed: [string, string][] = [
    ['S45 a path that begins like a host', '//evil.example/x'],
    ['S46 an absolute address', 'http://evil.example/'],
    ['S47 an encoded NUL', '/%00'],
    ['S47 a broken encoding', '/%E0%A4%A'],
  ]
  test.each(malformed)('%s is malformed', async (_, target) => {
    expect((await get(target)).status).toBe(400)
  })
})

function upgrade(origin: string | null, target = '/api/events') {
  const { port } = server
  const headers = [
    `GET ${target} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...(origin === null ? [] : [`Origin: ${origin}`]),
  ]
  return [...headers, '', ''].join('\r\n')
}

/** A client frame; browsers mask theirs. */
function frame(text: string): Buffer {
  const body = Buffer.from(text)
  const length = body.length < 126 ? Buffer.from([0x81, 0x80 | body.length]) : Buffer.alloc(4)
  if (body.length >= 126) {
    length.set([0x81, 0x80 | 126])
    length.writeUInt16BE(body.length, 2)
  }
  return Buffer.concat([length, Buffer.alloc(4), body])
}

describe('the event stream', () => {
  const own = () => `http://127.0.0.1:${server.port}`
  const origins: [string, () => string | null][] = [
    ['S48 another site', () => 'http://evil.example'],
    ['S49 another local port', () => 'http://127.0.0.1:1'],
    ['S50 a null origin', () => 'null'],
    ['S51 a name that begins like ours', () => 'http://127.0.0.1.evil.example'],
    ['S51 our whole origin, and more behind it', () => `${own()}.evil.example`],
    ['S51 our whole origin as the user of another', () => `${own()}@evil.example`],
    ['S51 a port that begins like ours', () => `${own()}0`],
    ['S51 our host and port under another scheme', () => own().replace('http', 'https')],
    ['S51 our origin behind another', () => `http://evil.example/${own()}`],
    ['S52 an absent origin', () => null],
  ]
  test.each(origins)('%s is refused before the upgrade', async (_, origin) => {
    expect((await sendRaw(server.port, upgrade(origin()))).status).toBe(403)
  })

  test('S53 a socket that says nothing for 2 s is closed', async () => {
    const started = Date.now()
    const answer = await sendRaw(server.port, upgrade(own()))
    expect(answer.status).toBe(101)
    expect(Date.now() - started).toBeGreaterThan(1800)
    expect(Date.now() - started).toBeLessThan(6000)
  })

  test('S54 a deep, a long or a wrong first message closes the socket', async () => {
    const huge = Buffer.concat([Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0x06, 0x40, 0, 0]), Buffer.alloc(4)])
    for (const first of [frame('['.repeat(10_000)), huge, frame('{"token":"wrong"}'), frame('[')]) {
      const started = Date.now()
      const answer = await sendRaw(server.port, Buffer.concat([Buffer.from(upgrade(own())), first]))
      expect(answer.status).toBe(101)
      expect(answer.body).not.toContain('connected')
      expect(Date.now() - started).toBeLessThan(1500)
    }
  })

  test('a socket with the token is told what changes', async () => {
    const socket = connect(server.port, '127.0.0.1')
    let heard = ''
    socket.on('data', (data) => {
      heard += data.toString('latin1')
    })
    socket.write(upgrade(own()))
    await expect.poll(() => heard).toContain('101')
    socket.write(frame(JSON.stringify({ token })))
    await expect.poll(() => heard).toContain('"connected"')
    const gone = { path: 'a', modelHash: null, layoutHash: null, filesHash: '' }
    server.backend.events.announce('model.changed', gone)
    await expect.poll(() => heard).toContain('model.changed')
    socket.destroy()
  })
})

describe('requests that another page can make a browser send', () => {
  test('S55 a post of plain text is refused', async () => {
    const answer = await call({ 'Content-Type': 'text/plain', Authorization: `Bearer ${token}` })
    expect(answer.status).toBe(415)
  })

  test('S56 a form is refused', async () => {
    const type = 'application/x-www-form-urlencoded'
    expect((await call({ 'Content-Type': type, Authorization: `Bearer ${token}` })).status).toBe(415)
  })

  test.each([
    ['S57 a request that the browser calls cross-site', 'cross-site'],
    ['S58 a request that the browser calls same-site', 'same-site'],
  ])('%s is refused', async (_, site) => {
    expect((await call({ 'Sec-Fetch-Site': site, Authorization: `Bearer ${token}` })).status).toBe(403)
  })

  test('a post without our exact origin is refused', async () => {
    const own = `http://127.0.0.1:${server.port}`
    const others = [`${own}0`, `${own}.evil.example`, `${own}@evil.example`, own.replace('http', 'https')]
    for (const Origin of [null, 'null', 'http://127.0.0.1', ...others]) {
      expect((await call({ Origin, Authorization: `Bearer ${token}` })).status).toBe(403)
    }
  })

  test('S59 a preflight gets no CORS header', async () => {
    const headers = [
      `Host: 127.0.0.1:${server.port}`,
      'Origin: http://evil.example',
      'Access-Control-Request-Method: POST',
    ]
    for (const target of ['/api/call', '/']) {
      const answer = await sendRaw(server.port, requestText(`OPTIONS ${target} HTTP/1.1`, headers))
      expect(answer.status).toBe(405)
      expect(answer.head).not.toMatch(/access-control/i)
    }
  })

  test('S60 a script element of another port gets nothing', async () => {
    const headers = [`Host: 127.0.0.1:${server.port}`, 'Sec-Fetch-Site: same-site', 'Sec-Fetch-Dest: script']
    expect((await get('/api/call', headers)).status).toBe(403)
    expect((await get('/assets/index-AbCd1234.js', [...headers, 'Sec-Fetch-Mode: no-cors'])).status).toBe(403)
  })

  test('S60 of all files only Mermaid’s own scripts, the same for everybody, are given to a frame without an origin', async () => {
    const headers = [
      `Host: 127.0.0.1:${server.port}`,
      'Sec-Fetch-Site: cross-site',
      'Sec-Fetch-Dest: script',
      'Sec-Fetch-Mode: no-cors',
    ]
    const { status, head } = await get('/drawing/mermaid.js', headers)
    expect(status).toBe(200)
    expect(head).toMatch(/cross-origin-resource-policy: cross-origin/)
    for (const other of ['/', '/assets/index-AbCd1234.js', '/drawing/frame.html'])
      expect((await get(other, headers)).status, other).toBe(403)
  })

  test('S5 S61 Mermaid’s frame has no origin, no network, and may be held by our page only', async () => {
    const { head } = await get('/drawing/frame.html')
    expect(head).toMatch(
      /content-security-policy: default-src 'none'; script-src 'self'; style-src 'unsafe-inline';/,
    )
    expect(head).toMatch(/frame-ancestors 'self'; sandbox allow-scripts/)
    expect(head).toMatch(/x-frame-options: SAMEORIGIN/)
    expect(head).not.toMatch(/img-src|connect-src|frame-src/)
  })

  test('S61 the page forbids being framed', async () => {
    const { head } = await get('/')
    expect(head).toMatch(/frame-ancestors 'none'/)
    expect(head).toMatch(/x-frame-options: DENY/)
  })
})

describe('paths in calls', () => {
  const paths: [string, (host: TestHost) => string][] = [
    ['S62 an absolute path to a model that is there', ({ outside }) => `${outside}/threat-model.yaml`],
    ['S63 a path with a parent', () => '../outside/threat-model.yaml'],
    ['S64 a link that leads out', () => 'link.threat-model.yaml'],
    ['S64 a link into a folder whose name begins like ours', () => 'beside.threat-model.yaml'],
    ['S64 a linked folder beside ours', () => 'beside/threat-model.yaml'],
    ['S65 a pipe', () => 'pipe.threat-model.yaml'],
    ['S65 a link into /proc', () => 'proc.threat-model.yaml'],
    ['a file that is no model', () => '.git/config'],
  ]
  beforeAll(async () => {
    await run('mkfifo', [path.join(server.folder, 'pipe.threat-model.yaml')])
    await run('ln', ['-s', '/proc/self/environ', path.join(server.folder, 'proc.threat-model.yaml')])
    const beside = `${server.folder}-evil`
    await run('cp', ['-r', server.outside, beside])
    await run('ln', ['-s', beside, path.join(server.folder, 'beside')])
    const model = path.join(beside, 'threat-model.yaml')
    await run('ln', ['-s', model, path.join(server.folder, 'beside.threat-model.yaml')])
  })

  test.each(paths)('%s is refused at once', async (_, file) => {
    const answer = await server.call('model.open', { path: file(server) }, token)
    expect(answer.status).toBe(403)
    expect(answer.body).not.toContain('secret outside')
  })

  test('S65 a pipe and links out do not keep the folder from being listed', async () => {
    const answer = await server.call('workspace.get', {}, token)
    expect(JSON.parse(answer.body).value.models).toContainEqual(expect.objectContaining({ title: 'Shop' }))
    expect(answer.body).not.toContain('secret outside')
  })
})

describe('loads and oddities', () => {
  test('S66 200 sockets that never finish a request do not keep others out', async () => {
    let open = 200
    const slow = Array.from({ length: open }, () => connect(server.port, '127.0.0.1'))
    const closed = slow.map((socket) => new Promise<void>((resolve) => socket.on('close', () => resolve())))
    for (const socket of slow)
      socket
        .on('error', () => {})
        .on('close', () => {
          open -= 1
        })
        .resume()
        .write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    await Promise.all(slow.map((socket) => socket.connecting && once(socket, 'connect')))
    expect((await get('/')).status).toBe(200)
    expect((await server.call('workspace.get', {}, token)).status).toBe(200)
    expect(open).toBe(200)
    await Promise.all(closed)
  })

  test.each(['TRACE', 'PUT', 'DELETE', 'BREW'])('S67 %s is not allowed', async (method) => {
    const start = `${method} / HTTP/1.1`
    const answer = await sendRaw(server.port, requestText(start, [`Host: 127.0.0.1:${server.port}`]))
    expect(answer.status).toBe(405)
    expect(answer.body).not.toContain('TRACE')
  })

  const other = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)?.address
  // Linux answers on all of 127.0.0.0/8, so a second loopback address shows the same.
  test(`S68 the port is closed on ${other ?? '127.0.0.2 (this machine has no other address)'}`, async () => {
    await expect(sendRaw(server.port, '', other ?? '127.0.0.2')).rejects.toThrow('ECONNREFUSED')
  })

  test('S69 no answer and no file holds the token', async () => {
    const opened = await server.call('model.open', { path: 'threat-model.yaml' }, token)
    const saved = await server.call('settings.set', { theme: 'dark' }, token)
    for (const { head, body } of [opened, saved, await get('/')]) {
      expect(head + body).not.toContain(token)
      expect(head).toMatch(/referrer-policy: no-referrer/)
    }
    const found = await run('grep', ['-rl', '--devices=skip', token, path.dirname(server.folder)]).catch(
      () => null,
    )
    expect(found).toBeNull()
  })

  test('a body that is too large is cut off', async () => {
    const answer = await post('/api/session', '', { 'Content-Length': '100000000' })
    expect(answer.status).toBe(413)
  })

  // Last, because it uses up what wrong attempts there are.
  test('S70 10,000 guesses are slowed down, and the page stays in', async () => {
    const guesses = 10_000
    const guess = (nth: number, last: boolean) => {
      const body = JSON.stringify({ code: `guess ${nth}` })
      const headers = pagePost(server.port, body, { Connection: last ? 'close' : 'keep-alive' })
      return ['POST /api/session HTTP/1.1', ...headers, '', body].join('\r\n')
    }
    const all = Array.from({ length: guesses }, (_, nth) => guess(nth, nth === guesses - 1))
    const { head, body } = await sendRaw(server.port, all.join(''))
    const statuses = `${head}${body}`.match(/(?<=HTTP\/1\.1 )\d+/g) ?? []
    expect(statuses).toHaveLength(guesses)
    expect(statuses.filter((status) => status === '429').length).toBeGreaterThan(guesses - 100)
    expect(statuses.filter((status) => status !== '429' && status !== '401')).toEqual([])
    expect((await call({ Authorization: `Bearer ${token}` })).status).toBe(200)
  })
})
