/** A corner shop as the tool would draw it, for tests. */

import { readTm7 } from '../../../shared/formats/tm7/read.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { type DrawnSpec, type Tm7Spec, tm7File } from './tm7-file.ts'

export const client: DrawnSpec = {
  shape: 'StencilRectangle',
  guid: 'c',
  name: 'Shopper',
  rect: [0, 0, 100, 100],
}
export const server: DrawnSpec = { shape: 'StencilEllipse', guid: 's', name: 'Till', rect: [300, 0, 90, 80] }
export const ledger: DrawnSpec = {
  shape: 'StencilParallelLines',
  guid: 'l',
  name: 'Ledger',
  rect: [600, 0, 100, 60],
}
export const pay: DrawnSpec = {
  shape: 'Connector',
  guid: 'p',
  name: 'pays',
  source: 'c',
  target: 's',
  through: [
    [100, 50],
    [300, 50],
  ],
}
const write: DrawnSpec = {
  shape: 'Connector',
  guid: 'w',
  name: 'writes',
  source: 's',
  target: 'l',
  through: [
    [390, 50],
    [500, 120],
    [600, 30],
  ],
}
export const SHOP = [client, server, ledger, pay, write]

export const read = (spec: Tm7Spec) => readTm7(tm7File(spec))
export const readTab = (...drawn: readonly DrawnSpec[]) => read({ tabs: [{ drawn }] })
export const modelOf = (spec: Tm7Spec): Model => {
  const { model, diagnostics } = read(spec)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}
