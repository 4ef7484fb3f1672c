/** Labels as written, made what a reader of the picture sees. */
import type { LabelType } from '../grammar/words.ts'
import { decodePlaceholders } from '../source/entities.ts'
import { htmlToText } from './html.ts'
import { markdownToText } from './markdown.ts'

export function readLabel({ text, type }: { readonly text: string; readonly type: LabelType }): string {
  const html = decodePlaceholders(unquote(text.trim()))
  const lines = type === 'markdown' ? markdownToText(html) : htmlToText(html.replaceAll('\\n', '\n'))
  return lines
    .split('\n')
    .map((line) => line.replace(/^[ \t\r\f]+|[ \t\r\f]+$/g, ''))
    .join('\n')
    .replace(/^\n+|\n+$/g, '')
}

function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}
