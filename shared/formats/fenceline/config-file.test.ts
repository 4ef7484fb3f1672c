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
