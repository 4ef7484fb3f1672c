/** What `fenceline lint` reports: the reader's diagnostics and those of the rules, at their lines. */
import type { Diagnostic, Locate, Range, Severity } from '../core/diagnostics.ts'
import { compareText } from '../core/text.ts'
import type { Model } from '../model/schema.ts'
import type { Facts, Finding, LintFix, LintRule } from './rule.ts'
import { LINT_RULES } from './rules.ts'

export interface LintOptions extends Facts {
  readonly locate: Locate
  /** Where an element of an included file stands; asked where `locate` knows none. */
  readonly origin?: (elementId: string) => { readonly file: string; readonly range: Range } | undefined
  /** As the user gave it; put on every diagnostic that names no file. */
  readonly file: string
  /** What the reader of the model found; kept, with severities from the config where a code is named there. */
  readonly diagnostics: readonly Diagnostic[]
}

/** A diagnostic of a rule, with the change that would settle it where there is a mechanical one. */
export interface LintDiagnostic extends Diagnostic {
  readonly fix?: LintFix
}

/** Findings of one model, those of its own file first, sorted by line, then code; a rule set to `off` reports nothing. */
export function lintModel(model: Model, options: LintOptions): readonly LintDiagnostic[] {
  const steps = lintInSteps(model, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same, one rule a step, for whoever must do something else in between. */
export function* lintInSteps(
  model: Model,
  options: LintOptions,
): Generator<undefined, readonly LintDiagnostic[]> {
  const found: LintDiagnostic[] = options.diagnostics.flatMap((diagnostic) =>
    configured(diagnostic, diagnostic.severity, options),
  )
  for (const rule of LINT_RULES) {
    if (options.config.lint[rule.code] === 'off') continue
    for (const finding of rule.check(model, options)) found.push(...diagnosticOf(rule, finding, options))
    yield
  }
  const place = ({ file }: Diagnostic) => (file === options.file ? '' : (file ?? ''))
  return found.sort(
    (a, b) =>
      compareText(place(a), place(b)) ||
      (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) ||
      compareText(a.code, b.code) ||
      (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0) ||
      compareText(a.elementId ?? '', b.elementId ?? ''),
  )
}

function diagnosticOf(rule: LintRule, finding: Finding, options: LintOptions): readonly LintDiagnostic[] {
  const { message, elementId, severity, fix } = finding
  const diagnostic: LintDiagnostic = {
    code: rule.code,
    severity: severity ?? rule.severity,
    message,
    ...placeOf(finding, options),
    ...(elementId === undefined ? {} : { elementId }),
    ...(fix ? { fix } : {}),
  }
  return configured(diagnostic, diagnostic.severity, options)
}

function placeOf(
  { elementId, near = [], at }: Finding,
  { locate, origin }: LintOptions,
): Pick<Diagnostic, 'file' | 'range'> {
  if (at) return at
  const names = elementId === undefined ? near : [elementId, ...near]
  for (const name of names) {
    const range = locate(name)
    if (range) return { range }
    const elsewhere = origin?.(name)
    if (elsewhere) return elsewhere
  }
  return {}
}

function configured(
  diagnostic: LintDiagnostic,
  severity: Severity,
  { config, file }: LintOptions,
): readonly LintDiagnostic[] {
  const wanted = config.lint[diagnostic.code] ?? severity
  return wanted === 'off' ? [] : [{ file, ...diagnostic, severity: wanted }]
}
