/** Attributes of cells: flags become technologies and tags, the rest a line of the description; and back. */

import { textOf } from '../../../core/json/look.ts'
import type { JsonValue } from '../../../core/json/parse.ts'
import type { Component, Flow, Kind } from '../../../model/schema.ts'
import { isTrue, oneLine, wordOf } from '../file/values.ts'

export interface Flag<Word extends string = 'technologies' | 'tags'> {
  readonly field: string
  /** The cells whose form in the tool has it. */
  readonly kind: Kind
  readonly as: Word
  readonly word: string
}

/** What the tool asks of nodes; "no" is what it writes where nobody answered, so it says nothing. */
export const FLAGS: readonly Flag[] = [
  { field: 'providesAuthentication', kind: 'external', as: 'technologies', word: 'identity-provider' },
  { field: 'isWebApplication', kind: 'process', as: 'technologies', word: 'web-application' },
  { field: 'handlesCardPayment', kind: 'process', as: 'tags', word: 'card-payment' },
  { field: 'handlesGoodsOrServices', kind: 'process', as: 'tags', word: 'goods-or-services' },
  { field: 'isALog', kind: 'store', as: 'technologies', word: 'log-store' },
  { field: 'isSigned', kind: 'store', as: 'tags', word: 'signed' },
  { field: 'storesCredentials', kind: 'store', as: 'tags', word: 'credentials' },
  { field: 'storesInventory', kind: 'store', as: 'tags', word: 'inventory' },
]
/** What the tool asks of flows. */
export const FLOW_FLAGS = [
  { field: 'isEncrypted', word: 'encrypted' },
  { field: 'isPublicNetwork', word: 'public-network' },
] as const
/** What a store says that is encrypted. */
const ENCRYPTED = 'transparent'
/** Stands where the tool has no reason. */
const NO_REASON = 'No reason was given.'
const PRIVILEGE = 'Privilege level: '
const SCORE = 'Score: '

export function componentAttributes(attributes: JsonValue): Partial<Component> {
  const flags = FLAGS.filter(({ field }) => isTrue(attributes, field))
  const words = (as: Flag['as']) => flags.filter((flag) => flag.as === as).map(({ word }) => word)
  const outOfScope = scopeOf(attributes)
  const privilege = oneLine(wordOf(attributes, 'privilegeLevel'))
  return {
    technologies: words('technologies'),
    tags: words('tags'),
    ...(isTrue(attributes, 'isEncrypted') ? { encryption: ENCRYPTED } : {}),
    ...described(descriptionOf(attributes), PRIVILEGE, privilege),
    ...(outOfScope === undefined ? {} : { outOfScope }),
  }
}

export function flowAttributes(attributes: JsonValue): Partial<Flow> {
  const protocol = oneLine(wordOf(attributes, 'protocol'))
  const description = descriptionOf(attributes)
  return {
    ...(protocol === '' ? {} : { protocol }),
    ...(description === '' ? {} : { description }),
    tags: FLOW_FLAGS.filter(({ field }) => isTrue(attributes, field)).map(({ word }) => word),
  }
}

export function descriptionOf(attributes: JsonValue): string {
  return textOf(attributes, 'description') ?? ''
}

/** Why it is out of scope; undefined for what is in scope. */
export function scopeOf(attributes: JsonValue): string | undefined {
  if (!isTrue(attributes, 'outOfScope')) return undefined
  return (textOf(attributes, 'reasonOutOfScope') ?? '').trim() || NO_REASON
}

/** The reason as the tool has it. */
export function reasonOf(outOfScope: string | undefined): string {
  return outOfScope === undefined || outOfScope === NO_REASON ? '' : outOfScope
}

/** A threat's description with its score, which a risk has no other place for. */
export function riskDescription(description: string, score: string): { readonly description?: string } {
  return described(description, SCORE, oneLine(score))
}

/** What `riskDescription` was made of. */
export function partsOfRisk(description: string | undefined): {
  readonly text: string
  readonly value: string
} {
  return partsOf(description, SCORE)
}

/** Description and privilege level of a component. */
export function partsOfComponent(description: string | undefined): {
  readonly text: string
  readonly value: string
} {
  return partsOf(description, PRIVILEGE)
}

function described(text: string, label: string, value: string): { readonly description?: string } {
  const lines = [text, value === '' ? '' : label + value].filter((line) => line !== '')
  return lines.length === 0 ? {} : { description: lines.join('\n') }
}

function partsOf(description: string | undefined, label: string): { text: string; value: string } {
  const whole = description ?? ''
  const start = whole.lastIndexOf('\n') + 1
  if (!whole.startsWith(label, start)) return { text: whole, value: '' }
  return { text: whole.slice(0, Math.max(0, start - 1)), value: whole.slice(start + label.length) }
}
