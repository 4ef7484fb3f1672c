// What Jira Cloud takes as a description: the part of Atlassian's document schema that tickets may use.
import { z } from 'zod'

const textSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1),
  marks: z.array(z.strictObject({ type: z.literal('code') })).optional(),
})
const inline = z.array(z.union([textSchema, z.strictObject({ type: z.literal('hardBreak') })]))
const paragraphSchema = z.strictObject({ type: z.literal('paragraph'), content: inline })
const documentSchema = z.strictObject({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(
    z.union([
      paragraphSchema,
      z.strictObject({
        type: z.literal('heading'),
        attrs: z.strictObject({ level: z.int().min(1).max(6) }),
        content: inline,
      }),
      z.strictObject({
        type: z.literal('bulletList'),
        content: z
          .array(z.strictObject({ type: z.literal('listItem'), content: z.array(paragraphSchema).min(1) }))
          .min(1),
      }),
    ]),
  ),
})

/** Null for a document that is taken; nodes that mention, link or show pictures are not among those used. */
export function adfProblem(document: unknown): string | null {
  return documentSchema.safeParse(document).success
    ? null
    : 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'
}
