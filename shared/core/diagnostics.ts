/** Problems in people's files are data: readers collect them and never throw. */
import { z } from 'zod'

/** Lines and columns count from 1; columns count UTF-16 units, as editors and SARIF do. */
const positionSchema = z.object({ line: z.number().int(), column: z.number().int() })
const rangeSchema = z.object({ start: positionSchema, end: positionSchema })
const severitySchema = z.enum(['error', 'warning', 'info'])

export const diagnosticSchema = z.object({
  /** Stable kebab-case name of the rule or problem. */
  code: z.string(),
  severity: severitySchema,
  /** What is wrong with which named thing, and what to do. */
  message: z.string(),
  /** As the user gave it or relative to the opened folder; absent for text that is in no file. */
  file: z.string().optional(),
  range: rangeSchema.optional(),
  /** A component id, flow ref, `boundary:<id>`, `data:<id>` or `risk:<id>`. */
  elementId: z.string().optional(),
  /** Of another tool's file: what the reader had to guess, and what a model cannot carry. */
  about: z.enum(['guessed', 'lost']).optional(),
})

export type Position = z.infer<typeof positionSchema>
export type Range = z.infer<typeof rangeSchema>
export type Severity = z.infer<typeof severitySchema>
export type Diagnostic = z.infer<typeof diagnosticSchema>

/** Where an element stands in the text it was read from; the key is a diagnostic's `elementId`. */
export type Locate = (elementId: string) => Range | undefined

/** True when reading failed or the model must not be trusted as it is. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error')
}
