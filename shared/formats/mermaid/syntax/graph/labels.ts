/** Labels as written, made what a reader of the picture sees. */
import type { LabelType } from '../grammar/words.ts'
import { decodePlaceholders } from '../source/entities.ts'
import { htmlToText } from './html.ts'
import { plainMarkdown } from './markdown.ts'

export function readLabel({ text, type }: { readonly text: string; readonly type: LabelType }): string {
  const html = decodePlaceholders(unquote(text.trim()))
  const lines = htmlToText(type === 'markdown' ? plainMarkdown(html) : breakLines(html))
  const stripped = lines.split('\n').map((line) => strip(line, ' \t\r\f'))
  return strip(stripped.join('\n'), '\n')
}

/** Without any of the characters at its ends. By hand: an expression looks for the end from every blank inside. */
function strip(text: string, characters: string): string {
  let [from, to] = [0, text.length]
  while (from < to && characters.includes(text.charAt(from))) from += 1
  while (to > from && characters.includes(text.charAt(to - 1))) to -= 1
  return text.slice(from, to)
}

/** `\n` as two characters breaks the line, unless the label has a formula, in which it may begin a name. */
function breakLines(html: string): string {
  return /\$\$.*?\$\$/.test(html) ? html : html.replaceAll('\\n', '\n')
}

function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}
