import { expect, test, vi } from 'vitest'
import { diagnosticLine, printDocument, table, visible, visibleLine } from './output.ts'

test('H15 escapes, returns, C1 codes and marks that turn text are shown, not obeyed', () => {
  expect(visible('a\u001b]52;c;x\u0007')).toBe('a\\x1b]52;c;x\\x07')
  expect(visible('ok\rno\nway\u009b31m')).toBe('ok\\x0dno\\x0away\\x9b31m')
  expect(visible('evil\u202egpj\u200b\u061c')).toBe('evil\\u{202e}gpj\\u{200b}\\u{61c}')
  expect(visible('Grüße 日本語 🙂')).toBe('Grüße 日本語 🙂')
})

test('H15 a line never is a command to a CI runner', () => {
  expect(visibleLine('::error file=a::b')).toBe('\\x3a:error file=a::b')
})

test('H15 what GitHub and Azure take for a command anywhere in a line is none', () => {
  expect(visible('Cache ##[stop-commands]x')).toBe('Cache #\\x23[stop-commands]x')
  expect(visible('a ##vso[task.setvariable variable=x]y')).toBe('a #\\x23vso[task.setvariable variable=x]y')
  expect(visible('###[error]x ## a [b]')).toBe('##\\x23[error]x ## a [b]')
})

test('H15 a printed document is whole in a pipe, and steers no terminal', () => {
  const written: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const text = 'id,title\r\na,"\u001b]0;x\u0007\tb\r\u009b2J"\r\n'
  printDocument(text, false)
  printDocument(text, true)
  spy.mockRestore()
  expect(written).toEqual([text, 'id,title\r\na,"\\x1b]0;x\\x07\tb\\x0d\\x9b2J"\r\n'])
})

test('a diagnostic is one line with its place first', () => {
  const range = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } }
  const line = diagnosticLine(
    { code: 'bad', severity: 'error', message: 'two\nlines', file: 'a.yaml', range },
    false,
  )
  expect(line).toBe('a.yaml:3:5 error bad two\\x0alines')
})

test('colour is added only where asked for', () => {
  const diagnostic = { code: 'bad', severity: 'error', message: 'm' } as const
  expect(diagnosticLine(diagnostic, true)).toContain('\u001b[31merror\u001b[0m')
  expect(diagnosticLine(diagnostic, false)).toBe('-:1:1 error bad m')
})

test('a table has columns as wide as their longest cell', () => {
  expect(
    table([
      ['a', 'x'],
      ['long', 'y'],
    ]),
  ).toBe('a     x\nlong  y')
})
