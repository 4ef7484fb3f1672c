import { expect, test } from 'vitest'
import { addBoundary, addComponent } from '../../../../shared/model/edits/components.ts'
import { EMPTY_MODEL } from '../../../../shared/model/schema.ts'
import { targetFacts } from './target-facts.ts'

const inZone = (note: string) => {
  const zoned = addBoundary(EMPTY_MODEL, { kind: 'zone', title: 'App tier' })
  const added = addComponent(zoned.model, { kind: 'process', title: 'Orders', zone: zoned.id, note })
  return targetFacts(added.model, added.id)
}

test('a note that only repeats the zone is not said twice', () => {
  expect(inZone('app tier')).toEqual(['Process', 'in App tier'])
  expect(inZone('two replicas')).toEqual(['Process', 'in App tier', 'two replicas'])
})
