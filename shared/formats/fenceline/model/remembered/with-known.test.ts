import { expect, test } from 'vitest'
import { updateComponent } from '../../../../model/edits/components.ts'
import type { Model } from '../../../../model/schema.ts'
import { TEMPLATES } from '../../templates/templates.ts'
import { readModel } from '../read-model.ts'
import { withKnown } from './with-known.ts'

const known = readModel(TEMPLATES[0]?.text ?? '').model as Model
const copied = (model: Model): Model => JSON.parse(JSON.stringify(model)) as Model

test('a copy that says the same is the known model itself', () => {
  expect(withKnown(known, copied(known))).toBe(known)
})

test('elements that are as they were are the known objects, and the model is the given one', () => {
  const [first] = known.components
  const next = copied(updateComponent(known, first?.id ?? '', { title: 'Other' }))
  const shared = withKnown(known, next)
  expect(shared).toEqual(next)
  expect(shared.components[0]).not.toBe(known.components[0])
  expect(shared.components.slice(1).every((each, at) => each === known.components[at + 1])).toBe(true)
  expect(shared.flows).toBe(known.flows)
})

test('elements in another order are found, and stay in that order', () => {
  const next = { ...copied(known), components: copied(known).components.toReversed() }
  const shared = withKnown(known, next)
  expect(shared).toEqual(next)
  expect(shared.components.at(-1)).toBe(known.components[0])
})

test('what was added or taken away is so', () => {
  const { flows } = known
  const less = { ...copied(known), flows: copied(known).flows.slice(1), notes: ['One more'] }
  expect(withKnown(known, less)).toEqual(less)
  expect(withKnown(less, known)).toEqual(known)
  expect(withKnown(known, less).flows[0]).toBe(flows[1])
})
