/** A server knows the key, so a reply may hold it; it must not come back to a page, a cache or a bundle. */

/** A shorter one is a word that a local server wants and nobody keeps secret; every text would hold it. */
const SHORTEST_SECRET = 6

/** The text with the key taken out, wherever it stands, as it is or in the escapes of JSON. */
export function withoutKey(text: string, key: string | null): string {
  if (!isSecretKey(key)) return text
  const plain = text.replaceAll(key, '[key]')
  return plain.includes('\\') ? plain.replace(escapedForm(key), '[key]') : plain
}

function escapedForm(key: string): RegExp {
  const units = [...key].map((unit) => {
    const code = unit.charCodeAt(0).toString(16).padStart(4, '0')
    const hex = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
    return `(?:\\\\?${unit.replace(/[^A-Za-z0-9]/g, '\\$&')}|\\\\u${hex})`
  })
  return new RegExp(units.join(''), 'g')
}

export function isSecretKey(key: string | null): key is string {
  return key !== null && key.length >= SHORTEST_SECRET
}
