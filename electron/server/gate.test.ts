// The gate alone: behind it stand a fixed map of files and real paths, which would refuse most of this once more.
import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { checkRequest, isSameOrigin } from './gate.ts'

function request(url: string, headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  const all = { host: '127.0.0.1:8000', ...headers }
  const made = { httpVersion: '1.1', url, headers: all, rawHeaders: Object.entries(all).flat() }
  return made as unknown as IncomingMessage
}

test.each([
  ['S40 a raw parent', '/../package.json'],
  ['S40 a parent at the end', '/assets/..'],
  ['S41 an encoded parent', '/%2e%2e%2fpackage.json'],
  ['S42 an encoded slash', '/..%2fpackage.json'],
  ['S43 a backslash', '/..\\package.json'],
  ['S43 an encoded backslash', '/a%5cb'],
  ['S44 a parent after a fragment', '/#/../package.json'],
])('%s does not pass the gate', (_, url) => {
  expect(checkRequest(request(url), [])).toMatchObject({ status: 404 })
})

test('a name that only holds two dots passes', () => {
  expect(checkRequest(request('/assets/a..b.js'), [])).toBeNull()
})

test('a forwarder that was allowed may speak TLS, under its own name only', () => {
  const from = (origin: string, host = 'dev.example:443') => request('/', { host, origin })
  expect(isSameOrigin(from('https://dev.example:443'), ['dev.example'])).toBe(true)
  expect(isSameOrigin(from('https://dev.example:443'), [])).toBe(false)
  expect(isSameOrigin(from('https://dev.example:4430'), ['dev.example'])).toBe(false)
  expect(
    isSameOrigin(from('https://dev.example.evil.example', 'dev.example.evil.example'), ['dev.example']),
  ).toBe(false)
})
