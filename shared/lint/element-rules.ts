/** Rules about the drawing: parts that do nothing, and names that mislead. */
import { flowRef, isId } from '../model/ids.ts'
import { indexOf, titleOf } from '../model/queries.ts'
import type { Model } from '../model/schema.ts'
import type { Finding, LintRule } from './rule.ts'

// Bidirectional controls and zero-width characters: a title must read as what it is.
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

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
              },
            ],
      )
    },
  },
  {
    code: 'title-duplicate',
    severity: 'warning',
    summary: 'Two elements have the same title',
    docs: 'Threats and tickets name elements by title, so two equal titles cannot be told apart. Rename one.',
    check: (model) => duplicates(model),
  },
  {
    code: 'title-invisible-characters',
    severity: 'error',
    summary: 'A title holds characters that cannot be seen',
    docs: 'Bidirectional controls and zero-width characters make a title read as something else in review. Type it again.',
    check: (model) =>
      titled(model).flatMap(({ elementId, what, title }) => {
        const [character] = INVISIBLE.exec(title) ?? []
        if (character === undefined) return []
        const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
        const name = title.replace(new RegExp(INVISIBLE, 'gu'), '')
        return [
          {
            elementId,
            message: `The title of ${what} "${name}" holds the invisible character U+${code}. Type it again.`,
          },
        ]
      }),
  },
  {
    code: 'id-style',
    severity: 'info',
    summary: 'An id is not lower-case words joined by hyphens',
    docs: 'Ids are the stable names in references, diffs and tickets; `>` and `:` in one make a reference ambiguous. New ids match [a-z0-9][a-z0-9-]*.',
    check: (model) => [
      ...model.components.flatMap(({ id }) => styled(id, id, 'Component')),
      ...model.boundaries.flatMap(({ id }) => styled(id, `boundary:${id}`, 'Boundary')),
      ...model.dataAssets.flatMap(({ id }) => styled(id, `data:${id}`, 'Data asset')),
    ],
  },
]

interface Titled {
  readonly elementId: string
  readonly what: string
  readonly title: string
}

function titled(model: Model): readonly Titled[] {
  return [
    ...model.components.map(({ id, title }) => ({ elementId: id, what: 'component', title })),
    ...model.boundaries.map(({ id, title }) => ({ elementId: `boundary:${id}`, what: 'boundary', title })),
    ...model.dataAssets.map(({ id, title }) => ({ elementId: `data:${id}`, what: 'data asset', title })),
    ...model.flows.map((flow) => ({
      elementId: flowRef(flow),
      what: `flow ${titleOf(model, flowRef(flow))}`,
      title: flow.title,
    })),
    ...model.risks.map(({ id, title }) => ({ elementId: `risk:${id}`, what: 'risk', title })),
  ]
}

function duplicates(model: Model): readonly Finding[] {
  const first = new Map<string, string>()
  return titled(model).flatMap(({ elementId, what, title }) => {
    // Flows share titles ("HTTPS") and are told apart by their ends.
    if (what !== 'component' && what !== 'boundary') return []
    const key = `${what}|${title.trim().toLowerCase()}`
    const other = first.get(key)
    if (other === undefined) {
      first.set(key, elementId)
      return []
    }
    return [{ elementId, message: `${elementId} and ${other} have the same title "${title}". Rename one.` }]
  })
}

function styled(id: string, elementId: string, what: string): readonly Finding[] {
  if (isId(id)) return []
  const severity = /[>:]/.test(id) ? ({ severity: 'error' } as const) : {}
  return [
    { elementId, ...severity, message: `${what} id "${id}" should be lower-case words joined by hyphens.` },
  ]
}
