/** Which addresses may be handed to the system's browser: what it gets, it may run a program for. */

const MAX_LENGTH = 2048

/** The address as it was parsed, for the question and for the browser alike; null for all but plain https. */
export function checkExternal(text: string): URL | null {
  // Parsing would drop blanks and turn backslashes; what needs that is not what it looks like.
  if (text.length > MAX_LENGTH || !/^https:\/\/[^\s\\]+$/i.test(text) || hasControl(text)) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  // `https://@host` parses to an empty user.
  if (/^https:\/\/[^/?#]*@/i.test(text)) return null
  return url
}

function hasControl(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x20 || (code >= 0x7f && code < 0xa0)
  })
}
