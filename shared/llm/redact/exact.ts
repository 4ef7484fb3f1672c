/** The spellings in which a known secret may turn up: as it is, in a URL, in JSON, in markup, in base64. */
import { skeletonOf } from './skeleton.ts'

const LEAST = 4
/** A shorter piece of base64 turns up in ordinary words. */
const LEAST_BASE64 = 8
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Longest first; nothing for a secret under 4 characters, which would take half of every text along. */
export function listForms(secret: string): readonly string[] {
  const plain = skeletonOf(secret).text
  if (plain.length < LEAST) return []
  const encoded = encodeURIComponent(wellFormed(secret))
  const strict = encoded.replace(/[!'()*~]/g, percent)
  const pieces = base64Pieces(bytesOf(encoded))
  const forms = [
    secret,
    plain,
    encoded,
    strict,
    encoded.replaceAll('%20', '+'),
    lowerPercent(encoded),
    lowerPercent(strict),
    JSON.stringify(secret).slice(1, -1),
    markup(secret),
    ...pieces,
    ...pieces.map((piece) => piece.replaceAll('+', '-').replaceAll('/', '_')),
    ...pieces.map((piece) => encodeURIComponent(piece)),
  ]
  return [...new Set(forms.map((form) => skeletonOf(form).text))]
    .filter((form) => form.length >= LEAST)
    .sort((a, b) => b.length - a.length)
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd')
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}

function lowerPercent(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
}

function markup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function bytesOf(encoded: string): number[] {
  return [...encoded.matchAll(/%([0-9A-F]{2})|./g)].map(([all, hex]) =>
    hex === undefined ? all.charCodeAt(0) : Number.parseInt(hex, 16),
  )
}

/** What stays the same of the secret's base64 wherever in a longer text it stands: one piece for each third. */
function base64Pieces(bytes: readonly number[]): string[] {
  return [0, 1, 2]
    .map((shift) => {
      const bits = [...Array(shift).fill(0), ...bytes]
        .map((byte: number) => byte.toString(2).padStart(8, '0'))
        .join('')
      const from = Math.ceil((shift * 8) / 6)
      const to = Math.floor(bits.length / 6)
      return Array.from({ length: Math.max(0, to - from) }, (_, index) =>
        BASE64.charAt(Number.parseInt(bits.slice((from + index) * 6, (from + index + 1) * 6), 2)),
      ).join('')
    })
    .filter((piece) => piece.length >= LEAST_BASE64)
}
