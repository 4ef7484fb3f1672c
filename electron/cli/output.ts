/** What a terminal is told. Names and messages come from files, so none of them may steer the terminal. */

import type { Diagnostic, Severity } from '../../shared/core/diagnostics.ts'
import type { AppError } from '../../shared/core/errors.ts'

/** 0: fine. 1: findings. 2: could not run. */
export type ExitCode = 0 | 1 | 2

export type Colour = 'red' | 'yellow' | 'blue' | 'green' | 'bold' | 'dim'

const SGR: Readonly<Record<Colour, number>> = { red: 31, yellow: 33, blue: 34, green: 32, bold: 1, dim: 2 }
const SEVERITY_COLOURS: Readonly<Record<Severity, Colour>> = { error: 'red', warning: 'yellow', info: 'blue' }

/** Marks that turn the direction of text or take no room: they make one name look like another. */
const INVISIBLE = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

/** What a line of text does not need; an emoji's joiner and the like do nothing to a terminal. */
const CONTROL = /(?![\t\n]|\r\n)\p{Cc}/gu

/** GitHub's older commands and Azure's, which their runners look for anywhere in a line. */
const COMMAND = /##(?=(?:vso)?\[)/gi

/** What `visible` changes: most texts hold none of it. */
const UNSEEN = /\p{Cc}|##|[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u

/** One line with every control, direction and zero-width character made visible, and no command to a CI runner. */
export function visible(text: string): string {
  if (!UNSEEN.test(text)) return text
  let shown = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) shown += `\\x${code.toString(16).padStart(2, '0')}`
    else shown += INVISIBLE.test(character) ? `\\u{${code.toString(16)}}` : character
  }
  return shown.replace(COMMAND, '#\\x23')
}

/** As `visible`, and no command either to a runner that reads lines beginning with `::`. */
export function visibleLine(text: string): string {
  return visible(text).replace(/^(\s*):(?=:)/, '$1\\x3a')
}

export function isColoured(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv = process.env): boolean {
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
}

/** The text in a colour, where colours are `on`. */
export function paint(text: string, colour: Colour, on: boolean): string {
  return on ? `\u001b[${SGR[colour]}m${text}\u001b[0m` : text
}

/** Writes text that is ours or a whole document the user asked for. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') || text === '' ? text : `${text}\n`)
}

/** A document on standard output: whole in a pipe; a terminal shows its control characters and obeys none. */
export function printDocument(text: string, isTerminal = process.stdout.isTTY === true): void {
  print(isTerminal ? text.replace(CONTROL, (control) => visible(control)) : text)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** One line to the person, apart from the output that may be piped. */
export function say(text: string): void {
  process.stderr.write(`${visibleLine(text)}\n`)
}

export function sayFault(fault: AppError): void {
  const on = isColoured(process.stderr)
  process.stderr.write(`${paint('fenceline:', 'red', on)} ${visible(fault.message)}\n`)
  if (fault.hint) process.stderr.write(`  ${visible(fault.hint)}\n`)
}

/** `file:line:column severity code message`, which editors and terminals turn into links. */
export function diagnosticLine(diagnostic: Diagnostic, on: boolean): string {
  const { line, column } = diagnostic.range?.start ?? { line: 1, column: 1 }
  const place = visibleLine(`${diagnostic.file ?? '-'}:${line}:${column}`)
  const severity = paint(diagnostic.severity, SEVERITY_COLOURS[diagnostic.severity], on)
  return `${place} ${severity} ${visible(diagnostic.code)} ${visible(diagnostic.message)}`
}

/** To stderr: what a reader had to say about a file that a command works on. */
export function sayDiagnostics(diagnostics: readonly Diagnostic[]): void {
  const on = isColoured(process.stderr)
  for (const diagnostic of diagnostics) process.stderr.write(`${diagnosticLine(diagnostic, on)}\n`)
}

/** Columns padded to their longest cell; the last one is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
  return rows.map((row) => line(row).join('  ').trimEnd()).join('\n')
}
