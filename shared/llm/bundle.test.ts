import { describe, expect, test } from 'vitest'
import { type Bundle, type BundleRequest, printBundle, readBundle } from './bundle.ts'

const request = (file: string, target: string): BundleRequest => ({
  file,
  target,
  prompt: { id: 'stride-component', version: '1', hash: 'ab' },
  body: `{"target":"${target}"}`,
  reply: '{"threats":[]}',
  stopReason: 'end',
  usage: { inputTokens: 10, outputTokens: 2, cachedTokens: 0, cost: null },
})

const bundle = (...requests: BundleRequest[]): Bundle => ({
  version: 1,
  date: '2026-11-25',
  origin: 'http://127.0.0.1:1',
  model: 'a-model',
  tier: 'schema',
  maxTokens: 8000,
  requests,
})

describe('a bundle', () => {
  test('comes back as it was printed, to the byte', () => {
    const failed: BundleRequest = { ...request('b.yaml', 'api'), reply: null, problem: 'It was down.' }
    const text = printBundle(bundle(request('a.yaml', 'api'), failed))
    const { bundle: read, diagnostics } = readBundle(text)
    expect(diagnostics).toEqual([])
    expect(read?.requests).toEqual([request('a.yaml', 'api'), failed])
    if (read) expect(printBundle(read)).toBe(text)
  })

  test('has the same bytes whatever order its replies came in', () => {
    const [a, b, c] = [request('a.yaml', 'x'), request('a.yaml', 'y'), request('b.yaml', 'x')]
    expect(printBundle(bundle(c, b, a))).toBe(printBundle(bundle(a, b, c)))
  })

  test.each([
    ['', 'not JSON'],
    ['{"version":1', 'not JSON'],
    ['{"version":2}', 'newer'],
    ['[]', 'Invalid'],
    [printBundle(bundle(request('a', 'x'), request('a', 'x'))), 'two requests for x of a'],
    [printBundle(bundle(request('a', 'x'))).replace('"reply":', '"answer":'), 'requests.0.reply'],
  ])('that is broken gives a reason and no half of it: %#', (text, reason) => {
    const read = readBundle(text)
    expect(read.bundle).toBeNull()
    expect(read.diagnostics[0]?.message).toContain(reason)
  })
})
