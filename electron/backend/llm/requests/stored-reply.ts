/**
 * A reply in words that outlive a diagram: ids in place of aliases, real names in place of placeholders.
 * Aliases and placeholders are numbered in the order of the model, so both move when it is edited.
 */
import type { Diagram } from '../../../../shared/llm/ask/diagram.ts'
import { findJson, isObject } from '../../../../shared/llm/reply/find-json.ts'

type Aliases = Pick<Diagram, 'aliasOf' | 'refOf'>

/** Undefined for a text that holds no JSON object. */
export function toStored(text: string, { refOf }: Aliases, restore: (text: string) => string): unknown {
  const found = findJson(text)
  if ('problem' in found) return undefined
  return mapStrings(found.object, (value) => {
    const ref = refOf(value)
    return ref === undefined ? restore(value) : { ref }
  })
}

/** The text of the reply in today's aliases and placeholders; null where it names what is gone. */
export function fromStored(
  stored: unknown,
  { aliasOf }: Aliases,
  redact: (text: string) => string,
): string | null {
  if (!isObject(stored)) return null
  let isWhole = true
  const back = (value: unknown): unknown => {
    if (typeof value === 'string') return redact(value)
    if (Array.isArray(value)) return value.map(back)
    if (!isObject(value)) return value
    if (typeof value.ref === 'string' && Object.keys(value).length === 1) {
      const alias = aliasOf(value.ref)
      if (alias === undefined) isWhole = false
      return alias
    }
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, back(member)]))
  }
  const text = JSON.stringify(back(stored))
  return isWhole ? text : null
}

function mapStrings(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapStrings(member, change)]))
}
