/** Checks models and says what is wrong, at the line. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { plural } from '../../../shared/core/text.ts'
import { lintModel } from '../../../shared/lint/lint.ts'
import { type LoadedFile, loadFiles } from '../models.ts'
import { diagnosticLine, type ExitCode, isColoured, print, printJson, say } from '../output.ts'

interface Options {
  readonly format: 'text' | 'json' | 'github'
  readonly failOn: 'error' | 'warning'
}

/** A file that does not parse is a finding here; one that cannot be read at all is a fault. */
export async function lint(paths: string[], options: Options): Promise<ExitCode> {
  const files = await loadFiles(paths)
  const found = files.flatMap(check)
  if (options.format === 'json') printJson({ diagnostics: found.map(toJson) })
  else if (options.format === 'github') print(found.map(annotation).join('\n'))
  else printText(files, found)
  const fails = (diagnostic: Diagnostic) =>
    diagnostic.severity === 'error' || (options.failOn === 'warning' && diagnostic.severity === 'warning')
  return found.some(fails) ? 1 : 0
}

function check(file: LoadedFile): readonly Diagnostic[] {
  const { model, locate } = file.read
  if (!model) return file.diagnostics
  return lintModel(model, { locate, file: file.shown, config: file.config, diagnostics: file.diagnostics })
}

function printText(files: readonly LoadedFile[], found: readonly Diagnostic[]): void {
  const on = isColoured(process.stdout)
  print(found.map((diagnostic) => diagnosticLine(diagnostic, on)).join('\n'))
  const count = (severity: Diagnostic['severity']) =>
    found.filter((diagnostic) => diagnostic.severity === severity).length
  const errors = plural(count('error'), 'error')
  const warnings = plural(count('warning'), 'warning')
  say(`${plural(files.length, 'model')} checked: ${errors}, ${warnings}`)
}

function toJson({ code, severity, message, file, range, elementId }: Diagnostic): object {
  const { line, column } = range?.start ?? { line: 1, column: 1 }
  return { code, severity, message, file, line, column, elementId }
}

/** A GitHub workflow command; its own escapes keep a message from becoming a second command. */
function annotation({ severity, code, message, file, range }: Diagnostic): string {
  const level = severity === 'info' ? 'notice' : severity
  const { line, column } = range?.start ?? { line: 1, column: 1 }
  const place = file === undefined ? '' : `file=${escapeProperty(file)},line=${line},col=${column},`
  return `::${level} ${place}title=${escapeProperty(code)}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
