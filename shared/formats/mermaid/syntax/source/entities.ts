/** `#35;` and `#amp;` as Mermaid carries them through its parser: placeholders that no token rule breaks. */
import { Rewriter, type Rewritten } from './rewrite.ts'

export function encodeEntities(before: Rewritten): Rewritten {
  let text = before
  for (const word of ['style', 'classDef']) text = dropClosingSemicolons(text, word)
  const rewriter = new Rewriter(text.text)
  for (const match of text.text.matchAll(/#(\w+);/g)) {
    const name = match[1] ?? ''
    const mark = /^\d+$/.test(name) ? 'ﬂ°°' : 'ﬂ°'
    rewriter.replace(match.index, match.index + match[0].length, `${mark}${name}¶ß`)
  }
  return rewriter.finish(text)
}

/** Mermaid drops the last semicolon of a line that has the word, then a colon and, with no space between, a `#`. */
function dropClosingSemicolons(before: Rewritten, word: string): Rewritten {
  const { text } = before
  const rewriter = new Rewriter(text)
  for (let at = text.indexOf(word); at >= 0; ) {
    const end = lineEnd(text, at)
    const line = text.slice(at + word.length, end)
    const last = line.lastIndexOf(';')
    if (last >= 0 && /:[^\s:#]*#/.test(firstColours(line.slice(0, last)))) {
      const semicolon = at + word.length + last
      rewriter.replace(semicolon, semicolon + 1, '')
    }
    at = text.indexOf(word, end)
  }
  return rewriter.finish(before)
}

/** Only what stands from a colon on in each word, so that the pattern above never looks twice. */
function firstColours(line: string): string {
  return line
    .split(/\s+/)
    .filter((part) => part.includes(':') && part.lastIndexOf('#') > part.indexOf(':'))
    .map((part) => part.slice(part.indexOf(':')))
    .slice(0, 1)
    .join('')
}

function lineEnd(text: string, from: number): number {
  const end = /[\n\r\u2028\u2029]/g
  end.lastIndex = from
  return end.exec(text)?.index ?? text.length
}

/** Placeholders as HTML entities again. */
export function decodePlaceholders(text: string): string {
  return text.replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';')
}
