/** Labels are HTML where the style says so, and often where it does not; what is read is what is seen of them. */

const TAG = /<[/!]?[a-z][^<>]*>|<!--[^<>]*-->/giu
const BREAKS = /^<\/?(?:br|p|div|tr|li|ul|ol|hr|table|h[1-6]|blockquote|pre|section|tbody|thead)\b/iu
const GAPS = /^<\/?t[dh]\b/iu
/** What is in them is not shown. */
const HIDDEN = /<(style|script|title)\b[^<>]*>[^<]*<\/\1\s*>/giu
const IS_HTML =
  /<\/?(?:br|p|div|b|i|u|s|em|strong|strike|font|span|sub|sup|h[1-6]|ul|ol|li|table|tr|td|th|hr|a|code|pre)\b[^<>]*>/iu
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,30}));/giu

/** Those that draw.io's own editor leaves in labels, besides XML's five. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ' },
  ...{ shy: '', zwj: '', zwnj: '', copy: '©', reg: '®', trade: '™', hellip: '…', mdash: '—', ndash: '–' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', bull: '•', middot: '·' },
  ...{ rarr: '→', larr: '←', harr: '↔', uarr: '↑', darr: '↓', times: '×', euro: '€', pound: '£', deg: '°' },
  ...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß', eacute: 'é' },
  ...{ egrave: 'è', agrave: 'à', ccedil: 'ç', ntilde: 'ñ', aacute: 'á', iacute: 'í', oacute: 'ó' },
  ...{ uacute: 'ú', atilde: 'ã', otilde: 'õ', ecirc: 'ê', ocirc: 'ô', sect: '§', para: '¶', frac12: '½' },
}
const REPLACEMENT = '\ufffd'

/** The lines that are seen, without blank ones. */
export function shownLabel(value: string, isHtml: boolean): string {
  const text = isHtml || IS_HTML.test(value) ? textOfHtml(value) : value
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.replace(/[\s\u200b-\u200d\u2060\ufeff]+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n')
}

/** A label as one line. */
export function oneLine(label: string): string {
  return label.replace(/\n/gu, ' ')
}

/** Text as HTML that shows it, lines as line breaks. */
export function printHtml(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/\n/gu, '<br>')
}

function textOfHtml(html: string): string {
  return html
    .replace(/[\r\n\t]+/gu, ' ')
    .replace(HIDDEN, '')
    .replace(TAG, (tag) => (BREAKS.test(tag) ? '\n' : GAPS.test(tag) ? ' ' : ''))
    .replace(REFERENCE, (all, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? all) : all
      return character(hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16))
    })
}

function character(code: number): string {
  const isNone = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
  return isNone ? REPLACEMENT : String.fromCodePoint(code)
}
