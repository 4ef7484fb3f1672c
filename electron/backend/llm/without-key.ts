/** A server knows the key, so a reply may hold it; it must not come back to a page, a cache or a bundle. */

/** A shorter one is a word that a local server wants and nobody keeps secret; every text would hold it. */
const SHORTEST_SECRET = 6

/** The text with the key taken out, wherever it stands. */
export function withoutKey(text: string, key: string | null): string {
  return isSecretKey(key) ? text.replaceAll(key, '[key]') : text
}

export function isSecretKey(key: string | null): key is string {
  return key !== null && key.length >= SHORTEST_SECRET
}
