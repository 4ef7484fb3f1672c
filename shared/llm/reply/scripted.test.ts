// What the scripted server answers to our own requests is taken whole, in every tier.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answerTo } from '../../../test/support/messages-api/answer.ts'
import { RICH_ORDERS } from '../../analysis/sample.ts'
import { listTargets } from '../../model/crossings.ts'
import { buildBody, describeBody } from '../ask/body.ts'
import { describeDiagram } from '../ask/diagram.ts'
import { readProposal } from './diagram.ts'
import { readQuestions } from './questions.ts'
import { readAnswer } from './read-answer.ts'

const same = (text: string) => text
const diagram = describeDiagram(RICH_ORDERS, same)
const asked = { prompt: 'Look.', llm: 'm', maxTokens: 1000 }
const TIERS = [
  ['schema', 'schema'],
  ['tool', 'tool'],
  ['prompt', 'nothing'],
] as const

describe.each(TIERS)('in the tier %s', (tier, honours) => {
  const reply = (body: string) => answerTo(JSON.parse(body), honours).text

  test('each target has all six categories answered and no row dropped', () => {
    for (const target of listTargets(RICH_ORDERS)) {
      const body = buildBody({ ...asked, unit: 'crossing', diagram, target, tier, redact: same })
      const read = readAnswer(reply(body), { diagram, target, restore: same })
      expect(read).toMatchObject({ answer: { dropped: [], unanswered: [] } })
    }
  })

  test('questions and a diagram are read', () => {
    const body = buildBody({ ...asked, unit: 'questions', diagram, target: null, tier, redact: same })
    const source = { by: 'llm' } as const
    expect(readQuestions(reply(body), { diagram, restore: same, source })).toMatchObject({ dropped: [] })
    const described = describeBody({ ...asked, description: 'A shop.', tier })
    expect(readProposal(reply(described), same)).toHaveProperty('dfd')
  })
})

test('L13 no reader of replies throws, whatever the list holds', () => {
  const source = { by: 'llm' } as const
  const lists = ['questions', 'zones', 'components', 'flows', 'notes', 'title']
  const text = fc.array(fc.tuple(fc.constantFrom(...lists), fc.json()), { maxLength: 6 })
  fc.assert(
    fc.property(text, (members) => {
      const json = `{${members.map(([name, value]) => `"${name}":${value}`).join(',')}}`
      for (const each of [json, json.replaceAll(':{', ':[{'), json.slice(0, -1)]) {
        readQuestions(each, { diagram, restore: same, source })
        readProposal(each, same)
      }
    }),
  )
})

test('L13 a reply that is nested without end is refused in words', () => {
  const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  for (const list of ['threats', 'questions', 'components'])
    for (const text of [`{"target":"c1","${list}":[${nested}]}`, `{"${list}":[{"x":${nested}}]}`]) {
      expect(readAnswer(text, { diagram, target: 'web', restore: same })).toHaveProperty('problem')
      expect(readProposal(text, same)).toHaveProperty('problem')
      expect(readQuestions(text, { diagram, restore: same, source: { by: 'llm' } })).toHaveProperty('problem')
    }
})
