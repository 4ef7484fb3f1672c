import type { Severity } from '../../../core/diagnostics.ts'
import type { Span } from '../../../core/places.ts'

/** Takes a problem, guess or loss with its place in the file. */
export type Report = (code: string, severity: Severity, message: string, at: Span, elementId?: string) => void

/** A name for a message, never long. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ')
  return line.length <= 60 ? line : `${line.slice(0, 60)}…`
}
