/**
 * Finds the JSON object in the text of a reply: the whole text, or what stands in a code fence or between
 * sentences where a server cannot be made to answer in JSON only.
 */
const MAX_LENGTH = 4 * 1024 * 1024
/** Openings that are tried; prose with more braces than that is no answer. */
const MAX_TRIES = 20
/** No answer is this deep, and what reads or prints one by recursion would run out of stack. */
const MAX_DEPTH = 64
const FENCE = /```\w*\n([^`]*)```/g

/** Never throws. */
export function findJson(text: string): { object: Readonly<Record<string, unknown>> } | { problem: string } {
  if (text.length > MAX_LENGTH) return { problem: 'The reply is longer than 4 MB.' }
  const whole = parseObject(text)
  if (whole) return { object: whole }
  for (const [, inside = ''] of text.matchAll(FENCE)) {
    const object = parseObject(inside)
    if (object) return { object }
  }
  let isCut = false
  let from = text.indexOf('{')
  for (let tries = 0; from >= 0 && tries < MAX_TRIES; tries += 1) {
    const end = endOfObject(text, from)
    const object = end === undefined ? undefined : parseObject(text.slice(from, end))
    if (object) return { object }
    if (end === undefined) isCut = true
    from = text.indexOf('{', from + 1)
    // Inside an object that never ends only its parts would be found, which are not the answer.
    if (isCut) break
  }
  if (isCut) return { problem: 'The reply ends before its JSON does.' }
  return { problem: 'The reply holds no JSON object.' }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (isTooDeep(text)) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0
  let isInString = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at)
    if (isInString) {
      if (unit === '\\') at += 1
      else if (unit === '"') isInString = false
    } else if (unit === '"') isInString = true
    else if (unit === '}' || unit === ']') depth -= 1
    else if ((unit === '{' || unit === '[') && ++depth > MAX_DEPTH) return true
  }
  return false
}

/** Just after the brace that closes the one at `from`; braces in strings do not count. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0
  let isInString = false
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charAt(at)
    if (isInString) {
      if (unit === '\\') at += 1
      else if (unit === '"') isInString = false
    } else if (unit === '"') isInString = true
    else if (unit === '{') depth += 1
    else if (unit === '}' && --depth === 0) return at + 1
  }
  return undefined
}
