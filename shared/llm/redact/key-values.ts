/** Values of keys that name a secret: assignments, YAML, JSON, markup, flags, query strings, labels. */
import { tailStart } from '../../core/tail.ts'
import type { Found } from './found.ts'
import { type Grade, isSecretValue, type Tie, type Value } from './judge.ts'

const PASSWORD =
  'pass[ _-]?(?:word|phrase|code)|passwd|(?<![a-z])(?:pass|pwd|psw|pw|psk)(?![a-z])|(?<=[a-z])(?:Pwd|PWD|pwd)(?![a-z])|passwort|kennwort|mot[ _]de[ _]passe|contrase(?:ñ|n\u0303|n)a|senha|wachtwoord|lösenord|пароль|密码|密碼|パスワード|비밀번호'
/** A placeholder before `=` names nothing. */
const SECRET = '(?<![a-z])pin(?![a-z])|secret(?![-\\u2010\\u2011]\\d)'
const WEAK =
  'token|(?:api|app|application|access|account|private|shared[ _-]?access|shared|encryption|signing|master|license|auth|storage|service|subscription|deploy|ssh|webhook|admin|integration)[ _-]?key|sas(?=[ _-]?(?:token|url)?["\' ]{0,2}[=:])|shared[ _-]?access[ _-]?signature|(?<=[?&;])(?:sig|signature|code|key)(?==)|conn(?:ection)?[ _-]?str(?:ing)?|credentials?|creds|authori[sz]ation|bearer|(?<![a-z])(?:auth|otp|sid|phpsessid|jsessionid)(?![a-z])|session[ _-]?(?:id|key)|cookie|seed[ _-]?phrase|mnemonic|dsn|apikey'
const KEY = new RegExp(`(?<password>${PASSWORD})|(?<secret>${SECRET})|(?<weak>${WEAK})`, 'giu')

/** What the name may still have behind the word; `password_hash`, `token_url`, `secretName` are no secrets. */
const SUFFIX =
  '(?:s(?![a-z]))?(?:[ _.-]?(?:value|key[ _.-]?base|key|string|plain|prod|production|dev|staging|test|live|old|new|current|base64|b64|id(?=["\']?\\s?=)|\\d{1,3})(?![a-z]))?'
const CLOSE = '(?: ?\\([^()\\n]{0,24}\\))?(?:\\\\?["\'`*_\\]]){0,3}'
const SPACE = '[ \\t\\u00a0]{0,8}'
const BREAK = '(?:<br ?/?>|\\*{1,2}|_{2})?'
const OPERATOR = new RegExp(
  `${SUFFIX}${CLOSE}(?:${SPACE}(?<assigned>=>|:=|={1,3}|\\?=|->)${SPACE}|${SPACE}(?<told>:|：)${BREAK}${SPACE}${BREAK}(?:\\n[ \\t]{0,8}(?![\\w.-]+:))?|${SPACE}(?<said>\\bis\\b|\\bwas\\b)(?: set to)?:?${SPACE}|(?<markup>>)|,?\\s{0,24}(?:\\\\?["'])?value(?:\\\\?["'])?${SPACE}[:=]${SPACE})`,
  'iuy',
)
const BESIDE = /(?: - | )(?=[^\s:=]{6,}(?:[\s,;.)]|$))/y
const FLAG = new RegExp(`${SUFFIX}(?:=|[ \\t]{1,4})`, 'iuy')
const FLAG_BEFORE = /(?:^|[\s"'`[(])--?[a-z-]{0,40}$/i
const BARE = /[^\s"'`<>]+/y
const QUOTES = new Set(['"', "'", '`', '“', '‘', '«'])
const CLOSING: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '«': '»' }
/** Longer than this without a space it is a secret whatever it looks like. */
const LONG = 200
const LONGEST_QUOTED = 2000

export function findKeyValues(text: string): Found[] {
  const found: Found[] = []
  let reach = 0
  for (const key of text.matchAll(KEY)) {
    const end = key.index + key[0].length
    if (end <= reach) continue
    const grade: Grade = key.groups?.password ? 'password' : key.groups?.secret ? 'secret' : 'weak'
    const tied = tieAt(text, key.index, end)
    if (!tied) continue
    const value = valueAt(text, tied.at, tied.tie)
    if (!value) continue
    if (value.text.length <= LONG && !isSecretValue(value, grade, tied.tie)) continue
    reach = value.start + value.text.length
    found.push({ start: value.start, end: reach, kind: 'secret' })
  }
  return found
}

function tieAt(text: string, start: number, end: number): { at: number; tie: Tie } | undefined {
  OPERATOR.lastIndex = end
  const match = OPERATOR.exec(text)
  if (match) {
    const { told, said } = match.groups ?? {}
    return { at: OPERATOR.lastIndex, tie: told ? 'told' : said ? 'said' : 'assigned' }
  }
  FLAG.lastIndex = end
  if (FLAG.test(text) && FLAG_BEFORE.test(text.slice(Math.max(0, start - 42), start))) {
    return { at: FLAG.lastIndex, tie: 'assigned' }
  }
  BESIDE.lastIndex = end
  return BESIDE.test(text) ? { at: BESIDE.lastIndex, tie: 'beside' } : undefined
}

function valueAt(text: string, at: number, tie: Tie): (Value & { start: number }) | undefined {
  const escaped = text[at] === '\\' ? 1 : 0
  const quote = text.charAt(at + escaped)
  if (QUOTES.has(quote)) {
    const start = at + escaped + 1
    const end = closingOf(text, start, CLOSING[quote] ?? quote, escaped === 1)
    if (end !== undefined) return { text: text.slice(start, end), start, quoted: true, alone: true }
    return bareAt(text, start, tie)
  }
  return bareAt(text, at, tie)
}

function closingOf(text: string, start: number, quote: string, escaped: boolean): number | undefined {
  for (let at = start; at < Math.min(text.length, start + LONGEST_QUOTED); at++) {
    const character = text[at]
    if (character === '\n') return undefined
    if (character === '\\') {
      if (escaped && text[at + 1] === quote) return at
      at++
    } else if (character === quote) return at
  }
  return undefined
}

function bareAt(text: string, start: number, tie: Tie): (Value & { start: number }) | undefined {
  BARE.lastIndex = start
  const run = BARE.exec(text)?.[0]
  if (run === undefined) return undefined
  const next = run.search(/[,;|&](?=[\p{L}_][\p{L}\p{N}_ .-]{0,40}[=:])/u)
  const query = tie === 'assigned' ? run.search(/&(?:amp;)?[\w.[\]-]{1,40}=/) : -1
  const cut = Math.min(next < 0 ? run.length : next, query < 0 ? run.length : query)
  const value = run.slice(0, tailStart(run, ',;:|)]}.', cut))
  if (value === '') return undefined
  const end = start + value.length
  return { text: value, start, quoted: false, alone: isAlone(text, end) }
}

/** A space and more words after it make it prose, unless they are the next key. */
function isAlone(text: string, end: number): boolean {
  const rest = text.slice(end, end + 80)
  return /^(?:[,;|)\]}"'`<&]|\.?\s*$|\.?[ \t]*(?:[\n\r,;|)\]}"'`<>(&/]|[-–—] |(?:and )?["']?[\p{L}_][\p{L}\p{N}_-]{0,30}["']?[ \t]?[:=]))/u.test(
    rest,
  )
}
