/** What OTM files say, read as leniently as their authors write: numbers as texts, texts as numbers, null as nothing. */
import { fieldOf, itemsOf } from '../../../core/json/look.ts'
import type { JsonObject, JsonValue } from '../../../core/json/parse.ts'

type Seen = JsonValue | undefined

/** A member that is a text, number or boolean, as a text; undefined for anything else. */
export function wordOf(value: Seen, key: string): string | undefined {
  return wordIn(fieldOf(value, key))
}

/** The same for a value itself. */
export function wordIn(value: Seen): string | undefined {
  if (value?.kind === 'string') return value.value
  return value?.kind === 'number' || value?.kind === 'boolean' ? String(value.value) : undefined
}

/** A member that is a finite number, or a text that is one. */
export function amountOf(value: Seen, key: string): number | undefined {
  const word = wordOf(value, key)?.trim()
  const amount = word === undefined || word === '' ? Number.NaN : Number(word)
  return Number.isFinite(amount) ? amount : undefined
}

/** A member that is true, or the text `true`. */
export function isTrue(value: Seen, key: string): boolean {
  return wordOf(value, key)?.toLowerCase() === 'true'
}

/** The texts of a member that is a list; what is none is left out, and so is what stands again. */
export function wordsOf(value: Seen, key: string): readonly string[] {
  const words = itemsOf(value, key).flatMap((item) => wordIn(item) ?? [])
  return [...new Set(words.filter((word) => word !== ''))]
}

/** The items of a list that are objects, with their indexes. */
export function objectsOf(
  value: Seen,
  key: string,
): readonly { readonly node: JsonObject; readonly index: number }[] {
  return itemsOf(value, key).flatMap((node, index) => (node.kind === 'object' ? [{ node, index }] : []))
}

/** The members of a map of attributes that are words. Older files have a list of such maps. */
export function attributesOf(value: Seen): ReadonlyMap<string, string> {
  const field = fieldOf(value, 'attributes')
  const maps = field?.kind === 'array' ? field.items : field ? [field] : []
  const found = new Map<string, string>()
  for (const map of maps) {
    if (map.kind !== 'object') continue
    for (const { key, value: member } of map.members.values()) {
      const word = wordIn(member)
      if (word !== undefined) found.set(key, word)
    }
  }
  return found
}
