/** HTML reduced to its text: tags go, `<br>` and blocks break the line, entities are decoded once. */

const BREAKING = /^\/?(?:br|p|div|li|ul|ol|h[1-6]|tr|table|hr)$/i
const SILENT = /^(?:script|style|title|textarea|iframe|template|noscript)$/i

export function htmlToText(html: string): string {
  return decodeEntities(stripTags(html))
}

function stripTags(html: string): string {
  const parts: string[] = []
  let lower: string | undefined
  let at = 0
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', Math.max(open + 1, at))) {
    const name = /^<(\/?[a-z][a-z0-9-]*|!--|[!?]|\/(?!$))/i.exec(html.slice(open, open + 40))?.[1]
    if (name === undefined) continue
    const isComment = name === '!--'
    const close = html.indexOf(isComment ? '-->' : '>', open)
    if (close < 0) break
    parts.push(html.slice(at, open))
    at = close + (isComment ? 3 : 1)
    if (BREAKING.test(name)) parts.push('\n')
    if (!SILENT.test(name)) continue
    lower ??= html.toLowerCase()
    const end = lower.indexOf(`</${name.toLowerCase()}`, at)
    at = end < 0 ? html.length : end
  }
  parts.push(html.slice(at))
  return parts.join('')
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

function decodeEntities(text: string): string {
  return text.replace(/&(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole
    const hex = /^#x/i.test(name)
    const code = Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10)
    const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    return isCharacter ? String.fromCodePoint(code) : '\ufffd'
  })
}
