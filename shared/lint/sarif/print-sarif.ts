/**
 * Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), with what GitHub's code scanning
 * asks for besides: a location for each result, help for each rule, and fingerprints that do not move with lines.
 */
import type { Diagnostic, Severity } from '../../core/diagnostics.ts'
import { hashText } from '../../core/text.ts'
import { READER_PROBLEMS } from '../reader-problems.ts'
import type { LintRule } from '../rule.ts'
import { LINT_RULES } from '../rules.ts'

export interface SarifOptions {
  /** Of Fenceline. */
  readonly version: string
  /** A file as a path from the root of the repo with `/`; undefined for one outside of it. */
  readonly inRepo: (file: string) => string | undefined
  /** `file:` address of a file outside the repo. */
  readonly addressOf: (file: string) => string
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const ROOT = '%SRCROOT%'
const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }
/** GitHub's words for how much a finding matters that is no vulnerability by itself. */
const WEIGHTS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
}
const DIGITS = 16

type Described = Pick<LintRule, 'code' | 'severity' | 'summary' | 'docs'>

/** One run with all rules, whether they found anything or not; the text ends with a newline. */
export function printSarif(found: readonly Diagnostic[], options: SarifOptions): string {
  const rules = [...LINT_RULES, ...foreignRules(found)]
  const indexes = new Map(rules.map(({ code }, at) => [code, at]))
  const fingerprint = fingerprints()
  const run = {
    tool: {
      driver: {
        name: 'Fenceline',
        version: options.version,
        semanticVersion: options.version,
        rules: rules.map(toRule),
      },
    },
    automationDetails: { id: 'fenceline/lint/' },
    invocations: [{ executionSuccessful: true }],
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
    columnKind: 'utf16CodeUnits',
    results: found.map((diagnostic) => ({
      ruleId: diagnostic.code,
      ruleIndex: indexes.get(diagnostic.code),
      level: LEVELS[diagnostic.severity],
      message: { text: diagnostic.message },
      locations: [locationOf(diagnostic, options)],
      partialFingerprints: { primaryLocationLineHash: fingerprint(diagnostic) },
    })),
  }
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`
}

/** What readers reported in these files. */
function foreignRules(found: readonly Diagnostic[]): readonly Described[] {
  const known = new Set(LINT_RULES.map(({ code }) => code))
  const codes = [...new Set(found.map(({ code }) => code))].filter((code) => !known.has(code)).sort()
  return codes.map((code) => ({
    code,
    severity: found.find((each) => each.code === code)?.severity ?? 'error',
    summary: READER_PROBLEMS[code] ?? `The file is not what its format asks for (${code})`,
    docs: 'Found while the file was read. The message says where, and what to do about it.',
  }))
}

function toRule({ code, severity, summary, docs }: Described): object {
  const setting = `lint:\n  ${code}: off # or error, warning, info`
  return {
    id: code,
    name: code.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${summary}.` },
    fullDescription: { text: docs },
    help: {
      text: `${docs}\n\nIts severity is set in .fenceline/config.yaml:\n\n${setting}\n`,
      markdown: `${docs}\n\nIts severity is set in \`.fenceline/config.yaml\`:\n\n\`\`\`yaml\n${setting}\n\`\`\`\n`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['threat-model'],
      precision: 'very-high',
      'problem.severity': WEIGHTS[severity],
    },
  }
}

function locationOf({ file = '', range, elementId }: Diagnostic, options: SarifOptions): object {
  const path = options.inRepo(file)
  const artifactLocation =
    path === undefined
      ? { uri: options.addressOf(file) }
      : { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT }
  const region = range
    ? {
        startLine: range.start.line,
        startColumn: range.start.column,
        endLine: range.end.line,
        endColumn: range.end.column,
      }
    : { startLine: 1 }
  return {
    physicalLocation: { artifactLocation, region },
    ...(elementId === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: elementId }] }),
  }
}

/**
 * What stays the same when lines move and titles change: the rule and its element, of several the how manieth.
 * GitHub adds the file, and takes its own hash of the line where this member is missing.
 */
function fingerprints(): (diagnostic: Diagnostic) => string {
  const counts = new Map<string, number>()
  return ({ code, elementId, message, file = '' }) => {
    const hash = hashText(`${code}\n${elementId ?? message}`, DIGITS)
    const count = (counts.get(`${file}\n${hash}`) ?? 0) + 1
    counts.set(`${file}\n${hash}`, count)
    return `${hash}:${count}`
  }
}
