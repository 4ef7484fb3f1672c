/** What `fenceline lint` reports: the reader's diagnostics and those of the rules, at their lines. */
import type { Diagnostic, Locate, Severity } from '../core/diagnostics.ts'
import { compareText } from '../core/text.ts'
import type { Config } from '../model/config.ts'
import type { Model } from '../model/schema.ts'
import type { LintRule } from './rule.ts'
import { LINT_RULES } from './rules.ts'

export interface LintOptions {
  readonly locate: Locate
  /** As the user gave it; put on every diagnostic that names no file. */
  readonly file: string
  readonly config: Config
  /** What the reader of the model found; kept, with severities from the config where a code is named there. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Findings of one model, sorted by line, then code; a rule set to `off` reports nothing. */
export function lintModel(model: Model, options: LintOptions): readonly Diagnostic[] {
  const found = options.diagnostics.flatMap((diagnostic) =>
    configured(diagnostic, diagnostic.severity, options),
  )
  for (const rule of LINT_RULES) {
    if (options.config.lint[rule.code] === 'off') continue
    for (const finding of rule.check(model, options.config))
      found.push(...diagnosticOf(rule, finding, options))
  }
  return found.sort(
    (a, b) =>
      (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) ||
      compareText(a.code, b.code) ||
      (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0) ||
      compareText(a.elementId ?? '', b.elementId ?? ''),
  )
}

function diagnosticOf(
  rule: LintRule,
  finding: ReturnType<LintRule['check']>[number],
  options: LintOptions,
): readonly Diagnostic[] {
  const { message, elementId, near, severity } = finding
  const range = [elementId, ...(near ?? [])]
    .map((id) => (id === undefined ? undefined : options.locate(id)))
    .find(Boolean)
  const diagnostic: Diagnostic = {
    code: rule.code,
    severity: severity ?? rule.severity,
    message,
    ...(range ? { range } : {}),
    ...(elementId === undefined ? {} : { elementId }),
  }
  return configured(diagnostic, diagnostic.severity, options)
}

function configured(
  diagnostic: Diagnostic,
  severity: Severity,
  { config, file }: LintOptions,
): readonly Diagnostic[] {
  const wanted = config.lint[diagnostic.code] ?? severity
  return wanted === 'off' ? [] : [{ file, ...diagnostic, severity: wanted }]
}
