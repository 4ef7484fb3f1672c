import { expect, test } from 'vitest'
import { readDfd } from '../../../shared/formats/dfd/read.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { selectedModel } from './selected-model.ts'

const { model } = readDfd(`External: Browser
Zone: Cloud
  Zone: DMZ
    Process: Gateway
  Zone: Private
    Data store: Orders
Process: Cron
Browser -> ["asks", https, trust boundary 1] -> Gateway
Gateway -> ["reads"] -> Orders
Cron -> Orders
`)
if (!model) throw new Error('the sample must read')
const document = { model, layout: EMPTY_LAYOUT, drafts: [] }
const partOf = (...selection: string[]) => {
  const part = selectedModel(document, selection)
  return (
    part && {
      components: part.components.map(({ id }) => id),
      flows: part.flows.map(({ from, to }) => `${from} to ${to}`),
      boundaries: part.boundaries.map(({ id }) => id),
    }
  )
}

test('selected components bring the flows between them, their lines and every zone around them', () => {
  expect(partOf('browser', 'gateway')).toEqual({
    components: ['browser', 'gateway'],
    flows: ['browser to gateway'],
    boundaries: ['cloud', 'dmz', 'trust-boundary-1'],
  })
})

test('a selected zone brings what is in it', () => {
  expect(partOf('cloud')).toEqual({
    components: ['gateway', 'orders'],
    flows: ['gateway to orders'],
    boundaries: ['cloud', 'dmz', 'private'],
  })
})

test('a selected flow brings its ends', () => {
  expect(partOf('cron>orders')).toEqual({
    components: ['orders', 'cron'],
    flows: ['cron to orders'],
    boundaries: ['cloud', 'private'],
  })
})

test('nothing selected is no model', () => {
  expect(partOf()).toBeNull()
  expect(partOf('note:1', 'gone')).toBeNull()
})
