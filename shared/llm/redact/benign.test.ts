import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ReplacementKind } from '../types.ts'
import { BENIGN_LABELS } from './benign-labels.ts'
import { createRedactor } from './redactor.ts'

const CORPUS = '/work/shared/corpus/mermaid'
const here = existsSync(CORPUS)

/** In the style of the plaintext passwords of the microSecEnD diagrams; the diagrams are not in our corpus. */
const PASSWORD_LABELS: readonly (readonly [string, string])[] = [
  ['password', 'Password: password'],
  ['user', '{Username: admin, Password: user}'],
  ['root', 'Username: sa Password: root'],
  ['guest', 'Plaintext Credentials, Password: guest'],
  ['nodejs', '\'Password\': "nodejs"'],
  ['statspass', 'statistics service<br/>Password: statspass'],
  ['jwtpass', 'Password: jwtpass\nUsername: jwt'],
  ['accountpass', "Password: 'accountpass'"],
  ['notificationpass', '[Password: notificationpass]'],
  ['mongodb', 'password: mongodb'],
  ['admin', 'Username: root; Password: admin;'],
  ['changeit', 'Keystore Password: changeit'],
  ['P@ssw0rd', 'Password: P@ssw0rd (default)'],
  ['123456', 'Password: 123456'],
  ['secret', 'Client Secret: secret'],
  ['acmesecret', 'client secret = acmesecret'],
  ['test1234', 'Password = test1234, Port: 5432'],
  ['letmein', 'Password : letmein'],
  ['config', 'PASSWORD: config'],
  ['eureka', '**Password:** eureka'],
  ['spring', 'spring.security.user.password: spring'],
]

interface Altered {
  readonly label: string
  readonly redacted: string
}

/** A host, an address or a ticket that is one is no false alarm; a secret where there is none is. */
function listAltered(labels: readonly string[], counts: (kind: ReplacementKind) => boolean): Altered[] {
  return labels.flatMap((label) => {
    const redactor = createRedactor({})
    const redacted = redactor.redact(label)
    return redactor.replacements().some(({ kind }) => counts(kind)) ? [{ label, redacted }] : []
  })
}

const altered = listAltered(BENIGN_LABELS, () => true)
const lines = here
  ? [
      ...new Set(
        readdirSync(CORPUS).flatMap((file) => readFileSync(`${CORPUS}/${file}`, 'utf8').split(/\r?\n/)),
      ),
    ]
  : []
const labels = lines.flatMap((line) => [
  line,
  ...(line.match(/(?<=[[({|"])[^[\](){}|"]+(?=[\])}|"])/g) ?? []),
])
const alteredLabels = listAltered(labels, (kind) => kind === 'secret')

describe('L9 ordinary labels', () => {
  it(`L9 of ${BENIGN_LABELS.length} benign labels ${altered.length} are altered, at most 1 in 100`, () => {
    expect(BENIGN_LABELS.length).toBeGreaterThanOrEqual(300)
    expect(altered.slice(Math.floor(BENIGN_LABELS.length / 100))).toEqual([])
  })

  it.skipIf(!here)(
    `L9 of ${labels.length} lines and labels of real diagrams ${alteredLabels.length} lose a secret that is none, at most 1 in 100${here ? '' : ' (the corpus is not here)'}`,
    () => {
      expect(labels.length).toBeGreaterThan(1000)
      expect(alteredLabels.slice(Math.floor(labels.length / 100))).toEqual([])
    },
  )
})

describe('L9 plaintext passwords of diagrams', () => {
  it('L9 there are 21', () => {
    expect(PASSWORD_LABELS).toHaveLength(21)
  })

  for (const [password, label] of PASSWORD_LABELS) {
    it(`L9 ${JSON.stringify(label)} loses its password`, () => {
      const at = label.lastIndexOf(password)
      const redactor = createRedactor({})
      const redacted = redactor.redact(label)
      expect(redacted.slice(0, at)).toBe(label.slice(0, at))
      expect(redacted.slice(at)).toMatch(/^secret-1(?![\w-])/)
    })
  }
})
