/** In what encoding a text file is: most are UTF-8, some tools on Windows write UTF-16, and XML may say another. */

const XML_ENCODING = /^<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/i

/**
 * The text of a file in whichever encoding its tool wrote it; null for what is no text. A byte order mark is kept.
 * `decode` throws for bytes that are not in the encoding, and for an encoding that it does not know.
 */
export function decodeText(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array, encoding: string) => string,
): string | null {
  try {
    const text = decode(bytes, encodingOf(bytes))
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

/** A label for `TextDecoder`; one that it does not know is an encoding that nothing here reads. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  // A text of ours begins with an ASCII character, whatever follows.
  if (first && second === 0) return 'utf-16le'
  if (first === 0 && second) return 'utf-16be'
  const start = String.fromCharCode(...bytes.subarray(0, 256))
  const named = XML_ENCODING.exec(start)?.[1]?.toLowerCase() ?? 'utf-8'
  // A declaration that can be read byte by byte is in no encoding of two.
  return named.startsWith('utf-16') || named.startsWith('ucs-2') ? 'utf-8' : named
}
