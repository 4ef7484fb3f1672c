import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** The first `length` hexadecimal digits of the text's SHA-256. Pure, so it needs no injection. */
export function hashText(text: string, length = 64): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, length)
}

/** Orders by UTF-16 units: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** JSON with sorted keys and without undefined members: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const members = value as Readonly<Record<string, unknown>>
  let out = ''
  // Sorted by UTF-16 units, which is what `sort` does by itself.
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member !== undefined) out += `${out && ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `{${out}}`
}

/** "1 flow", "3 flows": the count with its noun, for messages. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`
}
