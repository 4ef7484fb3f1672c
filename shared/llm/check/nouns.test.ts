import { expect, it, test } from 'vitest'
import { readModel } from '../../formats/fenceline/model/read-model.ts'
import { ORDERS } from '../../formats/fenceline/templates/orders.ts'
import type { Model } from '../../model/schema.ts'
import { inventedNouns } from './nouns.ts'
import { SENTENCES } from './sentences.test-support.ts'
import { vocabularyOf } from './vocabulary.ts'

function modelOf(file: string): Model {
  const { model } = readModel(file, 'threat-model.yaml')
  if (!model) throw new Error('The model cannot be read.')
  return model
}

const isHeldBack = (at: number): boolean => at % 3 === 2

test.each([
  ['tuned on', (at: number) => !isHeldBack(at)],
  ['held back', isHeldBack],
] as const)(
  '%s: of 100 invented nouns at least 95 are found, of 100 grounded sentences at most 5 are flagged',
  (name, isPart) => {
    let [invented, found, grounded, wrong] = [0, 0, 0, 0]
    const failures: string[] = []
    for (const { file, ...lists } of SENTENCES) {
      const vocabulary = vocabularyOf(modelOf(file))
      for (const [sentence, noun] of lists.invented.filter((_, at) => isPart(at))) {
        invented += 1
        const nouns = inventedNouns(vocabulary, sentence, false)
        if (nouns.some((each) => each.toLowerCase().includes(noun.toLowerCase()))) found += 1
        else failures.push(`missed: ${sentence}`)
      }
      for (const sentence of lists.grounded.filter((_, at) => isPart(at))) {
        grounded += 1
        const nouns = inventedNouns(vocabulary, sentence, false)
        if (nouns.length === 0) continue
        wrong += 1
        failures.push(`false: ${sentence} (${nouns.join(', ')})`)
      }
    }
    const percent = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)} %`
    console.log(
      `Invented nouns, ${name}: ${percent(found, invented)} of ${invented} flagged, ` +
        `${percent(wrong, grounded)} of ${grounded} grounded sentences flagged falsely\n${failures.join('\n')}`,
    )
    expect(found / invented).toBeGreaterThanOrEqual(0.95)
    expect(wrong / grounded).toBeLessThanOrEqual(0.05)
  },
)

test('the set holds at least 150 sentences of each sort over five diagrams', () => {
  expect(SENTENCES.length).toBeGreaterThanOrEqual(5)
  expect(SENTENCES.flatMap(({ invented }) => invented).length).toBeGreaterThanOrEqual(150)
  expect(SENTENCES.flatMap(({ grounded }) => grounded).length).toBeGreaterThanOrEqual(150)
})

const vocabulary = vocabularyOf(modelOf(ORDERS))

it.each([
  ['The gateways forward it.', 'a plural of a part of a title'],
  ['The orders service and the Orders-Service are one.', 'hyphens, spaces and capitals'],
  ['PostgreSQL, Postgres and postgres are one product.', 'the aliases of a product'],
  ['Stripe may be down.', 'a part of a title that is a product'],
  ['Send `{"role": "admin"}` with `role=admin` to `/orders/{id}`.', 'code'],
  ['The `audience` claim and the "scope" parameter are not checked.', 'the name of a field'],
  ['', 'no text'],
])('takes %j as grounded: %s', (text) => {
  expect(inventedNouns(vocabulary, text, false)).toEqual([])
})

it.each([
  'Stolen Stripe API key',
  'Leaked JWT replayed against the API Gateway',
  'Missing API authentication',
  'Unencrypted Redis traffic',
  'Compromised Orders Service reads Postgres',
  'Weak JWT Validation',
  'Forged Token Accepted By The Gateway',
  'SQL Injection in Orders Service',
  'Denial of Service by Oversized Requests',
  'Excessive Postgres grants',
  'Prevent SQL injection with parameters.',
  'Validate the JWT. Require TLS 1.3 on every flow.',
  'Restrict Redis to the Orders Service.',
  'Rotate Stripe API keys. Log each use.',
  'Use Row Level Security in Postgres.',
  'Bind Redis to the App tier and set a password.',
  'Attackers on the Internet reach the DMZ.',
  'An API Gateway plugin may leak headers.',
  'The JWT is signed with the RS256 algorithm.',
  'Log the user id, order id and time; keep the log for 90 days.',
  'Browser-side validation can be skipped.',
  'Customer PII leaks from the Orders Service to Stripe.',
  'Identity Service outage blocks sign-in.',
  'The App tier is flat.',
  'Log files of the API Gateway contain bearer tokens.',
  'Attackers could use HTTP Request Smuggling against the gateway.',
])('finds nothing invented in the title or sentence %j', (text) => {
  expect(inventedNouns(vocabulary, text, false)).toEqual([])
  expect(inventedNouns(vocabulary, text, true)).toEqual([])
})

it('names each noun once, as the text writes it and in its order', () => {
  const text = 'Kafka feeds `billing-service`, and `billing-service` feeds Kafka and the Fraud Engine.'
  expect(inventedNouns(vocabulary, text, false)).toEqual(['Kafka', 'billing-service', 'Fraud Engine'])
})

it('takes what a mitigation brings in as a proposal, and what it speaks of as there as an invention', () => {
  for (const text of [
    'Put a WAF in front of the gateway.',
    'Keep the key in HashiCorp Vault.',
    'Introduce a Rate Limit Service.',
    'Add a message queue between them.',
  ])
    expect(inventedNouns(vocabulary, text, true)).toEqual([])
  expect(inventedNouns(vocabulary, 'The Fraud Engine must check each order.', true)).toEqual(['Fraud Engine'])
  expect(inventedNouns(vocabulary, 'Limit what `billing-service` may read.', true)).toEqual([
    'billing-service',
  ])
})
