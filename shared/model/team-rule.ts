/** A rule that a team states for its repo: a row as those of the packs, its condition written as data. */
import { z } from 'zod'
import { categorySchema, riskSeveritySchema } from './schema.ts'

/** A tree over the words of `rule-words.ts`. */
export type ConditionTree =
  | { readonly op: 'all' | 'any'; readonly of: readonly ConditionTree[] }
  | { readonly op: 'not'; readonly of: ConditionTree }
  /** `values` is empty for a word that takes none. */
  | { readonly op: 'is'; readonly word: string; readonly values: readonly string[] }

const conditionSchema: z.ZodType<ConditionTree> = z.lazy(() =>
  z.union([
    z.object({ op: z.enum(['all', 'any']), of: z.array(conditionSchema).readonly() }),
    z.object({ op: z.literal('not'), of: conditionSchema }),
    z.object({ op: z.literal('is'), word: z.string(), values: z.array(z.string()).readonly() }),
  ]),
)

export const teamRuleSchema = z
  .object({
    id: z.string(),
    category: categorySchema,
    on: z.enum(['component', 'crossing']),
    when: conditionSchema,
    title: z.string(),
    why: z.string(),
    assumption: z.string(),
    mitigation: z.string(),
    reference: z.string(),
    severity: riskSeveritySchema,
    /** 1 to 10, as in the packs. */
    priority: z.number().int().min(1).max(10),
  })
  .readonly()

export type TeamRule = z.infer<typeof teamRuleSchema>
