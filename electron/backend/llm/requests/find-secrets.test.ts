import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../../../shared/llm/redact/redactor.ts'
import { findSecrets } from './find-secrets.ts'

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'
const HEX = `${DIGITS}abcdef`
const ALNUM = LOWER + UPPER + DIGITS
const URL_SAFE = `${ALNUM}_-`
const BASE64 = `${ALNUM}+/`

type Make = (pick: (alphabet: string, length: number) => string) => string

/** Mulberry32: the same secrets each time, none of them written down. */
function seeded(seed: number): (alphabet: string, length: number) => string {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return (alphabet, length) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(next() * alphabet.length))).join('')
}

const prefixed =
  (prefix: string, alphabet: string, length: number): Make =>
  (pick) =>
    prefix + pick(alphabet, length)

/** Tokens that show what they are. */
const TOKENS: Readonly<Record<string, Make>> = {
  aws: prefixed('AKIA', `${UPPER}234567`, 16),
  'aws session': prefixed('ASIA', `${UPPER}234567`, 16),
  ...Object.fromEntries(
    ['p', 'o', 'u', 's', 'r'].map((kind) => [`github ${kind}`, prefixed(`gh${kind}_`, ALNUM, 36)]),
  ),
  'github fine-grained': (pick) => `github_pat_${pick(ALNUM, 22)}_${pick(ALNUM, 59)}`,
  gitlab: prefixed('glpat-', URL_SAFE, 20),
  slack: (pick) => `xox${pick('bp', 1)}-${pick(DIGITS, 12)}-${pick(DIGITS, 12)}-${pick(ALNUM, 24)}`,
  'slack webhook': (pick) =>
    `https://hooks.slack.com/services/T${pick(UPPER, 8)}/B${pick(UPPER, 8)}/${pick(ALNUM, 24)}`,
  stripe: prefixed('sk_' + 'live_', ALNUM, 24),
  'google key': prefixed('AIza', URL_SAFE, 35),
  'google oauth': prefixed('ya29.', URL_SAFE, 60),
  'google client': prefixed('GOCSPX-', URL_SAFE, 28),
  'azure storage': (pick) => `${pick(BASE64, 86)}==`,
  npm: prefixed('npm_', ALNUM, 36),
  pypi: prefixed('pypi-AgEI', URL_SAFE, 120),
  sendgrid: (pick) => `SG.${pick(URL_SAFE, 22)}.${pick(URL_SAFE, 43)}`,
  twilio: prefixed('SK', HEX, 32),
  mailgun: prefixed('key-', LOWER + DIGITS, 32),
  openai: prefixed('sk-proj-', URL_SAFE, 74),
  anthropic: prefixed('sk-ant-api03-', URL_SAFE, 93),
  'hugging face': prefixed('hf_', LOWER + UPPER, 34),
  digitalocean: prefixed('dop_v1_', HEX, 64),
  heroku: prefixed('HRKU-AA', URL_SAFE, 58),
  shopify: prefixed('shpat_', HEX, 32),
  square: prefixed('EAAA', URL_SAFE, 60),
  telegram: (pick) => `${pick('123456789', 10)}:AA${pick(URL_SAFE, 33)}`,
  discord: (pick) => `M${pick(ALNUM, 23)}.${pick(URL_SAFE, 6)}.${pick(URL_SAFE, 38)}`,
  'new relic': prefixed('NRAK-', UPPER + DIGITS, 27),
  okta: prefixed('00', ALNUM, 40),
  vault: prefixed('hvs.', URL_SAFE, 92),
  terraform: (pick) => `${pick(ALNUM, 14)}.atlasv1.${pick(ALNUM, 67)}`,
  docker: prefixed('dckr_pat_', ALNUM, 27),
  jwt: (pick) => `eyJ${pick(URL_SAFE, 33)}.eyJ${pick(URL_SAFE, 60)}.${pick(URL_SAFE, 43)}`,
  pem: (pick) =>
    ['RSA PRIVATE', `${pick(BASE64, 64)}\n${pick(BASE64, 40)}`, 'RSA PRIVATE']
      .map((part, at) => (at === 1 ? part : `-----${at === 0 ? 'BEGIN' : 'END'} ${part} KEY-----`))
      .join('\n'),
}

