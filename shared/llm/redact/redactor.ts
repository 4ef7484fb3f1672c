/**
 * Nothing that a model says about secrets, hosts or people leaves this machine. A redactor puts a placeholder
 * in place of each and brings the harmless ones back in the reply. It repeats its pass until nothing changes,
 * so that redacting twice is redacting once, whatever the patterns are.
 */
import type { Replacement, ReplacementKind } from '../types.ts'
import { findCredentials } from './credentials.ts'
import { listForms } from './exact.ts'
import type { Found } from './found.ts'
import { isPasswordLike } from './judge.ts'
import { findKeyValues } from './key-values.ts'
import { KnownForms } from './known/forms.ts'
import { findNames } from './names.ts'
import { skeletonOf } from './skeleton.ts'
import { findTokens } from './tokens.ts'

export interface Redactor {
  /**
   * Redacted text stays as it is, save where a later text taught a secret that it holds: who sends several texts
   * redacts all of them before the first is sent.
   */
  redact(text: string): string
  /** Hosts, addresses, e-mail addresses and tickets come back; a secret stays its placeholder. */
  restore(text: string): string
  /** In order of first appearance; redacting the same text again counts again. */
  replacements(): readonly Replacement[]
}

export interface RedactorOptions {
  /** Exact strings that always go, in their URL, JSON, markup and base64 spellings too; under 4 characters: ignored. */
  readonly secrets?: readonly string[]
  /**
   * Texts that will be redacted later. Words in them that look like a placeholder are never given out, so a
   * label that reads `host-1` cannot come back as a host that an earlier text had. A secret that one of them
   * gives away is taken out of all of them.
   */
  readonly texts?: readonly string[]
}

interface Entry {
  readonly placeholder: string
  readonly kind: ReplacementKind
  readonly original: string
  count: number
}

// A language model may write another hyphen or leave it out of `e-mail`.
const HYPHEN = '[-\\u2010\\u2011]'
const SHAPE = new RegExp(
  `(?<![A-Za-z0-9_])(secret|host|address|e${HYPHEN}?mail|ticket)${HYPHEN}(\\d+)(?![A-Za-z0-9_])`,
  'gi',
)
const WORD = /[A-Za-z0-9_]/
/** A shorter secret that was met in one place may be an ordinary word in another. */
const LEAST_LEARNED = 8

export function createRedactor(options: RedactorOptions = {}): Redactor {
  const byText = new Map<string, Entry>()
  const byPlaceholder = new Map<string, Entry>()
  const taken = new Set<string>()
  const last = new Map<ReplacementKind, number>()
  const forms = new KnownForms()

  for (const secret of options.secrets ?? []) {
    for (const form of listForms(secret)) {
      forms.add(form)
      reserve(form)
    }
  }
  for (const text of options.texts ?? []) {
    const plain = skeletonOf(text).text
    reserve(text)
    reserve(plain)
    for (const { start, end } of mergeSecrets(plain, findSecrets(plain), [])) {
      const secret = plain.slice(start, end)
      if (isWorthLearning(secret)) forms.add(secret)
    }
  }

  function reserve(text: string): void {
    for (const match of text.matchAll(SHAPE)) taken.add(placeholderOf(match))
  }

  function entryOf(kind: ReplacementKind, original: string): Entry {
    const key = `${kind} ${original}`
    const known = byText.get(key)
    if (known) return known
    let number = last.get(kind) ?? 0
    do number++
    while (taken.has(`${kind}-${number}`))
    last.set(kind, number)
    const entry = { placeholder: `${kind}-${number}`, kind, original, count: 0 }
    byText.set(key, entry)
    byPlaceholder.set(entry.placeholder, entry)
    return entry
  }

  function listPlaceholders(text: string): Found[] {
    return [...text.matchAll(SHAPE)].flatMap((match) => {
      const entry = byPlaceholder.get(placeholderOf(match))
      return entry ? [{ start: match.index, end: match.index + match[0].length, kind: entry.kind }] : []
    })
  }

  function pass(text: string): string {
    const skeleton = skeletonOf(text)
    const plain = skeleton.text
    const placeholders = listPlaceholders(plain)
    for (const match of [...plain.matchAll(SHAPE), ...text.matchAll(SHAPE)]) {
      if (!byPlaceholder.has(placeholderOf(match))) taken.add(placeholderOf(match))
    }
    const secrets = mergeSecrets(plain, [...forms.findIn(plain), ...findSecrets(plain)], placeholders)
    const chosen = chooseNames(plain, findNames(plain), [...secrets, ...placeholders])
    const ordered = [...secrets, ...chosen].sort((a, b) => a.start - b.start)
    let done = 0
    let result = ''
    for (const { start, end, kind } of ordered) {
      const [from, to] = skeleton.rangeOf(start, end)
      const original = kind === 'secret' ? plain.slice(start, end) : text.slice(from, to)
      if (kind === 'secret' && isWorthLearning(original)) forms.add(original)
      const entry = entryOf(kind, original)
      entry.count++
      result += text.slice(done, from) + entry.placeholder
      done = to
    }
    return result + text.slice(done)
  }

  return {
    redact(text) {
      let current = text
      for (;;) {
        const next = pass(current)
        if (next === current) return current
        current = next
      }
    },
    restore: (text) =>
      text.replace(SHAPE, (all, kind: string, number: string) => {
        const entry = byPlaceholder.get(`${kindOf(kind)}-${number}`)
        return entry && entry.kind !== 'secret' ? entry.original : all
      }),
    replacements: () =>
      [...byText.values()].map(({ placeholder, kind, original, count }) => ({
        placeholder,
        kind,
        shown: kind === 'secret' ? beginningOf(original) : original,
        count,
      })),
  }
}

