/** What a reader of another tool's file has to say: problems, guesses and losses, each with its place. */
import { type Diagnostic, hasErrors, type Range, type Severity } from '../core/diagnostics.ts'
import { Places, type Span } from '../core/places.ts'

export class Reporting {
  private readonly places: Places
  private readonly file: string | undefined
  private readonly said: Diagnostic[] = []

  constructor(text: string, file?: string) {
    this.places = new Places(text)
    this.file = file
  }

  /** Nothing is read of a file with one. */
  error(code: string, message: string, at: Span, elementId?: string): void {
    this.say('error', code, message, at, elementId)
  }

  /** Read, but it may not mean what the author thinks. */
  warning(code: string, message: string, at: Span, elementId?: string): void {
    this.say('warning', code, message, at, elementId)
  }

  /** Worth knowing; it changes nothing of what is read. */
  info(code: string, message: string, at: Span, elementId?: string): void {
    this.say('info', code, message, at, elementId)
  }

  /** What the file does not state and was chosen. */
  guessed(code: string, message: string, at: Span, elementId?: string): void {
    this.say('info', code, message, at, elementId, 'guessed')
  }

  /** What the file states and a model cannot hold. */
  lost(code: string, message: string, at: Span, elementId?: string): void {
    this.say('warning', code, message, at, elementId, 'lost')
  }

  get hasErrors(): boolean {
    return hasErrors(this.said)
  }

  /** In the order of the text. */
  get diagnostics(): readonly Diagnostic[] {
    return this.said.toSorted((a, b) => {
      const [from, to] = [a.range?.start, b.range?.start]
      return (from?.line ?? 0) - (to?.line ?? 0) || (from?.column ?? 0) - (to?.column ?? 0)
    })
  }

  rangeOf(at: Span): Range {
    return this.places.rangeOf(at)
  }

  private say(
    severity: Severity,
    code: string,
    message: string,
    at: Span,
    elementId?: string,
    about?: Diagnostic['about'],
  ): void {
    this.said.push({
      code,
      severity,
      message,
      ...(this.file === undefined ? {} : { file: this.file }),
      range: this.places.rangeOf(at),
      ...(elementId === undefined ? {} : { elementId }),
      ...(about === undefined ? {} : { about }),
    })
  }
}

/** A name for a message, never long. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 60)}…`
}
