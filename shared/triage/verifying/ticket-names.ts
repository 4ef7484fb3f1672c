/**
 * Where a commit message names a ticket. SEC-41 is not SEC-412, and `#4` of another repo is not ours: a word that
 * goes on to either side is another word.
 */

const KEY = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*-\d+$/
const ISSUE_LINK = /^https?:\/\/[^/\s]+\/(.+?)\/(?:-\/)?issues\/(\d+)(?:[?#].*)?$/i
const BROWSE_LINK = /^https?:\/\/[^/\s]+\/(?:.*\/)?browse\/([A-Za-z][A-Za-z0-9_]*-\d+)(?:[?#].*)?$/i
const NUMBER = /^(?:GH-|#)?(\d{1,10})$/i
const IN_REPO = /^[\w.-]+(?:\/[\w.-]+)+#\d+$/
const TRAILER = /^[A-Za-z][A-Za-z-]*: /

/** True for a text that is a ticket's key as trackers write them: `SEC-412`. */
export function isTicketKey(text: string): boolean {
  return KEY.test(text)
}

/** What a commit message may call a ticket: a key as it is, the number of an issue behind `#` or `GH-`, its address. */
function namesOfTicket(ticket: string): readonly string[] {
  const text = ticket.trim()
  const number = NUMBER.exec(text)?.[1]
  if (number !== undefined) return [`#${number}`, `GH-${number}`]
  const [, repo, issue] = ISSUE_LINK.exec(text) ?? []
  if (repo !== undefined && issue !== undefined) {
    return [text, `#${issue}`, `GH-${issue}`, `${repo}#${issue}`]
  }
  const key = BROWSE_LINK.exec(text)?.[1]
  if (key !== undefined) return [text, key]
  const own = IN_REPO.test(text) ? /#\d+$/.exec(text)?.[0] : undefined
  return [text, ...(own === undefined ? [] : [own])].filter((name) => name !== '')
}

export type Mention = 'trailer' | 'text'

/** How a commit message names a ticket; undefined where it does not. */
export function findMention(message: string, ticket: string): Mention | undefined {
  const names = namesOfTicket(ticket).map(patternOf)
  if (trailersOf(message).some((line) => names.some((name) => name.test(line)))) return 'trailer'
  return names.some((name) => name.test(message)) ? 'text' : undefined
}

/** Case does not count: `sec-41` names SEC-41. A key may stand behind a slash, as in `feature/SEC-41`. */
function patternOf(name: string): RegExp {
  const exact = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const before = KEY.test(name) ? '[\\p{L}\\p{N}_-]' : '[\\p{L}\\p{N}_/#-]'
  return new RegExp(`(?<!${before})${exact}(?![\\p{L}\\p{N}_])`, 'iu')
}

/** `Fixes: SEC-41` and its like, in the last paragraph where all lines are of that form. */
function trailersOf(message: string): readonly string[] {
  const paragraphs = message.trimEnd().split(/\n\s*\n/)
  const last = paragraphs.length > 1 ? (paragraphs.at(-1)?.split('\n') ?? []) : []
  return last.every((line) => TRAILER.test(line) || /^\s/.test(line)) ? last : []
}
