import { plural } from '../../../shared/core/text.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'

/** "Brought back Redis and 2 risks."; null where no risk came back with it. */
export function revivedWords(before: Model, after: Model): string | null {
  return removedWords(after, before, 'Brought back')
}

/** "Removed Redis and 2 risks."; null where no risk went. Risks do not stand in the text, so nobody saw them go. */
export function removedWords(before: Model, after: Model, verb = 'Removed'): string | null {
  const kept = new Set(after.risks.map(({ id }) => id))
  const risks = before.risks.filter(({ id }) => !kept.has(id)).length
  if (risks === 0) return null
  const left = new Set([...after.components, ...after.boundaries].map(({ id }) => id))
  const gone = [...before.components, ...before.boundaries].filter(({ id }) => !left.has(id))
  const flows = new Set(after.flows.map(flowRef))
  const goneFlows = before.flows.map(flowRef).filter((ref) => !flows.has(ref))
  const [only, ...others] =
    gone.length > 0 ? gone.map(({ title }) => title) : goneFlows.map((ref) => titleOf(before, ref))
  if (only === undefined) return `${verb} ${plural(risks, 'risk')}.`
  const what = others.length === 0 ? only : plural(1 + others.length, gone.length > 0 ? 'element' : 'flow')
  return `${verb} ${what} and ${plural(risks, 'risk')}.`
}
