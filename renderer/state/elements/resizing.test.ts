import { expect, test } from 'vitest'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { resizeTo } from '../canvas/move.ts'
import { membershipWords } from './resizing.ts'

const document = () => {
  let { model } = addBoundary(EMPTY_MODEL, { kind: 'zone', title: 'App tier' })
  for (const title of ['API', 'Redis', 'Queue'])
    model = addComponent(model, { kind: 'process', title, zone: 'app-tier' }).model
  model = addComponent(model, { kind: 'external', title: 'Browser' }).model
  model = addFlow(model, { from: 'browser', to: 'api' }).model
  const box = (id: string, x: number) => ({ id, x, y: 40, width: 120, height: 60 })
  const zone = { id: 'app-tier', x: 0, y: 0, width: 700, height: 200 }
  const boxes = [zone, box('api', 40), box('redis', 200), box('queue', 360), box('browser', 900)]
  return { model, layout: { ...EMPTY_LAYOUT, boxes }, drafts: [] }
}
const after = (width: number) =>
  membershipWords(document(), resizeTo(document(), 'app-tier', { x: 0, y: 0, width, height: 200 }))

test('a zone that leaves members out names the one, and counts several', () => {
  expect(after(380)).toEqual(['Queue left App tier.'])
  expect(after(200)).toEqual(['2 elements left App tier.'])
})

test('a zone that takes an element in names it', () => {
  expect(after(1100)).toEqual(['Browser joined App tier.'])
})

test('nothing is said while every member stays, or of what is new', () => {
  expect(after(600)).toEqual([])
  const before = document()
  const { model } = addComponent(before.model, { kind: 'store', title: 'Logs', zone: 'app-tier' })
  expect(membershipWords(before, { ...before, model })).toEqual([])
})
