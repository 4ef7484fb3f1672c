import { expect, test } from 'vitest'
import type { Asset } from '../../server/assets.ts'
import { SECURITY_HEADERS } from '../../server/headers.ts'
import { answerAsset } from './answer-asset.ts'

const asset = (text: string): Asset => ({ body: Buffer.from(text), type: 'text/html', isImmutable: false })
const assets = new Map([
  ['/', asset('page')],
  ['/index.html', asset('page')],
  ['/drawing/frame.html', asset('frame')],
  ['/drawing/mermaid.js', asset('code')],
  ['/assets/a-12345678.js', { ...asset('code'), isImmutable: true }],
])
const get = (url: string, method = 'GET') => answerAsset(assets, { url, method })

test('S4 the page comes with the same policy as in a browser', () => {
  const answer = get('app://fenceline/index.html')
  expect(answer.status).toBe(200)
  expect(answer.headers).toMatchObject(SECURITY_HEADERS)
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
  expect(get('app://fenceline/?x#y').status).toBe(200)
})

test('S5 the frame that Mermaid draws in has a policy of its own, and only our page may hold it', () => {
  const { headers } = get('app://fenceline/drawing/frame.html')
  expect(headers['content-security-policy']?.split('; ').sort()).toEqual([
    "base-uri 'none'",
    "default-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
    "script-src 'self'",
    "style-src 'unsafe-inline'",
  ])
  expect(headers['x-frame-options']).toBe('SAMEORIGIN')
  // The frame has no origin, so its script is another's to it; nothing else is for others.
  expect(get('app://fenceline/drawing/mermaid.js').headers).toMatchObject({
    'content-security-policy': SECURITY_HEADERS['content-security-policy'],
    'cross-origin-resource-policy': 'cross-origin',
  })
  for (const path of ['index.html', 'assets/a-12345678.js', 'drawing/frame.html'])
    expect(get(`app://fenceline/${path}`).headers['cross-origin-resource-policy'], path).toBe('same-origin')
})

test('a hashed file may be kept, the page itself may not', () => {
  expect(get('app://fenceline/assets/a-12345678.js').headers['cache-control']).toContain('immutable')
  expect(get('app://fenceline/index.html').headers['cache-control']).toBe('no-store')
})

test('S12 another host, a longer host, a port or a user is not ours', () => {
  for (const url of [
    'app://evil/index.html',
    'app://fenceline.evil/index.html',
    'app://fenceline:80/index.html',
    'app://a@fenceline/index.html',
    'app:index.html',
    'app:///index.html',
    'file:///etc/passwd',
    'http://fenceline/index.html',
    '',
  ])
    expect(get(url).status, url).toBe(404)
})

test('S40-S44 a path that leads out, however it is written, is not found', () => {
  for (const path of [
    '../package.json',
    '%2e%2e%2fpackage.json',
    '..%2fpackage.json',
    '..\\package.json',
    '#/../package.json#',
    'assets/../index.html',
    'index.html%00',
    '//index.html',
    '/index.html',
    'constructor',
    '__proto__',
  ])
    expect(get(`app://fenceline/${path}`).status, path).toBe(path.startsWith('#') ? 200 : 404)
})

test('S67 only reading is answered', () => {
  for (const method of ['POST', 'PUT', 'TRACE', 'DELETE'])
    expect(get('app://fenceline/index.html', method).status).toBe(405)
  expect(get('app://fenceline/index.html', 'HEAD').body).toBeNull()
})
