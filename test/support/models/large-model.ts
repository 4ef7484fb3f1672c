import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { EMPTY_MODEL, KINDS, type Model } from '../../../shared/model/schema.ts'

const IN_ZONE = 20

/** A model of this size whose every twenty components stand in a zone and whose flows leave zones now and then. */
export const aLargeModel = (components: number, flows: number): Model => {
  let model: Model = { ...EMPTY_MODEL, title: 'Large' }
  const ids: string[] = []
  for (let at = 0; at < components; at += 1) {
    if (at % IN_ZONE === 0) model = addBoundary(model, { kind: 'zone', title: `Zone ${at / IN_ZONE}` }).model
    const zone = model.boundaries.at(-1)?.id ?? null
    const kind = KINDS[at % KINDS.length] ?? 'process'
    const added = addComponent(model, { kind, title: `Component ${at}`, zone, technologies: ['postgresql'] })
    model = added.model
    ids.push(added.id)
  }
  for (let at = 0; at < flows; at += 1) {
    const from = ids[at % components] ?? ''
    const to = ids[(at * 7 + 1) % components] ?? ''
    model = addFlow(model, { from, to, protocol: 'https' }).model
  }
  return model
}
