// Redacting, asking and reading together: nothing of the person's own leaves, and all of it comes back.
import { describe, expect, test } from 'vitest'
import { aComponent, aFlow, aModel } from '../../analysis/sample.ts'
import { buildBody } from '../ask/body.ts'
import { describeDiagram } from '../ask/diagram.ts'
import { STARTERS } from '../prompts/starters.ts'
import { createRedactor } from '../redact/redactor.ts'
import { readAnswer } from './read-answer.ts'

const MODEL = aModel({
  components: [
    aComponent({ id: 'app', kind: 'external', title: 'App', note: 'asks ana@corp.example' }),
    aComponent({
      id: 'db',
      kind: 'store',
      title: 'Orders on db7.corp.example',
      description: 'password: hunter2-Staging!',
      machine: '10.20.30.40',
    }),
  ],
  flows: [aFlow({ from: 'app', to: 'db', description: 'See SHOP-1234' })],
})
const OWN = ['ana@corp.example', 'db7.corp.example', 'hunter2-Staging!', '10.20.30.40']

describe('a model with names and a password of its own', () => {
  const redactor = createRedactor({})
  const diagram = describeDiagram(MODEL, redactor.redact)

  test.each(['schema', 'tool', 'prompt'] as const)('L9 sends none of them in the tier %s', (tier) => {
    const asked = { unit: 'component', prompt: 'Look.', llm: 'm', maxTokens: 1000, tier } as const
    const body = buildBody({ ...asked, diagram, target: 'db', redact: redactor.redact })
    for (const own of OWN) expect(body).not.toContain(own)
    expect(JSON.parse(body).messages[0].content[1].text).toContain(`Target: ${diagram.aliasOf('db')}\n`)
  })

  test('has its names in what the reply says', () => {
    const { title } = JSON.parse(diagram.json).components[1]
    const row = {
      category: 'tampering',
      title: `Records of ${title} are changed`,
      threat: 'Somebody changes them.',
      assumption: 'Nobody looks.',
      mitigation: 'Look.',
      certainty: 'inferred',
      evidence: [diagram.aliasOf('app>db')],
    }
    const reply = { target: diagram.aliasOf('db'), threats: [row], not_applicable: [], cannot_assess: [] }
    const read = readAnswer(JSON.stringify(reply), { diagram, target: 'db', restore: redactor.restore })
    expect(read).toMatchObject({
      answer: { threats: [{ title: 'Records of Orders on db7.corp.example are changed' }], dropped: [] },
    })
  })
})

test.each(STARTERS.map(({ prompt }) => [prompt.id, prompt.text] as const))(
  'the built-in prompt %s goes out in its own words',
  (_, text) => {
    expect(createRedactor({}).redact(text)).toBe(text)
  },
)
