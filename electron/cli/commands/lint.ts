/** Checks models and says what is wrong, at the line. */
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { plural } from '../../../shared/core/text.ts'
import { printSarif } from '../../../shared/lint/sarif/print-sarif.ts'
import { today } from '../../backend/today.ts'
import { printAnnotation } from '../lint/annotation.ts'
import { type Checked, checkFile, withoutRepeats } from '../lint/check.ts'
import { addressOf, pathFromTop, topOrHere } from '../lint/repo-paths.ts'
import { loadFiles } from '../models.ts'
import { diagnosticLine, type ExitCode, isColoured, print, printJson, say } from '../output.ts'

interface Options {
  readonly format: 'text' | 'json' | 'sarif' | 'github'
  readonly failOn: 'error' | 'warning'
  readonly since?: string
}

/** A file that does not parse is a finding here; one that cannot be read at all is a fault. */
export function lint(version: string): (paths: string[], options: Options) => Promise<ExitCode> {
  return async (paths, { format, failOn, since }) => {
    const checked =
      since === undefined ? await check(paths, today()) : await checkSince(paths, since, today())
    const { found } = checked
    if (format === 'json') printJson({ diagnostics: found.map(toJson) })
    else if (format === 'sarif') print(await sarifOf(found, version))
    else if (format === 'github') print(await annotationsOf(found))
    else printText(checked, since)
    const fails = ({ severity }: Diagnostic) =>
      severity === 'error' || (failOn === 'warning' && severity === 'warning')
    return found.some(fails) ? 1 : 0
  }
}

async function check(paths: readonly string[], day: string): Promise<Checked> {
  const files = await loadFiles(paths)
  const checked = await Promise.all(files.map((file) => checkFile(file, day)))
  return { files, found: withoutRepeats(checked.flat()) }
}

/** Reading git is loaded only for those who ask for it. */
async function checkSince(paths: readonly string[], since: string, day: string): Promise<Checked> {
  return (await import('../lint/since.ts')).checkSince(paths, since, day)
}

function printText({ files, found, removed = 0 }: Checked, since?: string): void {
  const on = isColoured(process.stdout)
  print(found.map((diagnostic) => diagnosticLine(diagnostic, on)).join('\n'))
  const count = (severity: Diagnostic['severity']) =>
    found.filter((diagnostic) => diagnostic.severity === severity).length
  const errors = plural(count('error'), 'error')
  const warnings = plural(count('warning'), 'warning')
  const introduced = since === undefined ? '' : ` introduced since ${since}`
  const gone = removed > 0 ? `, ${removed} removed` : ''
  say(`${plural(files.length, 'model')} checked${gone}: ${errors}, ${warnings}${introduced}`)
}

function toJson({ code, severity, message, file, range, elementId }: Diagnostic): object {
  const { line, column } = range?.start ?? { line: 1, column: 1 }
  return { code, severity, message, file, line, column, elementId }
}

async function annotationsOf(found: readonly Diagnostic[]): Promise<string> {
  const top = await topOrHere()
  return found
    .map((each) => printAnnotation(each, pathFromTop(top, each.file ?? '') ?? each.file ?? ''))
    .join('\n')
}

async function sarifOf(found: readonly Diagnostic[], version: string): Promise<string> {
  const top = await topOrHere()
  return printSarif(found, { version, inRepo: (file) => pathFromTop(top, file), addressOf })
}
