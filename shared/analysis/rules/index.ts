/** All packs. A rule is found by its id only, so the order of the tables means nothing. */
import type { ComponentRule, CrossingRule, Rule } from '../rule.ts'
import { AI_RULES } from './ai.ts'
import { CLIENT_RULES } from './clients.ts'
import { CROSSING_ROWS } from './crossings.ts'
import { ENTRY_RULES } from './entry.ts'
import { IDENTITY_RULES } from './identity.ts'
import { MESSAGING_RULES } from './messaging.ts'
import { PLATFORM_RULES } from './platform.ts'
import { SDL_RULES } from './sdl/interactions.ts'
import { SERVICE_RULES } from './services.ts'
import { STORE_RULES } from './stores.ts'

const COMPONENT_RULES: readonly ComponentRule[] = [
  ...ENTRY_RULES,
  ...SERVICE_RULES,
  ...STORE_RULES,
  ...IDENTITY_RULES,
  ...MESSAGING_RULES,
  ...PLATFORM_RULES,
  ...AI_RULES,
  ...CLIENT_RULES,
]

const CROSSING_RULES: readonly CrossingRule[] = CROSSING_ROWS

/** Fenceline's own, components' before crossings'. */
export const RULES: readonly Rule[] = [...COMPONENT_RULES, ...CROSSING_RULES]

/** Rules that are switched, listed and explained together. */
export interface Pack {
  readonly id: string
  readonly title: string
  /** Drafts for every model that does not switch it off; others only where a model asks for them. */
  readonly isUsual: boolean
  readonly rules: readonly Rule[]
}

export const PACKS: readonly Pack[] = [
  { id: 'fenceline', title: "Fenceline's own rules", isUsual: true, rules: RULES },
  {
    id: 'microsoft-sdl',
    title: 'STRIDE per interaction, after the Microsoft SDL template',
    isUsual: false,
    rules: SDL_RULES,
  },
]