const AROUND: readonly ((secret: string) => string)[] = [
  (secret) => `Calls the partner with ${secret} every night`,
  (secret) => `key ${secret}, to be rotated`,
  (secret) => `partner:\n  value: "${secret}"\n  region: eu`,
  (secret) => JSON.stringify({ partner: { value: secret, retries: 3 } }),
  (secret) => `<b>Partner</b><br/>${secret}`,
]

/** Secrets of no format of their own, and where people leave them. */
const IN_CONTEXT: readonly { make: Make; around: (secret: string) => string }[] = [
  { make: (pick) => pick(ALNUM, 14), around: (secret) => `DB_PASSWORD=${secret}` },
  { make: (pick) => pick(LOWER, 9), around: (secret) => `Order service, Password: ${secret}` },
  {
    make: (pick) => `${pick(LOWER, 6)}!${pick(DIGITS, 3)}`,
    around: (secret) => `postgres://app:${secret}@db:5432/x`,
  },
  { make: (pick) => pick(BASE64, 40), around: (secret) => `aws_secret_access_key = ${secret}` },
  { make: (pick) => pick(HEX, 32), around: (secret) => `DD_API_KEY: ${secret}` },
  { make: (pick) => pick(HEX, 32), around: (secret) => `{"twilioAuthToken": "${secret}"}` },
  {
    make: (pick) => pick(ALNUM, 30),
    around: (secret) => `curl -H "Authorization: Bearer ${secret}" https://api.example.com`,
  },
  {
    make: (pick) => `${pick(ALNUM, 42)}=`,
    around: (secret) => `Endpoint=sb://x/;SharedAccessKeyName=a;SharedAccessKey=${secret}`,
  },
  { make: (pick) => pick(LOWER, 10), around: (secret) => `spring.datasource.password: '${secret}'` },
  {
    make: (pick) => `${pick(ALNUM, 5)}$${pick(ALNUM, 5)}`,
    around: (secret) => `backup --user root --password ${secret} --all`,
  },
]

function listPlanted(): { name: string; secret: string; text: string }[] {
  const pick = seeded(412)
  const tokens = Object.entries(TOKENS).flatMap(([name, make], at) =>
    Array.from({ length: 4 }, (_, turn) => {
      const secret = make(pick)
      return { name, secret, text: (AROUND[(at + turn) % AROUND.length] ?? String)(secret) }
    }),
  )
  const contexts = Array.from({ length: 200 - tokens.length }, (_, at) => {
    const { make, around } = IN_CONTEXT[at % IN_CONTEXT.length] ?? { make: () => '', around: String }
    const secret = make(pick)
    return { name: around('…'), secret, text: around(secret) }
  })
  return [...tokens, ...contexts]
}

/** Any line of the secret, so that a key that is cut in the middle counts as leaked. */
function leaks(text: string, secret: string): boolean {
  return secret
    .split('\n')
    .some((line) => text.includes(line) || text.includes(JSON.stringify(line).slice(1, -1)))
}

const planted = listPlanted()
const alone = planted.filter(({ text, secret }) => !leaks(createRedactor({}).redact(text), secret))

describe('L9 secrets', () => {
  it('L9 has 200 planted secrets, all different', () => {
    expect(new Set(planted.map(({ secret }) => secret)).size).toBe(200)
    expect(planted.every(({ text, secret }) => leaks(text, secret))).toBe(true)
  })

  it(`L9 our own table alone finds ${alone.length} of 200, at least 99 in 100`, () => {
    const missed = planted.filter((one) => !alone.includes(one)).map(({ name, text }) => `${name}: ${text}`)
    expect(missed.slice(2)).toEqual([])
  })

  it('L9 none of 200 survives with what secretlint finds added', async () => {
    const secrets = await findSecrets(planted.map(({ text }) => text))
    const redactor = createRedactor({ secrets })
    const left = planted.filter(({ text, secret }) => leaks(redactor.redact(text), secret))
    expect(left).toEqual([])
    const shown = JSON.stringify(redactor.replacements())
    expect(planted.filter(({ secret }) => leaks(shown, secret))).toEqual([])
  })

  it('L9 what secretlint finds is exactly in the text, each once', async () => {
    const token = TOKENS['github p']?.(seeded(1)) ?? ''
    expect(await findSecrets([`a ${token} b`, `c ${token}`, 'nothing here', ''])).toEqual([token])
  })

  it('L9 no text, no finding', async () => {
    expect(await findSecrets([])).toEqual([])
  })
})