function placeholderOf(match: RegExpExecArray): string {
  return `${kindOf(match[1] ?? '')}-${match[2]}`
}

function kindOf(written: string): string {
  const kind = written.toLowerCase()
  return kind.endsWith('mail') ? 'e-mail' : kind
}

function beginningOf(secret: string): string {
  return `${secret.slice(0, Math.min(4, Math.floor(secret.length / 4)))}…`
}

function isWorthLearning(secret: string): boolean {
  return secret.length >= LEAST_LEARNED && isPasswordLike(secret) && secret.search(SHAPE) < 0
}

/** What shows by itself, or by the words around it, that it is one. */
function findSecrets(plain: string): Found[] {
  return [...findTokens(plain), ...findKeyValues(plain), ...findCredentials(plain)]
}

/**
 * Overlapping and touching secrets become one, none ends inside a word (a placeholder there could not be told
 * from a longer one), and one that is nothing but placeholders was dealt with before.
 */
function mergeSecrets(text: string, found: readonly Found[], placeholders: readonly Found[]): Found[] {
  const fresh = found
    .map(({ start, end }) => ({ start, end, inside: placeholdersIn(placeholders, start, end) }))
    .filter(({ start, end, inside }) => isLeft(text, start, end, inside))
    .map(({ start, end, inside }) => {
      const from = Math.min(start, inside[0]?.start ?? start)
      const to = Math.max(end, inside.at(-1)?.end ?? end)
      return wholeWords(text, from, to)
    })
    .sort((a, b) => a.start - b.start)
  const merged: { start: number; end: number; kind: 'secret' }[] = []
  for (const { start, end } of fresh) {
    const previous = merged.at(-1)
    if (previous && start <= previous.end) previous.end = Math.max(previous.end, end)
    else merged.push({ start, end, kind: 'secret' })
  }
  return merged
}

/** By halves: the placeholders are in order and do not overlap. */
function placeholdersIn(placeholders: readonly Found[], start: number, end: number): readonly Found[] {
  let low = 0
  let high = placeholders.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((placeholders[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  let to = low
  while ((placeholders[to]?.start ?? end) < end) to++
  return placeholders.slice(low, to)
}

function isLeft(text: string, start: number, end: number, inside: readonly Found[]): boolean {
  if (inside.length === 0) return true
  let at = start
  let rest = ''
  for (const placeholder of inside) {
    rest += text.slice(at, Math.max(at, placeholder.start))
    at = placeholder.end
  }
  return /[\p{L}\p{N}]/u.test(rest + text.slice(at, Math.max(at, end)))
}

function wholeWords(text: string, start: number, end: number): { start: number; end: number } {
  let from = start
  let to = end
  while (from > 0 && WORD.test(text.charAt(from - 1))) from--
  while (to < text.length && WORD.test(text.charAt(to))) to++
  return { start: from, end: to }
}

/** Longest first; what touches a secret or a placeholder waits for the next pass. */
function chooseNames(text: string, found: readonly Found[], blocked: readonly Found[]): Found[] {
  const used = new Uint8Array(text.length + 2)
  for (const { start, end } of blocked) used.fill(1, start, end + 2)
  const chosen: Found[] = []
  for (const name of [...found].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (WORD.test(text.charAt(name.start - 1)) || WORD.test(text.charAt(name.end))) continue
    if (used.subarray(name.start + 1, name.end + 1).includes(1)) continue
    used.fill(1, name.start, name.end + 2)
    chosen.push(name)
  }
  return chosen
}
