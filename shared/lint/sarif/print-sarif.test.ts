import { describe, expect, test } from 'vitest'
import type { Diagnostic } from '../../core/diagnostics.ts'
import { LINT_RULES } from '../rules.ts'
import { printSarif } from './print-sarif.ts'

const at = (line: number) => ({ start: { line, column: 3 }, end: { line, column: 9 } })
const OPTIONS = {
  version: '1.2.3',
  inRepo: (file: string) => (file.startsWith('/') ? undefined : file),
  addressOf: (file: string) => `file://${file}`,
}
const finding = (part: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'crossing-not-analysed',
  severity: 'error',
  message: 'Flow Browser → API crosses "DMZ" without a risk analysis.',
  file: 'docs/threat-model.yaml',
  range: at(12),
  elementId: 'browser>api',
  ...part,
})

function runOf(...found: readonly Diagnostic[]) {
  const log = JSON.parse(printSarif(found, OPTIONS))
  expect(Object.keys(log)).toEqual(['$schema', 'version', 'runs'])
  expect(log).toMatchObject({ version: '2.1.0', runs: { length: 1 } })
  return log.runs[0]
}

const hashesOf = (...found: readonly Diagnostic[]): readonly string[] =>
  runOf(...found).results.map(
    (result: { partialFingerprints: { primaryLocationLineHash: string } }) =>
      result.partialFingerprints.primaryLocationLineHash,
  )

describe('SARIF', () => {
  test('names tool, category and success, and every rule with help', () => {
    const run = runOf()
    expect(Object.keys(run)).toEqual([
      'tool',
      'automationDetails',
      'invocations',
      'originalUriBaseIds',
      'columnKind',
      'results',
    ])
    expect(run).toMatchObject({
      tool: { driver: { name: 'Fenceline', semanticVersion: '1.2.3' } },
      automationDetails: { id: 'fenceline/lint/' },
      invocations: [{ executionSuccessful: true }],
      columnKind: 'utf16CodeUnits',
      results: [],
    })
    const { rules } = run.tool.driver
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(LINT_RULES.map(({ code }) => code))
    for (const rule of rules) {
      expect(rule.shortDescription.text.length).toBeLessThan(1024)
      expect(rule.fullDescription.text.length).toBeLessThan(1024)
      expect(rule.help.markdown).toContain(`  ${rule.id}: off`)
      expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration.level)
      expect(['error', 'warning', 'recommendation']).toContain(rule.properties['problem.severity'])
    }
  })

  test('gives each result its rule, level, message, element and region, counted from 1', () => {
    const run = runOf(finding())
    const [result] = run.results
    expect(result).toMatchObject({
      ruleId: 'crossing-not-analysed',
      level: 'error',
      message: { text: expect.stringContaining('without a risk analysis') },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'docs/threat-model.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 12, startColumn: 3, endLine: 12, endColumn: 9 },
          },
          logicalLocations: [{ fullyQualifiedName: 'browser>api' }],
        },
      ],
    })
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe('crossing-not-analysed')
    expect(run.originalUriBaseIds).toHaveProperty('%SRCROOT%')
  })

  test('calls an info a note, and puts a finding about a whole file at its first line', () => {
    const [result] = runOf(finding({ severity: 'info', range: undefined, elementId: undefined })).results
    expect(result.level).toBe('note')
    expect(result.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'docs/threat-model.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 1 },
        },
      },
    ])
  })

  test('escapes what an address cannot hold, and names a file outside the repo by its whole address', () => {
    const uriOf = (file: string) =>
      runOf(finding({ file })).results[0].locations[0].physicalLocation.artifactLocation
    expect(uriOf('a b/ü#1.yaml')).toEqual({ uri: 'a%20b/%C3%BC%231.yaml', uriBaseId: '%SRCROOT%' })
    expect(uriOf('/tmp/x.yaml')).toEqual({ uri: 'file:///tmp/x.yaml' })
  })

  test('describes what a reader reports, known to this version or not', () => {
    const run = runOf(finding({ code: 'yaml-syntax' }), finding({ code: 'new-trouble', severity: 'warning' }))
    const added = run.tool.driver.rules.slice(LINT_RULES.length)
    expect(added.map(({ id }: { id: string }) => id)).toEqual(['new-trouble', 'yaml-syntax'])
    expect(added[1].shortDescription.text).toBe('The file is not valid YAML.')
    expect(run.results.map(({ ruleIndex }: { ruleIndex: number }) => ruleIndex)).toEqual([
      LINT_RULES.length + 1,
      LINT_RULES.length,
    ])
  })

  test('a fingerprint stays when lines move and titles change, and tells elements and rules apart', () => {
    const [hash] = hashesOf(finding())
    expect(hash).toMatch(/^[0-9a-f]{16}:1$/)
    expect(hashesOf(finding({ range: at(99), message: 'Flow Web → API crosses "Edge".' }))).toEqual([hash])
    const others = hashesOf(finding({ elementId: 'a>b' }), finding({ code: 'crossing-stale' }))
    expect(new Set([hash, ...others]).size).toBe(3)
  })

  test('two findings of one rule at one element have two fingerprints, in each file from 1', () => {
    const [one, two, other] = hashesOf(finding(), finding({ message: 'Also' }), finding({ file: 'b.yaml' }))
    expect(one?.replace(':1', ':2')).toBe(two)
    expect(other).toBe(one)
  })
})
