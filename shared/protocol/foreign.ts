/**
 * Files of other tools that a model is put into where they lie. The page names a file and what is to be in it; the text
 * is the process' own, an edit of what is there, so no page can write anything else over a person's file. Part of the
 * contract.
 */
import { z } from 'zod'
import { diagnosticSchema } from '../core/diagnostics.ts'
import { layoutSchema } from '../model/layout.ts'
import { modelSchema } from '../model/schema.ts'

const format = z.enum(['threat-dragon', 'otm', 'drawio'])
const content = { format, model: modelSchema, layout: layoutSchema }

const updatedFileSchema = z.object({
  /** As the person knows it. */
  file: z.string(),
  /** False where the file says all of the model already; it is not touched then. */
  changed: z.boolean(),
  /** What the format cannot hold, and what a person should know although it worked. */
  diagnostics: z.array(diagnosticSchema),
})

export const FOREIGN_METHODS = {
  /** Files of a format in the folder, by their content. */
  'foreign.list': {
    input: z.object({ format }),
    output: z.object({
      files: z.array(z.object({ path: z.string(), hash: z.string() })),
      /** False when a limit ended the search. */
      isComplete: z.boolean(),
    }),
  },
  /** `conflict` when the file is not the one that was listed; nothing is written then. */
  'foreign.update': {
    input: z.object({ path: z.string().min(1).max(1024), hash: z.string().max(64), ...content }),
    output: updatedFileSchema,
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

/** For a window of the desktop: the person chooses the file, so that no page can name one. Null when none was chosen. */
export const FOREIGN_SHELL_METHODS = {
  'shell.update-file': {
    input: z.object(content),
    output: z.object({ updated: updatedFileSchema.nullable() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type UpdatedFile = z.infer<typeof updatedFileSchema>
