import type { Diagnostic } from '../../../shared/core/diagnostics.ts'

import { visible } from '../output.ts'

/**
 * A GitHub workflow command, which shows a finding at its line of a pull request; its own escapes keep a
 * message from becoming a second command. `file` is a path from the repo's root.
 */
export function printAnnotation({ severity, code, message, range }: Diagnostic, file: string): string {
  const level = severity === 'info' ? 'notice' : severity
  const { start, end } = range ?? { start: { line: 1, column: 1 }, end: undefined }
  const to = end && end.line > start.line ? `,endLine=${end.line}` : ''
  return `::${level} file=${escapeProperty(file)},line=${start.line},col=${start.column}${to},title=${escapeProperty(code)}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => visible(line).replace(/%/g, '%25'))
    .join('%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C')
}
