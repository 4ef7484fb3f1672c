import { expect, test } from 'vitest'
import { modelNames, modelStem, titleFromFile } from './names.ts'

test.each([
  ['docs/shop.tm7', 'shop'],
  ['C:\\models\\Shop v2.json', 'Shop v2'],
  ['a.drawio.svg', 'a'],
  ['a.tc.json', 'a'],
  ['a.threat-model.yaml', 'a'],
  ['a.b.xyz', 'a.b'],
  ['.tm7', 'tm7'],
  ['con.tm7', 'con-model'],
  ['..', 'imported'],
  ['\u202Ea\u0007b.tm7', 'a-b'],
])('the model of %j is called %s', (file, stem) => {
  expect(modelStem(file)).toBe(stem)
})

test('a long name is cut, never within a character, and its number stays', () => {
  expect(modelStem(`${'x'.repeat(300)}.tm7`)).toHaveLength(60)
  expect(modelStem(`x${'\u{1f980}'.repeat(99)}.tm7`)).toBe(`x${'\u{1f980}'.repeat(29)}`)
  expect(modelNames(`${'x'.repeat(60)}-2`, [undefined])).toEqual([`${'x'.repeat(60)}-2.threat-model.yaml`])
  const [a, b] = modelNames('x', ['page '.repeat(99), 'page '.repeat(98)])
  expect(a).not.toBe(b)
})

test('models of pages have the names of their pages, each its own', () => {
  expect(modelNames('town', [undefined])).toEqual(['town.threat-model.yaml'])
  expect(modelNames('town', ['Day', 'day', '夜'])).toEqual([
    'town-day.threat-model.yaml',
    'town-day-2.threat-model.yaml',
    'town-page.threat-model.yaml',
  ])
})

test('a file says the title of a model that has none', () => {
  expect(titleFromFile('docs/payment_flow.drawio.svg')).toBe('Payment flow')
  expect(titleFromFile('Shop v2.json')).toBe('Shop v2')
})
