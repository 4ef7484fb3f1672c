import { expect, test } from 'vitest'
import { readDfd } from '../formats/dfd/read.ts'
import type { Model } from '../model/schema.ts'
import { changesInWords } from './words.ts'

function modelOf(text: string): Model {
  const { model } = readDfd(text)
  if (!model) throw new Error('the fixture must read')
  return model
}

const SHOP = modelOf(
  'External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n-> Data store: Orders\nZone: DMZ\n',
)

test('equal models have changed in nothing', () => {
  expect(changesInWords(SHOP, { ...SHOP })).toEqual([])
})

test('what is gone comes first, then what is new, then what is other', () => {
  const after = modelOf(
    'External: Browser\n-> [HTTPS, trust boundary 1] -> Process: API (DMZ)\nZone: DMZ\n  Data store: Redis\nAPI -> ["reads"] -> Redis\n',
  )
  expect(changesInWords(SHOP, after)).toEqual([
    'Data store Orders gone',
    'Flow API → Orders gone',
    'Data store Redis added in DMZ',
    'Flow API → Redis added (reads)',
    'Process API: note not set is now DMZ',
    'Flow Browser → API: protocol TLS is now HTTPS',
  ])
})

test('risks that go with their element are named, and places are said by their titles', () => {
  const risk = { id: 'R1', target: 'orders', category: 'tampering', title: 'T', status: 'unchecked' } as const
  const before: Model = { ...SHOP, risks: [{ ...risk, description: '', tags: [] } as Model['risks'][number]] }
  const after: Model = {
    ...SHOP,
    components: SHOP.components.map((each) => (each.id === 'api' ? { ...each, zone: 'dmz' } : each)),
  }
  expect(changesInWords(before, after)).toEqual(['Risk R1 gone', 'Process API: zone outside is now DMZ'])
})
