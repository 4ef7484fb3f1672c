import type { Severity } from '../../../core/diagnostics.ts'
import type { Span } from '../syntax/flowchart.ts'

/** Takes a problem, guess or loss with its place in the flowchart. */
export type Report = (code: string, severity: Severity, message: string, at: Span, elementId?: string) => void
