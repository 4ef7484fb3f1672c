/**
 * Reads the plain-text DFD. One pass over the lines declares the components, a second one places them
 * in zones and draws the flows, so that a flow may name a component that is declared further down.
 */
import { type Diagnostic, hasErrors, type Range } from '../../core/diagnostics.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import type { ReadResult } from '../format.ts'
import { Drawing, type Naming } from './drawing.ts'
import { readLine } from './syntax/line.ts'
import { type Line, LineProblem, type Span } from './syntax/statement.ts'

const MAX_LENGTH = 8 * 1024 * 1024
const MAX_ELEMENTS = 50_000
/** More would only repeat the first ones' cause. */
const MAX_PROBLEMS = 100

/** A model with every place of the text that names one of its elements. */
export interface DrawnText extends ReadResult {
  /** Components and boundaries in the order of the text, then flows. */
  readonly namings: readonly Naming[]
}

/** Never throws. The model is null when any line has an error; an empty text is an empty model. */
export function readDfd(text: string, file?: string): ReadResult {
  const { namings: _, ...read } = drawDfd(text, file)
  return read
}

/** Reads as `readDfd` does, for those who edit the text. */
export function drawDfd(text: string, file?: string): DrawnText {
  const diagnostics: Diagnostic[] = []
  const report = (severity: 'error' | 'warning' | 'info', line: number, problem: LineProblem): boolean => {
    if (diagnostics.length >= MAX_PROBLEMS) return false
    diagnostics.push({
      code: problem.code,
      severity,
      message: problem.message,
      ...(file === undefined ? {} : { file }),
      range: rangeOf(line, problem.span),
    })
    return true
  }
  const nothing = { layout: EMPTY_LAYOUT, locate: () => undefined, namings: [] }
  const tooLarge = (message: string): DrawnText => {
    report('error', 0, new LineProblem('dfd-too-large', message, { start: 0, end: 0 }))
    return { model: null, diagnostics, ...nothing }
  }
  if (text.length > MAX_LENGTH)
    return tooLarge('The text is longer than 8 MB. Split the model into several files.')

  const lines = readLines(text, (line, problem) => report('error', line, problem))
  const drawing = new Drawing((line, problem, severity = 'error') => report(severity, line, problem))
  for (const [at, line] of lines) {
    if (line.statement.type === 'comment') {
      const what = 'A line that starts with # is not kept. Write it as a note to keep it: Note: ...'
      report('info', at, new LineProblem('dfd-comment', what, line.span))
    }
    drawing.declare(at, line)
  }
  for (const [at, line] of lines) {
    drawing.draw(at, line)
    if (drawing.elements > MAX_ELEMENTS)
      return tooLarge('The text has more than 50,000 elements. Split the model.')
  }
  const drawn = drawing.finish()
  diagnostics.sort(byPlace)
  if (hasErrors(diagnostics)) return { model: null, diagnostics, ...nothing }
  const places = new Map([...drawn.places].map(([id, place]) => [id, rangeOf(place.line, place.span)]))
  return {
    model: { ...EMPTY_MODEL, ...drawn.model },
    layout: EMPTY_LAYOUT,
    diagnostics,
    namings: drawn.namings,
    locate: (elementId) => places.get(elementId),
  }
}

/** The lines that say something, by their number from 0. */
function readLines(
  text: string,
  report: (line: number, problem: LineProblem) => boolean,
): readonly (readonly [number, Line])[] {
  const lines: (readonly [number, Line])[] = []
  let isFirst = true
  for (const [at, content] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    try {
      const line = readLine(content, isFirst)
      if (line.statement.type !== 'blank') lines.push([at, line])
      if (line.statement.type !== 'blank' && line.statement.type !== 'comment') isFirst = false
    } catch (problem) {
      if (!(problem instanceof LineProblem)) throw problem
      isFirst = false
      if (!report(at, problem)) break
    }
  }
  return lines
}

function rangeOf(line: number, span: Span): Range {
  return {
    start: { line: line + 1, column: span.start + 1 },
    end: { line: line + 1, column: span.end + 1 },
  }
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const [from, to] = [a.range?.start, b.range?.start]
  return (from?.line ?? 0) - (to?.line ?? 0) || (from?.column ?? 0) - (to?.column ?? 0)
}
