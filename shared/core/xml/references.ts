/** XML's own five entities and numbers; without a document type there are no others. */

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const NUMBER = /^#(?:(\d{1,7})|x([\da-fA-F]{1,6}))$/u
/** No reference is longer than this. */
const LONGEST = 12
const REPLACEMENT = '\ufffd'

/** `refuse` gets the offset in `raw` and the text of the first reference that is none, and must throw. */
export function decodeReferences(raw: string, refuse: (at: number, reference: string) => never): string {
  let next = raw.indexOf('&')
  if (next < 0) return raw
  let decoded = ''
  let at = 0
  for (; next >= 0; next = raw.indexOf('&', at)) {
    const end = raw.slice(next, next + LONGEST).indexOf(';')
    const name = end < 0 ? '' : raw.slice(next + 1, next + end)
    const value = NAMED.get(name) ?? numbered(name)
    if (value === undefined) return refuse(next, /^[#\w]+$/u.test(name) ? `&${name};` : '&')
    decoded += raw.slice(at, next) + value
    at = next + name.length + 2
  }
  return decoded + raw.slice(at)
}

function numbered(name: string): string | undefined {
  const [, decimal, hex] = NUMBER.exec(name) ?? []
  if (decimal === undefined && hex === undefined) return undefined
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10)
  const isSurrogate = code >= 0xd800 && code <= 0xdfff
  return code === 0 || code > 0x10ffff || isSurrogate ? REPLACEMENT : String.fromCodePoint(code)
}
