/** Tokens that show by themselves what they are: known formats, private keys, long random strings. */

import { TOKEN_PATTERNS } from '../../core/secrets/token-formats.ts'
import { type Found, findAll } from './found.ts'

export function findTokens(text: string): Found[] {
  return [
    ...TOKEN_PATTERNS.flatMap((pattern) => findAll(text, pattern, 'secret')),
    ...findBlocks(text),
    ...findRandom(text),
  ]
}

const BEGIN =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d:|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/g
const END =
  /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|Private-MAC: ?[0-9a-f]+|---- END SSH2 ENCRYPTED PRIVATE KEY ----/g

/** A private key without its end goes to the end of the text: cut short it is still one. */
function findBlocks(text: string): Found[] {
  const found: Found[] = []
  let reach = 0
  for (const begin of text.matchAll(BEGIN)) {
    if (begin.index < reach) continue
    END.lastIndex = begin.index
    const end = END.exec(text)
    reach = end ? end.index + end[0].length : text.length
    found.push({ start: begin.index, end: reach, kind: 'secret' })
  }
  return found
}

const RUN = /(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{32,}={0,2}/g
const LEAST_DIGITS = 3
/** Of neighbouring characters: words change case once in a while, random characters nearly always. */
const LEAST_CHANGES = 0.4

/** What issuers give out without a prefix, AWS secret keys first of all, shows by being random. */
function findRandom(text: string): Found[] {
  return findAll(text, RUN, 'secret').filter(({ start, end }) => isRandom(text.slice(start, end)))
}

function isRandom(run: string): boolean {
  const digits = run.match(/\d/g)?.length ?? 0
  if (digits < LEAST_DIGITS || !/[a-z]/.test(run) || !/[A-Z]/.test(run)) return false
  const kinds = run
    .replace(/[a-z]/g, 'l')
    .replace(/[A-Z]/g, 'u')
    .replace(/\d/g, 'd')
    .replace(/[+/_=-]/g, 's')
  let changes = 0
  for (let at = 1; at < kinds.length; at++) if (kinds[at] !== kinds[at - 1]) changes++
  return changes >= kinds.length * LEAST_CHANGES
}
