/** Rules about the review: what nobody has analysed, and what changed since. */
import { isStale } from '../../analysis/coverage.ts'
import { isSettled } from '../../analysis/redrafting/open-drafts.ts'
import { plural } from '../../core/text.ts'
import { crossingsOf } from '../../model/crossings.ts'
import { parseRef } from '../../model/ids.ts'
import { indexOf, titleOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import { fixModel, type LintRule } from '../rule.ts'

export const REVIEW_RULES: readonly LintRule[] = [
  {
    code: 'nothing-to-check',
    severity: 'error',
    summary: 'The model has no components or no flows',
    docs: 'A model that says nothing passes every check, so it must not pass. Add components and the flows between them.',
    check: (model) => {
      if (model.components.length > 0 && model.flows.length > 0) return []
      const missing = model.components.length === 0 ? 'components' : 'flows'
      return [
        { message: `Model "${model.title}" has no ${missing}, so nothing was checked. Add ${missing}.` },
      ]
    },
  },
  {
    code: 'crossing-not-analysed',
    severity: 'error',
    summary: 'A flow crosses a trust boundary and nobody has analysed it',
    docs: 'Every flow that crosses a trust boundary needs a risk analysis: review its drafts and mark it analysed, or state why it is out of scope (`out_of_scope`).',
    check: (model) =>
      [...crossingsOf(model).values()].flatMap(({ ref, boundaries }) =>
        isSettled(model, ref) || isStale(model, ref)
          ? []
          : [
              {
                elementId: ref,
                message: `Flow ${titleOf(model, ref)} (${ref}) crosses ${named(model, boundaries)} without a risk analysis. Review its threats and mark it analysed.`,
              },
            ],
      ),
  },
  {
    code: 'crossing-stale',
    severity: 'error',
    summary: 'A crossing changed since its risk analysis',
    docs: 'The flow, its ends, its data or the boundaries it crosses changed since the review. Look at what changed and mark the crossing analysed again.',
    check: (model) =>
      [...crossingsOf(model).keys()].flatMap((ref) =>
        isStale(model, ref)
          ? [{ elementId: ref, message: `Flow ${titleOf(model, ref)} (${ref}) ${changed(model, ref)}` }]
          : [],
      ),
  },
  {
    code: 'component-not-analysed',
    severity: 'warning',
    summary: 'Nobody has analysed a component',
    docs: 'Review the drafts of the component and mark it analysed, or state why it is out of scope (`out_of_scope`).',
    check: (model) =>
      model.components.flatMap(({ id, title }) =>
        isSettled(model, id) || isStale(model, id)
          ? []
          : [
              {
                elementId: id,
                message: `Component "${title}" (${id}) has no risk analysis. Review its threats and mark it analysed.`,
              },
            ],
      ),
  },
  {
    code: 'component-stale',
    severity: 'warning',
    summary: 'A component changed since its risk analysis',
    docs: 'The component, its flows or its data changed since the review. Look at what changed and mark it analysed again.',
    check: (model) =>
      model.components.flatMap(({ id, title }) =>
        isStale(model, id)
          ? [{ elementId: id, message: `Component "${title}" (${id}) ${changed(model, id)}` }]
          : [],
      ),
  },
  {
    code: 'boundary-not-crossed',
    severity: 'warning',
    summary: 'No flow crosses a boundary',
    docs: 'A boundary that nothing crosses separates nothing: a flow is missing, a component stands in the wrong zone, or the boundary can go. Empty zones are reported by `zone-empty`.',
    check: (model) => {
      const { componentsIn, zonesIn } = indexOf(model)
      const crossed = new Set([...crossingsOf(model).values()].flatMap((crossing) => crossing.boundaries))
      return model.boundaries.flatMap(({ id, title, kind }) => {
        const isEmpty = kind === 'zone' && !componentsIn.has(id) && !zonesIn.has(id)
        if (isEmpty || crossed.has(id)) return []
        const remedy =
          kind === 'line'
            ? 'Name the flows that cross it or remove it.'
            : 'Draw the missing flow, move its members or remove it.'
        return [
          { elementId: `boundary:${id}`, message: `No flow crosses boundary "${title}" (${id}). ${remedy}` },
        ]
      })
    },
  },
  {
    code: 'analysis-target-unknown',
    severity: 'warning',
    summary: 'A risk analysis names a target that the model does not have',
    docs: 'The target was renamed or removed, so this review protects nothing. Rename the entry to follow it, or remove it.',
    check: (model) =>
      model.analyses.flatMap(({ target }) =>
        isTarget(model, target)
          ? []
          : [
              {
                elementId: target,
                message: `risk_analysis names "${target}", which the model does not have. Rename or remove the entry.`,
                fix: fixModel('Remove', `the analysis of ${target}`, (now) => withoutAnalysis(now, target)),
              },
            ],
      ),
  },
]

function named(model: Model, boundaries: readonly string[]): string {
  const titles = boundaries.map((id) => `"${titleOf(model, `boundary:${id}`)}"`)
  return titles.length > 3 ? plural(titles.length, 'boundary', 'boundaries') : titles.join(', ')
}

function changed(model: Model, target: string): string {
  const date = indexOf(model).analyses.get(target)?.reviewed
  return `changed since its risk analysis${date === undefined ? '' : ` of ${date}`}. Review it and mark it analysed again.`
}

function withoutAnalysis(model: Model, target: string): Model {
  const analyses = model.analyses.filter((analysis) => analysis.target !== target)
  return analyses.length === model.analyses.length ? model : { ...model, analyses }
}

/** True for a ref of a component, flow or boundary that the model has. */
export function isTarget(model: Model, ref: string): boolean {
  const index = indexOf(model)
  const target = parseRef(ref)
  if (target.kind === 'boundary') return index.boundaries.has(target.id)
  return index.components.has(ref) || index.flows.has(ref)
}
