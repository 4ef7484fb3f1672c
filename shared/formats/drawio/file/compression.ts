/**
 * A compressed page is its XML with every sign but a few percent-encoded, deflated without a header, in base64.
 * It is inflated piece by piece and given up at a cap: 259 KB can hold 200 MB.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'

/** What an inflated page may take: 8 MB of text, of which every sign may be written as three. */
export const MAX_INFLATED = 24 * 1024 * 1024
/** A piece of this size gives at most 4 MB. */
const PIECE = 4096

export type Inflated =
  | { readonly text: string; readonly fault?: undefined }
  | { readonly text?: undefined; readonly fault: 'base64' | 'deflate' | 'uri' | 'too-large' }

/** Never throws, and never holds more than the cap and one piece. */
export function inflatePage(encoded: string, cap: number = MAX_INFLATED): Inflated {
  const bytes = decodeBase64(encoded)
  if (!bytes || bytes.length === 0) return { fault: 'base64' }
  const pieces: Uint8Array[] = []
  let size = 0
  const inflate = new Inflate((piece) => {
    size += piece.length
    if (size <= cap) pieces.push(piece.slice())
  })
  try {
    for (let at = 0; at < bytes.length && size <= cap; at += PIECE) {
      inflate.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length)
    }
  } catch {
    return { fault: 'deflate' }
  }
  if (size > cap) return { fault: 'too-large' }
  const text = strFromU8(joined(pieces, size))
  try {
    return { text: decodeURIComponent(text) }
  } catch {
    // Other tools leave out the encoding.
    return text.trimStart().startsWith('<') ? { text } : { fault: 'uri' }
  }
}

/** As draw.io writes a page; the same text gives the same bytes. */
export function deflatePage(text: string): string {
  return encodeBase64(deflateSync(strToU8(encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')))))
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Int8Array(128).fill(-1)
for (const [value, digit] of [...DIGITS].entries()) VALUES[digit.charCodeAt(0)] = value

/** Undefined where a sign is none of base64; spaces are left out. */
export function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/[ \t\r\n]+/gu, '').replace(/={1,2}$/u, '')
  if (digits.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let [bits, held, at] = [0, 0, 0]
  for (let index = 0; index < digits.length; index += 1) {
    const code = digits.charCodeAt(index)
    const value = code < 128 ? (VALUES[code] ?? -1) : -1
    if (value < 0) return undefined
    bits = ((bits & 0xfff) << 6) | value
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at] = (bits >> held) & 0xff
    at += 1
  }
  return bytes
}

export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3)
    const bits = (a << 16) | (b << 8) | c
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(bits >> shift) & 63] ?? '')
    const kept = Math.min(3, bytes.length - at) + 1
    parts.push(digits.slice(0, kept).join('').padEnd(4, '='))
  }
  return parts.join('')
}
