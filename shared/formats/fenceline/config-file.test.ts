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

  describe('a rule of the team', () => {
    const RULE = {
      id: 'pii-without-vault',
      category: 'information-disclosure',
      on: 'component',
      when: '[store, about: [personal], not: {uses: [vault]}]',
      title: '"{it} leaks"',
      why: '"{callers} read it"',
      assumption: 'A',
      mitigation: 'M',
      reference: 'CWE-359',
      severity: 'high',
    }
    const written = (changes: Readonly<Record<string, string>>) =>
      `rules:\n  - ${Object.entries({ ...RULE, ...changes })
        .map(([key, value]) => `${key}: ${value}`)
        .join('\n    ')}\n`
    const read = (changes: Readonly<Record<string, string>> = {}) => readConfig(written(changes))

    test('is read as data', () => {
      const { config, diagnostics } = read()
      expect(diagnostics).toEqual([])
      expect(config.rules).toMatchObject([
        {
          id: 'pii-without-vault',
          priority: 5,
          when: {
            op: 'all',
            of: [
              { op: 'is', word: 'store', values: [] },
              { op: 'is', word: 'about', values: ['personal'] },
              { op: 'not', of: { op: 'is', word: 'uses', values: ['vault'] } },
            ],
          },
        },
      ])
    })

    test.each([
      [{ when: 'stor' }, 'Did you mean "store"?', 5],
      [{ when: 'uses' }, 'uses: [gateway]', 5],
      [{ when: '{store: [a]}' }, 'takes no words', 5],
      [{ when: '{all: [], any: []}' }, 'one word, or one of all', 5],
      [{ when: '{any: []}' }, 'must be a list', 5],
      [{ when: '{constructor: [a]}' }, 'is none of', 5],
      [{ when: '{not: {not: {not: {not: {not: {not: {not: {not: {not: store}}}}}}}}}' }, 'nested more', 5],
      [{ on: 'flow' }, 'must be component or crossing', 4],
      [{ category: 'spoof' }, '"category" must be', 3],
      [{ priority: '11' }, '1 to 10', 12],
      [{ id: 'Pii' }, 'small letters', 2],
      [{ title: '"A store leaks"' }, 'must name its target', 2],
      [{ title: '"{from} leaks"' }, 'Known: it, zone', 6],
      [{ mitigation: '' }, 'has no "mitigation"', 9],
      [{ colour: 'red' }, '"colour"', 12],
    ] as const)('with %j is told so at its line', (changes, words, line) => {
      const { diagnostics } = read(changes)
      expect(diagnostics).toContainEqual(
        expect.objectContaining({
          code: 'bad-rule',
          message: expect.stringContaining(words),
          range: expect.objectContaining({ start: expect.objectContaining({ line }) }),
        }),
      )
      expect(read(changes).config.rules).toHaveLength('colour' in changes ? 1 : 0)
    })

    test('counts once for each id', () => {
      const twice = `${written({})}${written({}).replace('rules:\n', '')}`
      const { config, diagnostics } = readConfig(twice)
      expect(config.rules).toHaveLength(1)
      expect(diagnostics).toMatchObject([{ message: expect.stringContaining('Two rules have the id') }])
    })
  })

  test('an id of an object property is harmless', () => {
    readConfig('lint: {__proto__: error, constructor: error}\n')
    expect(({} as { error?: unknown }).error).toBeUndefined()
  })
})
