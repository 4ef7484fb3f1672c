/** The file that keeps drafts between sessions. It is nobody's source: what cannot be read is left out. */
import { z } from 'zod'
import type { Diagnostic } from '../../../shared/core/diagnostics.ts'
import { type Draft, draftSchema } from '../../../shared/model/schema.ts'
import type { SourceFile } from '../files/read-file.ts'

const VERSION = 1
const fileSchema = z.object({ version: z.literal(VERSION), drafts: z.array(draftSchema) })

export interface DraftsRead {
  /** Null when none are stored, which is not the same as an empty list. */
  readonly drafts: readonly Draft[] | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads a drafts file; `name` is for the diagnostic that says it cannot be read. */
export function readDrafts(file: SourceFile | null, name: string): DraftsRead {
  if (file === null) return { drafts: null, diagnostics: [] }
  const stored = fileSchema.safeParse(parseJson(file.text ?? ''))
  if (stored.success) return { drafts: stored.data.drafts, diagnostics: [] }
  const message = `The stored drafts in ${name} cannot be read and are left out; draft again to replace them.`
  return {
    drafts: null,
    diagnostics: [{ code: 'drafts-unreadable', severity: 'warning', message, file: name }],
  }
}

/** One draft a line, so that two versions can be compared by eye. */
export function printDrafts(drafts: readonly Draft[]): string {
  const lines = drafts.map((draft) => `  ${JSON.stringify(draft)}`)
  return `{ "version": ${VERSION}, "drafts": [\n${lines.join(',\n')}\n] }\n`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
