/** What every string goes through on its way out, before and after the redactor. */

/** Keeps the diagram small: a longer text is cut where a word ends. */
const MAX_LENGTH = 2000
/** A word this long is no placeholder, so that it may be cut in its middle. */
const MAX_WORD = 80
/**
 * Control, format (bidirectional, zero-width, tag) characters and lone surrogates. Removed before
 * redaction, because one inside a password would hide it from the redactor and not from a reader.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu

/** The text without characters that nobody sees; line breaks stay, tabs become spaces. */
export function seenText(text: string): string {
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSEEN, (character) => (character === '\n' ? character : ''))
}

/** For text that is redacted already: a space, because joining what stands on both sides could make a secret. */
export function hideUnseen(text: string): string {
  return text.replace(UNSEEN, (character) => (character === '\n' ? character : ' '))
}

/** Cut after redaction: the first half of a secret would no longer be known as one, nor half a placeholder. */
export function boundText(text: string): string {
  if (text.length <= MAX_LENGTH) return text
  const cut = text.slice(0, MAX_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')
  const word = /[^\s]*$/.exec(cut)?.[0] ?? ''
  return `${word.length > MAX_WORD ? cut : cut.slice(0, cut.length - word.length).trimEnd()}…`
}
