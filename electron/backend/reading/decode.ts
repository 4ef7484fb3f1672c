import { encodingOf } from '../../../shared/core/decoding.ts'

/** The text of a file in whichever encoding its tool wrote it; null for what is no text. A byte order mark is kept. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
