/**
 * A reply's words as plain text. Characters that nobody sees and terminal sequences go; HTML stays as the
 * text that it is, since every place that shows it escapes it; a space breaks what Markdown would make a
 * link or an image, so that no viewer of a report loads or follows anything.
 */

/** CSI, OSC and other sequences that start with ESC or its eight-bit forms. */
const TERMINAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu
/** `[a](b)`, `[a][b]`, `[a]: b`: links and images have one of them. */
const LINK = /\](?=[([:])/g
const IMAGE = /!(?=\[)/g
/** `<https://...>`, `<mailto:...>` and `<a@b.c>`, which Markdown makes a link of. */
const AUTOLINK = /<(?=[a-z][a-z0-9+.-]*:|[^\s<>]*@)/gi

/** One paragraph or several; no line break at the ends. */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(TERMINAL, '')
    .replace(UNSEEN, (character) => (character === '\n' ? '\n' : character === '\t' ? ' ' : ''))
    .replace(LINK, '] ')
    .replace(IMAGE, '! ')
    .replace(AUTOLINK, '< ')
    .trim()
}

/** On one line. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/gu, ' ')
}

/** The words of a text without case, marks and order of punctuation: two spellings of one sentence are equal. */
export function normalWords(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  )
}
