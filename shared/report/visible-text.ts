/** Bidi and other invisible format characters, which could make a reader see other words than are there. */
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** The text with what hides or turns words made visible, and what no document may hold replaced; line breaks stay. */
export function showHidden(text: string): string {
  return text
    .replace(INVISIBLE, (character) => `(U+${hex(character)})`)
    .replace(/(?![\n\r\t\v\f\u0085])\p{Cc}|\p{Cs}/gu, '\ufffd')
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
}
