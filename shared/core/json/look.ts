/** Looks into parsed JSON without trusting it: what is absent or of another type is not there. */
import type { JsonValue } from './parse.ts'

/** What JSON can hold; members that are undefined are left out. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

type Seen = JsonValue | undefined

/** The value of a member; undefined where there is none, and where `value` is no object. */
export function fieldOf(value: Seen, key: string): JsonValue | undefined {
  return value?.kind === 'object' ? value.members.get(key)?.value : undefined
}

/** A member that is a string. */
export function textOf(value: Seen, key: string): string | undefined {
  const field = fieldOf(value, key)
  return field?.kind === 'string' ? field.value : undefined
}

/** A member that is a finite number. */
export function numberOf(value: Seen, key: string): number | undefined {
  const field = fieldOf(value, key)
  return field?.kind === 'number' && Number.isFinite(field.value) ? field.value : undefined
}

/** A member that is true or false. */
export function flagOf(value: Seen, key: string): boolean | undefined {
  const field = fieldOf(value, key)
  return field?.kind === 'boolean' ? field.value : undefined
}

/** The items of a member that is a list, else none. */
export function itemsOf(value: Seen, key: string): readonly JsonValue[] {
  const field = fieldOf(value, key)
  return field?.kind === 'array' ? field.items : []
}

/** What JSON.parse would give; objects are made so that `__proto__` is a member as any other. */
export function plainOf(value: JsonValue): unknown {
  if (value.kind === 'array') return value.items.map(plainOf)
  if (value.kind !== 'object') return value.value
  return Object.fromEntries([...value.members.values()].map((member) => [member.key, plainOf(member.value)]))
}

/** Whether the text says the same as `plain`; members that are undefined are as none, and order does not count. */
export function isSameValue(value: JsonValue, plain: Json | undefined): boolean {
  if (value.kind === 'array') {
    const { items } = value
    return (
      Array.isArray(plain) &&
      plain.length === items.length &&
      items.every((item, at) => isSameValue(item, plain[at]))
    )
  }
  if (value.kind !== 'object') return Object.is(value.value, plain)
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return false
  const wanted = Object.entries(plain).filter(([, member]) => member !== undefined)
  return (
    wanted.length === value.members.size &&
    wanted.every(([key, member]) => {
      const field = value.members.get(key)?.value
      return field !== undefined && isSameValue(field, member)
    })
  )
}
