/** Secrets that their place shows: user-info of a URL, an Authorization header, an argument of a command. */
import { tailStart } from '../../core/tail.ts'
import { type Found, findAll } from './found.ts'
import { isPasswordLike, isSecretValue } from './judge.ts'

export function findCredentials(text: string): Found[] {
  return [
    ...findUserInfo(text),
    ...findSchemes(text),
    ...findAll(text, COMMAND, 'secret').filter(({ start, end }) => isArgument(text.slice(start, end), 1)),
    ...findAll(text, DASH_P, 'secret').filter(({ start, end }) => isArgument(text.slice(start, end), 4)),
    ...findAll(text, CURL_USER, 'secret'),
    ...findAll(text, IDENTIFIED, 'secret'),
    ...findAll(text, NETRC, 'secret'),
    ...findAll(text, USER_AT_HOST, 'secret').filter(({ start, end }) =>
      isPasswordLike(text.slice(start, end)),
    ),
    ...findAll(text, PAIR, 'secret').filter(({ start, end }) => isPasswordLike(text.slice(start, end))),
  ]
}

/** A URL longer than this is cut: a hostile text of nothing but `://` must not be read from each. */
const LONGEST_URL = 2000
const AUTHORITY = /[^\s"'`<>\\]*/y

function findUserInfo(text: string): Found[] {
  const found: Found[] = []
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    if (!/[A-Za-z0-9+]/.test(text.charAt(at - 1))) continue
    const start = at + 3
    AUTHORITY.lastIndex = 0
    const rest = AUTHORITY.exec(text.slice(start, start + LONGEST_URL))?.[0] ?? ''
    const range = passwordOf(rest)
    if (range) found.push({ start: start + range[0], end: start + range[1], kind: 'secret' })
  }
  return found
}

/**
 * Up to the last `@`: an unescaped `@`, `/`, `?` or `#` in a password ends the authority too early. A port is no
 * password, nor is a name without one.
 */
function passwordOf(rest: string): readonly [number, number] | undefined {
  const slash = rest.search(/[/?#]/)
  const authority = slash < 0 ? rest : rest.slice(0, slash)
  const colon = authority.indexOf(':')
  const first = authority.indexOf('@')
  if (first >= 0 && (colon < 0 || first < colon)) {
    return first >= 16 && isPasswordLike(rest.slice(0, first)) ? [0, first] : undefined
  }
  if (colon < 0 || authority.startsWith('[') || (first < 0 && /^[^:]*:\d*$/.test(authority))) return undefined
  const at = rest.lastIndexOf('@')
  return at < 0 || isTemplate(rest.slice(colon + 1, first < 0 ? at : first)) ? undefined : [colon + 1, at]
}

function isTemplate(text: string): boolean {
  return text === '' || /^(?:\$\{[^}]*\}|\{\{?[^}]*\}?\}|\$[A-Z_]+|\*+|\.{3}|…)$/.test(text)
}

const SCHEME =
  /\b(?:bearer|basic|token|digest|negotiate|ssws|apikey|genie-?key)[ \t]{1,4}["']?(?<secret>[A-Za-z0-9._~+/=:-]{6,})/dgi

function findSchemes(text: string): Found[] {
  return findAll(text, SCHEME, 'secret').filter(({ start, end }) => isCredential(text.slice(start, end)))
}

/** `Basic YWRtaW46YWRtaW4=` and `Bearer abc123def`, not `Bearer token` or `Basic authentication`. */
function isCredential(text: string): boolean {
  const value = text.slice(0, tailStart(text, '.:'))
  if (/^[A-Z]?[a-z]+(?:[-/.:][A-Z]?[a-z]+)*$/.test(value) || /^[\d.:/-]+$/.test(value)) return false
  return (
    (/[a-z][A-Z]|[A-Z]{2}[a-z]/.test(value) && value.length >= 8) ||
    (value.length >= 8 && isPasswordLike(value))
  )
}

/** `-p` of these commands is a password, of others a port, a path or a project. */
const COMMAND =
  /\b(?:mysql|mysqldump|mysqladmin|mariadb|sshpass|docker login|podman login|az login|mongo|mongosh|mongodump|sqlcmd|redis-cli|ldapsearch|ldapadd|plink|oc login)\b[^\n]{0,160}?\s-[pPaw][ =]?["']?(?<secret>[^\s"'-][^\s"']{0,500})/dg
const DASH_P = /(?<=^|\s)-p[ =]["']?(?<secret>[^\s"'`/:-][^\s"'`/:]{3,500})/dg
const CURL_USER = /(?<=^|\s)(?:-u|--user)[ =]?["']?[\w.@-]{1,64}:(?<secret>[^\s"':/][^\s"']{0,500})/dg
const IDENTIFIED = /\bidentified\s{1,4}by\s{1,4}["'](?<secret>[^"'\n]{1,200})/dgi
const NETRC =
  /\bmachine\s{1,4}\S{1,200}\s{1,8}login\s{1,4}\S{1,80}\s{1,8}password\s{1,4}(?<secret>\S{1,500})/dgi
/** `admin:S3cret@db` without a scheme would pass for the e-mail address `S3cret@db`. */
const USER_AT_HOST =
  /(?<![\w:/.@-])(?!mailto:|sips?:|xmpp:|acct:)[A-Za-z][\w.-]{0,40}:(?<secret>[^\s:@"'<>/][^\s:@"'<>]{3,200})@(?=[A-Za-z0-9[])/dgi
/** `admin / Passw0rd!` as people write default log-ins. */
const PAIR = /(?<![\w/.-])(?:admin|root|administrator|guest)(?: ?[:/] ?)(?<secret>[^\s"'<>/:,;()]{5,100})/dgi

function isArgument(text: string, least: number): boolean {
  const value = { text, quoted: false, alone: true }
  if (text.length < least || /^[\d:.,/]+$/.test(text)) return false
  return least > 1 ? isPasswordLike(text) : isSecretValue(value, 'password', 'assigned')
}
