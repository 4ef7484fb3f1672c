import { describe, expect, test } from 'vitest'
import { DEFAULT_CONFIG } from '../../model/config.ts'
import { readConfig } from './config-file.ts'

const codes = (text: string) =>
  readConfig(text).diagnostics.map(({ code, range }) => [code, range?.start.line])

describe('the config file', () => {
  test('says severities, derived files and the ticket prefix', () => {
    const { config, diagnostics } = readConfig(
      'lint: {no-owner: off}\nderived: {dfd: true}\ntickets: {prefix: SEC}\n',
    )
    expect(diagnostics).toEqual([])
    expect(config.lint).toEqual({ 'no-owner': 'off' })
    expect(config.derived).toEqual({ ...DEFAULT_CONFIG.derived, dfd: true })
    expect(config.tickets.prefix).toBe('SEC')
  })

  test('L3 nothing in a repo says where anything is sent, however deep it stands', () => {
    const text = 'base_url: x\napi-key: x\nllm: {endpoint: x}\ntickets: {prefix: A, url: x}\nHTTPS_PROXY: x\n'
    expect(codes(text)).toEqual([1, 2, 3, 4, 5].map((line) => ['not-from-repo', line]))
    expect(readConfig(text).config).toEqual({ ...DEFAULT_CONFIG, tickets: { prefix: 'A' } })
  })

  test.each([
    'baseURL: x',
    'base-url: x',
    'BASE_URL: x',
    'endPoint: x',
    'end_point: x',
    '"api_key": x',
    'apiKey: x',
    'ANTHROPIC_BASE_URL: x',
    'ANTHROPIC_LOG: debug',
    'ai: [{url: x}]',
    'ai: {nested: {deeper: {host: x}}}',
    'lint: {base_url: x}',
    'derived: {proxy: x}',
    'tickets: {headers: {A: b}}',
    '? baseURL\n: x',
    'authorization: x',
    'llm: {}',
    'NODE_TLS_REJECT_UNAUTHORIZED: 0',
    'ca_certificate: x',
  ])('L3 %j is ignored, and the repo is told so with the line', (text) => {
    const { config, diagnostics } = readConfig(text, '.fenceline/config.yaml')
    expect(config).toEqual(DEFAULT_CONFIG)
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'not-from-repo',
        message: expect.stringContaining('comes from your own settings'),
        range: expect.objectContaining({ start: expect.objectContaining({ line: 1 }) }),
      }),
    ])
  })

  test('L3 what comes in by a merge key or an alias is ignored as well', () => {
    const text = 'x: &x {base_url: a}\ntickets:\n  <<: *x\n  prefix: A\nlint: *x\n'
    expect(codes(text).map(([code]) => code)).toEqual(['not-from-repo', 'not-from-repo', 'not-from-repo'])
    expect(readConfig(text).config).toEqual({ ...DEFAULT_CONFIG, tickets: { prefix: 'A' } })
  })

  test('a rule whose code speaks of secrets keeps its severity', () => {
    expect(readConfig('lint: {secret-in-text: error}\n')).toMatchObject({
      config: { lint: { 'secret-in-text': 'error' } },
      diagnostics: [],
    })
  })

  test('a setting that is none is named', () => {
    expect(codes('colour: red\nlint: {a: loud}\n')).toEqual([
      ['bad-config', 1],
      ['bad-config', 2],
    ])
  })

  test('an id of an object property is harmless', () => {
    readConfig('lint: {__proto__: error, constructor: error}\n')
    expect(({} as { error?: unknown }).error).toBeUndefined()
  })
})
