/** `.fenceline/config.yaml`: what a team decides for its repo. Never an endpoint, key or header. */
import { z } from 'zod'
import { teamRuleSchema } from './team-rule.ts'

export const configSchema = z
  .object({
    /** Severity by lint rule code; `off` silences the rule. */
    lint: z.record(z.string(), z.enum(['error', 'warning', 'info', 'off'])),
    /** Which derived files a save writes. */
    derived: z.object({ mermaid: z.boolean(), markdown: z.boolean(), dfd: z.boolean() }),
    tickets: z.object({ prefix: z.string() }),
    /** The team's own rules, which draft beside those of the packs. */
    rules: z.array(teamRuleSchema).readonly(),
  })
  .readonly()

export type Config = z.infer<typeof configSchema>

export const DEFAULT_CONFIG: Config = {
  lint: {},
  derived: { mermaid: true, markdown: true, dfd: false },
  tickets: { prefix: '' },
  rules: [],
}
