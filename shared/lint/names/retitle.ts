import { updateBoundary, updateComponent, updateDataAsset } from '../../model/edits/components.ts'
import { updateFlow } from '../../model/edits/flows.ts'
import { updateMitigation } from '../../model/edits/mitigations.ts'
import type { Model } from '../../model/schema.ts'
import { updateRisk } from '../../triage/risks.ts'

/** Another title for what a diagnostic names, if it still has the old one. */
export function retitle(model: Model, elementId: string, from: string, title: string): Model {
  const [space, id = ''] = elementId.split(/:(.*)/s)
  const has = (elements: readonly { readonly title: string }[]) =>
    elements.some((element) => element.title === from)
  if (space === 'boundary' && id) {
    return has(model.boundaries.filter((each) => each.id === id))
      ? updateBoundary(model, id, { title })
      : model
  }
  if (space === 'data' && id) {
    return has(model.dataAssets.filter((each) => each.id === id))
      ? updateDataAsset(model, id, { title })
      : model
  }
  if (space === 'risk' && id) {
    return has(model.risks.filter((each) => each.id === id)) ? updateRisk(model, id, { title }) : model
  }
  if (space === 'mitigation' && id) {
    return has(model.mitigations.filter((each) => each.id === id))
      ? updateMitigation(model, id, { title })
      : model
  }
  if (elementId.includes('>')) return updateFlow(model, elementId, { title })
  return has(model.components.filter((each) => each.id === elementId))
    ? updateComponent(model, elementId, { title })
    : model
}
