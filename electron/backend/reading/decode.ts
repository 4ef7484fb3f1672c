import { decodeText as decodeWith } from '../../../shared/core/decoding.ts'

/** The text of a file in whichever encoding its tool wrote it; null for what is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  return decodeWith(bytes, (all, encoding) =>
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(all),
  )
}
