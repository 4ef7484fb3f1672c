/** Labels as written, made what a reader of the picture sees. */
import type { LabelType } from '../grammar/words.ts'
import { decodePlaceholders } from '../source/entities.ts'
import { htmlToText } from './html.ts'
import { plainMarkdown } from './markdown.ts'

export function readLabel({ text, type }: { readonly text: string; readonly type: LabelType }): string {
  const html = decodePlaceholders(unquote(text.trim()))
  const lines = htmlToText(type === 'markdown' ? plainMarkdown(html) : breakLines(html))
  return lines
    .split('\n')
    .map((line) => line.replace(/^[ \t\r\f]+|[ \t\r\f]+$/g, ''))
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
}

/** `\n` as two characters breaks the line, unless the label has a formula, in which it may begin a name. */
function breakLines(html: string): string {
  return /\$\$.*?\$\$/.test(html) ? html : html.replaceAll('\\n', '\n')
}

function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}
