import { expect, test } from 'vitest'
import { readModel } from '../../formats/fenceline/model/read-model.ts'
import { ORDERS } from '../../formats/fenceline/templates/orders.ts'
import type { ThreatRow } from '../types.ts'
import { flagsOf } from './flags.ts'

const { model } = readModel(ORDERS, 'threat-model.yaml')
if (!model) throw new Error('The template cannot be read.')
const orders = model

const ROW: ThreatRow = {
  category: 'tampering',
  title: 'Sessions in Redis can be overwritten',
  threat: 'Any host in the app tier may write to the cache.',
  assumption: 'Redis listens on the private network without authentication.',
  mitigation: 'Require a password and put a WAF before the API Gateway.',
  certainty: 'stated',
  evidence: ['redis'],
}

test('a grounded threat has no flag', () => {
  expect(flagsOf(orders, 'redis', ROW)).toEqual([])
})

test('an invented noun is flagged once, with the noun, wherever it stands', () => {
  const row = { ...ROW, title: 'Kafka can be flooded', assumption: 'Kafka and `billing-service` are open.' }
  expect(flagsOf(orders, 'redis', row)).toEqual([
    { kind: 'not-in-diagram', text: '“Kafka” is not in the diagram.' },
    { kind: 'not-in-diagram', text: '“billing-service” is not in the diagram.' },
  ])
})

test('an attack that cannot be is flagged as likely fiction, but not for what its mitigation says', () => {
  const row = { ...ROW, title: 'Container escape reaches the host', mitigation: 'Prevent SQL injection.' }
  expect(flagsOf(orders, 'redis', row)).toEqual([
    {
      kind: 'likely-fiction',
      text: 'Container escape needs a container, and none is within one flow of this target.',
    },
  ])
})

test('any text gives flags and no error', () => {
  for (const text of [
    '',
    '`',
    '"',
    '``` ` "" “',
    '…\n\u0000',
    'The '.repeat(5000),
    'A'.repeat(50_000),
    `${'a-'.repeat(20_000)}`,
  ])
    expect(Array.isArray(flagsOf(orders, 'redis', { ...ROW, threat: text }))).toBe(true)
})
