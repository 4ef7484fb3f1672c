import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

const BLANK = sha256.create()
const work = sha256.create()
const bytes = new Uint8Array(1024)
const digest = new Uint8Array(32)

/** The first `length` hexadecimal digits of the text's SHA-256. Pure, so it needs no injection. */
export function hashText(text: string, length = 64): string {
  const isShort = text.length <= bytes.length && copyAscii(text)
  // One state and one buffer serve all short texts: making new ones takes twice as long as hashing.
  BLANK._cloneInto(work)
  work.update(isShort ? bytes.subarray(0, text.length) : utf8ToBytes(text)).digestInto(digest)
  let digits = ''
  for (let at = 0; at * 2 < length; at += 1) digits += ((digest[at] ?? 0) + 0x100).toString(16).slice(1)
  return digits.slice(0, length)
}

/** What `foldTail` takes for a text that several texts begin with. */
export function foldHead(text: string): number {
  return folded(text, 0x811c9dc5)
}

/**
 * Six hexadecimal digits that tell texts of one list apart, of the text behind `head` and of `tail` put together.
 * No digest: whoever wants two texts with the same digits finds them. FNV-1a
 * (http://www.isthe.com/chongo/tech/comp/fnv) with MurmurHash3's last mixing.
 */
export function foldTail(head: number, tail: string): string {
  let mixed = folded(tail, head)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  mixed ^= mixed >>> 16
  return ((mixed & 0xffffff) + 0x1000000).toString(16).slice(1)
}

function folded(text: string, start: number): number {
  let mixed = start
  for (let at = 0; at < text.length; at += 1) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193)
  return mixed
}

/** Puts the text into `bytes`; false when it is not ASCII. */
function copyAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 0x7f) return false
    bytes[at] = code
  }
  return true
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

/** Whether `canonicalJson` gives the same text for both, without printing it. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && isSameList(a, b)
  if (!isObject(a) || !isObject(b)) return false
  const isKept = Object.keys(a).every((key) => isSameJson(a[key], b[key]))
  return isKept && Object.keys(b).every((key) => b[key] === undefined || a[key] !== undefined)
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, at) => isSameJson(item, b[at]))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** "1 flow", "3 flows": the count with its noun, for messages. */
export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`
}
