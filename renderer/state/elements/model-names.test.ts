import { expect, test } from 'vitest'
import type { Workspace } from '../../../shared/protocol/contract.ts'
import { fileFault, proposeFile } from './model-names.ts'

const folder = (...paths: readonly string[]): Workspace => ({
  folder: '/repo',
  name: 'repo',
  readOnly: false,
  models: paths.map((path) => ({
    path,
    title: path,
    components: 0,
    flows: 0,
    crossings: 0,
    crossingsAnalysed: 0,
    risks: 0,
    broken: false,
    modelHash: null,
  })),
})

test('the first model of a folder has the plain name', () => {
  expect(proposeFile(folder(), 'Orders Threat Model')).toBe('threat-model.yaml')
})

test('another model is named after its title, without the words that all share', () => {
  expect(proposeFile(folder('threat-model.yaml'), 'Orders Platform Threat Model')).toBe(
    'orders-platform.threat-model.yaml',
  )
})

test('a proposed name is never taken', () => {
  const taken = folder('threat-model.yaml', 'orders.threat-model.yaml', 'orders-2.threat-model.yaml')
  expect(proposeFile(taken, 'Orders')).toBe('orders-3.threat-model.yaml')
})

test('H17 a proposed name differs from those there are in more than case, and is no device of Windows', () => {
  const taken = folder('threat-model.yaml', 'Orders.threat-model.yaml')
  expect(proposeFile(taken, 'ORDERS')).toBe('orders-2.threat-model.yaml')
  expect(proposeFile(taken, 'Con')).toBe('con-model.threat-model.yaml')
  expect(proposeFile(taken, 'x'.repeat(300)).length).toBeLessThan(255)
})

test.each(['con.threat-model.yaml', 'a./threat-model.yaml', 'NUL/threat-model.yaml', 'a?.threat-model.yaml'])(
  'H17 %s is no name on Windows',
  (path) => expect(fileFault(folder(), path)).toMatch(/Windows takes no such name/),
)

test('H17 a name that differs from a taken one in case only is taken', () => {
  expect(fileFault(folder('Shop.threat-model.yaml'), 'shop.threat-model.yaml')).toMatch(/exists already/)
})

test('a title without words still gives a name', () => {
  expect(proposeFile(folder('threat-model.yaml'), 'Threat model')).toBe('new.threat-model.yaml')
})

test.each([
  '/etc/threat-model.yaml',
  '../threat-model.yaml',
  'a\\threat-model.yaml',
  'a/../../threat-model.yaml',
])('%s leads out of the folder and is refused', (path) =>
  expect(fileFault(folder(), path)).toMatch(/inside the folder/),
)

test.each(['model.yaml', '.threat-model.yaml', 'threat-model.yml'])('%s is no name of a model', (path) =>
  expect(fileFault(folder(), path)).toMatch(/must be threat-model.yaml or end/),
)

test('a name that exists is refused, a new one in a subfolder is fine', () => {
  const taken = folder('threat-model.yaml')
  expect(fileFault(taken, 'threat-model.yaml')).toMatch(/exists already/)
  expect(fileFault(taken, 'services/threat-model.yaml')).toBeUndefined()
})
