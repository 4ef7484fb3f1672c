/** All packs. A rule is found by its id only, so the order of the tables means nothing. */
import type { ComponentRule, CrossingRule, Rule } from '../rule.ts'
import { AI_RULES } from './ai.ts'
import { CLIENT_RULES } from './clients.ts'
import { CROSSING_ROWS } from './crossings.ts'
import { ENTRY_RULES } from './entry.ts'
import { IDENTITY_RULES } from './identity.ts'
import { MESSAGING_RULES } from './messaging.ts'
import { PLATFORM_RULES } from './platform.ts'
import { SERVICE_RULES } from './services.ts'
import { STORE_RULES } from './stores.ts'

export const COMPONENT_RULES: readonly ComponentRule[] = [
  ...ENTRY_RULES,
  ...SERVICE_RULES,
  ...STORE_RULES,
  ...IDENTITY_RULES,
  ...MESSAGING_RULES,
  ...PLATFORM_RULES,
  ...AI_RULES,
  ...CLIENT_RULES,
]

export const CROSSING_RULES: readonly CrossingRule[] = CROSSING_ROWS

/** Every offline rule, components' before crossings'. */
export const RULES: readonly Rule[] = [...COMPONENT_RULES, ...CROSSING_RULES]

/** Rules that are switched, listed and explained together. */
export interface Pack {
  readonly id: string
  readonly title: string
  readonly rules: readonly Rule[]
}

export const PACKS: readonly Pack[] = [{ id: 'fenceline', title: "Fenceline's own rules", rules: RULES }]
