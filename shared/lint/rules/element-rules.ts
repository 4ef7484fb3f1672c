/** Rules about components, boundaries and data assets that do nothing, or say the same twice. */
import { removeDataAssets } from '../../model/edits/components.ts'
import { removeElements } from '../../model/edits/remove.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import { fixModel, type LintFix, type LintRule } from '../rule.ts'

export const ELEMENT_RULES: readonly LintRule[] = [
  {
    code: 'zone-empty',
    severity: 'warning',
    summary: 'A zone holds nothing',
    docs: 'An empty zone protects nothing. Put its components inside or remove it.',
    check: (model) => {
      const { componentsIn, zonesIn } = indexOf(model)
      return model.boundaries.flatMap(({ id, title, kind }) =>
        kind === 'line' || componentsIn.has(id) || zonesIn.has(id)
          ? []
          : [
              {
                elementId: `boundary:${id}`,
                message: `Zone "${title}" (${id}) is empty. Put components inside or remove it.`,
                ...removal(model, id, title),
              },
            ],
      )
    },
  },
  {
    code: 'component-without-flows',
    severity: 'warning',
    summary: 'A component has no flows',
    docs: 'A component that talks to nothing cannot be analysed. Draw its flows or remove it.',
    check: (model) => {
      const { incoming, outgoing } = indexOf(model)
      return model.components.flatMap(({ id, title }) =>
        incoming.has(id) || outgoing.has(id)
          ? []
          : [
              {
                elementId: id,
                message: `Component "${title}" (${id}) has no flows. Draw its flows or remove it.`,
              },
            ],
      )
    },
  },
  {
    code: 'data-unused',
    severity: 'warning',
    summary: 'Nothing sends, processes or stores a data asset',
    docs: 'A data asset that no component and no flow names raises no severity anywhere. Say where it is, or remove it.',
    check: (model) => {
      const used = new Set([
        ...model.components.flatMap((component) => [...component.dataProcessed, ...component.dataStored]),
        ...model.flows.flatMap((flow) => [...flow.dataSent, ...flow.dataReceived]),
      ])
      return model.dataAssets.flatMap(({ id, title }) =>
        used.has(id)
          ? []
          : [
              {
                elementId: `data:${id}`,
                message: `Data asset "${title}" (${id}) is on no flow and in no component. Say where it is or remove it.`,
                fix: fixModel('Remove', title, (now) => removeDataAssets(now, [id])),
              },
            ],
      )
    },
  },
  {
    code: 'data-unrated',
    severity: 'info',
    summary: 'A data asset does not say how confidential it is',
    docs: 'The severity of a threat follows from the data that it concerns. State `confidentiality`, and `integrity` where a change would hurt.',
    check: (model) =>
      model.dataAssets.flatMap(({ id, title, confidentiality, integrity, availability }) =>
        confidentiality === undefined && integrity === undefined && availability === undefined
          ? [
              {
                elementId: `data:${id}`,
                message: `Data asset "${title}" (${id}) has no rating, so it raises no severity. State its confidentiality.`,
              },
            ]
          : [],
      ),
  },
  {
    code: 'zone-repeats-zone',
    severity: 'info',
    summary: 'A zone holds one other zone and nothing else',
    docs: 'What crosses the inner zone from outside crosses the outer one as well, and nothing crosses only one of them. Remove one, or put into the outer zone what stands between the two.',
    check: (model) => {
      const { componentsIn, zonesIn } = indexOf(model)
      return model.boundaries.flatMap(({ id, title, kind }) => {
        const [inner, another] = zonesIn.get(id) ?? []
        if (kind === 'line' || inner === undefined || another !== undefined || componentsIn.has(id)) return []
        const message = `Zone "${title}" (${id}) holds only zone "${inner.title}", so the two are one boundary. Remove one, or say what stands between them.`
        return [{ elementId: `boundary:${id}`, message }]
      })
    },
  },
]

/** Where a risk would go with the boundary, a person has to look first. */
function removal(model: Model, id: string, title: string): { readonly fix?: LintFix } {
  if (indexOf(model).risksByTarget.has(`boundary:${id}`)) return {}
  return { fix: fixModel('Remove', title, (now) => removeElements(now, [id]).model) }
}
