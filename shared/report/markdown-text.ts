/** Text of people and imports inside Markdown: it is shown as written and can never be markup. */

import { byText } from '../core/remembering/by-text.ts'
import { showHidden } from './visible-text.ts'

const MARKUP = /[\\*_[\]{}()#+!~$]/gu
/** Most words are such that nothing below would change them. */
const PLAIN = /^[A-Za-z](?:[A-Za-z0-9,;'"?]| (?! |$))*$/

/** One line; a new line becomes `<br>`, which tables keep. Numbers, lists and quotes at its start stay text. */
export function printText(text: string): string {
  return PLAIN.test(text) ? text : printOther(text)
}

const printOther = byText((text) => {
  const lines = showHidden(text).split(/[\n\r\v\f\u0085\u2028\u2029]+/u)
  return lines.map(printLine).filter(Boolean).join('<br>')
})

function printLine(line: string): string {
  return (
    line
      .trim()
      .replace(/\s+/gu, ' ')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(MARKUP, (mark) => `\\${mark}`)
      .replace(/^[-=]/u, (mark) => `\\${mark}`)
      .replace(/^(\d+)\./u, '$1\\.')
      // Not with a backslash: these end a cell, open code or name a person in some renderers all the same.
      .replace(/[|`@]/g, (mark) => `&#${mark.charCodeAt(0)};`)
      .replace(/:(?=\/\/)|(?<=\b(?:javascript|vbscript|data)):/giu, '&#58;')
      .replace(/\b(www)\./giu, '$1&#46;')
  )
}

/** A table in GitHub's Markdown; cells are Markdown already. Nothing for no rows. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return []
  const print = (cells: readonly string[]) => `| ${cells.map((cell) => cell || ' ').join(' | ')} |`
  return [print(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(print), '']
}

/** A link to a place in the repo; only the text where the target could lead anywhere else. */
export function printLink(text: string, target: string | undefined): string {
  const isRelative = target !== undefined && /^(?![a-z][a-z0-9+.-]*:|\/|\\)[^\s]+$/iu.test(target)
  if (!isRelative) return printText(text)
  const url = encodeURI(target.replace(/\p{Cs}/gu, '\ufffd')).replace(/[()]/g, (mark) =>
    mark === '(' ? '%28' : '%29',
  )
  return `[${printText(text).replace(/<br>/g, ' ')}](${url})`
}
