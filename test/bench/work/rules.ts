// What the offline rules cost from scratch and after one edit of a model whose drafts are known.
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import {
  addComponent,
  moveIntoZone,
  updateBoundary,
  updateComponent,
} from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { removeElements } from '../../../shared/model/edits/remove.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'
import type { Figure } from '../figure.ts'
import type { Asked, Workload } from '../workload.ts'
import { timed } from './timing.ts'

const id = (at: number) => `part-${at}`

const EDITS: readonly (readonly [work: string, edit: (model: Model, at: number) => Model])[] = [
  ['an attribute of a component', (model, at) => updateComponent(model, id(at), { multiTenant: true })],
  ['its title', (model, at) => updateComponent(model, id(at), { title: 'Redis' })],
  ['a flow added', (model, at) => addFlow(model, { from: id(at), to: id(at + 1) }).model],
  ['a flow removed', (model, at) => withoutFlow(model, at)],
  [
    'a component added',
    (model) => addComponent(model, { kind: 'process', title: 'Billing', zone: 'zone-1' }).model,
  ],
  ['a component moved', (model, at) => moveIntoZone(model, [id(at)], null)],
  ['a zone moved', (model, at) => updateBoundary(model, `zone-${at}`, { parent: null })],
  ['a component removed', (model, at) => removeElements(model, [id(at + 1)]).model],
]

export const rules: Workload = {
  group: 'rules',
  sizes: [500, 1000, 10_000],
  async run({ sizes, runs, say }: Asked): Promise<readonly Figure[]> {
    const figures: Figure[] = []
    for (const components of sizes) {
      say(`rules: ${components} components`)
      const model = aSeededModel(components, 2 * components)
      const add = (work: string, times: readonly number[]) =>
        figures.push({ group: 'rules', work, components, unit: 'ms', runs: times })
      add('drafts from scratch', await timed(runs, () => structuredClone(model), evaluateModel))
      for (const [work, edit] of EDITS) {
        let present = model
        const edited = (at: number) => {
          evaluateModel(present)
          present = edit(present, (at + 1) * 3)
          return present
        }
        add(`drafts after ${work}`, await timed(runs, edited, evaluateModel))
      }
    }
    return figures
  },
}

function withoutFlow(model: Model, at: number): Model {
  const flow = model.flows[at]
  return flow ? removeElements(model, [flowRef(flow)]).model : model
}
