import { describe, expect, it, test } from 'vitest'
import { readModel } from '../../formats/fenceline/model/read-model.ts'
import { ORDERS } from '../../formats/fenceline/templates/orders.ts'
import type { Model } from '../../model/schema.ts'
import { FICTIONS, fictionsIn } from './fiction.ts'

/** A process between two neighbours, of which nothing is known but the lines that are given. */
function around(lines: string, more = ''): Model {
  const { model } = readModel(
    `title: T
technical_assets:
  sender:
    title: Sender
    type: external-entity
    communication_links:
      middle: {target: middle}
  middle:
    title: Middle
    type: process
    ${lines.replaceAll('\n', '\n    ')}
${more}
`,
    'threat-model.yaml',
  )
  if (!model) throw new Error('The model cannot be read.')
  return model
}

const BARE = around('note: plain')

/** For each entry of the table: a sentence, and what makes it possible. */
const CASES: readonly (readonly [sentence: string, lines: string])[] = [
  ['SQL injection reads tables.', 'technologies: [database]\nnote: MySQL'],
  ['NoSQL injection returns all documents.', 'note: MongoDB'],
  ['Stored XSS runs in a page.', 'technologies: [web-application]'],
  ['CSRF changes the address.', 'technologies: [browser]'],
  ['Clickjacking of the form.', 'technologies: [browser]'],
  ['CORS admits every origin.', 'technologies: [web-application]'],
  ['The cookie is stolen.', 'note: keeps a session'],
  ['Session fixation by a link.', 'note: keeps a session'],
  ['A JWT with alg none is accepted.', 'note: checks tokens'],
  ['A SAML response is wrapped.', 'technologies: [identity-provider]'],
  ['Container escape to the host.', 'machine: container'],
  ['The kubelet API is open.', 'note: runs on Kubernetes'],
  ['XXE reads local files.', 'data_formats_accepted: [xml]'],
  ['LDAP injection lists users.', 'note: asks LDAP'],
  ['SSRF reaches internal hosts.', 'communication_links:\n  other: {target: sender}'],
  ['DNS rebinding reaches it.', 'technologies: [browser]'],
  ['Prompt injection steers it.', 'technologies: [llm]'],
  ['Training data poisoning shifts answers.', 'technologies: [ai]'],
  ['A public bucket exposes it.', 'technologies: [object-storage]'],
  ['Unsafe deserialisation runs code.', 'data_formats_accepted: [serialization]'],
  ['Cache poisoning serves wrong pages.', 'technologies: [cache]'],
  ['A rooted phone reads files.', 'technologies: [mobile-app]'],
  ['A poison message blocks it.', 'technologies: [message-queue]'],
  ['Malicious firmware is installed.', 'technologies: [iot-device]'],
]

describe('an attack that needs something', () => {
  it.each(CASES)('%s', (sentence, lines) => {
    expect(fictionsIn(BARE, 'middle', sentence)).toHaveLength(1)
    expect(fictionsIn(around(lines), 'middle', sentence)).toEqual([])
  })

  it('has a case for every entry of the table', () => {
    const named = FICTIONS.filter(({ attack }) => CASES.some(([sentence]) => attack.test(sentence)))
    expect(named).toHaveLength(FICTIONS.length)
  })
})

test('a neighbour one flow away makes an attack possible, one two flows away does not', () => {
  const { model } = readModel(ORDERS, 'threat-model.yaml')
  if (!model) throw new Error('The template cannot be read.')
  const text = 'SQL injection dumps customers.'
  expect(fictionsIn(model, 'orders-service', text)).toEqual([])
  expect(fictionsIn(model, 'api-gateway>orders-service', text)).toEqual([])
  expect(fictionsIn(model, 'browser', text)).toEqual([
    'SQL injection needs a data store that may speak SQL, and none is within one flow of this target.',
  ])
})

test('a store of which nothing is known may speak SQL, a cache does not', () => {
  const withStore = (words: string): Model =>
    around(
      'communication_links:\n  store: {target: store}',
      `  store:\n    title: ${words}\n    type: datastore`,
    )
  expect(fictionsIn(withStore('Things'), 'middle', 'SQL injection')).toEqual([])
  expect(fictionsIn(withStore('Redis'), 'middle', 'SQL injection')).toHaveLength(1)
})

test('a threat without such a name is never fiction, and a target that is gone has no reach', () => {
  expect(fictionsIn(BARE, 'middle', 'Requests are not logged.')).toEqual([])
  expect(fictionsIn(BARE, 'gone', 'SQL injection')).toHaveLength(1)
})
